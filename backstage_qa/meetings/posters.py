"""The picture before a film that is at another host: HR's own, written anew as a JPEG."""

import io

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

SIZE = (1280, 720)
FRAME = 0  # its number among the pictures of a recording
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000


def written(picture: UploadedFile) -> bytes:
    """The picture as a JPEG of ``SIZE``, without what else was in its file.

    Raises ``ValidationError``.
    """
    if picture.size > MOST_BYTES:
        raise ValidationError(_("This picture is too large."))
    try:
        with Image.open(picture, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError(_("This picture is too large."))
            turned = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(_("This picture is too large.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        text = _("This is not a picture that we can read: send a JPEG, PNG or WebP file.")
        raise ValidationError(text) from error
    made = io.BytesIO()
    ImageOps.fit(turned, SIZE).save(made, "JPEG", quality=82, optimize=True, progressive=True)
    return made.getvalue()
