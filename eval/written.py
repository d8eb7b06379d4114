"""Measuring written answers: a model that remembers what it wrote, and answers that leave without being checked."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from corpus.errors import InvalidInputError
from corpus.model import Language
from eval.askers import Reply
from rag.answer import AnswerMode, AnswerStatus, Support, SupportLabel
from rag.answering import Draft, Evidence
from rag.candidates import Candidate
from rag.models.opening import open_language_model
from rag.models.protocol import Cancelled, GenerationRequest, LanguageModel, ModelFault, never_cancelled
from rag.progress import Tell, tell_nobody
from rag.settings import EngineSettings
from rag.writing.attempts import Attempt, Place, WrittenAnswers
from rag.writing.checking import Grounding, GroundingChecker

__all__ = [
    "RememberingModel",
    "UncheckedAnswers",
    "Way",
    "as_the_model_left_it",
    "repeatable_keys",
    "written_answers",
]

_TRUSTED: Final = Support(SupportLabel.SUPPORTED, "unchecked")
_WROTE_NOTHING: Final = (ModelFault.OUTPUT_UNUSABLE.value, ModelFault.WRONG_LANGUAGE.value)
_LETTERS: Final = "bcdfghjkmnpqrstvwxz"


class Way(StrEnum):
    """How questions are answered."""

    EXTRACTIVE = "extractive"
    UNCHECKED = "written, unchecked"
    """What the model wrote, as it wrote it."""
    CHECKED = "written, checked"
    """What the product answers in mode `written`."""

    @property
    def mode(self) -> AnswerMode:
        """What is asked for."""
        return AnswerMode.EXTRACTIVE if self is Way.EXTRACTIVE else AnswerMode.WRITTEN


def repeatable_keys(count: int) -> list[str]:
    """Keys that are the same each time, so that the same question makes the same prompt."""
    drawn = random.Random(f"keys {count}")
    keys: dict[str, None] = {}
    while len(keys) < count:
        keys["".join(drawn.choices(_LETTERS, k=4))] = None
    return sorted(keys)


@dataclass(slots=True, eq=False)
class RememberingModel:
    """A language model that writes nothing twice: what it wrote for a prompt is kept in a file and said again.

    A measurement that was broken off goes on where it was, and one with other checks costs no second writing.
    A text that failed is not kept.

    Attributes:
        model: Writes what is not known.
        file: JSON lines; made when missing.
        seconds: Time that `model` took for what this object asked it.
    """

    model: LanguageModel
    file: Path
    seconds: float = 0.0
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.file.exists():
            kept = (json.loads(line) for line in _whole_lines(self.file.read_text("utf-8")))
            self._known = {item["prompt"]: item["text"] for item in kept}

    @property
    def name(self) -> str:
        """The model's."""
        return self.model.name

    @property
    def context_tokens(self) -> int:
        """The model's."""
        return self.model.context_tokens

    def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
        """See `LanguageModel`."""
        prompt = self._prompt(request)
        if (text := self._known.get(prompt)) is None:
            started, pieces = time.perf_counter(), list[str]()
            for piece in self.model.stream(request, cancelled):
                pieces.append(piece)
                yield piece
            self.seconds += time.perf_counter() - started
            self._keep(prompt, "".join(pieces))
        elif text:
            yield text

    def close(self) -> None:
        """Close the model."""
        self.model.close()

    def _prompt(self, request: GenerationRequest) -> str:
        wanted = request.output_format
        told = [self.name, [(m.role, m.content) for m in request.messages], request.max_tokens, request.seed]
        told += [list(request.stop), None if wanted is None else wanted.grammar]
        return sha256(json.dumps(told).encode()).hexdigest()

    def _keep(self, prompt: str, text: str) -> None:
        self._known[prompt] = text
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"prompt": prompt, "text": text}, ensure_ascii=False) + "\n")


@dataclass(slots=True)
class UncheckedAnswers(WrittenAnswers):
    """Written answers as they would be without the checks: every sentence leaves as if all shown bore it out.

    The product has no such way of answering; it is here to see what the checks are worth.
    """

    def attempt(
        self,
        evidence: Evidence,
        draft: Draft,
        mode: AnswerMode | None,
        place: Place,
        cancelled: Cancelled,
        tell: Tell = tell_nobody,
    ) -> Attempt:
        """As `WrittenAnswers.attempt`."""
        trusting = replace(place, checker=_Trusting(place.checker.checks))
        return WrittenAnswers.attempt(self, evidence, draft, mode, trusting, cancelled, tell)


@dataclass(frozen=True, slots=True)
class _Trusting(GroundingChecker):
    """Takes every sentence to be borne out by all that its writer saw."""

    def check(
        self, text: str, cited: Sequence[Candidate], others: Sequence[Candidate], language: Language
    ) -> Grounding:
        """Supported, whatever it says."""
        return Grounding(_TRUSTED, (*cited, *others))


def written_answers(settings: EngineSettings, way: Way, work_dir: Path) -> WrittenAnswers | None:
    """What writes the answers of a way; None for the extractive one.

    Args:
        settings: Name the model.
        way: Whether what it writes is checked.
        work_dir: What it wrote is kept there.

    Raises:
        InvalidInputError: `mode_unavailable` if no model is configured.
        LanguageModelError: If it cannot be opened.
    """
    if way is Way.EXTRACTIVE:
        return None
    model = open_language_model(settings, settings.models_dir)
    if model is None:
        raise InvalidInputError(
            "mode_unavailable",
            "no language model is configured, so written answers cannot be measured",
            next_step="set SUMMIT_LLM_MODEL",
        )
    remembering = RememberingModel(model, work_dir / "written.jsonl")
    kind = UncheckedAnswers if way is Way.UNCHECKED else WrittenAnswers
    return kind(model.name, remembering, timeout_s=settings.llm_timeout_s, make_keys=repeatable_keys)


def as_the_model_left_it(reply: Reply) -> Reply:
    """A reply in which the product answered itself, because the model wrote nothing, as the refusal that it is."""
    seen = reply.seen
    gave_up = seen is not None and any(w.startswith(_WROTE_NOTHING) for w in seen.warnings)
    if seen is None or not gave_up:
        return reply
    return replace(reply, seen=seen.model_copy(update={"status": AnswerStatus.NO_ANSWER.value}))


def _whole_lines(text: str) -> list[str]:
    """The lines that were written to their end."""
    return [line for line in text.split("\n")[:-1] if line]
