"""Other people, as they are called: after words that introduce them, or by a first name."""

import re
from collections.abc import Iterator
from itertools import chain, takewhile

from . import lexicon
from .beginnings import start_of
from .civilities import civil
from .deeds import DEEDS
from .folding import Folded
from .introductions import CUES
from .namesakes import is_famous, is_institution, is_nobody, is_tool
from .reading import TOKEN, Word, begins_sentence, is_no_surname, name_at, word_at
from .unlisted import (
    UNLISTED,
    beside,
    is_counted,
    is_unheard_of,
    odd_pair,
    signed_with_a_word,
)

FOREGOING = re.compile(r"[\w.@/#'-]$")
MET = re.compile(
    r"(?<!\w)(?:avec|par|merci|bonjour|salut|bonsoir|coucou|chere?|vu|voir|pote|copain|copine"
    r"|frere|soeur|cousine?|collegue|tuteur|tutrice|pere|mere|papa"
    r"|maman|amie?|mari|femme|dad|mum|mom|brother|sister|cousin|mate|friend|boss|manager|with|by"
    r"|hello|hi|hey"
    r"|thanks|thank you|dear|met|saw"
    r"|(?:parl|ecri|d[ie]t|demand|repond|spoke|speak|talk|wr[io]t|said|listen)\w* (?:a|to)) $"
)
ENDS = re.compile(r"\s*(?:$|[,.!?;:()\n])")
GOES_ON = re.compile(r" (?:from|and|et|de|du|i|je|j|en|a|ici|here|g|jai|jsui\w*|n|\d\d)(?!\w)")
# Words of who writes in haste: "im callum jsui en bts"
CHAT = re.compile(r"j(?:[^aeiouy'h]|ai|suis)\w*|chui\w*|im|ive|g|pk")
END_OF_TEXT = re.compile(r"[\s.!]*$")


def people(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of people's names in the folded text, without their civility."""
    names = list(chain.from_iterable(way(folded) for way in WAYS))
    for name in chain(names, beside(folded, names)):
        end = name[-1].end
        if not is_famous(folded, name) and end - name[0].start > 1:
            yield start_of(folded, name), end


def _after(folded: Folded, cue: str, *, lower: bool = False) -> Iterator[list[Word]]:
    for match in CUES[cue].finditer(folded.text):
        name = name_at(folded, match.end(), lower=lower) or odd_pair(folded, match.end())
        if name:
            yield name


def _called(folded: Folded) -> Iterator[list[Word]]:
    yield from _after(folded, "called", lower=True)
    yield from _after(folded, "labelled")


def _selves(folded: Folded) -> Iterator[list[Word]]:
    """After "je suis" and "I'm" comes anything: only a name that people have is one."""
    for name in _after(folded, "self", lower=True):
        first, is_over = name[0], ENDS.match(folded.text, name[-1].end)
        is_known = lexicon.may_be_first_name(first.bare)
        if first.is_capital:
            capitals = [word for word in name if word.is_capital]
            if is_known or (is_over and len(capitals) > 1 and not is_institution(folded, name)):
                yield name if capitals == name or is_known else capitals
        elif lexicon.is_first_name(first.text) and (
            is_over or len(name) > 1 or GOES_ON.match(folded.text, name[-1].end)
        ):
            yield list(chain(name[:1], takewhile(_is_no_chat, name[1:])))


def _is_no_chat(word: Word) -> bool:
    return not CHAT.fullmatch(word.text)


def _roles(folded: Folded) -> Iterator[list[Word]]:
    for match in CUES["role"].finditer(folded.text):
        start = _first_capital(folded, match.end())
        name = name_at(folded, start) or odd_pair(folded, start)
        if not name:
            continue
        name = _whole(folded, name, ENDS)
        if not name[0].is_acronym and not is_institution(folded, name):
            yield name


def _first_capital(folded: Folded, start: int) -> int:
    """Where, of the few words after a trade, one has a capital: "chef de projet Iban"."""
    position = start
    for _ in range(4):
        word = word_at(folded, position)
        if word and word.is_capital:
            return position
        if not word or folded.text[word.end : word.end + 1] != " ":
            break
        position = word.end + 1
    return start


def _met(folded: Folded) -> Iterator[list[Word]]:
    for name in _after(folded, "by"):
        is_told = lexicon.may_be_first_name(name[0].bare) or not name[0].is_acronym
        if is_told and not is_institution(folded, name):
            yield name


def _greeted(folded: Folded) -> Iterator[list[Word]]:
    for name in _after(folded, "greeted"):
        is_alone = ENDS.match(folded.text, name[-1].end) and not name[0].is_acronym
        if is_alone and not is_institution(folded, name):
            yield name


def _signatures(folded: Folded) -> Iterator[list[Word]]:
    for match in CUES["closing"].finditer(folded.text):
        name = name_at(folded, match.end(), lower=True)
        if not name and match[0].rstrip(" ").endswith((",", "\n")):
            name = signed_with_a_word(folded, match.end())
        name = name and _whole(folded, name, END_OF_TEXT)
        if not name or not END_OF_TEXT.match(folded.text, name[-1].end):
            continue
        is_capital = all(w.is_capital or w.text in lexicon.words("particles") for w in name)
        if is_capital or lexicon.may_be_first_name(name[0].bare):
            yield name


def _whole(folded: Folded, name: list[Word], end: re.Pattern[str]) -> list[Word]:
    """With its last word, be it a firm's or a tree's as well: "Celine Marriott"."""
    last = word_at(folded, name[-1].end + 1)
    if not last or not last.is_capital or last.is_acronym or is_no_surname(last.text):
        return name
    is_surname = end is ENDS or not lexicon.is_ordinary(last.bare) or lexicon.is_surname(last.bare)
    return [*name, last] if is_surname and end.match(folded.text, last.end) else name


def _bare(folded: Folded) -> Iterator[list[Word]]:
    """Names that nothing introduces, told by first names that people have."""
    if folded.original.isupper():
        return  # capitals tell nothing there
    position = 0
    while match := TOKEN.search(folded.text, position):
        position = match.end()
        if _is_part(folded, match):
            continue
        if "'" not in match[0] and not folded.source(*match.span())[:1].isupper():
            continue
        name = name_at(folded, match.start())
        if name and (is_famous(folded, name) or _is_called_so(folded, name)):
            position = name[-1].end
            if not is_nobody(folded, name):
                yield name


def _in_lower_case(folded: Folded) -> Iterator[list[Word]]:
    """Names without capitals: a first name and a surname, or a first name after a word for it."""
    is_shouted = folded.original.isupper()
    for match in TOKEN.finditer(folded.text):
        if not lexicon.is_first_name(match[0]) or _is_part(folded, match):
            continue
        name = name_at(folded, match.start(), lower=True)
        if not name or (name[0].is_capital and not is_shouted):
            continue
        if len(name) > 1 and lexicon.is_surname(name[1].text):
            yield name
        elif (
            match[0] in lexicon.words("lower_case_first_names") and not is_tool(folded, name[:1])
        ) or MET.search(folded.text, max(0, match.start() - 20), match.start()):
            yield name[:1]


def _is_part(folded: Folded, match: re.Match[str]) -> bool:
    """Whether it is the end of something longer, an address or a file's name."""
    return bool(FOREGOING.search(folded.text, max(0, match.start() - 1), match.start()))


def _is_called_so(folded: Folded, name: list[Word]) -> bool:
    first, *rest = name
    if not first.is_capital or first.is_initial:
        return False
    if is_tool(folded, name):
        return False
    if lexicon.is_first_name(first.bare):
        is_thing = lexicon.is_ordinary(first.bare) and is_counted(folded, first)
        return len(name) > 1 or not (first.is_acronym or is_thing)
    follow = [word for word in rest if word.is_capital]
    if not follow:
        return False
    return _has_surname(folded, first, follow) or is_unheard_of([first, *follow])


def _has_surname(folded: Folded, first: Word, follow: list[Word]) -> bool:
    """Whether what follows makes a first name of a word that is something else too."""
    if lexicon.is_first_name(follow[0].bare) and first.source.isupper():
        return True
    if not lexicon.may_be_first_name(first.bare):
        return False
    last, is_begun = follow[-1].bare, begins_sentence(folded.text, first.start)
    if not lexicon.is_surname(last):
        return first.text in lexicon.words("often_names") and not lexicon.is_ordinary(last)
    is_question = is_begun and first.text in lexicon.words("beginnings")
    return not (is_question and lexicon.is_ordinary(last))


WAYS = (
    _called,
    _selves,
    _roles,
    _met,
    _greeted,
    _signatures,
    civil,
    _bare,
    _in_lower_case,
    *DEEDS,
    *UNLISTED,
)
