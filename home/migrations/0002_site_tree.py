"""The page tree of a fresh site: a home page and a list of professions in each language.

They take the place of Wagtail's welcome page. A tree that somebody already
built is left alone.
"""

import uuid

from django.conf import settings
from django.db import migrations
from django.utils import timezone

TREE = {
    "en": {"home": "Ask the people who do the job", "professions": "Professions"},
    "fr": {"home": "Posez vos questions à celles et ceux qui font le métier", "professions": "Métiers"},
}
WELCOME_PATH = "00010001"


def plant(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    pages = Page.objects.filter(depth__gt=1)
    if pages.exclude(path=WELCOME_PATH, content_type__model="page").exists():
        return
    Site.objects.all().delete()
    pages.delete()
    keys = {"home": uuid.uuid4(), "professions": uuid.uuid4()}
    for number, (language, titles) in enumerate(TREE.items(), start=1):
        home = add_language(apps, number, language, titles, keys)
        if number == 1:
            Site.objects.create(
                hostname="localhost",
                site_name=settings.WAGTAIL_SITE_NAME,
                root_page_id=home.pk,
                is_default_site=True,
            )
    Page.objects.filter(depth=1).update(numchild=len(TREE))


def add_language(apps, number, language, titles, keys):
    """Add the two pages of one language; return its home page."""
    locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(
        language_code=language
    )
    now = timezone.now()
    common = {"locale": locale, "first_published_at": now, "last_published_at": now}
    slug = "home" if number == 1 else f"home-{language}"
    home = create(
        apps,
        "home.HomePage",
        title=titles["home"],
        slug=slug,
        path=f"0001{number:04}",
        depth=2,
        numchild=1,
        url_path=f"/{slug}/",
        translation_key=keys["home"],
        **common,
    )
    create(
        apps,
        "careers.ProfessionIndexPage",
        title=titles["professions"],
        slug="professions",
        path=f"0001{number:04}0001",
        depth=3,
        url_path=f"/{slug}/professions/",
        translation_key=keys["professions"],
        **common,
    )
    return home


def create(apps, label, **fields):
    model = apps.get_model(label)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    return model.objects.create(
        content_type=content_type, draft_title=fields["title"], show_in_menus=True, **fields
    )


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0001_initial"),
        ("careers", "0002_professions"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
