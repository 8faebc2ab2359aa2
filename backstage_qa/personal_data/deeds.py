"""Names that no list holds, by what only people do or are: "Quigg told me"."""

import re
from collections.abc import Iterator

from . import lexicon
from .folding import Folded
from .introductions import CUES
from .namesakes import is_institution
from .reading import Word, begins_sentence, is_no_surname, name_at, word_at
from .unlisted import is_counted, is_in_no_dictionary, is_listed

LAST_WORDS = re.compile(
    r"(?<![\w.@/#'-])(?P<both>[^\W\d_][\w'-]{1,20} (?=[^\W\d_]))?"
    r"(?<![\w.@/#'-])(?P<last>[^\W\d_][\w'-]{1,20}),? ?$"
)
CAPITAL = r"(?![jlmnst]')[^\W\d_][\w'-]{1,20}"
BEGINNING = re.compile(r"(?<!\S)\S")
CAPITALS = re.compile(rf"{CAPITAL}(?: {CAPITAL}){{1,2}}")


def doing(folded: Folded) -> Iterator[list[Word]]:
    """Somebody whose name no list holds, by what only people do: "Quigg told me"."""
    ends = [match.start() for match in CUES["doing"].finditer(folded.text)]
    ends += [match.end() for match in CUES["singled_out"].finditer(folded.text)]
    for end in ends:
        name = _name_before(folded, end)
        if not name or is_institution(folded, name):
            continue
        if lexicon.may_be_first_name(name[0].bare) or is_in_no_dictionary(name):
            yield name


def singled_out(folded: Folded) -> Iterator[list[Word]]:
    """A first name, a word like others or in lower case: "c'est jordan qui m'a dit"."""
    for match in CUES["singled_out"].finditer(folded.text):
        if word := word_at(folded, match.start("name")):
            is_first = word.is_capital and lexicon.may_be_first_name(word.bare)
            if is_first or _is_first_in_lower_case(word):
                yield [word]


def known(folded: Folded) -> Iterator[list[Word]]:
    """A town's name as well, where only somebody is spoken of: "according to Georgia"."""
    for match in CUES["said"].finditer(folded.text):
        word = word_at(folded, match.end())
        if not word or word.is_acronym or lexicon.is_ordinary(word.bare):
            continue
        is_often = word.is_capital and word.text in lexicon.words("often_names")
        if is_often or (lexicon.is_first_name(word.text) and not is_listed(word)):
            yield [word]


def _is_first_in_lower_case(word: Word) -> bool:
    return any(word.text in lexicon.words(n) for n in ("often_names", "lower_case_first_names"))


def acting(folded: Folded) -> Iterator[list[Word]]:
    """Somebody by what things do as well: only a name that nothing else has."""
    for match in CUES["acting"].finditer(folded.text):
        name = _name_before(folded, match.start())
        if name and not is_institution(folded, name) and _is_only_a_name(folded, name):
            yield name


def introduced(folded: Folded) -> Iterator[list[Word]]:
    """Two capitals at the head of a line, before an age or a trade: "Park Ji-woo, analyst"."""
    for match in CUES["introduced"].finditer(folded.text):
        start = folded.text.rfind("\n", 0, match.start()) + 1
        if not CAPITALS.fullmatch(folded.text, start, match.start()):
            continue
        starts = [m.start() for m in BEGINNING.finditer(folded.text, start, match.start())]
        words = [word for position in starts if (word := word_at(folded, position))]
        if _are_capitals(words) and not is_institution(folded, words):
            yield words


def _are_capitals(words: list[Word]) -> bool:
    """Whether these are capitalised words of which one at least is only a name."""
    is_nobody = any(lexicon.is_no_person(w.text) or is_no_surname(w.text) for w in words)
    return all(w.is_capital for w in words) and not is_nobody and any(map(_is_name, words))


def _is_name(word: Word) -> bool:
    is_known = lexicon.is_first_name(word.bare) or lexicon.is_surname(word.bare)
    parts = word.bare.split("-")
    is_double = len(parts) > 1 and not all(map(lexicon.is_ordinary, parts))  # "Ji-woo"
    is_sure = is_known and not lexicon.is_ordinary(word.bare)
    return is_sure or is_double or is_in_no_dictionary([word])


def _is_only_a_name(folded: Folded, name: list[Word]) -> bool:
    if name[0].text.startswith("l'") or "qu'" in name[0].text:
        return False
    if any(is_listed(word) or word.is_acronym for word in name):
        return False
    if is_counted(folded, name[0]):
        return False
    is_often = name[0].text in lexicon.words("often_names")
    return is_in_no_dictionary(name) or (
        is_often and not begins_sentence(folded.text, name[0].start)
    )


def _name_before(folded: Folded, end: int) -> list[Word]:
    """The name of one or two words that ends here, if one does."""
    start = max(0, end - 50)
    match = LAST_WORDS.search(folded.text[start:end])
    if not match:
        return []
    for part in ("both", "last"):
        name = name_at(folded, start + match.start(part)) if match[part] else []
        if name and name[-1].end == start + match.end("last"):
            return [] if _ends_a_title(folded, name[0].start) else name
    return []


def _ends_a_title(folded: Folded, start: int) -> bool:
    """Whether a town or a firm stands before it: "Toulouse Capitole"."""
    last = re.search(r"[^\W\d_]+ $", folded.text[max(0, start - 30) : start])
    if not last or not lexicon.is_no_person(last[0].strip()):
        return False
    return folded.source(start - len(last[0]), start)[:1].isupper()


DEEDS = (doing, singled_out, known, acting, introduced)
