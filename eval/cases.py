"""Questions with what a good answer must cite and say: one JSON object a line, checked against the documents.

Every case has a twin that asks the same in the other language. Gold is characters, not chunks, so that the
cases outlive any way of cutting the documents.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import DataError, InvalidInputError
from corpus.model import Document, Language, Span
from rag.requests import AskRequest, Turn

__all__ = ["BUNDLED_CASES", "Case", "CaseTurn", "CaseType", "GoldSpan", "load_cases", "request_of"]

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
    history: tuple[CaseTurn, ...] = ()
    note: str

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.answerable == self.type.is_unanswerable:
            raise ValueError(f"answerable is {self.answerable}, which its type {self.type} rules out")
        for name, given in (("gold", self.gold), ("facts", self.facts)):
            if bool(given) != self.answerable:
                raise ValueError(f"answerable is {self.answerable} and there are {len(given)} {name}")
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


def request_of(case: Case) -> AskRequest:
    """What is asked of a system for a case."""
    history = tuple(Turn(turn.role, turn.content) for turn in case.history)
    return AskRequest(case.question, history=history)


def load_cases(path: Path, documents: Sequence[Document]) -> tuple[Case, ...]:
    """Read a file of cases and check it against the documents it was written for.

    Args:
        path: UTF-8, one JSON object a line; blank lines are passed over.
        documents: Those that gold may lie in.

    Returns:
        The cases, in the order of the file.

    Raises:
        InvalidInputError: `input_unreadable` if there is no such file or it is not UTF-8 text.
        DataError: `case_malformed`, naming file and line: a line that is not a case, a quote that does not
            stand where it says, an id used twice, a pair that does not ask the same once in each language.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "input_unreadable",
            f"the cases in {path} cannot be read: {error}",
            next_step="check path and encoding",
        ) from error
    texts = {document.doc_id: document.text for document in documents}
    numbered = [(at, _read(path, at, line)) for at, line in enumerate(lines, start=1) if line.strip()]
    if not numbered:
        raise _malformed(path, 1, "there are no cases")
    _check_ids(path, numbered)
    _check_pairs(path, numbered)
    for at, case in numbered:
        for fault in _misplaced(case, texts):
            raise _malformed(path, at, fault)
    return tuple(case for _, case in numbered)


def _read(path: Path, at: int, line: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the case"
        raise _malformed(path, at, f"{where}: {first['msg']}") from error


def _check_ids(path: Path, numbered: Sequence[tuple[int, Case]]) -> None:
    first_at: dict[str, int] = {}
    for at, case in numbered:
        if case.id in first_at:
            raise _malformed(path, at, f"the id {case.id!r} stands on line {first_at[case.id]} already")
        first_at[case.id] = at


def _check_pairs(path: Path, numbered: Sequence[tuple[int, Case]]) -> None:
    pairs: defaultdict[str, list[tuple[int, Case]]] = defaultdict(list)
    for at, case in numbered:
        pairs[case.pair].append((at, case))
    for name, members in pairs.items():
        at, last = members[-1]
        languages = sorted(case.language for _, case in members)
        if languages != sorted(Language):
            found = ", ".join(languages)
            raise _malformed(path, at, f"the pair {name!r} needs one zh and one en, it has {found}")
        asked = {(case.type, case.gold, case.gold_alternatives, len(case.facts)) for _, case in members}
        if len(asked) > 1:
            raise _malformed(
                path, at, f"{last.id!r} and its twin do not ask the same: type, gold or facts differ"
            )


def _misplaced(case: Case, texts: Mapping[str, str]) -> Iterator[str]:
    for gold in (*case.gold, *case.gold_alternatives):
        text = texts.get(gold.doc_id)
        if text is None:
            yield f"there is no document {gold.doc_id!r}"
        elif gold.span.of(text) != gold.quote:
            yield f"{gold.doc_id}[{gold.start}:{gold.end}] is not the quote {gold.quote[:40]!r}"


def _malformed(path: Path, at: int, fault: str) -> DataError:
    return DataError("case_malformed", f"{path.name}, line {at}: {fault}", next_step="correct the line")
