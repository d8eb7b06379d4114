"""What comes in over the wire: the bodies of requests, strict in what they take."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.schemas import KindName, LanguageName

__all__ = ["AskBody", "CheckBody", "FiltersBody", "Include", "SearchBody", "TurnBody", "VerifyBody"]


def _sound(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("half a surrogate pair is no character")
    return text


Text = Annotated[str, AfterValidator(_sound)]
"""Text that can be sent back; JSON lets through halves of surrogate pairs."""
Include = Literal["passages", "claims", "timings"]
Offset = Annotated[int, Field(ge=0, le=2**40)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Names = Annotated[list[Annotated[Text, Field(min_length=1, max_length=200)]], Field(max_length=100)]


class _In(BaseModel):
    """What comes in: unknown fields are refused and no value is converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FiltersBody(_In):
    """Which documents may be used; an empty field lets all through."""

    doc_ids: Names = []
    publishers: Names = []
    kinds: list[KindName] = Field(default=[], max_length=10)
    languages: list[LanguageName] = Field(default=[], max_length=2)
    date_from: IsoDate | None = Field(default=None, description="Inclusive; year, month or day.")
    date_to: IsoDate | None = Field(default=None, description="Inclusive; year, month or day.")


class TurnBody(_In):
    """One earlier message of the dialogue."""

    role: Literal["user", "assistant"]
    content: Text = Field(max_length=8000)


class _QuestionBody(_In):
    question: str = Field(description="In Chinese or English, 1 to 2000 characters.")
    language: Literal["auto", "zh", "en"] = Field(
        default="auto", description="Language of the answer; auto takes the question's."
    )
    filters: FiltersBody = FiltersBody()
    top_k: int = Field(default=8, ge=1, le=50, description="How many passages are looked at.")


class AskBody(_QuestionBody):
    """A question and how it is to be answered."""

    mode: Literal["auto", "extractive", "written"] = "auto"
    history: list[TurnBody] = Field(default=[], max_length=20)
    stream: bool = Field(default=False, description="Answer as server-sent events.")
    include: list[Include] = Field(
        default=["passages", "claims"], max_length=10, description="Parts to send; the others are null."
    )


class SearchBody(_QuestionBody):
    """A question for which passages are wanted, without an answer."""


class CheckBody(_In):
    """A text to be checked sentence by sentence."""

    text: str = Field(description="In Chinese, English or both, 1 to 20,000 characters.")
    language: Literal["auto", "zh", "en"] = Field(
        default="auto", description="Language of the text; auto tells each sentence's own."
    )
    second_reading: bool = Field(
        default=False,
        description="Whether the language model that is configured reads the sentences again that no document is"
        " found to say; takes seconds a sentence.",
    )


class VerifyBody(_In):
    """A citation to look up again."""

    doc_id: Text = Field(min_length=1, max_length=200)
    char_start: Offset
    char_end: Offset
    quote: Text = Field(max_length=100_000)
    text_sha256: Sha256 | None = Field(default=None, description="Of the text that was cited, if known.")
