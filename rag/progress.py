"""What is told while an answer is on its way: how far it is, what was found, each sentence that has been checked."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Language
from rag.answer import FoundPassage

__all__ = ["AnswerEvent", "Found", "Said", "Stage", "Tell", "Withdrawn", "tell_nobody"]


class Stage(StrEnum):
    """What is being done."""

    WRITING = "writing"
    VERIFYING = "verifying"
    """Everything is written, and what the checks did not let through is being mended."""


@dataclass(frozen=True, slots=True)
class Found:
    """The question was sound and read, and this is what was found for it; always told first."""

    answer_id: str
    question: str
    language: Language
    passages: tuple[FoundPassage, ...]
    index_generation: int


@dataclass(frozen=True, slots=True)
class Said:
    """The next piece of the answer, checked; the pieces of an answer add up to its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The model failed after it had been quoted: what was said is not the answer. Nothing is said after it."""


AnswerEvent = Stage | Found | Said | Withdrawn
Tell = Callable[[AnswerEvent], None]
"""Takes an event at once; called from any thread, from one at a time."""


def tell_nobody(_event: AnswerEvent) -> None:
    """For whom the whole answer is enough."""
