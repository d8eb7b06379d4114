"""What the writer needs of a language model, whichever it is, and how one fails."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

from corpus.errors import UnavailableError

__all__ = [
    "Cancelled",
    "GenerationCancelledError",
    "GenerationRequest",
    "LanguageModel",
    "LanguageModelError",
    "Message",
    "ModelFault",
    "OutputFormat",
    "never_cancelled",
]

Cancelled = Callable[[], bool]
"""Whether the caller no longer wants the answer; asked a few times a second, from any thread."""


def never_cancelled() -> bool:
    """The caller waits to the end."""
    return False


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """The form that the output must have, told in the two ways that models understand.

    Attributes:
        name: A short name, letters and underscores.
        json_schema: As JSON Schema has it; models behind an endpoint are held to it where they can be.
        grammar: The same as a GBNF grammar of llama.cpp, which costs no token on white space.
    """

    name: str
    json_schema: Mapping[str, Any]  # Any: JSON
    grammar: str


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """What a model is to write.

    Temperature is 0 and the seed fixed: the same prompt gives the same text wherever the model allows it.

    Attributes:
        messages: The prompt.
        output_format: What the output must look like; None for free text.
        max_tokens: The longest output, at least 1.
        stop: Texts at which the output ends.
        timeout_s: The longest time to the end of the output, retries included.
        seed: For models that draw at temperature 0.
    """

    messages: tuple[Message, ...]
    output_format: OutputFormat | None = None
    max_tokens: int = 512
    stop: tuple[str, ...] = ()
    timeout_s: float = 60.0
    seed: int = 7


class LanguageModel(Protocol):
    """Writes text; safe for concurrent use."""

    @property
    def name(self) -> str:
        """What it is called, for people and logs."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and output may have together."""
        ...

    def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
        """Write piece by piece; closing the iterator stops the work.

        Raises:
            LanguageModelError: If the model fails; what was given out before is to be thrown away.
            GenerationCancelledError: If the caller no longer wants it.
        """
        ...

    def close(self) -> None:
        """Give back connections and processes."""
        ...


class ModelFault(StrEnum):
    """What can go wrong with a model; the codes that answers warn with."""

    UNREACHABLE = "llm_unreachable"
    TIMEOUT = "llm_timeout"
    UNAUTHORISED = "llm_unauthorised"
    RATE_LIMITED = "llm_rate_limited"
    REFUSED = "llm_refused"
    """The model's service does not take the request."""
    FAILED = "llm_failed"
    STREAM_CUT = "llm_stream_cut"
    OUTPUT_ENDLESS = "llm_output_endless"
    PROMPT_TOO_LONG = "llm_prompt_too_long"
    MODEL_MISSING = "llm_model_missing"
    MODEL_DAMAGED = "llm_model_damaged"
    NOT_INSTALLED = "llm_not_installed"
    OUTPUT_UNUSABLE = "llm_output_unusable"
    """It holds no sentence with the key of a passage."""
    WRONG_LANGUAGE = "llm_wrong_language"
    UNSUPPORTED = "llm_unsupported"
    """No sentence is borne out by what it cites."""


class LanguageModelError(UnavailableError):
    """A language model failed; the answer does without it.

    Attributes:
        fault: What went wrong; its value is the `code`.
    """

    def __init__(self, fault: ModelFault, detail: str, *, next_step: str) -> None:
        super().__init__(fault.value, detail, next_step=next_step)
        self.fault = fault


class GenerationCancelledError(Exception):
    """Whoever asked no longer waits for the text."""
