"""One SQLite file, opened so that an acknowledged write survives a crash, with a connection per thread."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from corpus.errors import DataError, SummitError, UnavailableError

__all__ = ["Connection", "Database"]

_BUSY_TIMEOUT_S = 15.0


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, so that those of ended threads are not kept open."""


class Database:
    """A SQLite database in WAL mode with full synchronisation.

    Reads may run in any number of threads; writes queue up behind each other, across processes too.

    Args:
        path: The file, made with its folder when missing.
        prepare: Called once with a connection, to make or check the tables.

    Raises:
        DataError: `record_damaged` if the file is not a sound database.
        UnavailableError: `record_busy` if another process holds it for too long, `storage_failed` if it
            cannot be opened or written.
    """

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        self.path = path
        self._local = threading.local()
        self._all: WeakSet[Connection] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._explained():
                prepare(self.connection())
        except OSError as error:
            raise self._explain(error) from error
        except BaseException:
            self.close()
            raise

    def connection(self) -> Connection:
        """This thread's connection, in autocommit mode.

        Raises:
            UnavailableError: `record_closed` after `close`.
        """
        found: Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise UnavailableError("record_closed", "the record was closed", next_step="open it again")
        if found is None:
            found = self._local.connection = self._connect()
            with self._lock:
                self._all.add(found)
        return found

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """All reads of this thread inside see one state, whatever is written meanwhile; may be nested."""
        if self.connection().in_transaction:
            yield self.connection()
            return
        with self._explained(), self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block has ended, or leaves no trace."""
        with self._explained(), self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        """Close the connections of all threads; calling it twice is harmless."""
        self._closed = True
        with self._lock:
            for connection in list(self._all):
                connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        connection = self.connection()
        connection.execute(begin)
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after some errors, a full disk among them.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _connect(self) -> Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=_BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,  # only so that `close` may close all of them
            factory=Connection,
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            # The other subclasses stand for mistakes in this program, not for the state of the file.
            if type(error) not in (sqlite3.DatabaseError, sqlite3.OperationalError):
                raise
            raise self._explain(error) from error

    def _explain(self, error: sqlite3.DatabaseError | OSError) -> SummitError:
        code = getattr(error, "sqlite_errorcode", None)
        # The low byte is the kind of error, the rest says more about it.
        kind = code & 0xFF if code is not None else None
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return UnavailableError(
                "record_busy", f"{self.path} is held by another process", next_step="try again"
            )
        if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return DataError(
                "record_damaged",
                f"{self.path} is not a sound record: {error}",
                next_step="restore it from a backup, or move it away: the bundled documents come back at the start",
            )
        return UnavailableError(
            "storage_failed",
            f"{self.path} could not be read or written: {error}",
            next_step="check the free space and the permissions, then try again",
        )
