"""The record: the one place where documents, their chunks and their encodings are true.

Everything else on disk is made from it and can be made again. `sequence` counts the changes of documents;
chunks and encodings follow from the documents and the settings, so storing them is not a change.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import DataError, NotFoundError
from corpus.loaders import FileFormat
from corpus.model import Document, Passport
from corpus.serialise import document_from_json, document_to_json, passport_from_json, passport_to_json
from index.chunk import Chunk
from index.database import Connection, Database
from index.encodings import EncodingCache
from index.fingerprint import encoding_key
from index.serialise import chunk_from_json, chunk_to_json

__all__ = ["SCHEMA_VERSION", "DocumentEntry", "Record", "record_path"]

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES (1, 0);
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, file_format TEXT NOT NULL, characters INTEGER NOT NULL, added TEXT NOT NULL,
    revision INTEGER NOT NULL, cutting TEXT, passport BLOB NOT NULL, body BLOB NOT NULL, source BLOB NOT NULL
) STRICT;
CREATE TABLE chunks (
    chunk_id TEXT PRIMARY KEY, doc_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, views INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (doc_id, ordinal)
) STRICT;
CREATE TABLE encodings (
    key BLOB PRIMARY KEY, vector BLOB NOT NULL, codes BLOB NOT NULL, scales BLOB NOT NULL,
    spans BLOB NOT NULL, ids BLOB NOT NULL
) STRICT;
"""


def record_path(data_dir: Path) -> Path:
    """Where the record of a data folder is."""
    return data_dir / "record.sqlite3"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list of documents.

    `characters` counts code points of the canonical text, `added` is when the document first came in (UTC,
    ISO 8601), `revision` the sequence number of its last change.
    """

    doc_id: str
    passport: Passport
    file_format: FileFormat
    characters: int
    added: str
    revision: int


class Record:
    """Documents with their sources, chunks and encodings; safe to use from several threads and processes.

    Every method that changes something has it on disk when it returns, and a crash leaves either all of it or
    nothing.

    Raises:
        DataError: `record_too_new` if a later version of the program wrote it, `record_damaged` if it is not
            a sound database.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _prepare)
        self.encodings = EncodingCache(self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def reading(self) -> AbstractContextManager[object]:
        """A block in which this thread sees one state of the record, whatever others write."""
        return self._database.read()

    def sequence(self) -> int:
        """The number of changes of documents so far."""
        with self._database.read() as connection:
            return _sequence(connection)

    def put_document(self, document: Document, source: bytes, file_format: FileFormat) -> bool:
        """Add a document, or replace it if its bytes are known.

        Args:
            document: As it was loaded.
            source: The bytes it was loaded from.
            file_format: Which loader read it.

        Returns:
            Whether anything changed; adding the same document again does not.

        Raises:
            ValueError: If the document was not loaded from `source`.
        """
        if sha256(source).hexdigest() != document.passport.sha256:
            raise ValueError(f"{document.doc_id} was not loaded from the bytes given with it")
        body = document_to_json(document)
        with self._database.write() as connection:
            query = "SELECT body, file_format FROM documents WHERE doc_id = ?"
            if connection.execute(query, (document.doc_id,)).fetchone() == (body, file_format.value):
                return False
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?)"
                " ON CONFLICT (doc_id) DO UPDATE SET file_format = excluded.file_format,"
                " characters = excluded.characters, revision = excluded.revision, cutting = NULL,"
                " passport = excluded.passport, body = excluded.body, source = excluded.source",
                (
                    document.doc_id,
                    file_format.value,
                    len(document.text),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    _advance(connection),
                    passport_to_json(document.passport),
                    body,
                    source,
                ),
            )
        return True

    def remove_document(self, doc_id: str) -> None:
        """Remove a document and its chunks; its encodings stay for reuse until they are pruned.

        Raises:
            NotFoundError: `document_unknown`.
        """
        with self._database.write() as connection:
            if not connection.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,)).rowcount:
                raise _unknown("document", doc_id)
            _advance(connection)

    def document(self, doc_id: str) -> Document:
        """A document as it was put.

        Raises:
            NotFoundError: `document_unknown`.
        """
        with self._database.read() as connection:
            row = connection.execute("SELECT body FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
        if row is None:
            raise _unknown("document", doc_id)
        return document_from_json(row[0])

    def source(self, doc_id: str) -> bytes:
        """The bytes that a document was loaded from.

        Raises:
            NotFoundError: `document_unknown`.
        """
        with self._database.read() as connection:
            row = connection.execute("SELECT source FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
        if row is None:
            raise _unknown("document", doc_id)
        return bytes(row[0])

    def entries(self) -> list[DocumentEntry]:
        """All documents without their text, ordered by id."""
        query = (
            "SELECT doc_id, passport, file_format, characters, added, revision FROM documents ORDER BY doc_id"
        )
        with self._database.read() as connection:
            rows = connection.execute(query).fetchall()
        return [
            DocumentEntry(doc_id, passport_from_json(passport), FileFormat(file_format), *rest)
            for doc_id, passport, file_format, *rest in rows
        ]

    def uncut(self, cutting: str) -> list[tuple[str, int]]:
        """Id and revision, by id, of the documents not yet cut with a `cutting_fingerprint`'s settings."""
        query = "SELECT doc_id, revision FROM documents WHERE cutting IS NOT ? ORDER BY doc_id"
        with self._database.read() as connection:
            return connection.execute(query, (cutting,)).fetchall()

    def put_chunks(self, doc_id: str, revision: int, cutting: str, chunks: Sequence[Chunk]) -> bool:
        """Replace the chunks of a document.

        Args:
            doc_id: The document.
            revision: Its revision from before it was read to be cut.
            cutting: The `cutting_fingerprint` of the settings.
            chunks: All its chunks, by ordinal.

        Returns:
            False if the document was changed or removed since it was read, and nothing was stored.
        """
        with self._database.write() as connection:
            marked = connection.execute(
                "UPDATE documents SET cutting = ? WHERE doc_id = ? AND revision = ?",
                (cutting, doc_id, revision),
            )
            if not marked.rowcount:
                return False
            connection.execute("DELETE FROM chunks WHERE doc_id = ?", (doc_id,))
            connection.executemany(
                "INSERT INTO chunks VALUES (?, ?, ?, ?, ?)",
                [(c.chunk_id, doc_id, c.ordinal, len(c.views), chunk_to_json(c)) for c in chunks],
            )
        return True

    def doc_ids(self) -> list[str]:
        """The ids of all documents, in order."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT doc_id FROM documents ORDER BY doc_id").fetchall()
        return [doc_id for (doc_id,) in rows]

    def chunks(self, doc_id: str) -> list[Chunk]:
        """The chunks of a document in reading order; none if it is unknown or was not cut yet."""
        query = "SELECT body FROM chunks WHERE doc_id = ? ORDER BY ordinal"
        with self._database.read() as connection:
            rows = connection.execute(query, (doc_id,)).fetchall()
        return [chunk_from_json(body) for (body,) in rows]

    def count_views(self) -> int:
        """How many views all chunks have together: the rows of an index."""
        with self._database.read() as connection:
            (count,) = connection.execute("SELECT coalesce(sum(views), 0) FROM chunks").fetchone()
        return int(count)

    def prune_encodings(self, model: str) -> int:
        """Delete every encoding but those of the present chunks by one model.

        Not while an index is being built: `IndexBuilder.prune` sees to that.

        Args:
            model: Its `model_fingerprint`.

        Returns:
            How many were deleted.
        """
        return self.encodings.keep_only(
            encoding_key(model, view.embedded_text)
            for doc_id in self.doc_ids()
            for chunk in self.chunks(doc_id)
            for view in chunk.views
        )


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new file; refuse one that a later version wrote."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    if version > SCHEMA_VERSION:
        raise DataError(
            "record_too_new",
            f"the record has schema version {version}, this program knows up to {SCHEMA_VERSION}",
            next_step="use the version of the program that wrote it, or a later one",
        )


def _sequence(connection: Connection) -> int:
    (sequence,) = connection.execute("SELECT sequence FROM state").fetchone()
    return int(sequence)


def _advance(connection: Connection) -> int:
    connection.execute("UPDATE state SET sequence = sequence + 1")
    return _sequence(connection)


def _unknown(what: str, name: str) -> NotFoundError:
    return NotFoundError(f"{what}_unknown", f"there is no {what} {name}", next_step=f"list the {what}s")
