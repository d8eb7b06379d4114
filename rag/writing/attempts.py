"""Whether an answer is written, and the way back to the extractive one when writing fails."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from corpus.model import Span
from index.chunk import Chunk
from rag.answer import AnswerMode, AnswerStatus
from rag.answering import Draft, Evidence
from rag.compose import Composition
from rag.models.protocol import Cancelled, LanguageModel, LanguageModelError, ModelFault
from rag.progress import Tell, tell_nobody
from rag.writing.checking import GroundingChecker
from rag.writing.evidence import KeyMaker, random_keys
from rag.writing.notices import fallback_warning, notice_warning, unneeded_warning
from rag.writing.second_reading import SecondReader
from rag.writing.writer import Writer

__all__ = ["Attempt", "LanguageModelState", "Place", "WrittenAnswers"]

_STRUCTURE: Final = "document_structure"
# Faults of the moment or of the one answer; all others are likely to meet the next question too.
_PASSING: Final = frozenset(
    {
        ModelFault.OUTPUT_UNUSABLE,
        ModelFault.WRONG_LANGUAGE,
        ModelFault.UNSUPPORTED,
        ModelFault.PROMPT_TOO_LONG,
        ModelFault.OUTPUT_ENDLESS,
        ModelFault.STREAM_CUT,
    }
)


@dataclass(frozen=True, slots=True)
class LanguageModelState:
    """A configured model as it is now; `fault` is the code of its last failure until it works again."""

    name: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of trying to write: an answer, or None and a warning that says why not."""

    composition: Composition | None
    warnings: tuple[str, ...]
    model_ms: float = 0.0
    model: str | None = None
    """The name of the model that wrote the answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """What belongs to the snapshot that an answer comes from.

    Attributes:
        checker: Decides on each sentence.
        chunk_at: Gives the chunk that holds a span of a document.
    """

    checker: GroundingChecker
    chunk_at: Callable[[str, Span], Chunk]


@dataclass(slots=True)
class WrittenAnswers:
    """Writes answers where a model is configured; safe for concurrent use.

    After a failure that is likely to last, `auto` does without the model for a while, so that not every question
    waits for it in vain. A question with mode `written` always tries.

    Attributes:
        name: Of the model, as configured.
        model: The model, or why it cannot be opened.
        timeout_s: Longest time for all that the model writes for one answer.
        pause_s: How long `auto` does without a model that failed.
        make_keys: Gives the keys of the passages; only keys that are always the same make the prompt so.
    """

    name: str
    model: LanguageModel | LanguageModelError
    timeout_s: float = 60.0
    pause_s: float = 30.0
    make_keys: KeyMaker = random_keys
    _fault: ModelFault | None = None
    _paused_until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @property
    def state(self) -> LanguageModelState:
        """The model as it is now."""
        with self._lock:
            fault = self.model.fault if isinstance(self.model, LanguageModelError) else self._fault
        return LanguageModelState(self.name, None if fault is None else fault.value)

    def attempt(
        self,
        evidence: Evidence,
        draft: Draft,
        mode: AnswerMode | None,
        place: Place,
        cancelled: Cancelled,
        tell: Tell = tell_nobody,
    ) -> Attempt:
        """Write an answer if the question wants one that can be written.

        Args:
            evidence: What was found for the question.
            draft: The extractive answer.
            mode: As asked for.
            place: What the answer comes from.
            cancelled: Whether whoever asked has hung up.
            tell: Told how far the writing is.

        Raises:
            GenerationCancelledError: If whoever asked has hung up.
        """
        language = evidence.question.language
        if mode is AnswerMode.EXTRACTIVE:
            return Attempt(None, ())
        if not _is_writable(evidence, draft):
            wanted = mode is AnswerMode.WRITTEN
            return Attempt(None, (unneeded_warning(language),) if wanted else ())
        started = time.perf_counter()
        try:
            model = self._usable(mode)
            writer = Writer(model, place.checker, place.chunk_at, self.timeout_s, self.make_keys)
            written = writer.write(evidence, draft, cancelled, tell)
        except LanguageModelError as error:
            self._note(error.fault)
            waited = (time.perf_counter() - started) * 1e3
            return Attempt(None, (fallback_warning(error.fault, language),), waited)
        self._note(None)
        notices = tuple(notice_warning(notice, count, language) for notice, count in written.notices)
        return Attempt(written.composition, notices, written.model_ms, self.name)

    def second_reader(self) -> SecondReader:
        """Reads one text's sentences again, within the time of an answer."""
        try:
            return SecondReader(self._usable(None), self.timeout_s)
        except LanguageModelError as error:
            return SecondReader(error, self.timeout_s)

    def close(self) -> None:
        """Give back what the model holds."""
        if not isinstance(self.model, LanguageModelError):
            self.model.close()

    def _usable(self, mode: AnswerMode | None) -> LanguageModel:
        if isinstance(self.model, LanguageModelError):
            raise self.model.with_traceback(None)
        with self._lock:
            fault = self._fault if time.monotonic() < self._paused_until else None
        if fault is not None and mode is not AnswerMode.WRITTEN:
            raise LanguageModelError(
                fault, "it failed a moment ago", next_step="wait, or ask for a written answer"
            )
        return self.model

    def _note(self, fault: ModelFault | None) -> None:
        """Remember how the model is; a failure while paused does not make the pause longer."""
        with self._lock:
            lasting = fault is not None and fault not in _PASSING
            if lasting and time.monotonic() >= self._paused_until:
                self._paused_until = time.monotonic() + self.pause_s
            if fault is None:
                self._paused_until = 0.0
            self._fault = fault if lasting else None if fault is None else self._fault


def _is_writable(evidence: Evidence, draft: Draft) -> bool:
    """Whether a model has anything to add: not to a refusal, a corrected premise or a remark on notes."""
    by_structure = any(claim.support.method == _STRUCTURE for claim in draft.composition.claims)
    return bool(evidence.ranked) and draft.status is AnswerStatus.ANSWERED and not by_structure
