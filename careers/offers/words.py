"""The words of an offer's title, as rules compare them and addresses write them."""

import re

from backstage_qa.personal_data.folding import fold

WORD = re.compile(r"[^\W_]+")
# "Chargé(e)", "conseiller·ère": what a title adds to a word so as to mean everybody.
INCLUSIVE = re.compile(r"(?<=\w)(?:\([a-z]{1,5}\)|[·•‧][a-z]{1,6})")


def plain(text: str) -> str:
    """Words alone, folded, with one space around each."""
    return f" {' '.join(WORD.findall(INCLUSIVE.sub('', fold(text))))} "
