"""The index follows the record: complete, in one order, nothing encoded twice, through every crash."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DataError, NotFoundError, UnavailableError
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Language, Span, Translation
from index.builder import IndexBuilder
from index.chunk import Chunk
from index.chunking import ChunkingConfig
from index.generation import generations_path, open_current, writer_lock
from index.record import Record
from index.rows import LANGUAGES
from index.snapshot import open_snapshot
from tests.index.fakes import (
    CHUNKING,
    FakeEmbedder,
    builder,
    chinese_source,
    document,
    documents_in,
    open_record,
    put,
    snapshot,
    source,
)

ROOT = Path(__file__).parents[2]


def put_chinese(record: Record, number: int) -> str:
    data = chinese_source(number)
    loaded = load_document(data, Description())
    record.put_document(loaded, data, FileFormat.PLAIN)
    return loaded.doc_id


def chunks_of(record: Record) -> list[Chunk]:
    return [chunk for doc_id in record.doc_ids() for chunk in record.chunks(doc_id)]


def test_a_row_for_every_view_by_document_chunk_and_view(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2)
    put_chinese(record, 1)
    text = document(3).text
    renderings = tuple(
        Translation(span, f"第{i}句", Language.ZH, "a reader") for i, span in enumerate(sentence_spans(text))
    )
    bilingual = load_document(source(3), Description(), translations=renderings)
    record.put_document(bilingual, source(3), FileFormat.PLAIN)
    builder(tmp_path, record).sync()
    opened = snapshot(tmp_path)
    expected = [
        (chunk.chunk_id, chunk.doc_id, view.language, at)
        for chunk in chunks_of(record)
        for at, view in enumerate(chunk.views)
    ]
    rows = [opened.row(row) for row in range(len(opened))]
    assert [(row.chunk_id, row.doc_id, row.language, row.view) for row in rows] == expected
    assert {row.view for row in rows} == {0, 1}, "needs a translated view, or the order of views is not seen"
    assert [LANGUAGES[code] for code in opened.languages] == [row.language for row in rows]
    for doc_id in record.doc_ids():
        of_document = [i for i, row in enumerate(rows) if row.doc_id == doc_id]
        assert opened.rows_of_document(doc_id).tolist() == of_document
        assert opened.document(doc_id) == record.document(doc_id)
    for chunk in chunks_of(record):
        assert opened.chunk(chunk.chunk_id) == chunk
        of_chunk = [i for i, row in enumerate(rows) if row.chunk_id == chunk.chunk_id]
        assert opened.rows.rows_of_chunk(chunk.chunk_id).tolist() == of_chunk
    assert opened.manifest.counts["rows"] == len(rows)


def sentence_spans(text: str) -> list[Span]:
    ends = [i + 1 for i, c in enumerate(text) if c == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def test_each_row_has_the_vector_tokens_and_terms_of_its_view(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2, 3)
    builder(tmp_path, record).sync()
    opened = snapshot(tmp_path)
    for row in range(len(opened)):
        text = opened.view(row).embedded_text
        (encoded,) = FakeEmbedder().encode_passages([text])
        np.testing.assert_allclose(opened.vector(row), encoded.vector, atol=1e-3)
        assert np.linalg.norm(opened.vector(row)) == pytest.approx(1, abs=1e-6)
        tokens = opened.tokens.get(row)
        np.testing.assert_allclose(tokens.vectors, encoded.tokens.vectors, atol=0.5 / 127)
        np.testing.assert_array_equal(tokens.spans, encoded.tokens.spans)
        assert row in [hit for hit, _ in opened.lexical.search(text, 3)]


def test_search_is_over_centred_vectors_while_stored_ones_are_raw(tmp_path: Path, record: Record) -> None:
    put(record, *range(8))
    for number in range(2):
        put_chinese(record, number)
    builder(tmp_path, record).sync()
    opened = snapshot(tmp_path)
    assert list(opened.means.passages) == [Language.EN], "eight Chinese passages are too few for a mean"
    raw = np.stack([opened.vector(row) for row in range(len(opened))])
    languages = [opened.row(row).language for row in range(len(opened))]
    english = np.array([language is Language.EN for language in languages])
    np.testing.assert_allclose(opened.means.passages[Language.EN], raw[english].mean(axis=0), atol=1e-6)
    centred = opened.means.centre_passages(raw, languages)
    assert not np.allclose(centred, raw)
    rows, scores = opened.vectors.search(centred[5], len(opened))
    np.testing.assert_allclose(scores, centred[rows] @ centred[5], atol=1e-6)
    templates = FakeEmbedder().encode_queries(["What is it?", "Who said so?"])
    mean = np.mean([item.vector for item in templates], axis=0)
    np.testing.assert_allclose(opened.means.questions[Language.EN], mean, atol=1e-6)


def test_nothing_is_encoded_twice(tmp_path: Path, record: Record) -> None:
    embedder = FakeEmbedder()
    build = builder(tmp_path, record, embedder)
    put(record, 1, 2)
    build.sync()
    first = len(embedder.encoded)
    assert first == len(set(embedder.encoded)) == record.count_views()
    put(record, 3)
    build.sync()
    assert len(embedder.encoded) == len(set(embedder.encoded)) == record.count_views() > first
    record.remove_document(document(3).doc_id)
    build.sync()
    put(record, 3)
    build.sync()
    assert len(embedder.encoded) == len(set(embedder.encoded)), "a document that comes back is still known"


def test_the_same_text_in_two_documents_is_encoded_once(tmp_path: Path, record: Record) -> None:
    for tail in (b"Alpha is here.", b"Beta is here."):
        data = b"One long sentence that both of the documents do have in common. " + tail
        record.put_document(load_document(data, Description()), data, FileFormat.PLAIN)
    embedder = FakeEmbedder()
    builder(tmp_path, record, embedder).sync()
    assert (len(embedder.encoded), record.count_views()) == (3, 4)


def test_another_model_shares_no_encodings(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    other = FakeEmbedder(revision="2")
    assert builder(tmp_path, record, other).sync() == 2
    assert len(other.encoded) == record.count_views()
    assert snapshot(tmp_path, other).number == 2


def test_what_is_up_to_date_is_not_written_again(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    build = builder(tmp_path, record)
    assert [build.sync(), build.sync()] == [1, 1]
    put(record, 1)
    assert build.sync() == 1
    put(record, 2)
    assert [build.sync(), build.sync()] == [2, 2]


def test_other_question_templates_ask_for_new_means(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    root, embedder = generations_path(tmp_path), FakeEmbedder()
    assert IndexBuilder(record, root, embedder, CHUNKING).sync() == 2
    assert embedder.encoded == []
    assert not snapshot(tmp_path).means.questions


def test_the_same_documents_give_the_same_bytes_however_they_came_in(tmp_path: Path) -> None:
    one, other = open_record(tmp_path / "one"), open_record(tmp_path / "other")
    put(one, 1, 2, 3, 4)
    builder(tmp_path / "one", one).sync()
    for number in (4, 9, 2, 1, 3):
        put(other, number)
        builder(tmp_path / "other", other).sync()
    other.remove_document(document(9).doc_id)
    builder(tmp_path / "other", other).sync()
    first, last = (
        open_current(
            generations_path(tmp_path / name), fingerprint=snapshot(tmp_path / name).manifest.fingerprint
        )
        for name in ("one", "other")
    )
    same = [name for name in first.manifest.files if not name.startswith("lexical/")]
    assert len(same) > 8, "the lexical engine gives its files random names; all others are compared"
    for name in same:
        assert (first.folder / name).read_bytes() == (last.folder / name).read_bytes(), name


def test_an_empty_record_gives_an_empty_index(tmp_path: Path, record: Record) -> None:
    assert builder(tmp_path, record).sync() == 1
    opened = snapshot(tmp_path)
    assert len(opened) == 0
    assert opened.vectors.search(np.ones(16, np.float32), 5)[0].tolist() == []
    assert opened.lexical.search("a", 5) == []
    assert opened.rows_of_document("doc_x").tolist() == []


def test_documents_that_come_while_an_index_is_built_are_in_it(tmp_path: Path, record: Record) -> None:
    put(record, 1)

    def add_another(stage: str, done: int, total: int) -> None:
        if stage == "encode" and done == total and record.sequence() == 1:
            put(record, 2)

    builder(tmp_path, record).sync(add_another)
    assert documents_in(tmp_path) == {document(1).doc_id, document(2).doc_id}
    assert snapshot(tmp_path).manifest.sequence == record.sequence()


def test_documents_that_go_while_an_index_is_built_are_not_in_it(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2)

    def remove_one(stage: str, done: int, total: int) -> None:
        if stage == "cut" and done == 0 and record.sequence() == 2:
            for number in (1, 2):
                record.remove_document(document(number).doc_id)

    builder(tmp_path, record).sync(remove_one)
    assert documents_in(tmp_path) == set()


def test_progress_runs_through_each_stage_to_its_end(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2)
    seen: list[tuple[str, int, int]] = []
    builder(tmp_path, record).sync(lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == ["cut", "encode", "write"]
    for stage in ("cut", "encode", "write"):
        steps = [(done, total) for name, done, total in seen if name == stage]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert steps[-1][0] == steps[-1][1] > 0


def test_other_settings_are_refused_and_a_sync_puts_it_right(tmp_path: Path, record: Record) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    other = ChunkingConfig(max_chars_zh=20, max_chars_en=200)
    with pytest.raises(DataError) as caught:
        open_snapshot(tmp_path, FakeEmbedder(), other)
    assert caught.value.code == "index_mismatch"
    with pytest.raises(DataError, match="summit index rebuild"):
        snapshot(tmp_path, FakeEmbedder(revision="2"))
    IndexBuilder(record, generations_path(tmp_path), FakeEmbedder(), other).sync()
    assert len(open_snapshot(tmp_path, FakeEmbedder(), other)) == len(record.chunks(document(1).doc_id)) == 1


def test_a_second_builder_is_told_to_wait(tmp_path: Path, record: Record) -> None:
    build = builder(tmp_path, record)
    with writer_lock(generations_path(tmp_path)):
        for action in (build.sync, build.prune):
            with pytest.raises(UnavailableError) as caught:
                action()
            assert caught.value.code == "index_busy"
    assert build.sync() == 1


def test_pruning_keeps_what_the_index_needs(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2)
    embedder = FakeEmbedder()
    build = builder(tmp_path, record, embedder)
    build.sync()
    record.remove_document(document(1).doc_id)
    assert build.prune() == len(embedder.encoded) - record.count_views() > 0
    before = len(embedder.encoded)
    build.sync()
    assert len(embedder.encoded) == before


def test_a_snapshot_keeps_its_chunks_when_the_record_moves_on(tmp_path: Path, record: Record) -> None:
    put(record, 1, 2)
    build = builder(tmp_path, record)
    build.sync()
    opened = snapshot(tmp_path)
    chunk = record.chunks(document(1).doc_id)[0]
    record.remove_document(document(1).doc_id)
    build.sync()
    assert opened.chunk(chunk.chunk_id) == chunk
    with pytest.raises(NotFoundError, match="no document"):
        opened.document(document(1).doc_id)
    with pytest.raises(NotFoundError, match="no chunk"):
        snapshot(tmp_path).chunk(chunk.chunk_id)


@pytest.mark.parametrize("row", [-1, 4])
def test_a_row_that_is_not_there_is_refused(tmp_path: Path, record: Record, row: int) -> None:
    put(record, 1)
    builder(tmp_path, record).sync()
    opened = snapshot(tmp_path)
    assert len(opened) == 4
    for ask in (opened.row, opened.view, opened.vector):
        with pytest.raises(IndexError, match=f"row {row} of 4"):
            ask(row)
