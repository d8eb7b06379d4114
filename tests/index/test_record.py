"""The record keeps everything it acknowledged, once, and says what is wrong with a file it cannot use."""

import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DataError, NotFoundError, UnavailableError
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language, Span, Translation
from index.chunking import chunk_document
from index.encodings import StoredEncoding
from index.fingerprint import cutting_fingerprint, encoding_key, model_fingerprint
from index.record import SCHEMA_VERSION, Record
from tests.index.fakes import CHUNKING, DIMENSION, FakeEmbedder, document, open_record, put, source

CUTTING = cutting_fingerprint(CHUNKING)
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "corpus" / "documents"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path)


def cut(record: Record, number: int) -> Document:
    """Put a document and store its chunks."""
    put(record, number)
    found = document(number)
    revision = dict(record.uncut(CUTTING))[found.doc_id]
    assert record.put_chunks(found.doc_id, revision, CUTTING, chunk_document(found, CHUNKING))
    return found


def encoding(text: str) -> StoredEncoding:
    return StoredEncoding.of(FakeEmbedder().encode_passages([text])[0])


@pytest.mark.parametrize(
    ("name", "file_format"),
    [
        ("ciss-review-2025-1.txt", FileFormat.PAGED_TEXT),
        ("intelligence-analyst-2025-02-12.md", FileFormat.ARTICLE),
    ],
)
def test_a_document_comes_back_as_it_was_put_with_all_of_its_structure(
    record: Record, name: str, file_format: FileFormat
) -> None:
    data = (SEEDS / name).read_bytes()
    rendering = Translation(Span(0, 3), "one “two” 三\n", Language.EN, "a reader")
    loaded = load_document(data, Description(), file_format=file_format, translations=(rendering,))
    assert loaded.blocks, "needs structure, or the next lines prove nothing"
    record.put_document(loaded, data, file_format)
    assert record.document(loaded.doc_id) == loaded
    assert record.source(loaded.doc_id) == data
    (entry,) = record.entries()
    assert (entry.passport, entry.file_format, entry.characters) == (
        loaded.passport,
        file_format,
        len(loaded.text),
    )


def test_the_same_document_again_changes_nothing(record: Record) -> None:
    assert record.put_document(document(1), source(1), FileFormat.PLAIN)
    before = record.sequence()
    assert not record.put_document(document(1), source(1), FileFormat.PLAIN)
    assert (record.sequence(), len(record.entries())) == (before, 1)


def test_a_new_passport_or_new_translations_replace_the_old_without_a_second_document(record: Record) -> None:
    first = cut(record, 1)
    added = record.entries()[0].added
    renamed = load_document(
        source(1),
        Description(title="Renamed"),
        translations=(Translation(Span(0, 6), "报告", Language.ZH, "a reader"),),
    )
    assert record.put_document(renamed, source(1), FileFormat.PLAIN)
    (entry,) = record.entries()
    assert (entry.doc_id, entry.passport.title, entry.revision, entry.added) == (
        first.doc_id,
        "Renamed",
        2,
        added,
    )
    assert record.document(first.doc_id) == renamed
    assert record.uncut(CUTTING) == [(first.doc_id, 2)], "new translations ask for new views"


def test_every_change_of_documents_advances_the_sequence_by_one(record: Record) -> None:
    assert record.sequence() == 0
    put(record, 1, 2)
    assert record.sequence() == 2
    record.remove_document(document(1).doc_id)
    assert record.sequence() == 3
    cut(record, 3)
    record.encodings.put([(b"k" * 32, encoding("a"))])
    assert record.sequence() == 4, "chunks and encodings follow from documents and are no changes"


def test_a_document_is_refused_with_bytes_it_was_not_loaded_from(record: Record) -> None:
    with pytest.raises(ValueError, match="was not loaded from"):
        record.put_document(document(1), source(2), FileFormat.PLAIN)


def test_removing_a_document_removes_its_chunks_and_keeps_encodings_until_they_are_pruned(
    record: Record,
) -> None:
    model = model_fingerprint(FakeEmbedder().spec)
    kept, gone = cut(record, 1), cut(record, 2)
    keys = {}
    for doc in (kept, gone):
        texts = [view.embedded_text for chunk in record.chunks(doc.doc_id) for view in chunk.views]
        keys[doc.doc_id] = [encoding_key(model, text) for text in texts]
        record.encodings.put((encoding_key(model, text), encoding(text)) for text in texts)
    record.remove_document(gone.doc_id)
    assert record.chunks(gone.doc_id) == []
    assert record.doc_ids() == [kept.doc_id]
    assert record.encodings.missing(keys[gone.doc_id]) == []
    assert record.prune_encodings(model) == len(keys[gone.doc_id])
    assert record.encodings.missing(keys[gone.doc_id]) == keys[gone.doc_id]
    assert record.encodings.missing(keys[kept.doc_id]) == []


def test_what_is_not_there_is_not_found(record: Record) -> None:
    for ask in (record.document, record.source, record.remove_document):
        with pytest.raises(NotFoundError, match="no document doc_x"):
            ask("doc_x")
    assert record.chunks("doc_x") == []
    assert record.encodings.get(b"x" * 32) is None


def test_chunks_come_back_as_they_were_put(record: Record) -> None:
    found = cut(record, 1)
    assert record.chunks(found.doc_id) == chunk_document(found, CHUNKING)
    assert record.count_views() == len(record.chunks(found.doc_id))
    assert record.uncut(CUTTING) == []
    assert record.uncut("other settings") == [(found.doc_id, 1)]


def test_chunks_of_a_document_that_changed_meanwhile_are_not_stored(record: Record) -> None:
    put(record, 1)
    (doc_id, revision) = record.uncut(CUTTING)[0]
    changed = document(1)
    changed = replace(changed, passport=replace(changed.passport, note="changed"))
    record.put_document(changed, source(1), FileFormat.PLAIN)
    assert not record.put_chunks(doc_id, revision, CUTTING, chunk_document(changed, CHUNKING))
    assert record.chunks(doc_id) == []


def test_encodings_come_back_to_the_bit_and_empty_ones_too(record: Record) -> None:
    for key, text in ((b"a" * 32, "some words"), (b"b" * 32, "")):
        put_in = encoding(text)
        record.encodings.put([(key, put_in)])
        back = record.encodings.get(key)
        assert back is not None
        for name in ("vector", "codes", "scales", "spans", "ids"):
            np.testing.assert_array_equal(getattr(back, name), getattr(put_in, name))
            assert getattr(back, name).shape == getattr(put_in, name).shape
    assert record.encodings.count() == 2


def test_missing_names_each_unknown_key_once_in_the_order_given(record: Record) -> None:
    known = [bytes([0, i % 256, i // 256]) * 8 for i in range(700)]
    record.encodings.put((key, encoding("x")) for key in known)
    asked = [b"z", *known, b"a", b"z"]
    assert record.encodings.missing(asked) == [b"z", b"a"]


def test_a_reader_sees_one_state_while_another_thread_writes(record: Record) -> None:
    put(record, 1)
    with record.reading():
        assert record.sequence() == 1
        writer = threading.Thread(target=put, args=(record, 2))
        writer.start()
        writer.join()
        assert (record.sequence(), len(record.doc_ids())) == (1, 1)
    assert (record.sequence(), len(record.doc_ids())) == (2, 2)


def test_many_threads_read_and_write_at_once(record: Record) -> None:
    errors: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 5):
                put(record, number)
                assert record.document(document(number).doc_id) == document(number)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(0, 40, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert (record.sequence(), len(record.entries())) == (40, 40)


def test_a_closed_record_says_so(record: Record) -> None:
    record.close()
    with pytest.raises(UnavailableError, match="was closed"):
        record.sequence()


def test_a_record_of_a_later_version_is_refused(tmp_path: Path) -> None:
    open_record(tmp_path).close()
    with sqlite3.connect(tmp_path / "record.sqlite3") as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DataError, match=f"version {SCHEMA_VERSION + 1}.* up to {SCHEMA_VERSION}") as caught:
        open_record(tmp_path)
    assert caught.value.code == "record_too_new"


def test_a_file_that_is_no_record_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"not a database, but long enough to be one " * 100)
    with pytest.raises(DataError, match="not a sound record") as caught:
        open_record(tmp_path)
    assert caught.value.code == "record_damaged"


def test_a_record_that_another_process_locks_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.database._BUSY_TIMEOUT_S", 0.05)
    record = open_record(tmp_path)
    other = sqlite3.connect(tmp_path / "record.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnavailableError, match="held by another") as caught:
        put(record, 1)
    assert caught.value.code == "record_busy"
    other.close()
    put(record, 1)


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_kill_9(tmp_path: Path) -> None:
    for n_acknowledged in (1, 7, 40):
        acknowledged = _put_until_killed(tmp_path, n_acknowledged)
        record = open_record(tmp_path)
        stored = {entry.doc_id for entry in record.entries()}
        assert {document(number).doc_id for number in acknowledged} <= stored
        assert len(stored) == record.sequence()
        for doc_id in stored:
            assert record.document(doc_id).passport.sha256.startswith(doc_id.removeprefix("doc_"))
        record.close()
        with sqlite3.connect(tmp_path / "record.sqlite3") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _put_until_killed(data_dir: Path, count: int) -> list[int]:
    """Let another process put documents without end, kill it after some, and say which it acknowledged."""
    command = [sys.executable, "-m", "tests.index.crashes", "put", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(count)]
        child.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    return acknowledged


def test_a_full_disk_is_reported_and_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    put(open_record(tmp_path), 1)
    command = [sys.executable, "-m", "tests.index.crashes", "put-on-full-disk", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["storage_failed", "1", "2"], (
        "refused, one document, two once there is room"
    )


def test_stored_encodings_are_the_dimension_of_the_model() -> None:
    assert encoding("a b").codes.shape == (2, DIMENSION)
