"""Caption files as people have them: read without markup, or refused with the line and why."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from backstage_qa.meetings import actions, captions
from backstage_qa.meetings.caption_times import clock
from backstage_qa.meetings.captions import as_vtt, guessed, parse
from backstage_qa.meetings.transcript import as_text
from tests.backstage_qa.desks import member
from tests.factories import RecordingFactory, published_meeting

VTT = """WEBVTT - a title
kind: captions

NOTE a note
of two lines

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start line:0
<v Claire>Good <i>evening</i> &amp; welcome,
all of you

01:00:03.000 --> 01:00:04.000
Again
"""
SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i>\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,500\r\nYou\r\n"
)


def test_webvtt_is_read_without_its_markup():
    first, second = parse(VTT.encode())
    assert (first.start, first.end) == (1.0, 2.5)
    assert first.text == "Good evening & welcome,\nall of you"
    assert (second.start, second.text) == (3603.0, "Again")


def test_srt_of_another_system_is_read():
    assert [(cue.start, cue.end, cue.text) for cue in parse(SRT.encode())] == [
        (1.0, 2.5, "Hello"),
        (3.0, 4.5, "You"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no caption"),
        (b"WEBVTT\n", "no caption"),
        (b"Dear all,\nplease find attached", "neither a WebVTT nor"),
        (b"WEBVTT\n\n00:01.000 --> 00:0x.000\nA", "Line 3: these times cannot be read"),
        (b"WEBVTT\n\n00:01,000 --> 00:02,000\nA", "Line 3: these times cannot be read"),
        (b"WEBVTT\n\n00:61.000 --> 00:62.000\nA", "Line 3: these times cannot be read"),
        (b"WEBVTT\n\n00:05.000 --> 00:04.000\nA", "Line 3: this caption ends before it begins"),
        (
            b"WEBVTT\n\n00:05.000 --> 00:09.000\nA\n\n00:01.000 --> 00:02.000\nB",
            "Line 6: this caption begins before",
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\x90", "Line 4: a letter is unreadable"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\né".encode() + b"\xe9", "Line 4: a letter is unre"),
        (b"\xff\xfeW\0E\0B", "a letter is unreadable"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"a" * 2000, "Line 3: this caption is longer"),
        (b"WEBVTT" + b"\n" * captions.MOST_BYTES, "too large"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content, said):
    with pytest.raises(ValidationError) as refusal:
        parse(content)
    assert said in refusal.value.messages[0]


AT = "00:00:01.000 --> 00:00:02.000"
READ = [  # in the manner of browsers' own tests of the format
    (f"\ufeffWEBVTT\n\n{AT}\nA", ["A"]),
    (f"WEBVTT\twith a title\n\n{AT}\nA", ["A"]),
    (f"WEBVTT\n{AT}\nA", ["A"]),
    (f"WEBVTT\nLanguage: en\n\n{AT}\nA", ["A"]),
    (f"WEBVTT\r\r{AT}\rA", ["A"]),
    (f"\n\nWEBVTT\n\n{AT}\nA\n\n\n", ["A"]),
    (f"WEBVTT\n\n{AT}\nA\0\fB", ["AB"]),
    (f"WEBVTT\n\n{AT}\nA\n00:00:03.000 --> 00:00:04.000\nB", ["A", "B"]),
    (f"WEBVTT\n\n{AT}\n\n00:00:03.000 --> 00:00:04.000\nB", ["B"]),
    (f"WEBVTT\n\nname\n{AT}\nA", ["A"]),
    ("WEBVTT\n\n00:00:01.000-->00:00:02.000\nA", ["A"]),
    ("WEBVTT\n\n99:00:00.000 --> 100:00:00.000\nA", ["A"]),
    (f"WEBVTT\n\n{AT} align:no line:-1e5% size:200% region:\nA", ["A"]),
    (
        f"WEBVTT\n\n{AT}\n18:30 -> 20:00: talks, 1:02.5 - 1:03.5",
        ["18:30 -> 20:00: talks, 1:02.5 - 1:03.5"],
    ),
    (f"WEBVTT\n\nREGION\nid:x width:200%\n\n{AT} region:x\nA", ["A"]),
    (f"WEBVTT\n\n{AT}\nA\n\nSTYLE\n::cue{{}}\n\nNOTE end", ["A"]),
    (f"WEBVTT\n\n{AT}\n<c.a><v Bob><lang en>A</lang><00:00:01.500>B</c>", ["AB"]),
    (f"WEBVTT\n\n{AT}\n<ruby.x>A<rt>B</rt></ruby><>", ["AB"]),
    (f"WEBVTT\n\n{AT}\nI <3 <a@b.example>, <Bob> and a < b > c", None),
    (f"WEBVTT\n\nNOTE\n{AT}\nNOTE A\nSTYLE", ["NOTE A\nSTYLE"]),
    (f"WEBVTT\n\n{AT}\nA\n \nB", ["A\n \nB"]),
    (f"WEBVTT\n\n{AT}\nA\n2\n00:00:01.500 --> 00:00:04.000\nB", ["A", "B"]),
    (f"WEBVTT\n\n{AT}\nA&nbsp;&eacute;&unknown; &amp;lt;", ["A\xa0é&unknown; &lt;"]),
    (f"WEBVTT\n\n{AT}\n&lt;b&gt; &amp; &#x41;", ["<b> & A"]),
    # and SRT as tools write it: with dots, without numbers, placed, empty
    (f"1\n{AT}\nA", ["A"]),
    (f"{AT}\nA\n\n0:0:3,5 --> 0:0:4,5 X1:40\nB", ["A", "B"]),
    (f"1\n{AT}\n{{\\an8}}A {{and}} B", ["A {and} B"]),
    (f"1\n{AT}\n\n2\n00:00:03,000 --> 00:00:04,000\nB", ["B"]),
    (f"1\n{AT}\nA\n \n2\n00:00:03,000 --> 00:00:04,000\nB", ["A", "B"]),
    (f"1\n{AT}\nA\n2\n00:00:03,000 --> 00:00:04,000\n42", ["A", "42"]),
    (f'1\n{AT}\n<font color="red">A</font><br/>B', ["A B"]),
    (f'1\n{AT}\n<FONT COLOR="red">A</FONT> <I>B</I> {{b}}C{{/b}}', ["A B C"]),
]
REFUSED = [
    (f"webvtt\n\n{AT}\nA", "Line 1: it begins with the word WEBVTT"),
    (f" WEBVTT\n\n{AT}\nA", "Line 1: it begins with the word WEBVTT"),
    (f"WEBVTT\n\nname --> x\n{AT}\nA", "Line 3: these times"),
    (f"WEBVTT\n\n{AT}\nfrom --> to", "Line 4: these times"),
    ("WEBVTT\n\n-->\n\n", "Line 3: these times"),
    ("WEBVTT\n\n-00:00:01.000 --> 00:00:02.000\nA", "Line 3: these times"),
    ("WEBVTT\n\n00:60:00.000 --> 00:61:00.000\nA", "Line 3: these times"),
    ("WEBVTT\n\n00:00:01.0000 --> 00:00:02.0000\nA", "Line 3: these times"),
    ("WEBVTT\n\n00:00:01 --> 00:00:02\nA", "Line 3: these times"),
    ("WEBVTT\n\n1000:00:01.000 --> 1000:00:02.000\nA", "Line 3: these times"),
    ("WEBVTT\n\n00:00:01.000 --> 00:00:01.000\nA", "Line 3: this caption ends before"),
    (f"WEBVTT\n\n{AT}\nA\n\nSTYLE\n-->\n", "Line 7: these times"),
    (f"WEBVTTx\n\n{AT}\nA", "Line 1: it begins with the word WEBVTT"),
    ("WEBVTT\n\n00:01.1 --> 00:02.000\nA", "Line 3: these times"),
    ("\n\nWEBVTT\n\n00:0x.000 --> 00:02.000\nA", "Line 5: these times"),
    ("\n\n1\n00:0x,000 --> 00:02,000\nA", "Line 4: these times"),
    (f"1\n{AT}\nA\n\nwhat follows\n", "Line 5: there are no times above this text"),
    (f"WEBVTT\n\nalone\n\n{AT}\nA", "Line 3: there are no times above this text"),
    (f"WEBVTT\n\n{AT}\nA\n\nB\nC", "Line 6: there are no times above this text"),
    (f"WEBVTT\n\nA\nname\n{AT}\nB", "Line 3: there are no times above this text"),
    (f"WEBVTT\n\nSTYLE\n::cue {{\n\n}}\n\n{AT}\nA", "Line 6: there are no times above"),
    (f"WEBVTT\n\nNOTE a --> b\n\n{AT}\nA", "Line 3: these times"),
    ("<?xml version='1.0'?><tt/>", "neither a WebVTT nor"),
    ("WEBVTT\n\n00:01.000 -> 00:02.000\nA", "Line 3: write the arrow between its times as “-->”"),
    ("1\n00:00:01,000 –> 00:00:02,000\nA", "Line 2: write the arrow"),
    ("1\n00:00:01,000 --&gt; 00:00:02,000\nA", "Line 2: write the arrow"),
    (f"WEBVTT\n\n{AT}\nA\n\n00:03.000→00:04.000\nB", "Line 6: write the arrow"),
    ("[Script Info]\nDialogue: 0,0:00:00.00", "neither a WebVTT nor"),
]


@pytest.mark.parametrize(("content", "texts"), READ)
def test_whatever_browsers_read_is_read(content, texts):
    texts = texts or [content.rpartition("\n")[2]]  # not a letter less
    assert [cue.text for cue in parse(content.encode())] == texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_accents_are_right_in_whatever_encoding_french_tools_write(encoding, newline):
    text = f"1\n{AT}\nL'été où\n\n2\n00:00:03,000 --> 00:00:04,000\nDéçu\xa0?"
    content = text.replace("\n", newline).encode(encoding)
    assert [cue.text for cue in parse(content)] == ["L'été où", "Déçu\xa0?"]
    assert guessed(content) == ("L'été où" if encoding in ("cp1252", "latin-1") else "")


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_browsers_pass_over_in_silence_is_said_with_its_line(content, said):
    with pytest.raises(ValidationError) as refusal:
        parse(content.encode())
    assert said in refusal.value.messages[0]


def test_what_was_sent_cannot_leave_its_caption():
    nasty = "a --> b\n\n00:01.000 --> 00:02.000\nWEBVTT <script>alert(1)</script> &amp;"
    written = as_vtt([(0, 1, nasty), (2, 3, "next")])
    assert "<" not in written
    assert written.count(" --> ") == 2
    assert [cue.text for cue in parse(written.encode())][1] == "next"


@given(st.floats(0, 86_399))
def test_every_moment_is_written_as_it_is_read(seconds):
    [cue] = parse(f"WEBVTT\n\n{clock(seconds)} --> {clock(seconds + 1)}\nA".encode())
    assert cue.start == pytest.approx(seconds, abs=0.001)


@given(st.binary(max_size=400))
def test_no_file_makes_it_fail_otherwise(content):
    try:
        cues = parse(b"WEBVTT\n\n" + content)
    except ValidationError:
        return
    assert all(cue.start < cue.end and cue.text for cue in cues)


VOICES = [  # in each caption, and how it is read in English
    (["<v Claire>Good evening.</v>", "<v Claire>Come in."], ["Claire: Good evening.", "Come in."]),
    (["<v Claire>A", "<v Paul>B", "<v Claire>C"], ["Claire: A", "Paul: B", "Claire: C"]),
    (["<v Claire>A", "[music]", "<v Claire>B"], ["Claire: A", "[music]", "Claire: B"]),
    (["<v Claire>A</v>\n<v Paul>B</v>"], ["Claire: A\nPaul: B"]),
    (["<v Claire>A</v> <v Paul>B</v>"], ["Claire: A \nPaul: B"]),
    (["- <v Claire>A\n- <v Paul>B"], ["- Claire: A\n- Paul: B"]),
    (["<v.loud.first  Dr.  Martin O&#39;Neil >A"], ["Dr. Martin O'Neil: A"]),
    (["<b><v Claire><i>A</i></b>"], ["Claire: A"]),
    (["<v Claire>- CLAIRE: A"], ["- CLAIRE: A"]),
    (["<v Claire\nDupont>A", "<v\nPaul>B"], ["Claire Dupont: A", "Paul: B"]),
    (["a <v Claire", "B"], ["a <v Claire", "B"]),
    (["<v>A", "<v.first>B"], ["A", "B"]),
    (["<v a&lt;script>A"], ["a<script: A"]),
]


@pytest.mark.parametrize(("written", "read"), VOICES)
def test_who_speaks_is_read_before_what_they_say(written, read):
    blocks = [f"00:0{at}.000 --> 00:0{at}.500\n{text}" for at, text in enumerate(written)]
    content = "\n\n".join(["WEBVTT", *blocks]).encode()
    assert [cue.text for cue in parse(content, "en")] == read
    assert [cue.text for cue in parse(content, "fr")] == [
        re.sub(r"(Claire|Dupont|Paul|Neil|script):", "\\1\xa0:", text) for text in read
    ]


@pytest.mark.django_db
def test_names_are_in_what_everybody_reads():
    then = "00:00:02.000 --> 00:00:03.000"
    content = f"WEBVTT\n\n{AT}\n<v Claire>Good evening.\n\n{then}\n<v Paul>You too."
    key = published_meeting().translation_key
    film = RecordingFactory(translation_key=key, published_at=None)
    about = {"recording": film, "kind": "captions", "by": member("HR")}
    track = actions.add_track(**about, language="en", content=content.encode())
    assert as_vtt(track.cues).endswith(f"Claire: Good evening.\n\n{then}\nPaul: You too.\n")
    assert as_text(track.cues) == "[0:01] Claire: Good evening.\n\n[0:02] Paul: You too.\n"


def test_real_files_are_read():
    folder = Path("careers/demo/data/film")
    files = folder.glob("*/captions_*.vtt")
    counts = {path.relative_to(folder).as_posix(): len(parse(path.read_bytes())) for path in files}
    each = {"after-the-storm": 11, "lending-to-a-baker": 12, "night-shift": 11}
    assert counts == {
        f"{name}/captions_{language}.vtt": count
        for name, count in each.items()
        for language in ("en", "fr")
    }
