"""Where somebody lives: a street and number, after words that say whose they are."""

import re
from collections.abc import Iterator

from .folding import Folded

CUE = (
    r"(?:(?P<sure>mon adresse|mon domicile|adresse (?:postale|personnelle)|my address|home address)"
    r"|j'habite|je vis|je reside|je loge|j'ai demenage|domiciliee?|ma residence|chez moi|m'ecrire"
    r"|ecrivez-moi|m'envoyer|envoyez-moi|i (?:[a-z]+ )?(?:live|reside|stay)|i(?:'m| am) (?:living"
    r"|staying)|my home|write to me|write me|send it|send me|post it|mail me)"
)
BETWEEN = r"(?: [a-z]{2,12}){0,3}(?:[ ]*(?::|,|=|est|is|at|au|a|to|in|on|le)(?!\w))*[ ]*"
STOP = (
    r"(?=[ ]*(?:[,.;:!?()\n]|$|\d)|[ ](?:depuis|a|au|aux|pres|dans|avec|pour|mais|qui|jusqu|en|est"
    r"|je|c'est|chez)\b)"
)
FRENCH = (
    r"\d{1,4}(?: ?(?:bis|ter|quater|[a-d])\b)?,? (?:rue|avenue|av\.?|boulevard|bd\.?|bld|allees?"
    r"|impasse|chemin|quai|faubourg|ruelle|esplanade|hameau"
    r"|(?P<word>place|pl\.|cours|route|square|passage|sentier|villa|cite|residence|voie|montee))"
    rf" [^\n,.;:!?()\d]{{2,50}}?{STOP}"
    r"(?:[ ]*[,-]?[ ]*\d{2} ?\d{3}(?: (?:(?:la|le|les|saint|sainte) )?[a-z][a-z'-]+)?)?"
)
ENGLISH = (
    r"(?:(?:flat|apt\.?|apartment|unit) \w{1,4},? )?\d{1,5}[a-d]?,? (?:[a-z][a-z'.-]* ){1,4}?"
    r"(?:avenue|ave|rd|ln|boulevard|blvd|crescent|mews"
    r"|(?P<name>street|st|road|lane|drive|dr|court|ct|close|way|place|square|terrace|gardens|hill"
    r"|row|grove|park|view))\b"
    r"(?:,? (?:[a-z][a-z' -]{1,30},? )??(?:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]{2} \d{5})\b)?"
)
HOME = re.compile(rf"(?<!\w){CUE}{BETWEEN}(?P<home>(?<!\w)(?:{FRENCH}|{ENGLISH}))")


def homes(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of postal addresses in the folded text, with postcode and town where they follow."""
    for match in HOME.finditer(folded.text):
        start, end = match.span("home")
        is_word = match["word"] or match["name"]  # as in "10 minutes from the street"
        is_name = re.search("[A-ZÀ-Ý][a-zà-ÿ]", folded.source(start, end))
        if match["sure"] or is_name or not is_word:
            yield start, end
