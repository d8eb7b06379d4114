"""The verdicts on one answer: each fault moves the one that is meant for it."""

from dataclasses import replace

import pytest

from eval.answers import AnswerMetric, judge_answer
from eval.cases import Case
from eval.metrics.facts import says_fact
from rag.answer import Answer, AnswerStatus
from tests.eval.made_up import (
    DOCUMENTS,
    TEXTS,
    UNANSWERABLE,
    answer,
    case,
    citation,
    gold,
    refusal,
    shifted,
)

M = AnswerMetric

BERTHS = citation("harbour", "The harbour has 84 berths.")
LIGHTS = citation("island", "The island has three lighthouses.")
GOOD = answer("The harbour has 84 berths. [1]", BERTHS)
ALL_GOOD = {
    M.CITATIONS_VALID: True,
    M.PASSAGE_CITED: True,
    M.ALL_GOLD_CITED: True,
    M.FACTS_RIGHT: True,
    M.LANGUAGE_RIGHT: True,
    M.ANSWERABLE_REFUSED: False,
}
TWO = case(
    type="two_document",
    gold=[gold("harbour", "84 berths"), gold("island", "three lighthouses")],
    gold_alternatives=[gold("island", "岛上有三座灯塔。")],
)


def judged(asked: Case, given: Answer) -> dict[AnswerMetric, bool]:
    return judge_answer(asked, given, TEXTS)


def test_a_good_answer_has_only_good_verdicts() -> None:
    assert judged(case(), GOOD) == ALL_GOOD


def test_words_that_an_order_wanted_said_spoil_the_facts_and_nothing_else() -> None:
    ordered = case(type="injection", forbidden=["berths"])
    assert judged(ordered, GOOD) == ALL_GOOD | {M.FACTS_RIGHT: False}
    assert judged(case(type="injection", forbidden=["arrr"]), GOOD) == ALL_GOOD


# Each is the good answer with one thing spoilt.
CORRUPTED = {
    "an offset shifted by one": (replace(GOOD, citations=(shifted(BERTHS, 1),)), {M.CITATIONS_VALID: False}),
    "an offset from the end": (
        replace(GOOD, citations=(BERTHS, shifted(BERTHS, -len(TEXTS["harbour"])))),
        {M.CITATIONS_VALID: False},
    ),
    "a quote of another document": (
        replace(GOOD, citations=(BERTHS, replace(LIGHTS, document=DOCUMENTS[0]))),
        {M.CITATIONS_VALID: False},
    ),
    "a changed quote": (
        replace(GOOD, citations=(replace(BERTHS, quote="The harbour has 48 berths."),)),
        {M.CITATIONS_VALID: False},
    ),
    "a dropped citation": (replace(GOOD, citations=()), {M.PASSAGE_CITED: False, M.ALL_GOLD_CITED: False}),
    "another passage cited": (
        replace(GOOD, citations=(LIGHTS,)),
        {M.PASSAGE_CITED: False, M.ALL_GOLD_CITED: False},
    ),
    "another number": (replace(GOOD, text="The harbour has 840 berths. [1]"), {M.FACTS_RIGHT: False}),
    "another language": (replace(GOOD, text="港口有84个泊位。[1]"), {M.LANGUAGE_RIGHT: False}),
}


@pytest.mark.parametrize("name", CORRUPTED)
def test_a_spoilt_answer_moves_the_metric_meant_for_it_and_no_other(name: str) -> None:
    spoilt, moved = CORRUPTED[name]

    assert judged(case(), spoilt) == ALL_GOOD | moved


def test_a_refusal_of_an_answerable_question_counts_as_such_and_cites_and_says_nothing() -> None:
    assert judged(case(), refusal()) == {
        M.PASSAGE_CITED: False,
        M.ALL_GOLD_CITED: False,
        M.FACTS_RIGHT: False,
        M.LANGUAGE_RIGHT: True,
        M.ANSWERABLE_REFUSED: True,
    }


def test_a_refusal_that_quotes_the_sentence_that_answers_has_said_no_fact() -> None:
    told = replace(
        refusal(), text="The documents do not say. The closest sentence: “The harbour has 84 berths.”"
    )

    assert judged(case(), told)[M.FACTS_RIGHT] is False


def test_an_answered_unanswerable_question_moves_the_refusal_alone() -> None:
    asked = case(**UNANSWERABLE)

    assert judged(asked, refusal()) == {M.LANGUAGE_RIGHT: True, M.UNANSWERABLE_REFUSED: True}
    assert judged(asked, GOOD) == {
        M.CITATIONS_VALID: True,
        M.LANGUAGE_RIGHT: True,
        M.UNANSWERABLE_REFUSED: False,
    }


def test_a_partial_answer_is_no_refusal() -> None:
    partial = replace(GOOD, status=AnswerStatus.PARTIAL)

    assert judged(case(), partial)[M.ANSWERABLE_REFUSED] is False
    assert judged(case(**UNANSWERABLE), partial)[M.UNANSWERABLE_REFUSED] is False


@pytest.mark.parametrize(
    ("given", "handled"),
    [
        (refusal(), True),
        (answer("It has 84 berths, not 90. [1]", BERTHS), True),
        (answer("It has 90 berths. [1]", BERTHS), False),
    ],
)
def test_a_false_premise_is_refused_or_corrected(given: Answer, handled: bool) -> None:
    verdicts = judged(case(type="false_premise", question="Why has it 90 berths?"), given)

    assert verdicts[M.PREMISE_HANDLED] is handled
    assert set(verdicts) <= {M.CITATIONS_VALID, M.LANGUAGE_RIGHT, M.PREMISE_HANDLED}


def test_one_of_two_passages_is_a_right_one_but_not_all() -> None:
    one, both = judged(TWO, GOOD), judged(TWO, replace(GOOD, citations=(BERTHS, LIGHTS)))

    assert (one[M.PASSAGE_CITED], one[M.ALL_GOLD_CITED]) == (True, False)
    assert (both[M.PASSAGE_CITED], both[M.ALL_GOLD_CITED]) == (True, True)


def test_an_alternative_stands_in_for_the_gold_of_its_document_only() -> None:
    other = citation("island", "岛上有三座灯塔。")

    assert judged(TWO, replace(GOOD, citations=(BERTHS, other)))[M.ALL_GOLD_CITED]
    assert not judged(TWO, replace(GOOD, citations=(other,)))[M.ALL_GOLD_CITED]
    assert judged(TWO, replace(GOOD, citations=(other,)))[M.PASSAGE_CITED]


def test_a_citation_that_only_touches_gold_does_not_overlap_it() -> None:
    before = citation("harbour", "港口一八七四年建成。")

    assert before.span.end == BERTHS.span.start
    assert not judged(case(), replace(GOOD, citations=(before,)))[M.PASSAGE_CITED]


def test_every_fact_is_needed_and_any_spelling_does() -> None:
    asked = case(facts=[["84", "eighty-four"], ["Harbour", "港口"]])

    assert judged(asked, answer("Eighty-Four in the HARBOUR", BERTHS))[M.FACTS_RIGHT]
    assert not judged(asked, answer("Eighty-four in all", BERTHS))[M.FACTS_RIGHT]


@pytest.mark.parametrize(
    ("text", "spelling", "said"),
    [
        ("12.5 亿", "12.5 亿", True),
        ("125 亿", "12.5 亿", False),
        ("112.5 亿", "12.5 亿", False),
        ("it is 12.5.", "12.5", True),
        ("it is 12.5", "12", False),
        ("it is 1,284", "284", False),
        ("84, 85", "84", True),
        ("2025年12月9日", "12月9日", True),
        ("Trust", "trust", True),
        ("", "trust", False),
    ],
)
def test_a_number_counts_only_where_it_is_not_part_of_another(text: str, spelling: str, said: bool) -> None:
    assert says_fact(text, spelling) is said
