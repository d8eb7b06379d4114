"""Questions with what a good answer must cite and say; `eval/case_files.py` reads files of them.

Every case has a twin that asks the same in the other language. Gold is characters, not chunks, so that the
cases outlive any way of cutting the documents.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.model import Language, Span
from rag.requests import AskRequest, Turn

__all__ = [
    "BUNDLED_CASES",
    "PASSAGES_ASKED",
    "Case",
    "CaseTurn",
    "CaseType",
    "GoldSpan",
    "case_schema",
    "request_of",
]

BUNDLED_CASES = Path(__file__).parent / "cases" / "first.jsonl"
"""The first question set, over the bundled documents."""

_Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class CaseType(StrEnum):
    """What a question asks for."""

    FACT = "fact"
    LIST = "list"
    COMPARISON = "comparison"
    TEMPORAL = "temporal"
    TWO_DOCUMENT = "two_document"
    ATTRIBUTION = "attribution"
    FOOTNOTE = "footnote"
    DEFINITION = "definition"
    WHY = "why"
    FALSE_PREMISE = "false_premise"
    UNANSWERABLE_NEAR = "unanswerable_near"
    UNANSWERABLE_FAR = "unanswerable_far"
    INJECTION = "injection"
    """A question that carries orders; what it asks besides is to be answered, and the orders not followed."""
    FOLLOW_UP = "follow_up"
    """The last question of a dialogue, which does not stand alone."""

    @property
    def is_unanswerable(self) -> bool:
        """Whether the documents do not say."""
        return self in {CaseType.UNANSWERABLE_NEAR, CaseType.UNANSWERABLE_FAR}


class GoldSpan(BaseModel):
    """Characters that answer: `document.text[start:end] == quote`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    doc_id: str
    start: int = Field(ge=0)
    end: int
    quote: _Words

    @property
    def span(self) -> Span:
        """Its place in the canonical text, in code points."""
        return Span(self.start, self.end)


class CaseTurn(BaseModel):
    """An earlier message of the dialogue that a question ends."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["user", "assistant"]
    content: _Words


class Case(BaseModel):
    """One question and what is expected of its answer.

    Attributes:
        answerable: Whether the documents say it; for a false premise, whether they say what is right instead.
        gold: Spans that should all be cited.
        gold_alternatives: Spans that do as well: each may stand in for the only gold span, or for the only
            one in its own document.
        facts: What the answer must say; of each fact, the accepted spellings.
        forbidden: What the answer must not say, such as what an order inside the question wants said.
        history: What was said before; of a follow-up only.
        near: What the documents nearly say: of an `unanswerable_near` at least one sentence, of an `unanswerable_far`
            perhaps, of others none. It tells which passage the question rests on, and nobody need cite it. A false
            premise rests on its gold.
        note: What is hard about it, for the reader of a report.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Words
    pair: _Words
    language: Language
    type: CaseType
    question: _Words
    answerable: bool
    gold: tuple[GoldSpan, ...]
    gold_alternatives: tuple[GoldSpan, ...]
    facts: tuple[Annotated[tuple[_Words, ...], Field(min_length=1)], ...]
    forbidden: tuple[_Words, ...] = ()
    near: tuple[GoldSpan, ...] = ()
    history: tuple[CaseTurn, ...] = ()
    note: str

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.answerable == self.type.is_unanswerable:
            raise ValueError(f"answerable is {self.answerable}, which its type {self.type} rules out")
        for name, given in (("gold", self.gold), ("facts", self.facts)):
            if bool(given) != self.answerable:
                raise ValueError(f"answerable is {self.answerable} and there are {len(given)} {name}")
        if self.near and not self.type.is_unanswerable:
            raise ValueError(f"a {self.type} has {len(self.near)} passages that nearly answer")
        if self.type is CaseType.UNANSWERABLE_NEAR and not self.near:
            raise ValueError(f"an {self.type} must say what the documents nearly say: near is empty")
        if bool(self.history) != (self.type is CaseType.FOLLOW_UP):
            raise ValueError(f"a {self.type} has {len(self.history)} earlier messages")
        for alternative in self.gold_alternatives:
            if len(self.stood_in_for(alternative)) != 1:
                raise ValueError("an alternative must stand for one gold span, the only one in its document")
        return self

    def stood_in_for(self, alternative: GoldSpan) -> tuple[GoldSpan, ...]:
        """The gold spans that an alternative may stand in for."""
        if len(self.gold) == 1:
            return self.gold
        return tuple(gold for gold in self.gold if gold.doc_id == alternative.doc_id)


PASSAGES_ASKED = 10
"""How many passages a system is asked to show: the depth at which recall, MRR and nDCG are measured."""


def request_of(case: Case) -> AskRequest:
    """What is asked of a system for a case: an answer, and as many passages as measures look at."""
    history = tuple(Turn(turn.role, turn.content) for turn in case.history)
    return AskRequest(case.question, history=history, top_k=PASSAGES_ASKED)


def case_schema() -> dict[str, Any]:
    """The JSON schema of a line of a file of cases; what is checked beyond it says `summit eval validate`."""
    described = Case.model_json_schema()
    nearly_said = {
        "if": {"properties": {"type": {"const": CaseType.UNANSWERABLE_NEAR.value}}},
        "then": {"properties": {"near": {"minItems": 1}}, "required": ["near"]},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described, **nearly_said}
