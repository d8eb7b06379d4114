"""Two short documents, cases on them, and answers made by hand."""

from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Document, Language, Passport, SourceKind, Span
from eval.cases import Case
from index.chunk import Chunk
from rag.answer import AbstainReason, Answer, AnswerMode, AnswerStatus, Citation
from rag.requests import AskRequest

HARBOUR = "港口一八七四年建成。The harbour has 84 berths. 灯塔高12.5米。"
ISLAND = "岛上有三座灯塔。The island has three lighthouses."


def document(doc_id: str, text: str) -> Document:
    """A document of one stretch of text."""
    passport = Passport(
        title=doc_id,
        publisher="p",
        author="a",
        date="2025",
        url=None,
        language=Language.ZH,
        kind=SourceKind.PRESS,
        note="",
        sha256="0",
        text_sha256="0",
    )
    return Document(doc_id, text, passport, (), (), (), (), (), ())


DOCUMENTS = (document("harbour", HARBOUR), document("island", ISLAND))
TEXTS = {item.doc_id: item.text for item in DOCUMENTS}


def gold(doc_id: str, quote: str) -> dict[str, object]:
    """A gold span as a file of cases has it."""
    start = TEXTS[doc_id].index(quote)
    return {"doc_id": doc_id, "start": start, "end": start + len(quote), "quote": quote}


def row(**changes: object) -> dict[str, object]:
    """An answerable case in English as a file has it."""
    return {
        "id": "a-en",
        "pair": "a",
        "language": "en",
        "type": "fact",
        "question": "How many berths are there?",
        "answerable": True,
        "gold": [gold("harbour", "The harbour has 84 berths.")],
        "gold_alternatives": [],
        "facts": [["84", "eighty-four"]],
        "note": "",
    } | changes


def twins(**changes: object) -> list[dict[str, object]]:
    """A case and its twin."""
    return [row(**changes), row(**changes, id="a-zh", language="zh", question="有多少个泊位？")]


def case(**changes: object) -> Case:
    """A case, not checked against the documents."""
    return Case.model_validate(row(**changes))


UNANSWERABLE: dict[str, Any] = {
    "type": "unanswerable_near",
    "answerable": False,
    "gold": [],
    "facts": [],
    "near": [gold("island", "岛上有三座灯塔。")],
}


def citation(doc_id: str, quote: str) -> Citation:
    """A citation that holds."""
    found = next(item for item in DOCUMENTS if item.doc_id == doc_id)
    start = found.text.index(quote)
    span = Span(start, start + len(quote))
    return Citation(1, found, Chunk("c", doc_id, 0, span, quote, ()), span, quote, None, ())


def shifted(found: Citation, by: int) -> Citation:
    """The same quote at other offsets."""
    return replace(found, span=Span(found.span.start + by, found.span.end + by))


def answer(text: str, *citations: Citation) -> Answer:
    """An answer in these words."""
    return Answer(
        answer_id="ans",
        standalone_question=None,
        question="q",
        language=Language.EN,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED,
        abstain_reason=None,
        text=text,
        claims=(),
        citations=citations,
        passages=(),
        timings_ms={},
        index_generation=1,
        warnings=(),
    )


def refusal(text: str = "The documents do not say.") -> Answer:
    """No answer."""
    refused = answer(text)
    return replace(refused, status=AnswerStatus.NO_ANSWER, abstain_reason=AbstainReason.NOT_STATED)


@dataclass(frozen=True)
class Scripted:
    """Answers as told, by question; raises what is an error."""

    answers: dict[str, Answer | Exception]

    def ask(self, request: AskRequest) -> Answer:
        told = self.answers[request.question]
        if isinstance(told, Exception):
            raise told
        return told
