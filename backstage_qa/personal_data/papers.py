"""Numbers of papers and registers, by what they are called or by a shape that no other has."""

import re
from collections.abc import Iterator

from . import lexicon
from .folding import Folded
from .phones import MONEY

# Their figures follow no rule that all countries keep, only their name tells.
PAPER = re.compile(
    r"(?<!\w)(?:passeports?|passport|carte (?:nationale )?d'identite|piece d'identite|cni|cin|cnie"
    r"|titre de sejour|carte de (?:sejour|resident)|recepisse"
    r"|permis (?:de (?:conduire|travail)|[abc])|visa n\w*"
    r"|registre national|numero national|carte vitale|vitale|(?:n ?°|no\.?) ss"
    r"|niss|insz|(?:numero|n ?°|no\.?|num\.?|identifiant|id) (?:fiscal|etranger|agdref)"
    r"|(?:numero |n ?° ?)?(?:d')?allocataire(?: caf)?"
    r"|(?:identifiant|numero)(?: de demandeur d'emploi)? (?:pole emploi|france travail|caf|msa)"
    r"|numero de demandeur d'emploi|avs|ahv|identity card"
    r"|id card(?: no\.?)?|id carte|national id(?:entity)?(?: number| no\.?)?|identity number"
    r"|residence permit"
    r"|biometric residence permit|brp|green card|driv(?:ing|er's) licen[cs]e|licen[cs]e number"
    r"|work permit|share code|tax (?:number|reference|id|file number)|utr"
    r"|pps(?:n| (?:number|no))?|aadhaar|pan card|nhs (?:number|no\.?)"
    r"|ni (?:number|no\.?)|nino|national insurance(?: number| no\.?)?"
    r"|bsn|dni|nie|nif|niss?|codice fiscale|pesel|cnp|personnummer|henkilotunnus|hetu|cpr"
    r"|steuer-?id(?:nummer)?|steuernummer|personalausweis(?:nummer)?|nric|curp|cpf|amka|afm|oib"
    r"|emirates id|social insurance(?: number| no\.?)?|sin(?= \d{3}[ -]?\d{3}[ -]?\d{3}(?!\d))"
    r"|sin number|my social|nin|bvn"
    r"|nat\.? ins\.?|numero de (?:passeport|cni|visa|permis))(?!\w)(?:no\.|[^.!?\n\d]){0,40}?"
    r"(?<![\w+-])(?P<number>(?=[a-z]{0,5}\d)[a-z\d](?:[ ./-]?[a-z\d]){5,17})(?![\w-])"
)
LEAD = re.compile(r" (?!(?:id|caf|msa|ss|no|num|ins|card|visa|cni) )([a-z]{2,5}) $")
YEAR = re.compile(r"(?:19|20)\d\d(?:(?:19|20)?\d\d)?")
MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
SHAPES = re.compile(
    r"(?<![\w.,/-])(?:756\.\d{4}\.\d{4}\.\d{2}"  # Switzerland
    r"|\d{2}\.\d{2}\.\d{2}[ -]\d{3}[.-]\d{2}"  # Belgium
    r"|[a-z]{6}\d{2}[a-ehlmprst]\d{2}[a-z]\d{3}[a-z]"  # Italy
    r"|[xyz][ -]?\d{7}[ -]?[a-z]"  # foreigners in Spain
    rf"|\d{{2}}{MONTH_DAY}[+-]\d{{4}}"  # Sweden
    r"|[a-z]{5}\d{6}[a-z\d]{2}\d[a-z]{2}"  # British driving licences
    r")(?![\w/-])"
)
SPANISH = re.compile(r"(?<![\w.,/-])(\d{8})[ -]?([a-z])(?![\w/-])")
SPANISH_LETTERS = "trwagmyfpdxbnjzsqvhlcke"


def papers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of the numbers of papers in the folded text."""
    for match in PAPER.finditer(folded.text):
        number = _number_of(folded.text, *match.span("number"))
        if number and not MONEY.match(folded.text, number[1]):
            yield _led(folded, match.start(), number[0]), number[1]
    for match in SHAPES.finditer(folded.text):
        yield match.span()
    for match in SPANISH.finditer(folded.text):
        if SPANISH_LETTERS[int(match[1]) % len(SPANISH_LETTERS)] == match[2]:
            yield match.span()


def _led(folded: Folded, cue: int, start: int) -> int:
    """With the capitals before its figures: "passport GBR 925665416"."""
    lead = LEAD.search(folded.text, cue, start)
    is_part = lead and lead.start() > cue and folded.source(*lead.span(1)).isupper()
    return lead.start(1) if lead and is_part and not folded.original.isupper() else start


def _number_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words with figures in them at the start: "548201937 expires" goes on without."""
    last = start
    for word in re.finditer(r"[^ ]+", text[start:end]):
        if not re.search(r"\d", word[0]) and not (last == start and len(word[0]) <= 3):
            is_end = len(word[0]) <= 2 and word.end() == end - start
            last = end if is_end else last
            break
        last = start + word.end()
    signs = re.sub(r"[ ./-]", "", text[start:last])
    is_one = len(signs) >= 6 and (
        len(re.findall(r"\d", signs)) >= 4 or not lexicon.is_ordinary(signs)
    )
    return (start, last) if is_one and not YEAR.fullmatch(signs) else None
