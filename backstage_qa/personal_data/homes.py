"""Where somebody lives: a street and number, after words that say whose they are."""

import re
from collections.abc import Iterator

from .folding import Folded
from .streets import ENGLISH, FRENCH, POSTCODE, WHOLE

CUE = (
    r"(?:(?P<sure>mon adresse|mon domicile|adresse (?:postale|personnelle)|my address|home address)"
    r"|j'habite|je vis|je reside|je loge|j'ai demenage|domiciliee?|ma residence|chez moi|m'ecrire"
    r"|ecrivez-moi|m'envoyer|envoyez-moi|i (?:[a-z]+ )?(?:live|reside|stay)|i(?:'m| am) (?:living"
    r"|staying|moving|based)|my home|write to me|write me|send it|send me|post it|mail me"
    r"|(?:mes|ses) parents (?:vivent|habitent)|j'emmenage|je demenage|je m'installe"
    r"|(?:on|nous) (?:habite|habitons|vivons|vit|loge|logeons)|je (?:suis|serai) (?:heberge|loge)e?"
    r"|j'ai un (?:studio|appart\w*)|mon (?:studio|appart\w*|logement)|domicile"
    r"|(?:my|our) (?:parents|family) live|we live|my (?:flat|house|place|room) is"
    r"|(?:sent|posted|delivered|mailed) to)"
)
BETWEEN = (
    r"(?: (?:[a-z]{1,12}|\d{1,2}(?:e|er|eme|st|nd|rd|th) (?:etage|floor))){0,6}(?:[ ]*(?::|,|="
    r"|est|is|at|au|a|to|in|on|le)(?!\w))*[ ]*"
)
HOME = re.compile(rf"(?<!\w){CUE}{BETWEEN}(?P<home>(?<!\w)(?:{FRENCH}|{ENGLISH}))")
# Whole, with town and postcode, it needs no word before it, unless an office is spoken of.
WITH_TOWN = re.compile(rf"(?<!\w)(?:{WHOLE})")
OFFICE = re.compile(
    r"(?<!\w)(?:sieges?|agences?|tours?|bureaux?|locaux|offices?|branch(?:es)?|head|hq|headquarters"
    r"|building|campus|entretien|interview|votre|vos|your|dossier|form|plaque|salon|rendez-vous"
    r"|formation|training|banque|bank|faut-il|do i)(?!\w)"
)
MY_POSTCODE = re.compile(
    r"(?<!\w)(?:(?:mon|notre) code postal|my (?:post ?code|zip(?: ?code)?)|^(?:code postal"
    r"|post ?code|zip(?: ?code)?)(?! (?:du|de|of)))"
    r"(?:[ ]*(?:est|is|:|le|c'est)(?!\w))*[ ]*"
    rf"(?P<code>\d{{5}}(?:-\d{{4}})?(?!\d)|{POSTCODE})",
    re.MULTILINE,
)
END_OF_SENTENCE = re.compile(r"[.!?\n]\s|\n")


def homes(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of postal addresses in the folded text, with postcode and town where they follow."""
    for match in HOME.finditer(folded.text):
        start, end = match.span("home")
        is_word = match["word"] or match["name"]  # as in "10 minutes from the street"
        is_name = re.search("[A-ZÀ-Ý][a-zà-ÿ]", folded.source(start, end))
        if match["sure"] or is_name or not is_word:
            yield start, end
    for match in WITH_TOWN.finditer(folded.text):
        if not OFFICE.search(_sentence_around(folded.text, *match.span())):
            yield match.span()
    for match in MY_POSTCODE.finditer(folded.text):
        yield match.span("code")


def _sentence_around(text: str, start: int, end: int) -> str:
    before = END_OF_SENTENCE.split(text[:start])[-1]
    return f"{before} {END_OF_SENTENCE.split(text[end:])[0]}"
