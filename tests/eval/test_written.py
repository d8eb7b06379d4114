"""What a model wrote is asked of it once, and answers that nobody checks are those of the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.errors import InvalidInputError
from eval.askers import EngineAsker, Reply
from eval.observed import ObservedAnswer
from eval.written import (
    RememberingModel,
    UncheckedAnswers,
    Way,
    as_the_model_left_it,
    repeatable_keys,
    written_answers,
)
from rag.answer import AnswerMode
from rag.engine import Engine
from rag.models.protocol import (
    Cancelled,
    GenerationRequest,
    LanguageModelError,
    Message,
    ModelFault,
    never_cancelled,
)
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.writing.attempts import WrittenAnswers
from tests.rag.models.talking_server import claims_json, passages_of

QUESTION = "法国为什么要举办这次峰会？"
FALSE = "法国举办这次峰会花费了七千万欧元。"


@dataclass
class Told:
    """A model in this process that says what it is told, and counts how often."""

    text: str
    fault: ModelFault | None = None
    name: str = "told"
    context_tokens: int = 4096
    asked: list[GenerationRequest] = field(default_factory=list)

    def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
        self.asked.append(request)
        yield self.text[:3]
        if self.fault is not None:
            raise LanguageModelError(self.fault, "told to", next_step="none")
        yield self.text[3:]

    def close(self) -> None:
        pass


def request(text: str) -> GenerationRequest:
    return GenerationRequest((Message("user", text),))


def test_a_text_is_written_once_and_then_known_even_to_another_run(tmp_path: Path) -> None:
    first = RememberingModel(Told("一二三四五"), tmp_path / "work" / "written.jsonl")
    assert "".join(first.stream(request("a"))) == "一二三四五"

    model = Told("other")
    again = RememberingModel(model, tmp_path / "work" / "written.jsonl")

    assert "".join(again.stream(request("a"))) == "一二三四五"
    assert model.asked == []
    assert "".join(again.stream(request("b"))) == "other"
    assert len(model.asked) == 1


def test_what_failed_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    with pytest.raises(LanguageModelError):
        list(RememberingModel(Told("half of it", ModelFault.STREAM_CUT), file).stream(request("a")))

    assert "".join(RememberingModel(Told("whole"), file).stream(request("a"))) == "whole"


def test_a_line_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    list(RememberingModel(Told("whole"), file).stream(request("a")))
    file.write_bytes(file.read_bytes()[:-9])
    model = Told("anew")

    assert "".join(RememberingModel(model, file).stream(request("a"))) == "anew"


def test_keys_are_the_same_each_time_and_no_two_alike() -> None:
    assert repeatable_keys(8) == repeatable_keys(8)
    assert len(set(repeatable_keys(30))) == 30


def told_engine(engine: Engine, kind: type[WrittenAnswers], text: str) -> Engine:
    """An engine whose model claims a text, resting on the first passage."""

    class Claims(Told):
        def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
            body = {"messages": [{"content": message.content} for message in request.messages]}
            yield claims_json(([passages_of(body)[0][0]], text)) if text else '{"claims":[]}'

    written = kind("told", Claims(""))
    return Engine(engine.snapshot, engine.embedder, engine.settings, (), written)


def ask(engine: Engine) -> Reply:
    return EngineAsker(engine).ask(AskRequest(QUESTION, mode=AnswerMode.WRITTEN))


def test_without_the_checks_a_false_sentence_leaves_and_with_them_it_does_not(engine: Engine) -> None:
    unchecked = ask(told_engine(engine, UncheckedAnswers, FALSE)).seen
    checked = ask(told_engine(engine, WrittenAnswers, FALSE)).seen

    assert unchecked is not None
    assert unchecked.mode == "written"
    assert FALSE in unchecked.answer
    assert checked is not None
    assert FALSE not in checked.answer


def test_a_model_that_wrote_nothing_has_refused(engine: Engine) -> None:
    left = as_the_model_left_it(ask(told_engine(engine, UncheckedAnswers, "")))

    assert left.seen is not None
    assert left.seen.refused


def test_other_replies_are_left_as_they_are() -> None:
    failed = Reply(None, "question_empty: nothing", 1.0)
    answered = Reply(ObservedAnswer(status="answered", mode="written", answer="Yes."), None, 1.0)

    assert as_the_model_left_it(failed) is failed
    assert as_the_model_left_it(answered) is answered


def test_without_a_model_written_answers_cannot_be_measured(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        written_answers(EngineSettings(data_dir=tmp_path), Way.CHECKED, tmp_path)

    assert caught.value.code == "mode_unavailable"
    assert written_answers(EngineSettings(data_dir=tmp_path), Way.EXTRACTIVE, tmp_path) is None
