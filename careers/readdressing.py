"""Pages move with the profession that they show; Wagtail leaves a redirect where they were."""

from django.core.exceptions import ValidationError


def move_pages(sender, profession, **kwargs) -> None:
    """Receiver of ``profession_readdressed``."""
    for page in profession.pages.all():
        page.slug = profession.slug
        try:
            page.save()
        except ValidationError:  # a page without a profession is there: an editor must choose
            continue
