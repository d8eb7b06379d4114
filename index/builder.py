"""From the record to an index: cut what is not cut, encode what is not encoded, write a generation.

The same documents and settings give the same vectors in the same order, however they came in.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from corpus.errors import DataError, NotFoundError
from corpus.model import Language
from index.chunk import Chunk
from index.chunking import ChunkingConfig, chunk_document
from index.embedding.protocol import Embedder
from index.encodings import StoredEncoding
from index.fingerprint import (
    cutting_fingerprint,
    encoding_key,
    index_fingerprint,
    model_fingerprint,
    questions_fingerprint,
)
from index.generation import OpenedGeneration, open_current, publish, writer_lock
from index.generation_writer import GenerationWriter, Progress
from index.record import Record
from index.vectors import SizeLimits

__all__ = ["IndexBuilder", "Progress"]

_BATCH = 32  # texts to the embedder at once; each batch is on disk before the next


class IndexBuilder:
    """Brings the generations up to the record; the only writer of both chunks and generations.

    Args:
        record: Where the documents are, and where chunks and encodings are kept.
        generations_dir: The folder of all generations.
        embedder: Encodes the views.
        chunking: How documents are cut.
        question_templates: By language, questions on nothing in particular; their mean is what a query is
            centred by. A language without any is not centred.
        limits: Where the kinds of vector index change over.
    """

    def __init__(
        self,
        record: Record,
        generations_dir: Path,
        embedder: Embedder,
        chunking: ChunkingConfig,
        *,
        question_templates: Mapping[Language, Sequence[str]] | None = None,
        limits: SizeLimits | None = None,
    ) -> None:
        self._record, self._root, self._embedder = record, generations_dir, embedder
        self._chunking, self._limits = chunking, limits
        self._templates = dict(question_templates or {})
        self._model = model_fingerprint(embedder.spec)
        self._cutting = cutting_fingerprint(chunking)
        self._fingerprint = index_fingerprint(embedder.spec, chunking)
        self._questions = questions_fingerprint(self._templates)

    def sync(self, progress: Progress | None = None) -> int:
        """Build a generation if the current one is not of this record and these settings, or is damaged.

        Documents that are added meanwhile are taken in too. What was encoded before an error or a crash is
        not encoded again.

        Args:
            progress: Told how far it is.

        Returns:
            The number of the generation that is now current.

        Raises:
            UnavailableError: `index_busy` if another process is building, `storage_failed` if the disk is
                full.
        """
        report = progress or _silent
        with writer_lock(self._root):
            while True:
                sequence = self._record.sequence()
                opened = self._open()
                if opened is not None and self._is_current(opened, sequence):
                    return opened.number
                self._cut(report)
                self._encode(report)
                with self._record.reading():
                    if self._record.sequence() != sequence:
                        continue  # a document came or went: cut and encode that one too
                    return self._publish(sequence, None if opened is None else opened.number, report)

    def prune(self) -> int:
        """Delete the encodings that the present documents and this model do not need.

        Returns:
            How many were deleted.

        Raises:
            UnavailableError: `index_busy` if another process is building.
        """
        with writer_lock(self._root):
            return self._record.prune_encodings(self._model)

    def _open(self) -> OpenedGeneration | None:
        try:
            return open_current(self._root, fingerprint=self._fingerprint)
        except DataError:
            return None  # missing, damaged or of other settings: all are a reason to build

    def _is_current(self, opened: OpenedGeneration, sequence: int) -> bool:
        manifest = opened.manifest
        sound = not opened.problems and manifest.questions == self._questions
        return sound and manifest.sequence == sequence

    def _cut(self, report: Progress) -> None:
        uncut = self._record.uncut(self._cutting)
        for done, (doc_id, revision) in enumerate(uncut):
            report("cut", done, len(uncut))
            with suppress(NotFoundError):  # removed meanwhile
                chunks = chunk_document(self._record.document(doc_id), self._chunking)
                self._record.put_chunks(doc_id, revision, self._cutting, chunks)
        report("cut", len(uncut), len(uncut))

    def _encode(self, report: Progress) -> None:
        total, done = self._record.count_views(), 0
        views = (view for chunk in self._chunks() for view in chunk.views)
        while batch := list(islice(views, _BATCH)):
            report("encode", done, total)
            self._encode_batch([view.embedded_text for view in batch])
            done += len(batch)
        report("encode", done, total)

    def _encode_batch(self, texts: list[str]) -> None:
        by_key = {encoding_key(self._model, text): text for text in texts}
        missing = self._record.encodings.missing(list(by_key))
        if not missing:
            return
        encoded = self._embedder.encode_passages([by_key[key] for key in missing])
        stored = [StoredEncoding.of(item) for item in encoded]
        self._record.encodings.put(zip(missing, stored, strict=True))

    def _chunks(self) -> Iterator[Chunk]:
        """All chunks in the order of the rows."""
        for doc_id in self._record.doc_ids():
            yield from self._record.chunks(doc_id)

    def _publish(self, sequence: int, previous: int | None, report: Progress) -> int:
        writer = GenerationWriter(self._record.encodings, self._embedder, self._templates, self._limits)
        return publish(
            self._root,
            lambda folder: writer.write(folder, self._chunks, report),
            fingerprint=self._fingerprint,
            questions=self._questions,
            sequence=sequence,
            previous=previous,
        )


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
