"""What people are called among friends: "Cam" for Camille, "Bill" for William, "JP"."""

import re

from . import lexicon
from .folding import fold

SHORTEST = 3
ENDINGS = ("", "y", "ie", "i", "o", "ou", "s", "ouille", "inou", "ette")
SERVANT = "abd"
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
    "isabelle": "zaza",
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

# Names of people, too, that are seldom anything but short
USUAL = (
    "abdel abdou abdoul adri alex andi andy angie anto aure aurel barb bea ben benji benny bern"
    " bert bertie cam cami cammie cammy caro cath cathie cathy charley charlie charly chris"
    " chrissie chrissy christy clem dan dani danny dany deb debbie debby dom domi don doug flo"
    " fati fatou fran fred freddie freddy gab gabby gabi gaby geo geoff gerry gil greg gwen ibra"
    " isa isma jackie jacky jeff jen jenny jess jessie jon jonny josh josie joss jul juju kev kim"
    " kimmy leo lexie lio liv lou loulou ludo lulu maddie maddy mado mag margie margo mat matt"
    " mattie matty max mel meli mick micka micky mimi moha monty nat nath nessa nic nick nicky"
    " nico oli ollie olly pat patou pattie patty pete phil priya rach raph raphy ray ric rich"
    " richie robbie ron ronnie ros rosie russ sab sabri sam sammy seb simo soph steve stevie stu"
    " susie suzie suzy tasha tati theo tim timmy timo tom tommy tricia val venkat vero vic vince"
    " vinnie vinny viv vivi willie willy xav xavi yas zac zach zack"
)
LISTED = frozenset(" ".join(OTHERS.values()).split())
SHORT = LISTED.union(USUAL.split())


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


def is_abbreviation(form: str) -> bool:
    """Whether all in capitals it rather stands for something else: "SEB", "CAP"."""
    return len(form) > 2 and form not in LISTED


def _of(given: str) -> set[str]:
    stems = [given[:length] for length in range(SHORTEST, len(given))]
    forms = {stem + ending for stem in stems for ending in ENDINGS}
    forms |= {stem + stem[-1] + ending for stem in stems for ending in ("y", "ie")}  # "Cammy"
    forms |= {given[:2] * 2}
    ends = {given[start:] for start in range(2, len(given) - SHORTEST)}
    forms |= ends & SHORT
    forms = {form for form in forms if not _is_else(form)}
    if given.startswith(SERVANT):  # "Kader" for Abdelkader
        forms |= {end for end in ends if lexicon.is_first_name(end)}
    return {*forms, *OTHERS.get(given, "").split()} - {given}


def _is_else(form: str) -> bool:
    """Whether it is a word like others, a place, a firm or the whole name of others."""
    if lexicon.is_no_person(form) or form in lexicon.words("proper_nouns"):
        return form not in LISTED
    if lexicon.may_be_first_name(form):
        return form not in SHORT
    return lexicon.is_ordinary(form)
