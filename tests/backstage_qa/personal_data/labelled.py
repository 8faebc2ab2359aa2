"""Reads the labelled sentences and scores the detectors against them."""

import re
from dataclasses import dataclass
from pathlib import Path

from backstage_qa.personal_data.detect import find

LANGUAGES = ("en", "fr")
ASKER = ("Camille Lefèvre-Martin", "camille.lefevre@exemple.fr")
LINE_BREAK = "⏎"
LABEL = re.compile(r"⟦(\w+)\|([^⟧]*)⟧")


@dataclass(frozen=True)
class Sentence:
    """``spans`` is a set of (kind, start, end) in ``text``."""

    text: str
    spans: frozenset[tuple[str, int, int]]

    def found(self) -> frozenset[tuple[str, int, int]]:
        return frozenset((str(f.kind), f.start, f.end) for f in find(self.text, ASKER))


def parse(line: str) -> Sentence:
    text, spans, position = "", set(), 0
    for match in LABEL.finditer(line):
        text += line[position : match.start()]
        spans.add((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        position = match.end()
    return Sentence(text + line[position:], frozenset(spans))


def sentences(language: str) -> list[Sentence]:
    lines = (Path(__file__).parent / f"labelled_{language}.txt").read_text().splitlines()
    return [
        parse(line.replace(LINE_BREAK, "\n")) for line in lines if line and not line.startswith("#")
    ]


def score(sample: list[Sentence]) -> tuple[float, float, list[str]]:
    """Recall, precision and what went wrong; only exact bounds and kinds count."""
    labelled = found = right = 0
    mistakes = []
    for sentence in sample:
        got = sentence.found()
        labelled, found = labelled + len(sentence.spans), found + len(got)
        right += len(got & sentence.spans)
        for sign, spans in (("missed", sentence.spans - got), ("wrongly", got - sentence.spans)):
            mistakes += [f"{sign} {k} {sentence.text[s:e]!r}: {sentence.text}" for k, s, e in spans]
    return right / labelled, right / found, mistakes
