"""Exit with one clear line when nobody can serve on this host and port."""

import socket
import sys


def main(host: str, port: str) -> int:
    if not port.isdecimal() or not 0 < int(port) < 65536:
        print(f"PORT must be a number from 1 to 65535, not {port!r}.", file=sys.stderr)
        return 2
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            print(
                f"Cannot serve on {host}:{port} ({error.strerror}). "
                "Choose another port: make demo PORT=8001",
                file=sys.stderr,
            )
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
