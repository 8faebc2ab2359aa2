"""Where a feed comes from: a file, or an address that this site may call (S9).

Only https, only hosts of ``OFFER_FEED_HOSTS``, never an address inside the network,
no redirect, and bounds on size and time. The connection goes to the very address
that was looked at, so that a name cannot change its meaning in between.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

from .errors import FeedError

LARGEST = 20 * 1024 * 1024  # bytes
WAIT = 10  # seconds for the other side to go on
LONGEST = 60  # seconds in all
CHUNK = 64 * 1024
HEADERS = {"Accept-Encoding": "identity", "User-Agent": "Backstage import_offers"}


@dataclass(frozen=True)
class Feed:
    """``address`` is the web address it was read from; "" for a file."""

    name: str
    data: bytes
    address: str = ""

    @property
    def text(self) -> str:
        """As UTF-8. Raises ``FeedError``."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise FeedError(f"{self.name} is not written in UTF-8.") from None


def read(location: str) -> Feed:
    """The feed in a file or at an https address. Raises ``FeedError``."""
    if "://" in location:
        return Feed(location, _fetch(location), address=location)
    try:
        with Path(location).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FeedError(f"{location} cannot be read: {reason}.") from error
    return Feed(location, _bounded(location, data))


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise FeedError(f"{name} is larger than {LARGEST // 1024 // 1024} MB.")
    return data


def _fetch(url: str) -> bytes:
    parts, host = _allowed(url)
    target = parts.path or "/"
    pool = urllib3.HTTPSConnectionPool(
        public_address(host),
        port=443,
        timeout=urllib3.Timeout(connect=WAIT, read=WAIT),
        retries=False,
        server_hostname=host,
        assert_hostname=host,
        cert_reqs="CERT_REQUIRED",
    )
    try:
        response = pool.urlopen(
            "GET",
            f"{target}?{parts.query}" if parts.query else target,
            headers=HEADERS | {"Host": host},
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        if response.status != 200:
            said = "redirects elsewhere" if 300 <= response.status < 400 else "answers"
            raise FeedError(f"{url} {said} ({response.status}).")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise FeedError(f"{url} sends compressed data that nobody asked for.")
        return _body(url, response)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise FeedError(f"{url} cannot be read: {reason}.") from error
    finally:
        pool.close()


def _allowed(url: str):
    """The parts of an address we may call, and its host. Raises ``FeedError``."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise FeedError(f"{url} is no web address.") from None
    if parts.scheme != "https":
        raise FeedError(f"{url} does not begin with https://.")
    if port not in (None, 443) or "@" in parts.netloc:
        raise FeedError(f"{url} may carry neither a port nor a name.")
    if host not in settings.OFFER_FEED_HOSTS:
        raise FeedError(f"{host} is not one of OFFER_FEED_HOSTS.")
    return parts, host


def public_address(host: str) -> str:
    """An address of the host, none of which may be inside a network. Raises ``FeedError``."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FeedError(f"{host} is not found.") from None
    addresses = [entry[4][0] for entry in found]
    if not addresses or not all(_is_public(address) for address in addresses):
        raise FeedError(f"{host} leads to an address that is not public.")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return ip.is_global and not ip.is_multicast


def _body(url: str, response) -> bytes:
    ends = time.monotonic() + LONGEST
    data = bytearray()
    while chunk := response.read1(CHUNK):
        data += chunk
        _bounded(url, data)
        if time.monotonic() > ends:
            raise FeedError(f"{url} takes longer than {LONGEST} seconds.")
    return bytes(data)
