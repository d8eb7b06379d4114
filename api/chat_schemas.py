"""What goes out over OpenAI's wire format, with the answer in our own beside it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import AnswerOut

__all__ = [
    "AnnotationOut",
    "ChatModelOut",
    "ChatModelsOut",
    "ChoiceOut",
    "ChunkChoiceOut",
    "ChunkOut",
    "CompletionOut",
    "DeltaOut",
    "MessageOut",
    "UrlCitationOut",
]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class UrlCitationOut(_Out):
    """A marker such as [1] in the text, in code points, and the page that shows the quote behind it."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationOut(_Out):
    """A citation as OpenAI has it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationOut


class MessageOut(_Out):
    """The answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationOut]


class ChoiceOut(_Out):
    """The one answer there is."""

    index: Literal[0] = 0
    message: MessageOut
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class CompletionOut(_Out):
    """An answer as a chat completion."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int = Field(description="Seconds since 1970.")
    model: str
    choices: list[ChoiceOut]
    summit: AnswerOut = Field(description="The same answer as `/api/v1/ask` gives it.")


class DeltaOut(_Out):
    """What a chunk adds; what it leaves out is not sent."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[AnnotationOut] | None = None


class ChunkChoiceOut(_Out):
    """The one answer there is, a piece of it."""

    index: Literal[0] = 0
    delta: DeltaOut
    finish_reason: Literal["stop"] | None = None


class ChunkOut(_Out):
    """A piece of an answer."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str
    choices: list[ChunkChoiceOut]
    summit: AnswerOut | None = None


class ChatModelOut(_Out):
    """A way to be answered, under the name of a model."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "summit"


class ChatModelsOut(_Out):
    """All of them."""

    object: Literal["list"] = "list"
    data: list[ChatModelOut]
