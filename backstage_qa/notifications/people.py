"""In which language somebody is written to."""


def language_of(user, language: str) -> str:
    """The language chosen for the admin, else the one in which they are asked to write."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or language
