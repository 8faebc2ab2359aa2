"""Names that no list settles: told by what stands around them."""

import re
from collections.abc import Iterable, Iterator

from . import lexicon
from .folding import Folded
from .introductions import CUES
from .namesakes import is_institution
from .reading import TOKEN, Word, begins_sentence, is_no_surname, name_at, word_at

# What follows a civility and names nobody
NOBODY = re.compile(
    r"(?:le |la |l')?(?:direct|presid|recrut|ministre|maire|responsable)\w*"
    r"|(?:all|team|everyone|everybody|folks|equipe|tous|toutes|guys|sir|madam|yours|sincerely)"
    r"(?!\w)"
    r"|martens|pepper|excel|(?:sc|phil|eng|ed|a|s|b)\.?(?![\w.])"
    r"|(?:(?:any|some|every)(?:thing|body|one)|nothing|(?:what|who|how)ever|perhaps|maybe)(?!\w)"
    r"|(?:tout[ -]le[ -]monde|michu|lambda|fix-it|right|average|nobody|or|and|et|ou)(?![a-z])"
)
# Before these a name stands, or after them: "Jordan, Kelly-Ann et moi"
JOINT = (
    r"(?:, ?(?:et |and |ou |or |puis |then )?| et (?:a |de |avec )?| and (?:to |with )?| & "
    r"| ou (?:a |de |avec )?| or (?:to |with )?|/| puis )"
)
AFTER_JOINT = re.compile(JOINT)
BEFORE_JOINT = re.compile(rf"(?P<name>(?<![\w.@/#'-])[a-z-]{{2,30}}){JOINT}$")
# A thing, whatever it is called: "the Faith", "un Pascal"
DETERMINER = re.compile(
    r"(?<!\w)(?:the|an?|la|le|les|une?|des|du|any|this|ce|cette|no|every)[ ]$|l'$"
)
FOREGOING = re.compile(r"[\w.@/#'&_*+-]$")
# How words end that are names of trades and techniques, in either language
WORDLIKE = re.compile(
    r"\w{3,}(?:ings?|tions?|sions?|ments?|phy|phie|logy|logie|ics|ique|isms?|isme|ity|ite|ness"
    r"|ences?|ances?|able|ible|ical|ated|wares?|ships?|ware|eurs?|euses?|ers|ors|ives?|ifs?)"
)
AGED = re.compile(r",? (?:et |and )?(?:(?:j'?ai |i'?m |aged )?\d\d(?!\w)|from )")
THING = re.compile(r" ?[&\d]|'s (?:day|eve)(?!\w)")
ANYWHERE = re.compile(r"[#*>|\]:]\s*$")


def odd_pair(folded: Folded, start: int) -> list[Word]:
    """A first name that is a word like others, before a surname that is none: "Ocean Ngo"."""
    first = word_at(folded, start)
    last = word_at(folded, first.end + 1) if first else None
    if not first or not last or folded.text[first.end] != " " or is_no_surname(first.text):
        return []
    is_pair = all(w.is_capital and not w.is_initial and len(w.text) > 2 for w in (first, last))
    is_odd = lexicon.is_surname(last.text) and not lexicon.is_ordinary(last.text)
    is_known = any(lexicon.is_no_person(word.text) for word in (first, last))
    return [first, last] if is_pair and is_odd and not is_known else []


def signed_with_a_word(folded: Folded, start: int) -> list[Word]:
    """After a closing and its comma, any one word with a capital: "Thanks again, Wisdom"."""
    word = word_at(folded, start)
    if not word or not word.is_capital or word.is_acronym or word.is_initial or len(word.text) < 3:
        return []
    is_nobody = is_no_surname(word.text) or lexicon.is_no_person(word.text)
    return [] if is_nobody or NOBODY.match(folded.text, start) else [word]


def alone(folded: Folded) -> Iterator[list[Word]]:
    """A capital within a sentence on a word that is seldom anything but a first name."""
    if folded.original.isupper():
        return
    for match in TOKEN.finditer(folded.text):
        word = word_at(folded, match.start())
        if not word or not _is_seldom_else(word) or is_institution(folded, [word]):
            continue
        if _stands_alone(folded, word):
            yield [word]


def aged(folded: Folded) -> Iterator[list[Word]]:
    """Without a capital, who says how old they are: "im jordan 20 from leeds"."""
    for match in CUES["self"].finditer(folded.text):
        word = word_at(folded, match.end())
        if word and word.text in lexicon.words("often_names") and AGED.match(folded.text, word.end):
            yield [word]


def _is_seldom_else(word: Word) -> bool:
    is_title = word.source[:1].isupper() and word.source[1:].islower()
    if not is_title or len(word.text) < 3 or word.is_initial or lexicon.is_no_person(word.bare):
        return False
    lists = ("often_names", "rare_first_names")
    return not is_listed(word) and any(word.text in lexicon.words(name) for name in lists)


def is_counted(folded: Folded, word: Word) -> bool:
    """Whether an article makes a thing of it: "un Olivier de 200 ans"."""
    return bool(DETERMINER.search(folded.text, max(0, word.start - 30), word.start))


def is_listed(word: Word) -> bool:
    """Whether a town, a firm or a product is called so."""
    lists = ("proper_nouns", "towns_and_firms_with_names")
    return any(word.bare in lexicon.words(name) for name in lists)


def _stands_alone(folded: Folded, word: Word) -> bool:
    """Whether no other capital stands beside it, nor an article before it."""
    before = folded.text[max(0, word.start - 30) : word.start]
    if begins_sentence(folded.text, word.start) or ANYWHERE.search(before):
        return False
    if FOREGOING.search(before) or DETERMINER.search(before):
        return False
    last = re.search(r"[^\W\d_]+ $", before)
    if last and folded.source(word.start - len(last[0]), word.start)[:1].isupper():
        is_first = begins_sentence(folded.text, word.start - len(last[0]))
        if not is_first or lexicon.is_no_person(last[0].strip()):
            return False
    after = word_at(folded, word.end + 1) if folded.text[word.end : word.end + 1] in "- &" else None
    return not (after and after.is_capital) and not THING.match(folded.text, word.end)


def beside(folded: Folded, names: Iterable[list[Word]]) -> Iterator[list[Word]]:
    """Who is named in one breath with somebody found: "Jordan, Kelly-Ann et moi"."""
    known = {word.start for name in names for word in name}
    for name in names:
        for start in _beside(folded, name):
            is_lower = not name[0].is_capital
            other = name_at(folded, start, lower=is_lower)
            if not other or start in known or other[0].is_acronym:
                continue
            if not other[0].is_capital and not (is_lower and lexicon.is_first_name(other[0].text)):
                continue
            is_closing = CUES["closing"].fullmatch(folded.text, start, other[-1].end)
            if is_closing or other[0].bare in lexicon.words("proper_nouns"):
                continue
            if lexicon.may_be_first_name(other[0].bare) and not is_institution(folded, other):
                known.add(start)
                yield other


def _beside(folded: Folded, name: list[Word]) -> Iterator[int]:
    if match := AFTER_JOINT.match(folded.text, name[-1].end):
        yield match.end()
    start = max(0, name[0].start - 40)
    if match := BEFORE_JOINT.search(folded.text[start : name[0].start]):
        yield start + match.start("name")


def is_unheard_of(words: list[Word]) -> bool:
    """Two capitals, both words in neither language, or the last a surname: "Licheng Wang"."""
    *given, last = words
    is_surname = lexicon.is_surname(last.bare) and not lexicon.is_no_person(last.bare)
    return is_in_no_dictionary(given if given and is_surname and not last.is_acronym else words)


def is_in_no_dictionary(words: list[Word]) -> bool:
    """Capitals that are words in neither language, and nothing known: "Lachlan Abercrombie"."""
    return not any(
        word.is_initial
        or word.is_acronym
        or len(word.text) < 3
        or lexicon.is_ordinary(word.bare)
        or lexicon.is_no_person(word.bare)
        or WORDLIKE.fullmatch(word.bare)
        or word.bare in lexicon.words("proper_nouns")
        for word in words
    )


UNLISTED = (alone, aged)
