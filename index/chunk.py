"""What is searched: chunks, the views in which a chunk is embedded, and passages, the chunks that come back."""

from dataclasses import dataclass

from corpus.model import Language, Span

__all__ = ["Chunk", "ChunkView", "Passage", "ViewSentence"]


@dataclass(frozen=True, slots=True)
class ViewSentence:
    """A sentence as it stands in a view, and what it is in the document.

    `start:end` are code points of the view's text; `source` is the sentence's span in the canonical text. In a
    translated view the characters are those of the rendering and only `source` may be cited.
    """

    start: int
    end: int
    source: Span


@dataclass(frozen=True, slots=True)
class ChunkView:
    """A chunk in one language: its own words, or their rendering."""

    chunk_id: str
    language: Language
    text: str
    context: str
    """The titles above the chunk that its text does not show; embedded before the text, never cited."""
    is_translation: bool
    sentences: tuple[ViewSentence, ...]

    @property
    def embedded_text(self) -> str:
        """What the embedder is given."""
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def text_offset(self) -> int:
        """Where `text` begins in `embedded_text`, in code points."""
        return len(self.context) + 1 if self.context else 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A verbatim slice of one document, the unit that is searched.

    `document.text[span.start:span.end] == text`, and `views[0].text == text`.
    """

    chunk_id: str
    doc_id: str
    ordinal: int
    """Position among the document's chunks, from 0."""
    span: Span
    text: str
    views: tuple[ChunkView, ...]

    @property
    def rendering(self) -> str | None:
        """The chunk in the other language, if it has been translated; never cited."""
        return next((view.text for view in self.views if view.is_translation), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk returned for a question."""

    chunk: Chunk
    score: float
    """Higher is better; scores compare within one question only."""
    view: ChunkView
    """The view that matched best."""
