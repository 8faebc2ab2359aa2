"""Scores the detection of insults: ``python -m tests.backstage_qa.insults.scored``."""

import sys
from pathlib import Path

from backstage_qa.insults.detect import find

LANGUAGES = ("en", "fr")


def sentences(language: str) -> list[tuple[bool, str]]:
    """(whether it insults, text), as a person labelled them."""
    lines = (Path(__file__).parent / f"labelled_{language}.txt").read_text("utf-8").splitlines()
    return [(line[0] == "+", line[2:]) for line in lines if line[:1] in ("+", "-")]


def score(language: str) -> tuple[float, float, list[str]]:
    """Recall, precision, and what went wrong; a sentence is pointed out, or it is not."""
    labelled = sentences(language)
    found = [bool(find(text)) for _, text in labelled]
    right = sum(insults and got for (insults, _), got in zip(labelled, found, strict=True))
    mistakes = [
        f"{'missed' if insults else 'wrongly'}: {text}"
        for (insults, text), got in zip(labelled, found, strict=True)
        if got != insults
    ]
    return right / sum(insults for insults, _ in labelled), right / sum(found), mistakes


if __name__ == "__main__":
    for language in LANGUAGES:
        recall, precision, mistakes = score(language)
        sys.stdout.write(f"{language}: recall {recall:.1%}, precision {precision:.1%}\n")
        sys.stdout.writelines(f"  {mistake}\n" for mistake in mistakes)
