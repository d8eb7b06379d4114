"""Drafts made of hand-made evidence, for the tests of answering."""

from collections.abc import Callable

from corpus.model import Span
from index.chunk import Chunk
from rag.answering import Draft, Evidence
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.sources import SourceMention
from tests.rag.candidates import candidate, ranked

__all__ = ["Drafter", "Gathered", "chunk_at"]

Drafter = Callable[..., Draft]


def chunk_at(doc_id: str, span: Span) -> Chunk:
    """All of a document is one chunk."""
    return Chunk("c", doc_id, 0, span, "", ())


class Gathered:
    """Puts evidence together from sentences of one text and their scores, best first."""

    def __init__(self, names: NameIndex) -> None:
        self.names = names

    def __call__(self, asked: str, reader: Reader, *scored: tuple[int, float], **signals: float) -> Evidence:
        question = read_question(asked, self.names)
        items = [
            ranked(candidate(reader, index, language=question.language), score, **signals)
            for index, score in scored
        ]
        return Evidence(asked, question, SourceMention((), asked), items, [reader])
