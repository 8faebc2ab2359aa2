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
COMMENT = re.compile(r"comment(\d+)_\d+")
PATHS = [  # the first that fits; the last number is the one that counts
    (re.compile(r"/questions/\d+/[^/]*/(\d+)/?"), "a"),
    (re.compile(r"/questions/(\d+)(?:/.*)?"), "questions"),
    (re.compile(r"/q/(\d+)(?:/.*)?"), "questions"),
    (re.compile(r"/a/(\d+)(?:/.*)?"), "a"),
    (re.compile(r"/posts/comments/(\d+)/?"), "posts/comments"),
]


def host_of(folder: str) -> str:
    """The site whose dump has this name, such as ``fr`` or ``stackoverflow.com-Posts``; or ""."""
    name = PART.sub("", folder.lower().removeprefix("www."))
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
    host = parts.hostname.removeprefix("www.")
    if host != urlsplit(base).hostname and not NETWORK.fullmatch(host):
        return address
    return _text_at(host, parts.path, parts.fragment) or address


def _text_at(host: str, path: str, fragment: str) -> str | None:
    if found := COMMENT.fullmatch(fragment):
        return comment(host, int(found[1]))
    for pattern, kind in PATHS:
        if found := pattern.fullmatch(path):
            number = fragment.removeprefix("answer-")
            if kind == "questions" and number.isdecimal():
                return answer(host, int(number))
            return f"https://{host}/{kind}/{int(found[1])}"
    return None
