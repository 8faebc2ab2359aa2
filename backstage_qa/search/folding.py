"""What makes two words the same to the search: no case, no accents, no plural, no ending.

Accents go first, so that a word is found however it was typed; endings are then
cut by Snowball's rules for the language, with what those rules lose without
their accents put right.
"""

import re
import threading
from functools import lru_cache

import snowballstemmer

from ..personal_data.folding import plain

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 64
# Names that would be left with one letter.
SIGNED = re.compile(r"(?<!\w)c(\+\+|#)")
SPELT_OUT = {"++": "cplusplus ", "#": "csharp "}

ALGORITHMS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
# Nouns whose singular the rules take for a verb and cut; their plural they do not.
NO_VERBS = (
    "conflit credit debit deficit delit ecrit esprit extrait inedit interdit petit portrait"
    " profit retrait souhait"
)
# Forms that no rule of an ending leads to each other.
IRREGULAR = {
    "fr": {
        **{noun: f"{noun}s" for noun in NO_VERBS.split()},
        "refus": "refuse",
        "baux": "bail",
        "emplois": "emploi",
        "enjeux": "enjeu",
        "essais": "essai",
        "jeux": "jeu",
        "lieux": "lieu",
        "voeux": "voeu",
        "milieux": "milieu",
        "travaux": "travail",
        "vrais": "vrai",
        "yeux": "oeil",
    },
    "en": {
        "analyses": "analysis",
        "children": "child",
        "crises": "crisis",
        "men": "man",
        "criteria": "criterion",
        "indices": "index",
        "matrices": "matrix",
        "women": "woman",
    },
}
# Endings whose accents the rules need: "recrutée" is "recruté"; "conseillers" no verb.
# Last, plurals that the rules leave ("photos") or take for verbs ("opinions").
MENDED = {
    "fr": [
        (re.compile(r"ees?$"), "e"),
        (re.compile(r"(?<=\w{3})ers$"), "er"),
        (re.compile(r"(?<=\w{3}[aou])s$|(?<=\wion)s$"), ""),
    ]
}

_own = threading.local()  # a stemmer keeps its word in itself


class _Letters(dict[int, str]):
    """Every character's plain form, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = plain(chr(code))
        return self[code]


_LETTERS = _Letters()


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, without accents or ligatures."""
    folded = text.translate(_LETTERS)
    if "c+" in folded or "c#" in folded:
        folded = SIGNED.sub(lambda match: SPELT_OUT[match[1]], folded)
    return [word[:LONGEST_WORD] for word in WORD.findall(folded)]


def stems(text: str, language: str) -> list[str]:
    """As ``words``, each cut to what its inflections share; ``language`` is a code."""
    return [stem(word, language) for word in words(text)]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What a folded word shares with its inflections; itself in a language we cannot stem."""
    language = language.split("-")[0].lower()
    if language not in ALGORITHMS or not word.isalpha():
        return word
    word = IRREGULAR.get(language, {}).get(word, word)
    for ending, mended in MENDED.get(language, ()):
        word = ending.sub(mended, word)
    return _stemmer(ALGORITHMS[language]).stemWord(word)


def _stemmer(algorithm: str):
    stemmers = _own.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return stemmers[algorithm]
