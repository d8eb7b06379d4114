"""Does a citation still hold? The offline check that makes a quote worth copying."""

from corpus.canonical import text_sha256 as hash_of
from corpus.errors import InvalidInputError
from corpus.model import Document, Span
from rag.requests import Verification, VerificationStatus

__all__ = ["verify_citation"]


def verify_citation(
    document: Document | None, doc_id: str, span: Span, quote: str, text_sha256: str | None
) -> Verification:
    """Compare a citation with the document as it is now.

    Args:
        document: The document, or None when there is none of that id.
        doc_id: The id that the citation gives.
        span: The offsets that it gives.
        quote: The characters that it quotes.
        text_sha256: The hash of the text it was made from, if it gives one.

    Raises:
        InvalidInputError: `citation_malformed` when the offsets are not a range or there is no quote.
    """
    if not 0 <= span.start < span.end or not quote:
        raise InvalidInputError(
            "citation_malformed",
            f"a citation needs a quote and 0 <= char_start < char_end, found {span.start} and {span.end}",
            next_step="copy the citation again",
        )
    if document is None:
        return Verification(
            VerificationStatus.MISSING, doc_id, span.start, span.end, None, None, "there is no such document"
        )
    status, found, detail = _compare(document, span, quote)
    now = document.passport.text_sha256
    if text_sha256 is not None and text_sha256 != now:
        detail += "; the document's text is not the one that the citation was made from"
    return Verification(status, doc_id, span.start, span.end, found, now, detail)


def _compare(
    document: Document, span: Span, quote: str
) -> tuple[VerificationStatus, tuple[int, int] | None, str]:
    assert hash_of(document.text) == document.passport.text_sha256
    if span.of(document.text) == quote:
        return VerificationStatus.VALID, (span.start, span.end), "the quote stands at its place"
    places = _places(document.text, quote)
    if not places:
        return VerificationStatus.CHANGED, None, "the document does not hold the quote"
    start = min(places, key=lambda place: (abs(place - span.start), place))
    return VerificationStatus.MOVED, (start, start + len(quote)), "the quote stands elsewhere in the document"


def _places(text: str, quote: str) -> list[int]:
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places
