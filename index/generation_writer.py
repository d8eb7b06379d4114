"""Fills the folder of a generation.

    vectors.f2                 float16 (n_rows, dim), as the embedder gave them
    vectors.faiss              the search structure over the same vectors, centred by language
    means.npz                  what was subtracted
    tokens/                    token vectors by row
    lexical/                   terms by row
    rows.npz, chunks.jsonl     what the rows stand for

Rows are ordered by document id, chunk, view.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError
from corpus.model import Language
from index.chunk import Chunk, ChunkView
from index.embedding.protocol import Embedder
from index.encodings import EncodingCache, StoredEncoding
from index.fingerprint import encoding_key, model_fingerprint
from index.lexical import LexicalIndex
from index.means import MIN_PASSAGES, LanguageMeans, MeanSum
from index.rows import RowTableWriter
from index.stored import StoredArray, unit_rows
from index.tokens import TokenStoreWriter
from index.vectors import SizeLimits, VectorIndex

__all__ = ["LEXICAL", "MEANS", "SEARCH", "TOKENS", "VECTORS", "GenerationWriter", "Progress"]

LEXICAL: Final = "lexical"
MEANS: Final = "means.npz"
SEARCH: Final = "vectors.faiss"
TOKENS: Final = "tokens"
VECTORS: Final = "vectors.f2"

Progress = Callable[[str, int, int], None]
"""Called with the stage (`cut`, `encode`, `write`), how much of it is done, and how much there is."""

_ROWS_AT_ONCE = 4096
_STEPS = 4


class GenerationWriter:
    """Writes all files of a generation from chunks whose views are encoded.

    Args:
        encodings: Where the encodings of the views are.
        embedder: The model they are of; it encodes the questions.
        templates: By language, questions whose mean centres a query.
        limits: Where the kinds of vector index change over.
    """

    def __init__(
        self,
        encodings: EncodingCache,
        embedder: Embedder,
        templates: Mapping[Language, Sequence[str]],
        limits: SizeLimits | None,
    ) -> None:
        self._encodings, self._embedder, self._templates = encodings, embedder, templates
        self._limits = limits
        self._model = model_fingerprint(embedder.spec)
        self._dimension = embedder.spec.dimension

    def write(self, folder: Path, chunks: Callable[[], Iterable[Chunk]], report: Progress) -> dict[str, int]:
        """Write the files, in bounded memory but for the vector index itself.

        Args:
            folder: An empty folder.
            chunks: Gives the chunks in row order, each time it is called.
            report: Told how far it is.

        Returns:
            How many documents, chunks, rows and tokens were written.

        Raises:
            OSError: If a file cannot be written in full.
            DataError: `encoding_missing` if a view is not encoded.
        """
        report("write", 0, _STEPS)
        token_sum = MeanSum(self._dimension)
        languages, counts = self._write_rows(folder, chunks(), token_sum)
        report("write", 1, _STEPS)
        means = self._means(folder, languages, token_sum)
        means.save(folder / MEANS)
        report("write", 2, _STEPS)
        self._write_search(folder, means, languages)
        report("write", 3, _STEPS)
        texts = (view.embedded_text for chunk in chunks() for view in chunk.views)
        LexicalIndex.build(folder / LEXICAL, texts)
        report("write", _STEPS, _STEPS)
        return counts

    def _write_rows(
        self, folder: Path, chunks: Iterable[Chunk], token_sum: MeanSum
    ) -> tuple[list[Language], dict[str, int]]:
        languages: list[Language] = []
        counts = dict.fromkeys(("documents", "chunks", "rows", "tokens"), 0)
        last_document = None
        with (
            RowTableWriter(folder) as rows,
            TokenStoreWriter(folder / TOKENS, self._dimension) as tokens,
            (folder / VECTORS).open("wb") as vectors,
        ):
            for chunk in chunks:
                rows.add(chunk)
                for view in chunk.views:
                    encoding = self._encoding(view)
                    vectors.write(encoding.vector.astype("<f2").tobytes())
                    tokens.add(encoding)
                    token_sum.add_all(encoding.codes * encoding.scales[:, None], view.language)
                    languages.append(view.language)
                    counts["tokens"] += len(encoding.ids)
                counts["chunks"] += 1
                counts["documents"] += chunk.doc_id != last_document
                last_document = chunk.doc_id
        return languages, counts | {"rows": len(languages)}

    def _encoding(self, view: ChunkView) -> StoredEncoding:
        found = self._encodings.get(encoding_key(self._model, view.embedded_text))
        if found is None:
            raise DataError(
                "encoding_missing",
                f"a view of {view.chunk_id} is not encoded",
                next_step="build the index again, and do not prune encodings meanwhile",
            )
        return found

    def _means(self, folder: Path, languages: Sequence[Language], token_sum: MeanSum) -> LanguageMeans:
        passages, questions, question_tokens = (MeanSum(self._dimension) for _ in range(3))
        for part, vectors in self._vectors(folder, languages):
            passages.add(vectors, part)
        for language, texts in self._templates.items():
            for encoded in self._embedder.encode_queries(texts):
                questions.add(encoded.vector[None, :], [language])
                question_tokens.add_all(encoded.tokens.vectors, language)
        centred = passages.means(at_least=MIN_PASSAGES)
        tokens = {language: mean for language, mean in token_sum.means().items() if language in centred}
        return LanguageMeans(centred, questions.means(), tokens, question_tokens.means())

    def _write_search(self, folder: Path, means: LanguageMeans, languages: Sequence[Language]) -> None:
        shape = (len(languages), self._dimension)
        # Through a nameless file: the centred vectors of a large base do not fit in memory twice.
        with TemporaryFile(dir=folder) as file:
            for part, vectors in self._vectors(folder, languages):
                file.write(means.centre_passages(vectors, part).tobytes())
            file.flush()
            centred = np.memmap(file, np.float32, "r", shape=shape) if languages else np.zeros(shape, "f4")
            VectorIndex.build(centred, limits=self._limits).save(folder / SEARCH)

    def _vectors(
        self, folder: Path, languages: Sequence[Language]
    ) -> Iterator[tuple[Sequence[Language], NDArray[np.float32]]]:
        """The vectors as they will be read back, some rows at a time, with their languages."""
        stored = StoredArray(folder / VECTORS, np.dtype("<f2"), (len(languages), self._dimension))
        for at in range(0, len(stored), _ROWS_AT_ONCE):
            end = min(at + _ROWS_AT_ONCE, len(stored))
            yield languages[at:end], unit_rows(stored.rows(at, end))
