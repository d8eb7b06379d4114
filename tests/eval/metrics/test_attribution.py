from eval.metrics.attribution import attribute, attribution_scores
from tests.eval.metrics.seen import (
    BERTHS,
    NOTHING,
    OPENED,
    SOURCES,
    TOWER,
    ToldJudge,
    answer,
    citation,
    refusal,
)

A, B, C = citation(1, "harbour", OPENED), citation(2, "harbour", BERTHS), citation(3, "harbour", TOWER)


def needed(judge: ToldJudge, *numbers: int) -> list[bool]:
    found = attribute(answer([("x", numbers)], [A, B, C]), SOURCES, judge)
    return list(found.needed)


def test_a_claim_is_recalled_if_its_citations_support_it_together() -> None:
    judge = NOTHING.and_also("x", OPENED, BERTHS)

    assert attribute(answer([("x", [1, 2])], [A, B]), SOURCES, judge).recalled == (True,)
    assert attribute(answer([("x", [1])], [A, B]), SOURCES, judge).recalled == (False,)
    assert attribute(answer([("x", [])], [A, B]), SOURCES, judge).recalled == (False,)


def test_a_citation_that_supports_alone_counts_whatever_the_others_do() -> None:
    assert needed(NOTHING.and_also("x", OPENED).and_also("x", BERTHS), 1, 2) == [True, True]


def test_a_citation_that_the_others_can_do_without_does_not_count() -> None:
    assert needed(NOTHING.and_also("x", OPENED), 1, 2) == [True, False]


def test_citations_that_support_only_together_all_count() -> None:
    assert needed(NOTHING.and_also("x", OPENED, BERTHS), 1, 2) == [True, True]
    assert needed(NOTHING.and_also("x", OPENED, BERTHS), 1, 2, 3) == [True, True, False]


def test_no_citation_of_a_claim_that_is_not_recalled_counts() -> None:
    assert needed(NOTHING, 1, 2) == [False, False]


def test_a_number_that_stands_for_no_citation_counts_against_precision() -> None:
    assert needed(NOTHING.and_also("x", OPENED), 1, 9) == [True, False]


def test_recall_is_over_claims_and_precision_over_citations() -> None:
    # Of three claims, x needs one of its two citations, y is not supported by its one, z names none.
    seen = answer([("x", [1, 2]), ("y", [3]), ("z", [])], [A, B, C])
    found = attribute(seen, SOURCES, NOTHING.and_also("x", OPENED))

    assert attribution_scores(seen, found) == {"citation_recall": 1 / 3, "citation_precision": 1 / 3}
    assert found.by_number == {1: True, 2: False, 3: False}


def test_a_citation_that_one_of_two_claims_needs_is_needed() -> None:
    seen = answer([("x", [1]), ("y", [1])], [A])

    assert attribute(seen, SOURCES, NOTHING.and_also("y", OPENED)).by_number == {1: True}


def test_an_answer_without_citations_scores_nought_and_a_refusal_nothing() -> None:
    bare = answer([("x", [])])

    assert attribution_scores(bare, attribute(bare, SOURCES, NOTHING)) == {
        "citation_recall": 0,
        "citation_precision": 0,
    }
    assert attribution_scores(refusal(), attribute(refusal(), SOURCES, NOTHING)) == {}


def test_a_citation_that_does_not_hold_supports_nothing_whatever_its_words() -> None:
    judge = NOTHING.and_also("x", OPENED)
    moved, made_up = A.model_copy(update={"char_start": 1}), A.model_copy(update={"doc_id": "atlantis"})
    for cited in (moved, made_up):
        found = attribute(answer([("x", [1])], [cited]), SOURCES, judge)
        assert (found.recalled, found.needed, found.by_number) == ((False,), (False,), {1: False})
    beside = attribute(answer([("x", [1, 3])], [A, C.model_copy(update={"char_end": 9})]), SOURCES, judge)
    assert (beside.recalled, beside.needed, beside.by_number) == ((True,), (True, False), {1: True, 3: False})
