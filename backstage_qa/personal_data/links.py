"""Links and names on social networks."""

import re
from collections.abc import Iterator
from itertools import chain

from . import lexicon
from .domains import TLD, is_new_sentence
from .folding import Folded

PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
TAIL = rf"[^\s<>\"«»{PICTURE}]*[^\s<>\"«».,;:!?)\]}}'…{PICTURE}]"
NETWORKS = (
    "linkedin|instagram|insta|snapchat|snap|twitter|facebook|tiktok|telegram|whatsapp|discord"
    "|skype|github|gitlab|mastodon|bluesky|threads|messenger|youtube|behance|medium|twitch"
    "|reddit|xing|wechat|viber|kaggle|stack ?overflow|hugging ?face|strava|pinterest|bereal|steam"
)
WITH_SCHEME = re.compile(
    rf"(?<![a-z])(?:h(?:tt|xx|\*\*)ps?|ftp)\ ?\[?:\]?\ ?//{TAIL}|(?<![a-z])mailto:{TAIL}"
)
SPACED_SCHEME = re.compile(
    r"(?<![a-z])h ?t ?t ?p ?s?\ ?:\ ?/\ ?/\ ?[a-z0-9-]{1,63}"
    r"(?:(?: \. ?|\.)[a-z0-9-]{2,63}){1,4}(?!\w)"
)
WITH_WWW = re.compile(rf"(?<![a-z0-9.])www\s?\.\s?[a-z0-9-]{TAIL}")
BARE = re.compile(
    rf"(?<![\w@.+-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,4}}(?:{TLD})(?![\w-]|\.[a-z])"
    rf"(?:[/?\#:](?:{TAIL})?)?"
)
# With its dots in brackets, lest anybody follow it
DEFANGED = re.compile(
    rf"(?<![\w@.+-])(?:[a-z0-9-]{{1,63}} ?[\[({{] ?(?:\.|dot|point) ?[\])}}] ?){{1,4}}"
    rf"(?:{TLD})(?!\w)(?:/(?:{TAIL})?)?"
)
# Read aloud: "yanisb point fr", but not "un point com"
DOT_ALOUD = r"[ ](?:point|dot)[ ]"
READ_ALOUD = re.compile(
    r"(?:https?[ ](?:deux[ -]points|colon)[ ](?:(?:double[ ])?slash[ ]){1,2})?"
    rf"(?<![\w@.+-])(?P<host>(?!(?:this|that|some|leur|votre|notre)\b)[a-z0-9][a-z0-9-]{{3,62}})"
    r"(?:[ ](?:tiret|dash|hyphen)[ ][a-z0-9]{1,40}){0,3}"
    rf"(?:{DOT_ALOUD}[a-z0-9-]{{2,63}}){{0,3}}?{DOT_ALOUD}"
    rf"(?:com|fr|org|net|eu|io|dev|be|ch|ca|uk|bzh|paris)(?![\w-]|{DOT_ALOUD})"
    r"(?:(?:[ ](?:slash|barre)[ ]|/)[\w-]+(?:\.[\w-]+)*)*"
)
APART = re.compile(
    r"(?<![\w@.+-] )(?<![\w@.+-])(?P<host>[a-z0-9][a-z0-9-]{4,62}) \. ?(?:com|fr|org)(?!\w)"
)
OF_MINE = re.compile(
    r"(?<!\w)(?:site|portfolio|blog|page|profile?|web|www|voir|see|visit|lien|link)(?!\w)"
    r"[^.!?\n]{0,20}$"
)
# Top-level domains that are words, or ends of words: only what follows tells.
SHORTENED = re.compile(
    rf"(?<![\w@.+-])[a-z0-9-]{{1,30}}\.(?:ly|in|gl|gd|gg|sh|st|to|so|link|page|cv)/{TAIL}"
)
SPELT = re.compile(
    r"(?<!\w)(?:(?:www|3w|3 w|(?:triple|trois|three)[ ]w)"
    rf"[ ](?:point|dot)[ ][\w-]+[ ](?:point|dot)[ ](?:{TLD})"
    rf"|(?:{NETWORKS})[ ](?:point|dot)[ ](?:{TLD})"
    rf"|(?<!-)[\w-]{{1,63}}[ ](?:point|dot)[ ](?:{TLD})(?=[ ](?:slash|barre)[ ]))"
    r"(?:[ ](?:slash|barre)[ ][\w-]+(?:\.[\w-]+)*)*"
)
SPACED = re.compile(
    rf"(?<!\w)(?:(?:www|fr|uk|m)[ ]?\.[ ]?)?(?:{NETWORKS})[ ]?\.[ ]?(?:com|me|fr|net)"
    r"(?:[ ]?/[ ]?[a-z0-9](?:[\w.-]*\w)?){1,3}/?"
)
SPACED_WWW = re.compile(
    r"(?<!\w)w ?w ?w ?\. ?[a-z0-9-]{1,40}"
    rf"(?: ?\. ?[a-z0-9-]{{1,40}}){{0,3}}? ?\. ?(?:{TLD})(?!\w)"
)
PATH = re.compile(
    rf"(?<!\w)(?:(?:www|fr|uk|m)[ ])?(?:{NETWORKS})(?:[ ](?:com|me|fr|net))?"
    r"\ ?/\ ?(?:in\ ?/\ ?)?[a-z0-9][\w.-]*\w"
)
# Of a computer on the net, which is somebody's: not of one behind a router, nor a version
IP = re.compile(
    r"(?<![\w.-])(?<!version )(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:(?:25[0-5]"
    r"|2[0-4]\d|1?\d?\d)\.){3}"
    r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)|(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
    r"(?![\w:])"
)
SHORTEST_IP = 9  # "1.2.3.4" may be a chapter
# Names of products that end like a domain
NOT_LINKS = frozenset({"asp.net", "vb.net", "ado.net", "ml.net", "socket.io", "draw.io"})

HANDLE = re.compile(r"(?<![\w@./+-])@[a-z0-9_][a-z0-9_.-]{0,38}[a-z0-9_](?![\w@])")
# Words of programming languages, which candidates for technical jobs write
NOT_HANDLES = re.compile(
    r"autowired|bean|classmethod|component|controller|dataclass|deprecated|entity|import"
    r"|inject|interface|media|override|property|repository|restcontroller|service|staticmethod"
    r"|suppresswarnings|test|transactional|todo|param|return"
)
NAMED_HANDLE = re.compile(
    rf"(?<!\w)(?:{NETWORKS}|ig|pseudo(?:nyme)?|handle|user ?name|gamertag"
    rf"|nom d'utilisateur)(?:[ ](?:account|name|handle|profile|page|id))?[ ]*"
    r"(?::|=|est|is|->|(?:, )?c'est|,? ?je suis|,? ?i am|,? ?i'm|as|under|sous(?: le (?:nom"
    r"|pseudo)(?: de)?)?"
    r"|,|\()[ ]*"
    r"(?P<handle>(?=[a-z.-]*[\d_]|[a-z]{3,}[.-][a-z])[a-z_][\w.-]{1,38}\w)"
)
# Of one's own account, one word that is none
OWN_HANDLE = re.compile(
    rf"(?<!\w)(?:mon|ma|my|our|notre)[ ](?:(?:compte|profil|page|pseudo|nom)[ ])?(?:(?:sur|on)[ ])?"
    rf"(?:{NETWORKS}|ig|chaine)(?:[ ](?:account|name|handle|profile|page|id|channel|tag))?[ ]*"
    r"(?::|=|->|(?:, )?c'est|s'appelle|is(?: called)?|est)[ ]*"
    r"(?P<handle>(?<!\w)[a-z][\w.-]{2,38}\w)(?![\w@/-]|\.\w)"
)
SEEN_ON = re.compile(
    r"(?<!\w)(?:je suis|i'?m|i am|find me as|cherchez|look (?:me up|for)(?: as)?|search(?: for)?"
    r"|ajoutez"
    rf"|add|follow|suivez)[ ](?P<handle>(?=[\w.-]*[\d_.-])[a-z][\w.-]{{1,38}}\w)[ ](?:sur"
    rf"|on)[ ](?:{NETWORKS})(?!\w)"
)
JOINED = re.compile(
    rf"(?<!\w)(?:{NETWORKS}|ig|pseudo|username|gamertag)[ ](?P<handle>[a-z][a-z.]*_[\w.]*\w"
    rf"|[a-z][a-z.]{{3,}}\d{{2,4}})(?![\w-])"
)
SKYPE = re.compile(r"(?<!\w)live:[a-z0-9._-]{3,40}[a-z0-9]")
DISCORD = re.compile(r"(?<![\w#])[a-z][\w.]{1,31}#\d{4}(?!\w)")


def links(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of links in the folded text."""
    for pattern in (
        WITH_SCHEME,
        SPACED_SCHEME,
        WITH_WWW,
        DEFANGED,
        SHORTENED,
        SPELT,
        SPACED,
        SPACED_WWW,
        PATH,
    ):
        for match in pattern.finditer(folded.text):
            yield match.span()
    for match in chain(READ_ALOUD.finditer(folded.text), APART.finditer(folded.text)):
        before = folded.text[max(0, match.start() - 40) : match.start()]
        if not lexicon.is_ordinary(match["host"]) or OF_MINE.search(before):
            yield match.span()
    for match in IP.finditer(folded.text):
        if len(match[0]) >= SHORTEST_IP:
            yield match.span()
    for match in BARE.finditer(folded.text):
        if match[0] not in NOT_LINKS and not is_new_sentence(folded, match.end()):
            yield match.span()


def handles(folded: Folded) -> Iterator[tuple[int, int]]:
    """Spans of names on social networks in the folded text."""
    for match in HANDLE.finditer(folded.text):
        if not NOT_HANDLES.fullmatch(match[0][1:]):
            yield match.span()
    for match in chain(
        NAMED_HANDLE.finditer(folded.text),
        OWN_HANDLE.finditer(folded.text),
        SEEN_ON.finditer(folded.text),
        JOINED.finditer(folded.text),
    ):
        if not lexicon.is_ordinary(match["handle"]):
            yield match.span("handle")
    for match in chain(DISCORD.finditer(folded.text), SKYPE.finditer(folded.text)):
        yield match.span()
