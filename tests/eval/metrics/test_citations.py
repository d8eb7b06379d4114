import pytest

from eval.metrics.citations import citation_scores, is_on_gold
from eval.metrics.evidence import holds
from eval.observed import ObservedCitation
from tests.eval.metrics.seen import (
    BERTHS,
    GOOD,
    HARBOUR,
    ISLAND,
    LAMPS_ZH,
    OPENED_CITED,
    SOURCES,
    TOWER,
    answer,
    case,
    citation,
    gold,
    refusal,
    unanswerable,
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (citation(1, "harbour", BERTHS), True),
        (citation(1, "island", LAMPS_ZH), True),
        (citation(1, "harbour", BERTHS, shift=1), False),
        (citation(1, "harbour", BERTHS, shift=-1), False),
        (citation(1, "harbour", BERTHS, shift=-len(HARBOUR)), False),
        (citation(1, "harbour", TOWER, shift=len(TOWER)), False),
        (ObservedCitation(n=1, doc_id="nowhere", char_start=0, char_end=2, quote="岛上"), False),
        (ObservedCitation(n=1, doc_id="island", char_start=0, char_end=2, quote="島上"), False),
        (ObservedCitation(n=1, doc_id="island", char_start=3, char_end=3, quote=""), False),
    ],
)
def test_a_citation_holds_only_if_its_quote_is_the_characters_at_its_offsets(
    given: ObservedCitation, expected: bool
) -> None:
    assert holds(given, SOURCES) is expected


def test_one_shared_character_is_on_gold_and_touching_is_not() -> None:
    end = HARBOUR.index(TOWER)
    touching = ObservedCitation(n=1, doc_id="harbour", char_start=0, char_end=end, quote="")
    asked = case(gold=[gold("harbour", TOWER)])

    assert not is_on_gold(touching, asked)
    assert is_on_gold(touching.model_copy(update={"char_end": end + 1}), asked)
    assert not is_on_gold(touching.model_copy(update={"char_end": end + 1, "doc_id": "island"}), asked)


def test_a_citation_of_very_much_more_than_the_gold_is_not_on_it() -> None:
    asked = case(gold=[gold("harbour", TOWER)])
    start = asked.gold[0].start
    most = ObservedCitation(
        n=1, doc_id="harbour", char_start=start, char_end=start + 20 * len(TOWER), quote=""
    )

    assert is_on_gold(most, asked)
    assert not is_on_gold(most.model_copy(update={"char_end": most.char_end + 1}), asked)


def test_all_some_and_none_of_the_gold() -> None:
    all_of_it = citation_scores(case(), GOOD, SOURCES)
    some = citation_scores(case(), answer([("x", [1])], [OPENED_CITED]), SOURCES)
    none = citation_scores(case(), answer([("x", [1])], [citation(1, "island", ISLAND)]), SOURCES)

    assert all_of_it == {"citations_valid": 1, "passage_cited": 1, "all_gold_cited": 1}
    assert some == {"citations_valid": 1, "passage_cited": 1, "all_gold_cited": 0}
    assert none == {"citations_valid": 1, "passage_cited": 0, "all_gold_cited": 0}


def test_an_alternative_stands_in_for_the_gold_of_its_document_only() -> None:
    asked = case(
        gold=[gold("harbour", TOWER), gold("island", LAMPS_ZH)],
        gold_alternatives=[gold("harbour", BERTHS)],
    )
    other, lamps = citation(1, "harbour", BERTHS), citation(2, "island", LAMPS_ZH)

    assert citation_scores(asked, answer([("x", [1, 2])], [other, lamps]), SOURCES)["all_gold_cited"] == 1
    assert citation_scores(asked, answer([("x", [1])], [other]), SOURCES)["all_gold_cited"] == 0


def test_one_bad_quote_spoils_an_answer_and_so_does_a_number_without_a_citation() -> None:
    bad = answer([("x", [1, 2])], [OPENED_CITED, citation(2, "harbour", TOWER, shift=1)])
    dangling = answer([("x", [1, 2])], [OPENED_CITED])

    assert citation_scores(case(), bad, SOURCES)["citations_valid"] == 0
    assert citation_scores(case(), dangling, SOURCES)["citations_valid"] == 0


def test_what_cites_nothing_is_neither_valid_nor_not() -> None:
    assert citation_scores(unanswerable(), refusal(), SOURCES) == {}
    assert citation_scores(case(), refusal(), SOURCES) == {"passage_cited": 0, "all_gold_cited": 0}


def test_a_false_premise_is_not_asked_for_its_gold() -> None:
    assert citation_scores(case(type="false_premise"), GOOD, SOURCES) == {"citations_valid": 1}
