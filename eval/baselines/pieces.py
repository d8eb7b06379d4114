"""What all baselines share: texts in, pieces of them out, each at its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.embedding.protocol import Embedder

__all__ = ["LibraryRetriever", "Piece", "PlainText", "places_of", "vectors_of"]


@dataclass(frozen=True, slots=True)
class PlainText:
    """A document as a library gets it."""

    doc_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that a library cut: `text[start:end]` of a document, in code points."""

    doc_id: str
    start: int
    end: int


class LibraryRetriever(Protocol):
    """A library with its own splitter and retriever, over our vectors."""

    name: str
    settings: str
    """Its defaults, as the library gives them."""
    default_k: int
    """How many pieces it returns unless told otherwise."""

    def retrieve(self, question: str, k: int) -> list[Piece]:
        """The best pieces, best first.

        Args:
            question: The text.
            k: How many at most.
        """
        ...


def places_of(document: PlainText, pieces: Iterable[str]) -> list[Piece]:
    """Where a library's pieces stand; what it says of that itself is not relied upon.

    Args:
        document: What was cut.
        pieces: In reading order; each a stretch of the text, the next beginning after the start of the last.

    Raises:
        ValueError: If a piece is not in the text.
    """
    found, at = [], 0
    for piece in pieces:
        start = document.text.find(piece, at)
        if start < 0:
            raise ValueError(f"a piece of {document.doc_id} is not in its text")
        found.append(Piece(document.doc_id, start, start + len(piece)))
        at = start + 1
    return found


def vectors_of(embedder: Embedder, texts: Sequence[str]) -> list[list[float]]:
    """The vectors of passages as the model gives them, as lists of floats."""
    return [encoded.vector.tolist() for encoded in embedder.encode_passages(texts)]
