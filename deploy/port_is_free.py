"""Exit with one clear line when nobody can serve on this host and port."""

import socket
import sys


def problem(host: str, port: str) -> str | None:
    """What keeps a server from this host and port, in words; None where nothing does."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            reason = f"Cannot serve on {host}:{port} ({error.strerror})."
            return f"{reason} Choose another port: make demo PORT=8001"
    return None


if __name__ == "__main__":
    sys.exit(problem(*sys.argv[1:]))
