"""What people are called among friends: "Cam" for Camille, "Bill" for William, "JP"."""

import re

from . import lexicon
from .folding import fold

SHORTEST = 3
ENDINGS = ("", "y", "ie", "i", "o", "ou", "s", "ouille", "inou", "ette")
WORD = re.compile(r"[^\W\d_]+")
# Those that are no beginning of the name, in either language
OTHERS = {
    "alexander": "sandy xander sacha lex al",
    "alexandra": "sandra sandy sacha lexi",
    "alexandre": "sacha lex",
    "anthony": "tony",
    "antoine": "toine tonio toinou",
    "catherine": "kate kathy katie kat kitty cathy",
    "charles": "chuck chas charlie",
    "christina": "tina",
    "christopher": "kit topher",
    "dorothy": "dot dolly",
    "edward": "ted teddy ned",
    "elisabeth": "babeth babette lisa lili zabeth",
    "elizabeth": "liz lizzie beth betty betsy lisa libby",
    "emmanuel": "manu",
    "emmanuelle": "manu manue",
    "francois": "fanfan franck",
    "francoise": "fanfan soizic",
    "henry": "harry hank",
    "isabelle": "zaza isa",
    "jacqueline": "jackie",
    "james": "jim jimmy jamie",
    "john": "jack johnny",
    "joseph": "jo joe jojo",
    "katherine": "kate kathy katie kat kitty",
    "laurence": "lolo",
    "laurent": "lolo",
    "margaret": "peggy maggie meg",
    "mary": "molly polly",
    "mohamed": "momo moh med",
    "mohammed": "momo moh med",
    "rebecca": "becky becca",
    "richard": "dick rick ricky",
    "robert": "bob bobby rob",
    "sarah": "sally",
    "sebastien": "bastien basti",
    "stephanie": "fanny steph",
    "victoria": "tori vicky",
    "william": "bill billy will liam",
}


def diminutives(name: str) -> frozenset[str]:
    """Of a full name, short forms of what is given, which stands first or in small letters."""
    forms: set[str] = set()
    for given in _given(name):
        parts = WORD.findall(fold(given))
        for part in parts:
            forms |= _of(part)
        if len(parts) > 1:
            forms.add("".join(part[0] for part in parts))
    return frozenset(forms)


def _given(name: str) -> list[str]:
    words = name.split()
    in_small = [word for word in words if not word.isupper()]
    return (in_small or words)[:1] if "@" not in name else []


def _of(given: str) -> set[str]:
    stems = [given[:length] for length in range(SHORTEST, len(given))]
    forms = {stem + ending for stem in stems for ending in ENDINGS}
    forms |= {stem + stem[-1] + ending for stem in stems for ending in ("y", "ie")}  # "Cammy"
    ends = (given[start:] for start in range(2, len(given) - SHORTEST))
    forms |= set(filter(lexicon.is_first_name, ends))  # "Kader" for Abdelkader
    forms |= {given[:2] * 2, *OTHERS.get(given, "").split()}
    return {form for form in forms if form != given and not _is_word(form)}


def _is_word(form: str) -> bool:
    """Whether it is a word like others, which nothing tells from it."""
    return lexicon.is_ordinary(form) and not lexicon.may_be_first_name(form)
