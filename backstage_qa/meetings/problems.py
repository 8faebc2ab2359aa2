"""What can go wrong with a film, in words for who uploaded it."""

from django.utils.translation import gettext_lazy as _

MENDED_HERE = ("killed", "failed")  # of the server, not of the film: it may be tried again

PROBLEMS = {
    "no_ffmpeg": _(
        "The server cannot prepare films yet: ffmpeg is not installed. The film is kept, and"
        " prepared as soon as it is."
    ),
    "no_film": _("This is not a film that we can read: send an MP4, MOV or WebM file."),
    "no_picture": _("There is no moving picture in this file. Send the film, not its sound alone."),
    "too_long": _("This film is longer than this site takes. Cut it, and upload it again."),
    "too_large": _("The pictures of this film are too large. Export it smaller, such as in 4K."),
    "too_many_tracks": _(
        "This film has too many tracks: eight of sound at most. Export it with one, and upload it"
        " again."
    ),
    "unreadable": _("The film is damaged: it breaks off while it is read. Export it once more."),
    "killed": _(
        "Preparing the film was interrupted three times. The film is kept: try once more, or ask"
        " your administrator."
    ),
    "failed": _(
        "The film could not be prepared; the log of the server says why. The film is kept: try"
        " once more, or ask your administrator."
    ),
}
