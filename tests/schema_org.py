"""What Google's documentation asks of structured data, type by type.

https://developers.google.com/search/docs/appearance/structured-data, read in
November 2026: qapage, breadcrumb, job-posting, event, video, organization, profile-page.
"""

import datetime
from urllib.parse import urlsplit

REQUIRED = {
    "QAPage": {"mainEntity"},
    "Question": {"name", "answerCount"},
    "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Person": {"name"},
    "ProfilePage": {"mainEntity"},
    "WebPage": {"url", "name"},
    "WebSite": {"name", "url"},
    "JobPosting": {"title", "description", "datePosted", "hiringOrganization", "jobLocation"},
    "Place": {"address"},
    "PostalAddress": {"addressCountry"},
    "PropertyValue": {"name", "value"},
    "Country": {"name"},
    "Event": {"name", "startDate", "location"},
    "VirtualLocation": {"url"},
    "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
    "Clip": {"name", "startOffset", "url"},
}
KNOWN = {
    "QAPage": {"@id", "url", "name", "inLanguage", "datePublished", "dateModified", "publisher"}
    | {"lastReviewed"},
    "Question": {"text", "datePublished", "acceptedAnswer", "suggestedAnswer", "author"},
    "Answer": {"datePublished", "url", "author"},
    "Organization": {"url", "logo", "sameAs"},
    "Person": {"jobTitle", "url", "image", "worksFor"},
    "ProfilePage": {"url"},
    "WebSite": {"inLanguage", "publisher"},
    "JobPosting": {"validThrough", "employmentType", "identifier", "url", "directApply"}
    | {"jobLocationType", "applicantLocationRequirements", "inLanguage", "industry"},
    "PostalAddress": {"addressLocality"},
    "Place": {"name"},
    "VideoObject": {
        "@id",
        "description",
        "duration",
        "contentUrl",
        "embedUrl",
        "inLanguage",
        "transcript",
    }
    | {"hasPart"},
    "Clip": {"endOffset"},
    "Event": {"@id", "url", "description", "endDate", "eventStatus", "eventAttendanceMode"}
    | {"image", "inLanguage", "organizer", "performer"},
}
KNOWN["WebPage"] = KNOWN["QAPage"] | {"mainEntity"}
DATES = {
    "datePublished",
    "dateModified",
    "lastReviewed",
    "datePosted",
    "validThrough",
    "startDate",
    "endDate",
    "uploadDate",
}
ADDRESSES = {"url", "item", "logo", "image", "@id", "thumbnailUrl", "contentUrl", "embedUrl"}


def faults(thing: dict, where: str = "") -> list[str]:
    """What is wrong with a thing and those within it; [] when nothing is."""
    kind = thing.get("@type", "")
    where = f"{where}/{kind}"
    if kind not in REQUIRED:
        return [f"{where} is of no type that we know"]
    required = REQUIRED[kind]
    if kind == "JobPosting" and thing.get("jobLocationType") == "TELECOMMUTE":
        required = required - {"jobLocation"} | {"applicantLocationRequirements"}
    found = [f"{where} has no {name}" for name in required if thing.get(name) in (None, "", [])]
    for name, value in thing.items():
        if name != "@type" and name not in required | KNOWN.get(kind, set()) | REQUIRED[kind]:
            found.append(f"{where} has {name}, which it may not have")
        found += _faults_of_value(f"{where}/{name}", name, value)
    return found + _faults_of_kind(kind, thing, where)


def _faults_of_value(where: str, name: str, value) -> list[str]:
    if isinstance(value, dict):
        return faults(value, where)
    if isinstance(value, list):
        return [fault for each in value for fault in _faults_of_value(where, name, each)]
    if value in (None, ""):
        return [f"{where} is empty"]
    if name in DATES and not _is_date(value):
        return [f"{where} is no date: {value}"]
    if name in ADDRESSES and urlsplit(value).scheme not in ("http", "https"):
        return [f"{where} is no whole address: {value}"]
    return []


def _faults_of_kind(kind: str, thing: dict, where: str) -> list[str]:
    if kind == "BreadcrumbList":
        positions = [step.get("position") for step in thing["itemListElement"]]
        if len(positions) < 2 or positions != list(range(1, len(positions) + 1)):
            return [f"{where}: positions {positions}"]
    if kind == "Question":
        answers = [thing.get("acceptedAnswer"), *thing.get("suggestedAnswer", [])]
        if not all(answers) or len(answers) != thing["answerCount"]:
            return [f"{where}: {thing['answerCount']} answers are not {answers}"]
    if kind == "JobPosting" and len(thing["description"]) < 10:
        return [f"{where}: the description says nothing"]
    return []


def _is_date(value: str) -> bool:
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
