"""What all baselines share: texts in, pieces of them out, each at its place."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Protocol

from index.embedding.protocol import Embedder

__all__ = [
    "Cut",
    "LibraryRetriever",
    "Piece",
    "PlainText",
    "cut_with",
    "passage_vectors",
    "places_of",
    "question_vector",
    "versions_of",
]


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

    @property
    def about(self) -> dict[str, str | int]:
        """The same as metadata, which every library hands back with what it found: `Piece(**about)`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece with its text and its vector."""

    piece: Piece
    text: str
    vector: list[float]


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


def cut_with(
    split: Callable[[str], list[str]], documents: Iterable[PlainText], embedder: Embedder
) -> list[Cut]:
    """Let a library cut documents, and give each piece its place and the vector that our model has for it."""
    found = []
    for document in documents:
        texts = split(document.text)
        vectors = passage_vectors(embedder, texts)
        found += [Cut(*of) for of in zip(places_of(document, texts), texts, vectors, strict=True)]
    return found


def passage_vectors(embedder: Embedder, texts: list[str]) -> list[list[float]]:
    """The vectors of passages as the model gives them, as lists of floats."""
    return [encoded.vector.tolist() for encoded in embedder.encode_passages(texts)]


def question_vector(embedder: Embedder, question: str) -> list[float]:
    """The vector of a question, as a list of floats."""
    vector: list[float] = embedder.encode_queries([question])[0].vector.tolist()
    return vector


def versions_of(*packages: str) -> str:
    """What is installed of a library, as its name and version: `langchain-core 1.7.2`."""
    return ", ".join(f"{package} {version(package)}" for package in packages)
