"""What the checks find nowhere may be read again by the language model; what differs stays different."""

import json
from typing import Any

import pytest

from corpus.errors import InvalidInputError
from rag.checking import Decider
from rag.checks.finding import Verdict
from rag.engine import Engine
from tests.rag.models.talking_server import Behaviour, Reply
from tests.rag.writing.conftest import Talk

REWORDED = [
    "自主武器不用人插手，自己就能挑目标、自己动手打。",
    "Cutting the amount of energy that computing eats up is one of the summit's core aims.",
]
UNSAID = "The delegates were given free bicycles for the week."
CONTRADICTED = "张国清代表法国出席峰会。"


def judging(verdict: str) -> Behaviour:
    return lambda _: Reply((verdict,))


def claim_of(body: dict[str, Any]) -> str:  # Any: JSON
    return str(body["messages"][-1]["content"].splitlines()[-1])


@pytest.mark.parametrize("text", REWORDED)
def test_what_is_said_in_other_words_is_found_by_the_model_and_says_so(talk: Talk, text: str) -> None:
    engine, server = talk(judging("supported"))
    (before,) = engine.check(text).sentences

    checked = engine.check(text, second_reading=True)

    (sentence,) = checked.sentences
    assert before.verdict is Verdict.ABSENT
    assert (sentence.verdict, sentence.decided_by) == (Verdict.SUPPORTED, Decider.LANGUAGE_MODEL)
    assert len(sentence.citations) == 1
    for citation in checked.citations:
        assert citation.document.text[citation.span.start : citation.span.end] == citation.quote
    assert text in claim_of(server.bodies[0])


@pytest.mark.parametrize("said", ["supported", '{"verdict": "supported"}', '{"verdict":"supported"}\n'])
def test_the_verdict_is_read_with_and_without_its_wrapping(talk: Talk, said: str) -> None:
    engine, server = talk(judging(said))

    (sentence,) = engine.check(REWORDED[0], second_reading=True).sentences

    assert sentence.decided_by is Decider.LANGUAGE_MODEL
    # An endpoint that refuses the schema is given none from then on, for answers neither.
    assert server.bodies[0]["response_format"]["json_schema"]["schema"]["type"] == "object"


@pytest.mark.parametrize(
    "verdict", ["contradicted", "not_said", "", "I think it is supported by all of them"]
)
def test_whatever_else_the_model_says_nothing_changes(talk: Talk, verdict: str) -> None:
    engine, _ = talk(judging(verdict))

    (sentence,) = engine.check(REWORDED[0], second_reading=True).sentences

    assert (sentence.verdict, sentence.decided_by) == (Verdict.ABSENT, Decider.CHECKS)


def test_what_the_checks_decide_is_not_asked_about(talk: Talk) -> None:
    engine, server = talk(judging("supported"))

    (sentence,) = engine.check(CONTRADICTED, second_reading=True).sentences

    assert sentence.verdict is Verdict.CONTRADICTED
    assert server.bodies == []


def test_a_figure_that_differs_is_not_talked_away(talk: Talk) -> None:
    engine, _ = talk(judging("supported"))

    (sentence,) = engine.check("全世界共有9999台这样的自主武器，自己动手打。", second_reading=True).sentences

    assert sentence.verdict is not Verdict.SUPPORTED


def test_passages_are_data_between_fences_that_are_new_each_time(talk: Talk) -> None:
    engine, server = talk(judging("not_said"))

    engine.check(f"{REWORDED[1]} {UNSAID}", second_reading=True)

    fences = [
        {line for line in body["messages"][-1]["content"].splitlines() if line.startswith("<<<")}
        for body in server.bodies
    ]
    assert [len(found) for found in fences] == [1] * len(fences)
    assert len(fences) < 2 or fences[0] != fences[1]
    assert json.dumps(fences[0].pop()) not in json.dumps(server.bodies[0]["messages"][0])


def test_a_model_that_fails_is_told_once_and_the_verdicts_stay(talk: Talk) -> None:
    engine, server = talk(lambda _: Reply(status=500))

    checked = engine.check("\n".join([*REWORDED, UNSAID]), second_reading=True)

    assert {sentence.verdict for sentence in checked.sentences} == {Verdict.ABSENT}
    assert len(server.bodies) == 1
    (warning,) = [w for w in checked.warnings if w.startswith("llm_failed")]
    assert "second time" in warning or "再读" in warning


def test_without_a_model_a_second_reading_is_refused_with_what_to_do(engine: Engine) -> None:
    with pytest.raises(InvalidInputError) as caught:
        engine.check(REWORDED[0], second_reading=True)

    assert caught.value.code == "mode_unavailable"
    assert "SUMMIT_LLM_MODEL" in caught.value.next_step
