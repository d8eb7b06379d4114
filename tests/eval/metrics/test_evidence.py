from dataclasses import replace

import pytest

from corpus.library import bundled_documents
from corpus.model import Footnote, Language, Span
from eval.metrics.evidence import SourceText, Statement, cited_by, evidence_of, sources_of, statements
from eval.observed import ObservedAnswer, ObservedCitation
from tests.eval.metrics.seen import (
    GOOD,
    HARBOUR,
    ISLAND,
    LAMPS,
    OPENED,
    SOURCES,
    TOWER,
    TOWER_CITED,
    citation,
    refusal,
)


def test_claims_are_what_an_answer_says() -> None:
    assert statements(GOOD) == (Statement(OPENED, (1,)), Statement(TOWER, (2,)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It opened. [1] It is high [2][3].", [("It opened.", (1,)), ("It is high.", (2, 3))]),
        (
            "港口启用。[1]灯塔很高。[2] 没有出处。",
            [("港口启用。", (1,)), ("灯塔很高。", (2,)), ("没有出处。", ())],
        ),
        ("It opened [1][1].", [("It opened.", (1,))]),
        ("", []),
    ],
)
def test_without_claims_it_says_its_sentences_with_the_markers_in_or_behind_them(
    text: str, said: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = statements(ObservedAnswer(status="answered", answer=text))

    assert [(statement.text, statement.citations) for statement in found] == said


def test_a_refusal_says_nothing() -> None:
    assert statements(refusal("It was not found.")) == ()


def test_a_number_without_a_citation_names_none() -> None:
    assert cited_by(Statement("x", (2, 7)), GOOD, SOURCES) == (GOOD.citations[1],)


@pytest.mark.parametrize(
    "cited",
    [
        citation(1, "harbour", TOWER, shift=1),
        citation(1, "harbour", TOWER).model_copy(update={"quote": "The moon is made of cheese."}),
        citation(1, "harbour", TOWER).model_copy(update={"doc_id": "atlantis"}),
        citation(1, "harbour", TOWER).model_copy(update={"char_start": -33, "char_end": -1}),
    ],
)
def test_a_quote_that_does_not_stand_where_it_is_said_to_is_no_evidence(cited: ObservedCitation) -> None:
    seen = GOOD.model_copy(update={"citations": (cited, TOWER_CITED)})

    assert cited_by(Statement("x", (1, 2)), seen, SOURCES) == (TOWER_CITED,)


def test_evidence_is_the_quote_its_translation_and_where_it_is_from() -> None:
    (found,) = evidence_of([TOWER_CITED], SOURCES)

    assert found.texts == (TOWER, "灯塔高12.5米。")
    assert found.about == "A Harbour | Harbour Office | 2020-01-02"


def test_what_a_service_calls_the_address_of_a_note_counts_only_if_the_document_has_it() -> None:
    urls = ("https://a.example", "https://b.example")
    seen = citation(1, "harbour", TOWER).model_copy(update={"urls": urls})
    end = HARBOUR.index(TOWER) + len(TOWER)

    def about(text: str = HARBOUR, notes: tuple[Footnote, ...] | None = None) -> str:
        return evidence_of([seen], {"harbour": SourceText(text, notes=notes)})[0].about

    assert about() == ""
    assert about(f"{HARBOUR} 1. https://b.example") == "https://b.example"
    noted = (Footnote(1, end, None, "https://c.example"), Footnote(2, 3, None, "https://d.example"))
    assert about(notes=noted) == "https://c.example"
    assert about(f"{HARBOUR} 1. https://b.example", notes=()) == ""


def test_the_notes_of_a_document_of_the_library_are_those_that_its_citations_carry() -> None:
    document = next(document for document in bundled_documents() if document.footnotes)
    note = next(note for note in document.footnotes if note.url)

    found = sources_of([document])[document.doc_id].addresses(Span(note.offset - 9, note.offset), ("x",))

    assert found == [note.url]
    assert sources_of([replace(document, blocks=(), footnotes=())])[document.doc_id].notes is None


def test_a_stretch_is_worded_in_either_language_if_it_is_rendered() -> None:
    island = SOURCES["island"]

    assert island.words(Span(0, 8), Language.ZH) == ISLAND[:8]
    assert island.words(Span(2, 4), Language.EN) == LAMPS
    assert SourceText(ISLAND).words(Span(0, 8), Language.EN) is None
    assert SOURCES["harbour"].words(Span(0, len(HARBOUR)), Language.EN) == HARBOUR


def test_a_document_of_the_library_tells_its_title_publisher_and_date_in_both_languages() -> None:
    documents = bundled_documents()
    sources = sources_of(documents)

    for document in documents:
        source = sources[document.doc_id]
        assert source.text == document.text
        assert document.passport.title in source.about
        assert str(document.passport.publisher_translated) in source.about
        assert source.renderings == document.translations


def test_what_a_service_calls_a_translation_is_no_evidence() -> None:
    lying = citation(1, "harbour", OPENED).model_copy(update={"translation": "The moon is made of cheese."})

    (evidence,) = evidence_of([lying], SOURCES)

    assert "moon" not in "".join(evidence.texts)


def test_a_rendering_of_the_documents_is_evidence_whether_the_service_gives_it_or_not() -> None:
    (document, *_) = bundled_documents()
    rendered = document.translations[5]
    place = rendered.span
    seen = ObservedCitation(
        n=1,
        doc_id=document.doc_id,
        char_start=place.start,
        char_end=place.end,
        quote=place.of(document.text),
    )

    (evidence,) = evidence_of([seen], sources_of([document]))

    assert rendered.text in (evidence.translation or "")


def test_what_no_claim_covers_is_a_statement_too() -> None:
    hidden = "The moon is made of cheese."
    seen = GOOD.model_copy(update={"answer": f"{GOOD.answer} {hidden}"})

    assert statements(seen) == (*statements(GOOD), Statement(hidden, ()))
