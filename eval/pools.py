"""The passages that questions are asked against: taken from the packs, indexed by the product's own parts."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language
from eval.packs import (
    ClapnqRow,
    MtragRow,
    NomiraclRow,
    Packs,
    RgbRow,
    RowWithDocuments,
    SpanPassage,
    XquadPassage,
)
from index.builder import IndexBuilder
from index.chunking import ChunkingConfig
from index.embedding.protocol import Embedder
from index.generation import generations_path
from index.record import Record, record_path
from index.snapshot import Snapshot, open_snapshot
from rag.lexicon.neutral_questions import NEUTRAL_QUESTIONS

__all__ = ["Pool", "PoolPassage", "Progress", "index_pool", "pack_passages", "xquad_passages"]

Progress = Callable[[str, int, int], None]
"""Told a stage, how much of it is done and how much there is."""

XQUAD = "xquad"
_SPAN_PACKS = {"squad2": Language.EN, "cmrc2018": Language.ZH, "drcd": Language.ZH}
_RGB_PACKS = {
    "rgb_zh_refine": Language.ZH,
    "rgb_zh_int": Language.ZH,
    "rgb_zh_fact": Language.ZH,
    "rgb_en_noise": Language.EN,
    "rgb_en_fact": Language.EN,
}


@dataclass(frozen=True, slots=True)
class PoolPassage:
    """A paragraph that becomes a document of its own.

    `key` is its text without differences of width, case and white space; passages of equal key are one.
    """

    text: str
    language: Language
    title: str
    pack: str

    @property
    def key(self) -> str:
        """What tells it from other passages."""
        return passage_key(self.text)


def passage_key(text: str) -> str:
    """A text without differences of width, case and white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Pool:
    """Indexed passages.

    Attributes:
        snapshot: The index of all of them.
        doc_ids: The document of each passage, by the passage's key.
        languages: The language of each document.
        packs: The packs that each document is in.
    """

    snapshot: Snapshot
    doc_ids: dict[str, str]
    languages: dict[str, Language]
    packs: dict[str, frozenset[str]]

    def doc_id(self, text: str) -> str:
        """The document that a passage's text became.

        Raises:
            KeyError: If there is no such passage.
        """
        return self.doc_ids[passage_key(text)]

    def rows_of(self, doc_ids: Iterable[str]) -> NDArray[np.bool_]:
        """(n_rows,) bool, which rows of the index belong to any of some documents."""
        rows = np.zeros(len(self.snapshot), np.bool_)
        for doc_id in doc_ids:
            rows[self.snapshot.rows_of_document(doc_id)] = True
        return rows

    def of_pack(self, pack: str, language: Language | None = None) -> frozenset[str]:
        """The documents of a pack, in one language or in all."""
        return frozenset(
            doc_id
            for doc_id, packs in self.packs.items()
            if pack in packs and language in (None, self.languages[doc_id])
        )

    def in_language(self, language: Language | None = None) -> frozenset[str]:
        """The documents in one language, or all."""
        return frozenset(doc_id for doc_id, found in self.languages.items() if language in (None, found))


def xquad_passages(packs: Packs) -> list[PoolPassage]:
    """The paragraphs of XQuAD, each once in each language."""
    rows = packs.rows("xquad_passages", XquadPassage)
    return [PoolPassage(row.text(lang), lang, row.title, XQUAD) for lang in Language for row in rows]


def pack_passages(packs: Packs) -> list[PoolPassage]:
    """Every passage of every pack, XQuAD's first; passages that several packs hold come several times."""
    return [*xquad_passages(packs), *_span_passages(packs), *_passages_with_questions(packs)]


def index_pool(
    passages: Iterable[PoolPassage], data_dir: Path, embedder: Embedder, progress: Progress | None = None
) -> Pool:
    """Index passages, one document each; what `data_dir` holds already of them is not made again.

    Args:
        passages: Those of equal key become one document; empty ones none.
        data_dir: For the record and the index; documents in it that are not asked for are removed.
        embedder: Encodes them.
        progress: Told how far it is.

    Raises:
        UnavailableError: `index_busy`, `storage_failed`.
    """
    report = progress or _silent
    chunking = ChunkingConfig()
    documents, pool_maps = _load(list(passages), report)
    with Record(record_path(data_dir)) as record:
        known = set(record.doc_ids())
        for doc_id in known - documents.keys():
            record.remove_document(doc_id)
        missing = [doc_id for doc_id in documents if doc_id not in known]
        for done, doc_id in enumerate(missing):
            report("store", done, len(missing))
            document, source = documents[doc_id]
            record.put_document(document, source, FileFormat.PLAIN)
        root = generations_path(data_dir)
        IndexBuilder(record, root, embedder, chunking, question_templates=NEUTRAL_QUESTIONS).sync(report)
    return Pool(open_snapshot(data_dir, embedder, chunking), *pool_maps)


_PoolMaps = tuple[dict[str, str], dict[str, Language], dict[str, frozenset[str]]]


def _load(
    passages: Sequence[PoolPassage], report: Progress
) -> tuple[dict[str, tuple[Document, bytes]], _PoolMaps]:
    documents: dict[str, tuple[Document, bytes]] = {}
    doc_ids: dict[str, str] = {}
    languages: dict[str, Language] = {}
    packs: dict[str, frozenset[str]] = {}
    for done, passage in enumerate(passages):
        report("load", done, len(passages))
        key = passage.key
        if not key:
            continue
        if key not in doc_ids:
            source = passage.text.strip().encode()
            document = load_document(source, Description(title=passage.title, language=passage.language))
            documents[document.doc_id] = (document, source)
            doc_ids[key] = document.doc_id
            languages[document.doc_id] = passage.language
        doc_id = doc_ids[key]
        packs[doc_id] = packs.get(doc_id, frozenset()) | {passage.pack}
    return documents, (doc_ids, languages, packs)


def _span_passages(packs: Packs) -> Iterator[PoolPassage]:
    for pack, language in _SPAN_PACKS.items():
        for row in packs.rows(f"{pack}_passages", SpanPassage):
            yield PoolPassage(row.text, language, row.title, pack)


def _passages_with_questions(packs: Packs) -> Iterator[PoolPassage]:
    for language in Language:
        pack = f"nomiracl_{language.value}"
        for nomiracl in packs.rows(pack, NomiraclRow):
            yield from (PoolPassage(doc.text, language, doc.title, pack) for doc in nomiracl.docs)
    for pack, language in _RGB_PACKS.items():
        for rgb in packs.rows(pack, RgbRow):
            texts = (*rgb.positive, *rgb.negative, *rgb.positive_wrong)
            yield from (PoolPassage(text, language, "", pack) for text in texts)
    for pack in ("ramdocs", "hotpot_en"):
        for row in packs.rows(pack, RowWithDocuments):
            yield from (PoolPassage(doc.text, Language.EN, doc.title, pack) for doc in row.docs)
    for clapnq in packs.rows("clapnq_en", ClapnqRow):
        yield PoolPassage(clapnq.text, Language.EN, clapnq.title, "clapnq_en")
    for mtrag in packs.rows("mtrag_en", MtragRow):
        yield from (PoolPassage(doc.text, Language.EN, doc.title, "mtrag_en") for doc in mtrag.contexts)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
