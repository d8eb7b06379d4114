"""From the chunks that were found to the sentences that may answer, each with its token similarities."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Document, Language, Span
from index.chunk import ViewSentence
from index.retriever import EncodedQuestion, Hit, Retriever
from rag.question import Question
from rag.reading import Reader

__all__ = ["Candidate", "collect_candidates"]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence that may answer a question."""

    reader: Reader
    span: Span
    text: str
    """The sentence in the question's language where it can be read in it, else in its own."""
    context: str
    speaks: bool
    """Whether `text` is in the question's language."""
    token_best: NDArray[np.float32]
    """(n,) the best match of each question token in the sentence."""
    chunk_best: NDArray[np.float32]
    """(n,) the best match of each question token in the chunk."""
    dense: float
    hit: Hit

    @property
    def document(self) -> Document:
        """The document that the sentence stands in."""
        return self.reader.document

    @property
    def key(self) -> tuple[str, int, int]:
        """Tells sentences apart and breaks ties."""
        return (self.document.doc_id, self.span.start, self.span.end)


def collect_candidates(
    retriever: Retriever,
    encoded: EncodedQuestion,
    question: Question,
    hits: list[Hit],
    read: Callable[[str], Reader],
) -> list[Candidate]:
    """Turn hits into candidate sentences.

    Args:
        retriever: Where the hits come from; asked for the other views of their chunks.
        encoded: The question's vectors.
        question: The question as read.
        hits: Chunks, best first.
        read: Gives the reader of a document id.

    Returns:
        One candidate a sentence, by the view in which it matches best, in the order of the hits.
    """
    best: dict[tuple[str, int, int], Candidate] = {}
    for hit in hits:
        reader = read(hit.chunk.doc_id)
        for seen in retriever.views_of(encoded, hit):
            for sentence in seen.view.sentences:
                candidate = _candidate(reader, question.language, seen, sentence)
                known = best.get(candidate.key)
                if known is None or candidate.token_best.mean() > known.token_best.mean():
                    best[candidate.key] = candidate
    return list(best.values())


def _candidate(reader: Reader, language: Language, hit: Hit, sentence: ViewSentence) -> Candidate:
    offset = hit.view.text_offset
    inside = (hit.spans[:, 0] < offset + sentence.end) & (hit.spans[:, 1] > offset + sentence.start)
    whole = hit.similarities.max(axis=1)
    part = hit.similarities[:, inside].max(axis=1) if inside.any() else np.zeros_like(whole)
    return Candidate(
        reader=reader,
        span=sentence.source,
        text=reader.text(sentence.source, language),
        context=reader.context(reader.sentence_at(sentence.source), language),
        speaks=reader.speaks(sentence.source, language),
        token_best=part,
        chunk_best=whole,
        dense=hit.dense,
        hit=hit,
    )
