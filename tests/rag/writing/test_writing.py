"""Written answers over the bundled documents: what leaves, and what happens where a model fails."""

import json
import re
from pathlib import Path
from statistics import median
from threading import Event, Timer

import pytest

from corpus.errors import UnavailableError
from rag.answer import AnswerMode, AnswerStatus, SupportLabel
from rag.engine import Engine
from rag.models.protocol import Message
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_written_answers
from rag.writing.prompt import estimate_tokens
from tests.rag.models.talking_server import Behaviour, Reply, claims_json, passages_of, says
from tests.rag.writing.asking import (
    COMPLETED,
    EN,
    INDIA_EN,
    INDIA_ZH,
    THEMES_EN,
    THEMES_ZH,
    ZH,
    Body,
    ask,
    codes,
    repeats_first,
)
from tests.rag.writing.conftest import Talk


@pytest.mark.parametrize("question", [ZH, EN])
def test_what_the_model_says_leaves_with_exact_citations(talk: Talk, question: str) -> None:
    engine, server = talk(repeats_first)

    answer = ask(engine, question)

    ((_, text), *_) = passages_of(server.bodies[0])
    (claim,) = answer.claims
    assert (answer.mode, answer.status, answer.warnings) == (AnswerMode.WRITTEN, AnswerStatus.ANSWERED, ())
    assert answer.model == "a-model"
    assert text in answer.text[claim.start : claim.end]
    assert claim.support.label is SupportLabel.SUPPORTED
    (citation,) = answer.citations
    assert text in (citation.quote, citation.translation)
    assert answer.text[claim.end :].strip() == "[1]"
    assert answer.timings_ms["model"] > 0


@pytest.mark.parametrize("question", [ZH, EN])
@pytest.mark.parametrize("mode", [None, AnswerMode.WRITTEN])
@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (lambda _: Reply(status=401), "llm_unauthorised"),
        (lambda _: Reply(status=429), "llm_rate_limited"),
        (lambda _: Reply(status=500), "llm_failed"),
        (lambda _: Reply(status=404), "llm_refused"),
        (lambda body: Reply((repeats_first(body).pieces[0][:10],), cut=True), "llm_stream_cut"),
        (lambda _: Reply(endless=True), "llm_output_endless"),
        (lambda _: Reply(hangs=True), "llm_timeout"),
        (says("I am a teapot. {]"), "llm_output_unusable"),
        (says(""), "llm_output_unusable"),
        (says(claims_json((["nokey"], "It is in Paris. 在巴黎。"))), "llm_output_unusable"),
    ],
    ids=["401", "429", "500", "404", "cut", "endless", "silent", "junk", "empty", "unknown keys"],
)
def test_whatever_fails_the_answer_is_the_extractive_one_and_says_why(
    talk: Talk, engine: Engine, behaviour: Behaviour, code: str, mode: AnswerMode | None, question: str
) -> None:
    failing, _ = talk(behaviour, timeout_s=0.5 if code == "llm_timeout" else 10.0)
    expected = ask(engine, question, AnswerMode.EXTRACTIVE)

    answer = ask(failing, question, mode)

    assert codes(answer) == [code]
    assert ("摘自文件" if question == ZH else "quoted from the") in answer.warnings[0]
    assert (answer.mode, answer.text) == (AnswerMode.EXTRACTIVE, expected.text)
    assert answer.citations == expected.citations


@pytest.mark.parametrize(
    ("question", "wrong"),
    [(ZH, "She is the envoy of the President for AI."), (EN, "她是法国总统的人工智能特使。")],
)
def test_the_wrong_language_is_sent_back_once(talk: Talk, question: str, wrong: str) -> None:
    def in_the_wrong_language(body: Body) -> Reply:
        return Reply((claims_json(([passages_of(body)[0][0]], wrong)),))

    engine, server = talk(in_the_wrong_language)
    refused = ask(engine, question)
    asked = len(server.bodies)
    server.behaviour = lambda body: (
        in_the_wrong_language(body) if len(server.bodies) == asked + 1 else repeats_first(body)
    )
    mended = ask(engine, question)

    assert (codes(refused), asked) == (["llm_wrong_language"], 2)
    assert (mended.mode, mended.warnings, len(server.bodies)) == (AnswerMode.WRITTEN, (), asked + 2)


def test_keys_are_new_for_each_question_and_no_words_of_the_documents(talk: Talk) -> None:
    engine, server = talk(repeats_first)

    ask(engine, ZH)
    ask(engine, ZH)

    first, second = ({key for key, _ in passages_of(body)} for body in server.bodies)
    assert len(first) > 1
    assert not first & second
    assert not any(key in document.text for document in engine.documents for key in first | second)


def test_made_up_keys_are_counted_and_the_rest_stays(talk: Talk) -> None:
    def with_made_up_keys(body: Body) -> Reply:
        key, text = passages_of(body)[0]
        return Reply((claims_json(([key, "made"], text), (["up"], "Nobody said this.")),))

    engine, _ = talk(with_made_up_keys)
    answer = ask(engine, EN)

    assert answer.mode is AnswerMode.WRITTEN
    assert codes(answer) == ["llm_keys_rejected", "llm_claims_left_out"]
    assert "2 keys" in answer.warnings[0]
    assert "Nobody" not in answer.text


def test_a_citation_that_a_supported_sentence_does_not_need_is_dropped(talk: Talk) -> None:
    def cites_three(body: Body) -> Reply:
        (first, _), (second, text), (third, _), *_ = passages_of(body)
        return Reply((claims_json(([first, second, third], text)),))

    engine, server = talk(cites_three)
    answer = ask(engine, THEMES_ZH)

    (number,) = answer.claims[0].citations
    assert answer.citations[number - 1].quote == passages_of(server.bodies[0])[1][1]


def test_an_unsupported_sentence_is_mended_once(talk: Talk) -> None:
    def first_wrong_then_right(body: Body) -> Reply:
        key, text = passages_of(body)[0]
        wrong = claims_json(([key], "She raised 770 billion dollars."))
        return Reply(
            (claims_json(([key], text)) if "770 billion" in body["messages"][-1]["content"] else wrong,)
        )

    engine, server = talk(first_wrong_then_right)
    answer = ask(engine, EN)

    assert (answer.mode, answer.warnings, len(server.bodies)) == (AnswerMode.WRITTEN, (), 2)
    assert "770" not in answer.text
    told = server.bodies[1]["messages"][-1]["content"]
    assert "770 billion dollars. (the passages do not say this)" in told, "it is told what is wrong"


def test_what_stays_unsupported_is_left_out(talk: Talk) -> None:
    def one_of_two(body: Body) -> Reply:
        key, text = passages_of(body)[0]
        return Reply((claims_json(([key], text), ([key], "She raised 770 billion dollars.")),))

    engine, server = talk(one_of_two)
    some = ask(engine, EN)
    server.behaviour = lambda body: Reply((claims_json(([passages_of(body)[0][0]], "She has 770 horses.")),))
    none = ask(engine, EN)

    assert (some.mode, codes(some)) == (AnswerMode.WRITTEN, ["llm_claims_left_out"])
    assert len(some.claims) == 1
    assert (none.mode, codes(none)) == (AnswerMode.EXTRACTIVE, ["llm_unsupported"])
    assert "770" not in some.text + none.text


PARTLY_ZH = "印度政府批准为人工智能项目投资1030亿卢比，农民因此得到更便宜的拖拉机。"
PARTLY_EN = "In 2024 India's government approved 103 billion rupees (US$1.25 billion) for AI projects, including computing infrastructure, and farmers bought cheaper tractors."  # noqa: E501


@pytest.mark.parametrize(("question", "partly"), [(INDIA_ZH, PARTLY_ZH), (INDIA_EN, PARTLY_EN)])
def test_what_is_borne_out_in_part_is_shown_as_that_and_never_alone(
    talk: Talk, question: str, partly: str
) -> None:
    def with_the_quote(body: Body) -> Reply:
        key, text = next(pair for pair in passages_of(body) if "103" in pair[1])
        return Reply((claims_json(([key], partly), ([key], text)),))

    def alone(body: Body) -> Reply:
        key, _ = next(pair for pair in passages_of(body) if "103" in pair[1])
        return Reply((claims_json(([key], partly)),))

    engine, server = talk(with_the_quote)
    answer = ask(engine, question)
    server.behaviour = alone
    nothing_else = ask(engine, question)

    labels = [claim.support.label for claim in answer.claims]
    assert labels[:2] == [SupportLabel.PARTIAL, SupportLabel.SUPPORTED]
    assert (answer.mode, codes(answer)) == (AnswerMode.WRITTEN, ["llm_claims_partial", COMPLETED])
    assert (nothing_else.mode, codes(nothing_else)) == (AnswerMode.EXTRACTIVE, ["llm_unsupported"])


@pytest.mark.parametrize(
    ("question", "beside"),
    [(INDIA_ZH, "安妮·布韦罗"), (INDIA_EN, "Anne Bouverot")],
)
def test_a_true_answer_to_another_question_is_not_given(talk: Talk, question: str, beside: str) -> None:
    def besides_the_point(body: Body) -> Reply:
        shown = [(key, text) for key, text in passages_of(body) if "103" not in text]
        key, text = shown[-1]
        return Reply((claims_json(([key], text)),))

    engine, _ = talk(besides_the_point)
    answer = ask(engine, question)

    assert (answer.mode, codes(answer)) == (AnswerMode.EXTRACTIVE, ["llm_unsupported"])
    assert beside not in answer.text


def test_a_link_that_no_passage_has_does_not_leave(talk: Talk) -> None:
    def leaks(body: Body) -> Reply:
        key, text = passages_of(body)[0]
        return Reply((claims_json(([key], f"{text} See https://example.org/?q=secret")),))

    engine, _ = talk(leaks)

    assert "example.org" not in ask(engine, EN).text


def test_what_only_commentary_says_names_it(talk: Talk) -> None:
    def repeats_commentary(body: Body) -> Reply:
        text = body["messages"][-1]["content"]
        block = text[text.index("Source: Intelligence Analyst") :]
        (key, said), *_ = re.findall(r"^\[([a-z]+)\] (.+)$", block, re.MULTILINE)
        return Reply((claims_json(([key], said)),))

    engine, _ = talk(repeats_commentary)
    answer = ask(engine, "What is data poisoning?")

    assert answer.mode is AnswerMode.WRITTEN
    assert answer.text.startswith("According to Intelligence Analyst, a commentary of 12 February 2025: ")


@pytest.mark.parametrize("question", [THEMES_ZH, THEMES_EN])
def test_passages_that_do_not_fit_are_dropped_from_the_tail_and_counted(talk: Talk, question: str) -> None:
    large, server = talk(repeats_first)
    ask(large, question)
    (body,) = server.bodies
    needed = estimate_tokens([Message(**message) for message in body["messages"]]) + body["max_tokens"]
    enough, _ = talk(repeats_first, context_tokens=needed)
    one_short, server = talk(repeats_first, context_tokens=needed - 1)
    tiny, _ = talk(repeats_first, context_tokens=1024)

    assert "llm_passages_dropped" not in codes(ask(enough, question))
    answer = ask(one_short, question)
    assert (answer.mode, codes(answer)[0]) == (AnswerMode.WRITTEN, "llm_passages_dropped")
    assert re.findall(r"\d+", answer.warnings[0]) == ["1"]
    shown = [text for _, text in passages_of(server.bodies[0])]
    assert shown == [text for _, text in passages_of(body)][:-1]
    assert codes(ask(tiny, question)) == ["llm_prompt_too_long"]


def test_passages_are_dropped_where_the_endpoint_takes_fewer_than_was_thought(talk: Talk) -> None:
    def takes_three(body: Body) -> Reply:
        if len(passages_of(body)) > 3:
            return Reply(status=400, error={"code": "context_length_exceeded"})
        return repeats_first(body)

    engine, server = talk(takes_three)
    answer = ask(engine, THEMES_ZH)

    assert (answer.mode, codes(answer)) == (AnswerMode.WRITTEN, ["llm_passages_dropped", COMPLETED])
    assert len(passages_of(server.bodies[0])) > 3
    assert len(passages_of(server.bodies[-1])) == 3


def test_after_a_lasting_failure_auto_pauses_and_written_tries(talk: Talk) -> None:
    engine, server = talk(lambda _: Reply(status=500))

    first, second = ask(engine, EN, None), ask(engine, EN, None)
    asked_while_paused = len(server.bodies)
    state = engine.language_model
    server.behaviour = repeats_first
    tried, after = ask(engine, EN), ask(engine, EN, None)

    assert codes(first) == codes(second) == ["llm_failed"]
    assert asked_while_paused == 1
    assert state is not None
    assert state.fault == "llm_failed"
    assert tried.mode is after.mode is AnswerMode.WRITTEN
    assert engine.language_model is not None
    assert engine.language_model.fault is None


@pytest.mark.parametrize("question", ["为什么美国没有签署声明？", "Which team won the football match?"])
def test_a_refusal_needs_no_model(talk: Talk, question: str) -> None:
    engine, server = talk(repeats_first)

    written, auto = ask(engine, question), ask(engine, question, None)

    assert written.status is auto.status is AnswerStatus.NO_ANSWER
    assert written.mode is auto.mode is AnswerMode.EXTRACTIVE
    assert (codes(written), codes(auto), server.bodies) == (["llm_not_needed"], [], [])


def test_hanging_up_ends_the_answer(talk: Talk) -> None:
    engine, server = talk(lambda _: Reply(hangs=True))
    hung_up = Event()
    Timer(0.3, hung_up.set).start()

    with pytest.raises(UnavailableError) as caught:
        engine.ask(AskRequest(EN, mode=AnswerMode.WRITTEN), hung_up.is_set)

    assert caught.value.code == "answer_cancelled"
    assert len(server.bodies) == 1


def test_extractive_mode_asks_no_model(talk: Talk, engine: Engine) -> None:
    with_model, server = talk(repeats_first)

    answer = ask(with_model, EN, AnswerMode.EXTRACTIVE)

    assert (answer.text, server.bodies) == (ask(engine, EN, AnswerMode.EXTRACTIVE).text, [])


def test_passages_are_shown_on_one_line_each_without_what_hides(talk: Talk) -> None:
    engine, server = talk(repeats_first)

    ask(engine, ZH)

    system, user = (message["content"] for message in server.bodies[0]["messages"])
    fences = re.findall(r"^<<<[a-z]+>>>$", user, re.MULTILINE)
    assert len(fences) == 2
    assert len(set(fences)) == 1
    assert fences[0] not in system  # which is the same for all questions, and need not be read again
    assert user.rstrip().endswith(f"问题：{ZH}")
    assert json.dumps(ZH, ensure_ascii=False)[1:-1] not in user[: user.rindex(fences[0])]


@pytest.mark.parametrize("question", [ZH, EN])
def test_without_its_file_a_model_is_done_without(engine: Engine, tmp_path: Path, question: str) -> None:
    settings = EngineSettings(data_dir=tmp_path, llm_model="qwen2.5-0.5b")
    without = Engine(engine.snapshot, engine.embedder, engine.settings, (), open_written_answers(settings))

    answer = ask(without, question)

    assert codes(answer) == ["llm_model_missing"]
    assert answer.text == ask(engine, question, AnswerMode.EXTRACTIVE).text


def test_our_share_of_a_written_answer_is_within_its_budget(talk: Talk) -> None:
    engine, _ = talk(repeats_first)
    questions = [
        ZH,
        EN,
        THEMES_ZH,
        THEMES_EN,
        "What is data poisoning?",
        "印度为人工智能投入了多少资金？",
    ] * 3

    shares = []
    for question in questions:
        answer = ask(engine, question)
        assert answer.mode is AnswerMode.WRITTEN
        shares.append(sum(ms for stage, ms in answer.timings_ms.items() if stage != "model"))

    # The budget is 50 ms on an idle machine; tests share theirs with others.
    assert median(shares) < 150
