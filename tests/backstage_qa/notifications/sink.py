"""A real mail server that keeps what it is given; it refuses "refused@…"."""

import socket
from contextlib import closing

from aiosmtpd.controller import Controller


class Kept:
    """``received``: (address, content) of each mail, in order of arrival."""

    def __init__(self):
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("refused"):
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.received += [(to, envelope.content) for to in envelope.rcpt_tos]
        return "250 OK"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer(Controller):
    """``with MailServer(port) as server: … server.received``."""

    def __init__(self, port: int):
        super().__init__(Kept(), hostname="127.0.0.1", port=port)

    @property
    def received(self):
        return self.handler.received

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()
