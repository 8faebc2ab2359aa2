"""Names of languages as they stand within a sentence."""

from django.utils.translation import get_language, get_language_info

CAPITALISED = {"en", "de"}  # languages that write the names of all languages with a capital


def language_in_words(code: str) -> str:
    """In the language that is active: "Translate into French", « Traduire en anglais »."""
    name = get_language_info(code)["name_translated"]
    active = (get_language() or "").partition("-")[0]
    return name if active in CAPITALISED else name.lower()
