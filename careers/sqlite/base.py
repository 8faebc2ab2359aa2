"""Django's SQLite, on which the threads of a process write in turn.

SQLite itself lets whoever finds somebody writing sleep and look again, longer each time:
one thread goes on while others starve. Here the next begins when the one before has ended.
What another process writes is waited for as ever.
"""

import threading

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_turns: dict[str, threading.Lock] = {}  # by the name of the database
PATIENCE = 5  # seconds; sqlite3's own


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction holds the turn of its process from its first statement to its last."""

    _turn = None  # the lock, while it is held

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # where this fails, a rollback follows
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        turn = _turns.setdefault(str(self.settings_dict["NAME"]), threading.Lock())
        patience = self.settings_dict["OPTIONS"].get("timeout", PATIENCE)
        if not turn.acquire(timeout=patience):
            raise OperationalError("database is locked")
        self._turn = turn

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
