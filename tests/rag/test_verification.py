"""Does a citation still hold?"""

import pytest

from corpus.errors import InvalidInputError
from corpus.loading import Description, load_document
from corpus.model import Span
from rag.requests import VerificationStatus
from rag.verification import verify_citation

TEXT = "峰会在巴黎举行。🏔 The summit is in Paris. 峰会在巴黎举行。"
DOCUMENT = load_document(TEXT.encode(), Description())
ID, HASH = DOCUMENT.doc_id, DOCUMENT.passport.text_sha256


def test_a_citation_at_its_place_is_valid() -> None:
    result = verify_citation(DOCUMENT, ID, Span(0, 8), "峰会在巴黎举行。", HASH)
    assert (result.status, result.found, result.text_sha256) == (VerificationStatus.VALID, (0, 8), HASH)
    assert (result.doc_id, result.char_start, result.char_end) == (ID, 0, 8)


def test_offsets_count_code_points_behind_an_emoji_too() -> None:
    start = TEXT.index("The")
    result = verify_citation(DOCUMENT, ID, Span(start, start + 10), "The summit", None)
    assert result.status is VerificationStatus.VALID
    assert TEXT.encode("utf-16-le")[2 * start : 2 * start + 2].decode("utf-16-le") != "T"


@pytest.mark.parametrize(
    ("span", "found"), [((2, 10), (0, 8)), ((9, 17), (0, 8)), ((30, 38), (34, 42)), ((5000, 5008), (34, 42))]
)
def test_a_quote_that_stands_elsewhere_has_moved_to_the_nearest_place(
    span: tuple[int, int], found: tuple[int, int]
) -> None:
    assert TEXT.index("峰会", 1) == 34
    result = verify_citation(DOCUMENT, ID, Span(*span), "峰会在巴黎举行。", HASH)
    assert (result.status, result.found) == (VerificationStatus.MOVED, found)


def test_a_span_longer_than_its_quote_has_moved() -> None:
    result = verify_citation(DOCUMENT, ID, Span(0, 9), "峰会在巴黎举行。", HASH)
    assert (result.status, result.found) == (VerificationStatus.MOVED, (0, 8))


@pytest.mark.parametrize("quote", ["峰会在柏林举行。", "峰会在巴黎举行！", "the summit", "x" * 5000])
def test_a_quote_that_the_document_does_not_hold_has_changed(quote: str) -> None:
    result = verify_citation(DOCUMENT, ID, Span(0, 8), quote, HASH)
    assert (result.status, result.found) == (VerificationStatus.CHANGED, None)


def test_a_document_that_is_not_there_is_missing() -> None:
    result = verify_citation(None, "doc_gone", Span(0, 8), "峰会在巴黎举行。", HASH)
    assert (result.status, result.found, result.text_sha256) == (VerificationStatus.MISSING, None, None)
    assert result.doc_id == "doc_gone"


@pytest.mark.parametrize(("span", "quote"), [((0, 8), ""), ((-1, 8), "x"), ((8, 8), "x"), ((9, 8), "x")])
@pytest.mark.parametrize("document", [DOCUMENT, None])
def test_a_citation_without_range_or_quote_is_malformed(
    span: tuple[int, int], quote: str, document: object
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        verify_citation(DOCUMENT if document else None, ID, Span(*span), quote, HASH)
    assert caught.value.code == "citation_malformed"


def test_another_text_hash_is_told_although_the_quote_stands() -> None:
    result = verify_citation(DOCUMENT, ID, Span(0, 8), "峰会在巴黎举行。", "0" * 64)
    assert result.status is VerificationStatus.VALID
    assert result.text_sha256 == HASH
    assert "not the one that the citation was made from" in result.detail


@pytest.mark.parametrize("digest", [HASH, None])
def test_the_same_hash_or_none_is_not_remarked_on(digest: str | None) -> None:
    assert "made from" not in verify_citation(DOCUMENT, ID, Span(0, 8), "峰会在巴黎举行。", digest).detail
