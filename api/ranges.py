"""Stretches of a document that a caller names by offsets."""

from corpus.errors import InvalidInputError
from corpus.model import Document, Span

__all__ = ["window_of"]


def window_of(document: Document, start: int | None, end: int | None) -> Span:
    """The stretch from `start` to `end`, each defaulting to the document's own.

    Raises:
        InvalidInputError: `range_invalid` if it is empty or reaches beyond the text.
    """
    length = len(document.text)
    window = Span(start if start is not None else 0, end if end is not None else length)
    if not 0 <= window.start < window.end <= length:
        raise InvalidInputError(
            "range_invalid",
            f"{window.start} to {window.end} is no range of the text, which has {length} characters",
            next_step="give 0 <= start < end <= the length, in code points",
        )
    return window
