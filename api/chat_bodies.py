"""What comes in over OpenAI's wire format, as far as it means something here."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Text

__all__ = ["ChatBody", "ChatMessage", "TextPart"]


class _In(BaseModel):
    """What comes in: unknown fields are refused and no value is converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextPart(_In):
    """A piece of a message; only text can be read."""

    type: Literal["text"]
    text: Text = Field(max_length=20_000)


class ChatMessage(_In):
    """One message; the last one is the question."""

    role: Literal["system", "developer", "user", "assistant"]
    content: Text | Annotated[list[TextPart], Field(max_length=100)] | None = None
    name: Text | None = None
    refusal: object = None
    annotations: object = None

    @property
    def text(self) -> str:
        """What the message says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class ChatBody(_In):
    """A dialogue whose last message is to be answered.

    How a text is drawn, and how long it may be, is for the service to say: those fields are taken and not heeded.
    Those that ask for another kind of answer are refused unless they are at rest.
    """

    model: Text = Field(max_length=200, description="`summit`, `summit-extractive` or `summit-written`.")
    messages: list[ChatMessage] = Field(min_length=1, max_length=500)
    stream: bool | None = None

    n: int | None = Field(default=None, description="Only 1.")
    tools: list[object] | None = Field(default=None, description="Refused unless empty.")
    tool_choice: object = Field(default=None, description="Only `none` or `auto`.")
    functions: list[object] | None = Field(default=None, description="Refused unless empty.")
    function_call: object = Field(default=None, description="Only `none` or `auto`.")
    response_format: object = Field(default=None, description='Only `{"type": "text"}`.')
    modalities: list[object] | None = Field(default=None, description='Only `["text"]`.')
    audio: object = Field(default=None, description="Refused.")
    logprobs: bool | None = Field(default=None, description="Only false.")
    top_logprobs: int | None = Field(default=None, description="Only 0.")
    web_search_options: object = Field(default=None, description="Refused.")

    temperature: object = None
    top_p: object = None
    max_tokens: object = None
    max_completion_tokens: object = None
    stop: object = None
    seed: object = None
    presence_penalty: object = None
    frequency_penalty: object = None
    logit_bias: object = None
    parallel_tool_calls: object = None
    prediction: object = None
    reasoning_effort: object = None
    verbosity: object = None
    service_tier: object = None
    stream_options: object = None
    store: object = None
    metadata: object = None
    user: object = None
    safety_identifier: object = None
    prompt_cache_key: object = None
    prompt_cache_retention: object = None
