"""Pages of the tree for tests, published as an editor would."""

from careers.models import ProfessionIndexPage, ProfessionPage
from tests.factories import ProfessionFactory


def profession_page(profession=None, **kwargs) -> ProfessionPage:
    """The page of a profession, in the tree that the migrations planted."""
    profession = profession or ProfessionFactory()
    index = ProfessionIndexPage.objects.get(locale_id=profession.locale_id)
    page = ProfessionPage(
        title=kwargs.pop("title", profession.name),
        slug=profession.slug,
        locale_id=profession.locale_id,
        profession=profession,
        **kwargs,
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
