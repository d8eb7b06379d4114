"""Which documents a filter lets through."""

from dataclasses import replace

import pytest

from corpus.loading import Description, load_document
from corpus.model import Document, Language, SourceKind
from rag.requests import AskRequest, Filters


def dated(date: str) -> Document:
    return load_document(
        b"Text.",
        Description(title="T", publisher="P", date=date, kind=SourceKind.PRESS, language=Language.EN),
    )


DOCUMENT = dated("2025-02-12")


def test_an_empty_filter_lets_everything_through(documents: tuple[Document, ...]) -> None:
    assert all(Filters().lets_through(document) for document in (*documents, DOCUMENT, dated("")))


@pytest.mark.parametrize(
    ("filters", "through"),
    [
        (Filters(doc_ids=(DOCUMENT.doc_id,)), True),
        (Filters(doc_ids=("doc_other", DOCUMENT.doc_id)), True),
        (Filters(doc_ids=("doc_other",)), False),
        (Filters(publishers=("P",)), True),
        (Filters(publishers=("p",)), False),
        (Filters(kinds=(SourceKind.PRESS, SourceKind.OFFICIAL)), True),
        (Filters(kinds=(SourceKind.COMMENTARY,)), False),
        (Filters(languages=(Language.EN,)), True),
        (Filters(languages=(Language.ZH,)), False),
        (Filters(publishers=("P",), languages=(Language.ZH,)), False),
        (Filters(publishers=("P",), kinds=(SourceKind.PRESS,), languages=(Language.EN,)), True),
    ],
)
def test_every_field_must_agree_and_any_value_of_a_field_may(filters: Filters, through: bool) -> None:
    assert filters.lets_through(DOCUMENT) is through


@pytest.mark.parametrize(
    ("date", "date_from", "date_to", "through"),
    [
        ("2025-02-12", "2025-02-12", "2025-02-12", True),
        ("2025-02-12", "2025-02-13", None, False),
        ("2025-02-12", None, "2025-02-11", False),
        ("2025-02-12", "2025-02", "2025-02", True),
        ("2025-02-12", "2025", "2025", True),
        ("2025-02-12", "2025-03", None, False),
        ("2025-02-12", None, "2024", False),
        ("2025-01", "2025-01-20", None, True),
        ("2025-01", None, "2025-01-05", True),
        ("2025-01", "2025-02-01", None, False),
        ("2025-01", None, "2024-12-31", False),
        ("2025", "2025-06-01", "2025-06-30", True),
        ("2025", None, "2024-12-31", False),
    ],
)
def test_dates_are_inclusive_and_a_month_or_year_counts_as_a_whole(
    date: str, date_from: str | None, date_to: str | None, through: bool
) -> None:
    assert Filters(date_from=date_from, date_to=date_to).lets_through(dated(date)) is through


def test_a_request_without_more_asks_for_eight_passages_of_any_document() -> None:
    request = AskRequest("Who?")
    assert (request.top_k, request.filters, request.language, request.mode) == (8, Filters(), None, None)
    assert replace(request, top_k=9) != request


@pytest.mark.parametrize("filters", [Filters(date_from="1900"), Filters(date_to="2999")])
def test_an_undated_document_passes_no_date_filter(filters: Filters) -> None:
    assert not filters.lets_through(dated(""))
    assert filters.lets_through(DOCUMENT)
