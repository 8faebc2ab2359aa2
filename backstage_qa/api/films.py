"""The files of films, for hosts that mount no page of ours."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..meetings.files import recording_file
from .public import from_anywhere


@from_anywhere
def film_file(request: HttpRequest, public_id: UUID, name: str) -> HttpResponseBase:
    """The same as below the pages: in parts, and signed before it is public."""
    response = recording_file(request, public_id=public_id, name=name)
    response["Access-Control-Expose-Headers"] = "Accept-Ranges, Content-Range, ETag"
    return response
