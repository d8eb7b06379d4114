"""Finding passages: dense and lexical search fused by score, then late interaction over token vectors.

Five things, each measured in `eval/RESULTS.md`, shape it. Vectors are centred by language, or the other
language's evidence is never found. Scores are fused, not ranks, and the lexical side has no say where question
and passage are in different scripts. The best candidates are ranked again by max-sim over token vectors,
centred in the same way. What is left of the preference for the question's own language is given back as a
constant. A chunk counts once, by its best view.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from corpus.model import Language
from index.chunk import Chunk, ChunkView
from index.embedding.protocol import Embedder, Encoded
from index.rows import LANGUAGES
from index.snapshot import Snapshot

__all__ = ["EncodedQuestion", "Hit", "RetrievalConfig", "Retriever"]


# Unpacked token vectors kept in memory, about 150 KB a row.
_ROWS_KEPT = 512


class RetrievalConfig(BaseModel):
    """How passages are found; none of it changes what is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    candidates: int = Field(
        default=100, gt=0, description="Rows taken from each of dense and lexical search."
    )
    reranked: int = Field(default=56, gt=0, description="Rows ranked again by max-sim.")
    lexical_weight: float = Field(
        default=0.3, ge=0, le=1, description="Share of BM25 in the fused score, within one language."
    )
    cross_language_gap: float = Field(
        default=0.05, ge=0, description="Max-sim that a passage loses by being in the other language."
    )


@dataclass(frozen=True, slots=True, eq=False)
class EncodedQuestion:
    """A question ready for searching: centred vectors of the text and of its tokens."""

    text: str
    language: Language
    vector: NDArray[np.float32]
    """(dim,) of length 1."""
    tokens: NDArray[np.float32]
    """(n_tokens, dim), rows of length 1; one row even for a text without tokens."""
    spans: NDArray[np.int32]
    """(n_tokens, 2) half-open code-point offsets in `text`."""
    met: "dict[int, Hit]" = field(default_factory=dict)
    """The rows that were compared with it; a chunk that was found is asked for its other views again."""


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A row that was found, with the token vectors that later stages read."""

    row: int
    chunk: Chunk
    view: ChunkView
    score: float
    """Max-sim with the language gap given back; about 0 to 1, comparable within one question."""
    dense: float
    """Cosine of the centred vectors."""
    tokens: NDArray[np.float32]
    """(n_chunk_tokens, dim), centred, rows of length 1; one row of zeros for a view without tokens."""
    spans: NDArray[np.int32]
    """(n_chunk_tokens, 2) offsets of the chunk's tokens in `view.embedded_text`."""


class Retriever:
    """Searches one snapshot; stateless between questions and safe for concurrent use."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder, config: RetrievalConfig | None = None) -> None:
        self.snapshot = snapshot
        self._embedder = embedder
        self._config = config or RetrievalConfig()
        self._passage_tokens = lru_cache(_ROWS_KEPT)(self._read_passage_tokens)

    def encode(self, text: str, language: Language) -> EncodedQuestion:
        """Encode a question of a known language."""
        (encoded,) = self._embedder.encode_queries([text])
        means = self.snapshot.means
        tokens, spans = _token_rows(encoded)
        return EncodedQuestion(
            text,
            language,
            means.centre_query(encoded.vector, language),
            means.centre_query_tokens(tokens, language),
            spans,
        )

    def search(
        self, question: EncodedQuestion, *, top_k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[Hit]:
        """Find the chunks that meet a question best.

        Args:
            question: As `encode` returns it.
            top_k: At most this many chunks.
            allowed: (n_rows,) bool, the rows to search; all if None.

        Returns:
            Hits by falling score, each chunk once; equal scores by row.
        """
        fused = self._fuse(question, allowed)
        order = sorted(fused, key=lambda row: (-fused[row][0], row))[: self._config.reranked]
        hits = [self._hit(question, row, fused[row][1]) for row in order]
        best: dict[str, Hit] = {}
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.row)):
            best.setdefault(hit.chunk.chunk_id, hit)
        return list(best.values())[:top_k]

    def views_of(self, question: EncodedQuestion, hit: Hit) -> list[Hit]:
        """The same chunk in each of its views, the hit's own first."""
        rows = self.snapshot.rows_of_chunk(hit.chunk.chunk_id).tolist()
        return [hit, *(self._hit(question, row, hit.dense) for row in rows if row != hit.row)]

    def hit_of(self, question: EncodedQuestion, chunk_id: str) -> Hit:
        """A chunk that is wanted by its id, as if it had been found by its first view.

        Raises:
            NotFoundError: `chunk_unknown`.
        """
        row = int(self.snapshot.rows_of_chunk(chunk_id)[0])
        return self._hit(question, row, *self._cosines(question, [row]))

    def _fuse(
        self, question: EncodedQuestion, allowed: NDArray[np.bool_] | None
    ) -> dict[int, tuple[float, float]]:
        """The fused score and the cosine of every candidate row."""
        snapshot, wanted = self.snapshot, self._config.candidates
        rows, cosines = snapshot.vectors.search(question.vector, wanted, allowed=allowed)
        dense = dict(zip(rows.tolist(), cosines.tolist(), strict=True))
        lexical = dict(snapshot.lexical.search(question.text, wanted, allowed=allowed))
        lexical = {row: score for row, score in lexical.items() if self._language(row) is question.language}
        missing = [row for row in lexical if row not in dense]
        dense |= zip(missing, self._cosines(question, missing), strict=True)
        return self._weighted(question.language, dense, lexical)

    def _weighted(
        self, language: Language, dense: dict[int, float], lexical: dict[int, float]
    ) -> dict[int, tuple[float, float]]:
        scaled = _to_unit(dense)
        most = max(lexical.values(), default=0.0)
        fused = {}
        for row, cosine in dense.items():
            score = scaled[row]
            if most > 0 and self._language(row) is language:
                share = self._config.lexical_weight
                score = (1 - share) * score + share * lexical.get(row, 0.0) / most
            fused[row] = (score, cosine)
        return fused

    def _hit(self, question: EncodedQuestion, row: int, cosine: float) -> Hit:
        if (known := question.met.get(row)) is not None:
            return replace(known, dense=cosine)
        snapshot = self.snapshot
        language = self._language(row)
        passage, spans = self._passage_tokens(row)
        gap = 0.0 if language is question.language else self._config.cross_language_gap
        chunk = snapshot.chunk(snapshot.row(row).chunk_id)
        # Products row by passage token, so that the maximum runs along memory.
        best = np.maximum.reduce(passage @ question.tokens.T, axis=0)
        score = float(best.sum()) / len(best) + gap
        found = Hit(row, chunk, snapshot.view(row), score, cosine, passage, spans)
        question.met[row] = found
        return found

    def _read_passage_tokens(self, row: int) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """A row's token vectors, unpacked and centred, and their spans; kept for the rows asked for most."""
        stored = self.snapshot.tokens.get(row)
        if not len(stored.vectors):
            dimension = self._embedder.spec.dimension
            return np.zeros((1, dimension), np.float32), np.zeros((1, 2), np.int32)
        return self.snapshot.means.centre_passage_tokens(stored.vectors, self._language(row)), stored.spans

    def _cosines(self, question: EncodedQuestion, rows: Sequence[int]) -> list[float]:
        if not rows:
            return []
        vectors = np.stack([self.snapshot.vector(row) for row in rows])
        centred = self.snapshot.means.centre_passages(vectors, [self._language(row) for row in rows])
        return [float(cosine) for cosine in centred @ question.vector]

    def _language(self, row: int) -> Language:
        return LANGUAGES[int(self.snapshot.languages[row])]


def _token_rows(encoded: Encoded) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """The question's tokens; the text's own vector where it has none, so that a maximum always exists."""
    if len(encoded.tokens.vectors):
        return encoded.tokens.vectors, encoded.tokens.spans
    return encoded.vector[None, :], np.zeros((1, 2), np.int32)


def _to_unit(scores: dict[int, float]) -> dict[int, float]:
    """Scale scores to 0-1 over the candidates; all 1 when they are equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = high - low
    return {row: (score - low) / width if width > 0 else 1.0 for row, score in scores.items()}
