"""Greenhouse's Job Board API: GET boards-api.greenhouse.io/v1/boards/<board>/jobs?content=true.

Fields by https://developers.greenhouse.io/job-board.html; without ``content=true`` a
board says neither description nor departments.
"""

from collections.abc import Iterator
from html import unescape

from ..errors import FeedError
from ..posting import Row
from ..reading import Feed
from .json_text import mapping, objects, parse, text


def rows(feed: Feed) -> Iterator[Row]:
    """The jobs of a board; posts for no job in particular are left out."""
    jobs = mapping(parse(feed)).get("jobs")
    if not isinstance(jobs, list) or not all(isinstance(job, dict) for job in jobs):
        raise FeedError(f"{feed.name} is no Greenhouse board: it has no list of jobs.")
    for job in jobs:
        if job.get("internal_job_id", "") is None:
            continue  # a "prospect post": no job stands behind it
        departments = [text(each.get("name")) for each in objects(job.get("departments"))]
        yield {
            "external_id": job.get("id"),
            "title": job.get("title"),
            "url": job.get("absolute_url"),
            "description": unescape(text(job.get("content"))),
            "location": text(mapping(job.get("location")).get("name")),
            "category": ", ".join(filter(None, departments)),
            "language": text(job.get("language")),
            "date_posted": job.get("first_published"),
            "valid_through": job.get("application_deadline"),
        }
