"""An answer as server-sent events: `meta`, `status`, `sources`, `delta`…, `citation`…, `done`.

A client may ignore everything but `done`, which holds the whole answer. Data is JSON in UTF-8, not escaped.
"""

import json
from collections.abc import Iterator
from itertools import count, pairwise

from fastapi.sse import format_sse_event

from api.schemas import AnswerOut, SourceOut
from rag.answer import Answer

__all__ = ["answer_events"]


def answer_events(answer: Answer, out: AnswerOut, sources: list[SourceOut]) -> Iterator[bytes]:
    """The events of an answer that is complete.

    Args:
        answer: The answer.
        out: The same as it goes over the wire.
        sources: The documents that were looked at.
    """
    numbers = count(1)

    def event(name: str, data: object) -> bytes:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return format_sse_event(event=name, data_str=text, id=str(next(numbers)))

    meta = {"id", "question", "language", "mode", "index_generation"}
    yield event("meta", out.model_dump(mode="json", include=meta))
    yield event("status", {"stage": "answered"})
    yield event("sources", {"sources": [source.model_dump(mode="json") for source in sources]})
    for text in _pieces(answer):
        yield event("delta", {"text": text})
    for citation in out.citations:
        yield event("citation", citation.model_dump(mode="json"))
    yield event("done", out.model_dump(mode="json"))


def _pieces(answer: Answer) -> list[str]:
    """The answer cut where claims begin, so that a marker such as [1] is never torn."""
    cuts = sorted({0, len(answer.text), *(claim.start for claim in answer.claims)})
    return [answer.text[start:end] for start, end in pairwise(cuts)]
