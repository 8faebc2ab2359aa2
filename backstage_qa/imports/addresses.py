"""Addresses of the Stack Exchange network: each text has many, of which we keep one."""

import re
from urllib.parse import urljoin, urlsplit

# Sites of the network that do not end in stackexchange.com
OWN_NAMES = {
    **{name: f"{name}.com" for name in ("stackoverflow", "serverfault", "superuser")},
    "askubuntu": "askubuntu.com",
    "stackapps": "stackapps.com",
    "mathoverflow": "mathoverflow.net",
}
NETWORK = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:stackexchange\.com"
    rf"|{'|'.join(re.escape(host) for host in OWN_NAMES.values())})"
)
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
PART = re.compile(r"(?<=\.com|\.net)-[a-z]+$")  # large sites come in several archives
OLD_META = re.compile(r"^meta\.([a-z0-9-]+)(?=\.stackexchange\.com$)")  # until 2014
NUMBER = "([0-9]{1,18})"  # as long as a database holds
COMMENT = re.compile(rf"comment-?{NUMBER}(?:_[0-9]+)?")
ANSWER = re.compile(rf"(?:answer-)?{NUMBER}")
PATHS = [  # the first that fits; the last number is the one that counts
    (re.compile(rf"/questions/[0-9]+/[^/]*/{NUMBER}/?", re.IGNORECASE), "a"),
    (re.compile(rf"/questions/{NUMBER}(?:/.*)?", re.IGNORECASE), "questions"),
    (re.compile(rf"/q/{NUMBER}(?:/.*)?", re.IGNORECASE), "questions"),
    (re.compile(rf"/a/{NUMBER}(?:/.*)?", re.IGNORECASE), "a"),
    (re.compile(rf"/posts/comments/{NUMBER}/?", re.IGNORECASE), "posts/comments"),
    (re.compile(rf"/posts/{NUMBER}/?", re.IGNORECASE), "a"),
]


def host_of(folder: str) -> str:
    """The site whose dump has this name, such as ``fr`` or ``stackoverflow.com-Posts``; or ""."""
    name = _present(PART.sub("", folder.lower().removeprefix("www.")))
    if name in OWN_NAMES:
        return OWN_NAMES[name]
    if HOST.fullmatch(name):
        return name
    return f"{name}.stackexchange.com" if re.fullmatch(r"[a-z0-9-]+", name) else ""


def question(host: str, number: int) -> str:
    return f"https://{host}/questions/{number}"


def answer(host: str, number: int) -> str:
    return f"https://{host}/a/{number}"


def comment(host: str, number: int) -> str:
    return f"https://{host}/posts/comments/{number}"


def lead(href: str, base: str) -> str | None:
    """Where a link in a text at ``base`` leads: absolute, and in our spelling for the network's."""
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in {"mailto", "tel"}:
        return address
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = _present(parts.hostname.removeprefix("www."))
    if host != urlsplit(base).hostname and not NETWORK.fullmatch(host):
        return address
    return _text_at(host, parts.path, parts.fragment) or address


def number_of_post(address: str, host: str) -> int | None:
    """Of a question or an answer there, if ``address`` is one that ``lead`` gave."""
    found = re.fullmatch(rf"https://{re.escape(host)}/(?:questions|a)/{NUMBER}", address)
    return int(found[1]) if found else None


def _present(host: str) -> str:
    """The name of today: the site about a site was called ``meta.`` and its name at first."""
    return OLD_META.sub(r"\1.meta", host)


def _text_at(host: str, path: str, fragment: str) -> str | None:
    if found := COMMENT.fullmatch(fragment):
        return comment(host, int(found[1]))
    for pattern, kind in PATHS:
        if found := pattern.fullmatch(path):
            named = ANSWER.fullmatch(fragment)
            if kind == "questions" and named:
                return answer(host, int(named[1]))
            return f"https://{host}/{kind}/{int(found[1])}"
    return None
