"""Chapters as people type them, and the text that they divide."""

import pytest
from django.core.exceptions import ValidationError

from backstage_qa.meetings.chapters import as_lines, moves, parse, short_clock
from backstage_qa.meetings.transcript import as_text, parts

TYPED = "0:00 Good evening\n\n12:40  What does it take?\n1:02:03 Thank you"


def test_lines_are_times_and_titles():
    chapters = parse(TYPED, duration=4000)
    assert chapters == [(0, "Good evening"), (760, "What does it take?"), (3723, "Thank you")]
    assert parse(as_lines(chapters), duration=4000) == chapters
    assert parse(" \n", duration=4000) == []
    assert parse("0:00 A\n70:00 B\n1:30:00 C", duration=9000)[1:] == [(4200, "B"), (5400, "C")]


def webvtt(*cues: tuple[str, str]) -> str:
    return "\n\n".join(["WEBVTT", *(f"{times}\n{title}" for times, title in cues)])


def test_a_file_of_chapters_is_read_too():
    first, last = "00:00.000 --> 00:12.500", "00:40.000 --> 01:00.000"
    text = webvtt((first, "Good <i>evening</i>"), ("00:12.500 --> 00:40.000", "Q\nA"), (last, "C"))
    chapters = [(0, "Good evening"), (12, "Q A"), (40, "C")]
    assert parse(text, duration=60) == chapters
    assert parse(text.replace("\n", "\r\n"), duration=60) == chapters
    with pytest.raises(ValidationError, match="Line 6: this chapter begins after the end"):
        parse(text, duration=20)
    with pytest.raises(ValidationError, match="Line 3: these times cannot be read"):
        parse(webvtt(("00:00 --> 00:12", "A")), duration=60)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0:05 A\n0:20 B\n0:40 C", "Line 1: the first chapter begins at 0:00"),
        ("0:00 A\n0:20 B", "three chapters at least"),
        ("0:00 A\n0:40 B\n0:20 C", "Line 3: this chapter begins before"),
        ("0:00 A\n0:05 B\n0:40 C", "Line 2: the chapter above lasts less"),
        ("0:00 A\n0:20 B\n0:55 C", "Line 3: this chapter begins after the end"),
        ("0:00 A\nB\n0:40 C", "Line 2: write a time and a title"),
        ("0:00 A\n0:20\n0:40 C", "Line 2: write a time and a title"),
        ("0:00 A\n0:99 B\n0:40 C", "Line 2: write a time and a title"),
        ("0:00 A\n0:20 B\n1:75:00 C", "Line 3: write a time and a title"),
    ],
)
def test_a_broken_rule_is_said_with_its_line(typed, said):
    with pytest.raises(ValidationError) as refusal:
        parse(typed, duration=60)
    assert said in " ".join(refusal.value.messages)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ([(0, "A"), (14, "B"), (40, "C")], {0: 0, 12: 14, 40: 40}),  # moved
        ([(0, "A"), (12, "B, corrected"), (40, "C")], {0: 0, 12: 12, 40: 40}),
        ([(0, "A"), (12, "C"), (40, "B")], {0: 0, 12: 40, 40: 12}),  # exchanged
        ([(0, "A"), (12, "New"), (24, "B"), (40, "C")], {0: 0, 12: 24, 40: 40}),
        ([(0, "A"), (14, "B"), (40, "B")], {0: 0, 40: 40}),  # whose title it is, nobody knows
        ([], {}),
    ],
)
def test_a_chapter_is_known_by_its_title_then_by_its_second(after, found):
    assert moves([(0, "A"), (12, "B"), (40, "C")], after) == found


def test_the_text_is_divided_by_chapters_and_pauses():
    cues = [(0, 2, "Good\nevening."), (2, 4, "Welcome."), (9.5, 11, "A\u202f?"), (20, 21, "Bye.")]
    first, second = parts(cues, [(0, "Start"), (10, "Question")])
    assert [(p.start, p.text) for p in first.paragraphs] == [(0, "Good evening. Welcome.")]
    assert [(p.start, p.text) for p in second.paragraphs] == [(9, "A\u202f?"), (20, "Bye.")]
    assert as_text(cues).startswith("[0:00] Good evening. Welcome.\n\n[0:09] A")


@pytest.mark.parametrize("named", ["Claire: A", "- CLAIRE: A", ">> Claire Dupont\xa0: A"])
def test_another_speaker_begins_a_paragraph(named):
    [part] = parts([(0, 2, "Good evening"), (2, 4, named), (4, 6, "and so: B")])
    assert [p.text for p in part.paragraphs] == ["Good evening", f"{named} and so: B"]


def test_a_long_speech_has_paragraphs():
    cues = [(n, n + 1, "A sentence of some thirty signs.") for n in range(100)]
    [part] = parts(cues)
    assert 8 < len(part.paragraphs) < 15
    assert short_clock(3723) == "1:02:03"
