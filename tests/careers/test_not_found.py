"""What is not there is told on the site's own page, whoever serves it."""

import pytest
from django.urls import Resolver404

from careers.settings import dev

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *("/en/nothing/", "/fr/rien/du/tout/", "/en/questions/999999/", "/en/experts/999999/nobody/"),
    *("/en/questions/?profession=unknown", "/nothing.php"),
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("middleware", ["production", "development"])
def test_a_mistyped_address(client, settings, middleware, address):
    if middleware == "development":
        settings.DEBUG, settings.MIDDLEWARE = True, dev.MIDDLEWARE
    response = client.get(address, follow=True)
    assert response.status_code == 404
    html = response.content.decode()
    assert '<main id="main"' in html
    assert "DEBUG" not in html
    assert Resolver404.__name__ not in html
