"""What is asked of the cache, each with what was seen and whether it is right."""

import re
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator

from django.db import transaction

from .servers import VAR, ask

LIST = "/en/questions/"
PUBLICATIONS = 20
LONGEST_MS = 100
PAST_ITS_TIME = 75  # seconds


def check_hits(public: list[str]) -> Iterator[tuple[str, bool]]:
    """The first reader's answer is the second's, campaigns and cookies notwithstanding."""
    for path in public:
        first, second = ask(path), ask(path, Cookie="__Host-sessionid=somebody")
        yield (
            f"{path}: {first.cache}, then {second.cache}",
            (
                (first.status, first.cache, second.cache) == (200, "miss", "hit")
                and first.text == second.text
                and "Set-Cookie" not in first.headers
            ),
        )
        mark = "&" if "?" in path else "?"
        for query in ("via=fair", "utm_source=a&via=fair&utm_medium=b"):
            answer = ask(f"{path}{mark}{query}")
            yield f"{path}{mark}{query}: {answer.cache}", answer.cache == "hit"
        again = ask(path, **{"If-None-Match": first.headers["ETag"]})
        yield f"{path}: {again.status} for who has it, by Varnish", again.status == 304
    plain = ask(public[0], **{"X-Forwarded-Proto": "http"})
    yield f"{public[0]} over plain HTTP: {plain.status}", plain.status == 301


def check_purges(thread) -> Iterator[tuple[str, bool]]:
    """Publish again and again while somebody reads, and see when the page is new."""
    path = thread.published.get_absolute_url()
    purged, shown = [], []
    for number in range(PUBLICATIONS):
        thread.short_answer = f"The answer of edition {number}."
        revision = thread.save_revision()
        ask(path)
        seen: list[float] = []
        reader = threading.Thread(target=_read_until, args=[path, thread.short_answer, seen])
        reader.start()
        committed: list[float] = []
        with transaction.atomic():
            transaction.on_commit(lambda moments=committed: moments.append(time.monotonic()))
            revision.publish()
        reader.join()
        purged.append(1000 * (seen[0] - committed[0]))
        shown.append(1000 * (seen[1] - committed[0]))
        thread.refresh_from_db()
    yield (
        f"{PUBLICATIONS} publications: who asks {statistics.median(purged):.0f} ms (median), "
        f"{max(purged):.0f} ms (longest) after the commit is given the new text, and has it after "
        f"{statistics.median(shown):.0f} ms (median), {max(shown):.0f} ms (longest)",
        max(purged) <= LONGEST_MS,
    )
    strange = ask(path, "PURGE")
    yield f"PURGE from outside: {strange.status}", strange.status == 405
    kept = ask(path)
    yield f"{path} afterwards: {kept.cache}", kept.cache == "hit"


def _read_until(path: str, text: str, seen: list[float]) -> None:
    """Put into ``seen`` when the first answer with ``text`` was asked for, and when it was had."""
    asked, deadline = 0.0, time.monotonic() + 20
    while time.monotonic() < deadline:
        asked = time.monotonic()
        if text in ask(path).text:
            break
    seen += [asked, time.monotonic()]


def check_private(addresses: list[str], cookie: str, secret: str) -> Iterator[tuple[str, bool]]:
    """What was somebody's own is nobody else's."""
    for path in addresses:
        mine = [ask(path, Cookie=cookie) for _ in range(2)]
        other = ask(path)
        told = [answer.cache for answer in (*mine, other)]
        yield f"{path}: {', '.join(told)}", set(told) == {"pass"} and secret not in other.text
        yield f"{path}: {mine[0].status}, to strangers {other.status}", mine[0].status < 400


def check_stored() -> Iterator[tuple[str, bool]]:
    """Varnish's own log: everything that it put into its store."""
    command = ["varnishlog", "-n", VAR / "varnishd", "-d", "-b", "-g", "vxid"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fetches = [part for part in re.split(r"(?m)^\*.*BeReq.*$", log) if "BereqURL" in part]
    stored = [part for part in fetches if re.search(r"Storage +malloc s0", part)]
    private = r"/admin/|/my/|/accounts/|/ask/|/c/|/go/|/terms/"
    bad = [
        match[1]
        for part in stored
        if (match := re.search(r"BereqURL +(\S+)", part))
        and (re.search(private, match[1]) or "Set-Cookie:" in part or "public" not in part)
    ]
    yield (
        f"{len(fetches)} fetches, {len(stored)} stored, {len(bad)} private {bad}",
        (len(stored) > 0 and not bad),
    )


def check_withdrawal(thread) -> Iterator[tuple[str, bool]]:
    """What is taken back is on no page any more."""
    path = thread.published.get_absolute_url()
    before, listed = ask(path), ask(LIST)
    started = time.monotonic()
    thread.unpublish()
    after, lists = ask(path), ask(LIST)
    milliseconds = 1000 * (time.monotonic() - started)
    yield (
        f"withdrawn: {before.status}, then {after.status} and off the list ({listed.cache}, then "
        f"{lists.cache}), {milliseconds:.0f} ms after somebody began",
        (before.status, after.status) == (200, 410)
        and path in listed.text
        and path not in lists.text,
    )


def check_down(process: subprocess.Popen, kept: list[str]) -> Iterator[tuple[str, bool]]:
    """The site is gone, and so are the seconds that its pages may be kept."""
    before = [ask(path) for path in kept]
    process.terminate()
    process.wait()
    for moment, seconds in (("at once", 0), (f"{PAST_ITS_TIME} s later", PAST_ITS_TIME)):
        time.sleep(seconds)
        for path, known in zip(kept, before, strict=True):
            answer = ask(path)
            yield (
                f"site down, {moment}, {path}: {answer.status} {answer.cache}",
                (answer.status == 200 and answer.text == known.text),
            )
    unknown = ask("/en/questions/?q=never+asked")
    yield f"site down, never kept: {unknown.status}", unknown.status == 503
    door = ask("/en/accounts/login/")
    yield f"site down, private: {door.status}", door.status == 503
