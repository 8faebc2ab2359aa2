"""Who speaks, as WebVTT marks it (``<v Claire>``), in words: who does not hear has to know."""

import re

from django.utils.translation import override, pgettext

VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+([^<>]*))?>")
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"\w")


def named(texts: list[str], language: str) -> list[str]:
    """The same texts of captions, each speaker's name before what they say first.

    A name is written again once somebody else, or nobody in particular, spoke.
    """
    with override(language):
        before = pgettext("who speaks, before what is said", "%(name)s:")
    written, last = [], ""
    for text in texts:
        pieces = VOICE.split(text)  # text, name, text, name, text …
        if len(pieces) == 1:
            last = ""
        whole = pieces[0]
        for name, said in zip(pieces[1::2], pieces[2::2], strict=True):
            who = " ".join((name or "").split())
            if who and who != last and not _begins_with(who, said):
                line = TAG.sub("", whole.rpartition("\n")[2])
                whole += "\n" if WORD.search(line) else ""
                whole += f"{before % {'name': who}} {said.lstrip()}"
            else:
                whole += said
            last = who
        written.append(whole)
    return written


def _begins_with(who: str, said: str) -> bool:
    """Some tools write the name twice: as a mark, and in the text."""
    words = TAG.sub("", said).lstrip(" \n–—-")
    return words.casefold().startswith(who.casefold())
