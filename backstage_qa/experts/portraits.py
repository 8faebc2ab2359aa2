"""Portraits in the size that pages show: made when something changes, never for a reader."""

from wagtail.images.models import Filter

PORTRAIT_FILTER = "fill-160x160|format-webp"


def address(image) -> str:
    """Where the portrait of this image is; "" until it is made. Writes nothing."""
    known = getattr(image, "prefetched_renditions", None)
    if known is None:
        known = image.renditions.filter(filter_spec=PORTRAIT_FILTER)
    newest = max(known, key=lambda rendition: rendition.pk, default=None)
    return newest.url if newest else ""


def make(image) -> None:
    """Have a portrait of this image, cut around its present focal point."""
    wanted = Filter(PORTRAIT_FILTER)
    key = wanted.get_cache_key(image)
    # Asked of the database: Wagtail's cache also knows what a rollback took back.
    if not image.renditions.filter(filter_spec=wanted.spec, focal_point_key=key).exists():
        image.create_rendition(wanted)
