"""A small real embedder and small real documents."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.language import has_han
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language
from index.builder import IndexBuilder
from index.chunking import ChunkingConfig
from index.embedding.protocol import EmbedderSpec, Encoded, TokenMatrix
from index.generation import generations_path
from index.record import Record, record_path
from index.snapshot import Snapshot, open_snapshot
from index.terms import tokenise

DIMENSION = 16
CHUNKING = ChunkingConfig(max_chars_zh=20, max_chars_en=60)


class FakeEmbedder:
    """Each term has a vector that its letters decide; a text is the sum of its terms and its language."""

    def __init__(self, revision: str = "1") -> None:
        self.spec = EmbedderSpec("fake", revision, DIMENSION, 512, "query: ", "passage: ")
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> list[Encoded]:
        return [self._encode(text, "query: ") for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        self.encoded += texts
        return [self._encode(text, "passage: ") for text in texts]

    def _encode(self, text: str, prefix: str) -> Encoded:
        terms = tokenise(text)
        vectors = np.array([self._direction(term) for term in terms], np.float32).reshape(-1, DIMENSION)
        language = 2 * self._direction(f"{prefix}{has_han(text)}")
        ids = np.arange(len(terms), dtype=np.int32)
        spans = np.array([(i, i + 1) for i in ids], np.int32).reshape(-1, 2)
        return Encoded(_unit(vectors.sum(axis=0) + language), TokenMatrix(vectors, spans, ids))

    def _direction(self, name: str) -> NDArray[np.float32]:
        seed = int.from_bytes(sha256(f"{self.spec.revision}{name}".encode()).digest()[:8])
        return _unit(np.random.default_rng(seed).standard_normal(DIMENSION))


def _unit(vector: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def source(number: int, sentences: int = 4) -> bytes:
    """The bytes of a small English document that no other number gives."""
    lines = [f"Report {number} has a sentence {i} on topic {number * 31 + i}." for i in range(sentences)]
    return " ".join(lines).encode()


def document(number: int, sentences: int = 4) -> Document:
    """The document of `source`."""
    return load_document(source(number, sentences), Description(title=f"Report {number}"))


def chinese_source(number: int) -> bytes:
    return "".join(f"第{number}号报告的第{i}句话谈到了主题{i}。" for i in range(4)).encode()


def put(record: Record, *numbers: int) -> None:
    """Add the documents of some numbers."""
    for number in numbers:
        record.put_document(document(number), source(number), FileFormat.PLAIN)


def open_record(data_dir: Path) -> Record:
    return Record(record_path(data_dir))


def builder(data_dir: Path, record: Record, embedder: FakeEmbedder | None = None) -> IndexBuilder:
    return IndexBuilder(
        record,
        generations_path(data_dir),
        embedder or FakeEmbedder(),
        CHUNKING,
        question_templates={Language.EN: ["What is it?", "Who said so?"], Language.ZH: ["这是什么？"]},
    )


def snapshot(data_dir: Path, embedder: FakeEmbedder | None = None) -> Snapshot:
    return open_snapshot(data_dir, embedder or FakeEmbedder(), CHUNKING)


def documents_in(data_dir: Path) -> set[str]:
    return set(snapshot(data_dir).rows.doc_ids)
