"""The index comes through damage, crashes and a full disk: whole, the old one or the new."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import DataError
from index.generation import generations_path, open_current, read_current
from index.record import Record
from index.snapshot import Snapshot
from tests.index.fakes import (
    FakeEmbedder,
    builder,
    document,
    documents_in,
    open_record,
    put,
    snapshot,
)

ROOT = Path(__file__).parents[2]


def test_damage_to_any_file_of_the_index_is_noticed_survived_and_repaired(
    tmp_path: Path, record: Record
) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    put(record, 2)
    builder(tmp_path, record).sync()
    folder = generations_path(tmp_path) / "000002"
    names = [*snapshot(tmp_path).manifest.files, "manifest.json"]
    assert len(names) > 15
    for name in names:
        path = folder / name
        good = path.read_bytes()
        for bad in damaged(good):
            path.write_bytes(bad)
            opened = snapshot(tmp_path)
            assert opened.number == 1, name
            assert name in opened.problems[0]
            assert opened.chunk(opened.row(0).chunk_id).doc_id == document(1).doc_id
        path.write_bytes(good)
    assert snapshot(tmp_path).number == 2
    (folder / "vectors.faiss").unlink()
    embedder = FakeEmbedder()
    assert builder(tmp_path, record, embedder).sync() == 3
    assert embedder.encoded == []
    assert (snapshot(tmp_path).number, snapshot(tmp_path).problems) == (3, ())
    assert (generations_path(tmp_path) / "000001").is_dir(), (
        "the one that was whole is kept, not the damaged one"
    )


def damaged(good: bytes) -> list[bytes]:
    """Cut short, one bit flipped near the start, one near the end."""
    bits = [bytearray(good), bytearray(good)]
    if not good:
        return [b"more"]
    bits[0][len(good) // 5] ^= 4
    bits[1][-2 if len(good) > 1 else -1] ^= 1
    return [good[: len(good) // 2], *map(bytes, bits)]


def test_damage_to_all_generations_is_an_error_that_a_sync_repairs(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    path = generations_path(tmp_path) / "000001" / "vectors.f2"
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(DataError, match=r"vectors\.f2 has 126 bytes instead of 128") as caught:
        snapshot(tmp_path)
    assert caught.value.code == "index_damaged"
    assert builder(tmp_path, record).sync() == 2
    assert snapshot(tmp_path).problems == ()


def test_parts_of_different_generations_are_never_mixed(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    put(record, 2)
    builder(tmp_path, record).sync()
    root = generations_path(tmp_path)
    opened = open_current(root, fingerprint=snapshot(tmp_path).manifest.fingerprint)
    shutil.copy(root / "000001" / "vectors.faiss", root / "000002" / "vectors.faiss")
    with pytest.raises(DataError, match="different numbers of rows"):
        Snapshot(replace(opened), record)


def test_killed_at_any_moment_the_old_or_the_new_index_is_there_whole(tmp_path: Path) -> None:
    base = tmp_path / "base"
    record = open_record(base)
    for number in (1, 2):
        put(record, number)
        builder(base, record).sync()
    put(record, 3)
    record.close()
    run_crashes("sync", base, tmp_path / "out")
    reached = json.loads((tmp_path / "out" / "reached.json").read_text())
    assert len(reached) > 20
    assert {"folder made", "folder synced", "pointer written", "switched", "old one deleted"} <= set(reached)
    old, new = {document(n).doc_id for n in (1, 2)}, {document(n).doc_id for n in (1, 2, 3)}
    for number, failpoint in enumerate(reached):
        data_dir = tmp_path / "out" / f"{number:03d}"
        is_new = number >= reached.index("pointer replaced")
        opened = snapshot(data_dir)
        assert (opened.number, opened.problems) == (3 if is_new else 2, ()), failpoint
        assert set(opened.rows.doc_ids) == (new if is_new else old), failpoint
        assert opened.vectors.search(opened.vector(0), 1)[0].tolist() == [0]
        check_recovery(data_dir, new, was_encoded=number >= reached.index("encode 12"))


def check_recovery(data_dir: Path, documents: set[str], *, was_encoded: bool) -> None:
    """The next sync takes everything in, encodes nothing again, and sweeps up."""
    record, embedder = open_record(data_dir), FakeEmbedder()
    assert set(record.doc_ids()) == documents, "they were acknowledged"
    root = generations_path(data_dir)
    before = read_current(root) or 0
    current = builder(data_dir, record, embedder).sync()
    assert documents_in(data_dir) == documents
    assert len(embedder.encoded) == (0 if was_encoded else len(record.chunks(document(3).doc_id)))
    if current == before:  # nothing was left to write, nor to sweep up after
        put(record, 4)
        current = builder(data_dir, record).sync()
    names = {path.name for path in root.iterdir()}
    assert names == {f"{before:06d}", f"{current:06d}", "CURRENT", "writer.lock"}


def test_a_full_disk_leaves_the_old_index_and_room_brings_the_new_one(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    put(record, 1)
    builder(tmp_path, record).sync()
    record.close()
    lines = run_crashes("sync-on-full-disk", tmp_path).splitlines()
    results = [(result, current) for _, result, current in map(str.split, lines)]
    kinds = [("storage_failed", "1"), ("done", "2"), ("storage_failed", "2"), ("done", "3")]
    assert list(dict.fromkeys(results)) == kinds
    assert results == sorted(results, key=kinds.index), "once there is room it works, and not before"
    assert results.count(kinds[0]) > 5, "or the sizes are too large to fail at different files"
    assert documents_in(tmp_path) == {document(1).doc_id, document(2).doc_id}
    assert not list(generations_path(tmp_path).glob(".tmp-*"))


def run_crashes(scenario: str, *paths: Path) -> str:
    command = [sys.executable, "-m", "tests.index.crashes", scenario, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
