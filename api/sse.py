"""An answer as server-sent events: `meta`, `status`, `sources`, `delta`…, `citation`…, `done`; or `error`.

A client may ignore everything but `done`, which holds the whole answer. Data is JSON in UTF-8, not escaped.
"""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import count, pairwise

from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse
from starlette.types import Scope

from api.asking import AnswerStep, Waiting
from api.bodies import Include
from api.logs import log_mistake
from api.problems import UnexpectedError, problem_of, request_id_of
from api.wire import answer_out, sources_out
from corpus.errors import SummitError
from rag.answer import Answer
from rag.progress import Found, Said, Stage, Withdrawn

__all__ = ["COMMENT", "EVENT_STREAM", "EventStream", "answer_events", "pieces_of", "written_out"]

EVENT_STREAM = "text/event-stream"
COMMENT = b": still at it\n\n"
"""Keeps a connection alive while the answer is on its way."""


class EventStream(StreamingResponse):
    """A response whose events nothing on the way may keep or collect."""

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        super().__init__(events, headers=headers, media_type=EVENT_STREAM)


def answer_events(
    first: AnswerStep, steps: AsyncGenerator[AnswerStep, None], include: Collection[Include], scope: Scope
) -> AsyncIterator[bytes]:
    """The events of an answer while it is made; closing the generator stops the work.

    Args:
        first: The first step.
        steps: All further ones.
        include: Parts of the answer to send.
        scope: Of the request, for the problem that ends a stream that cannot go on.
    """
    writer = _Events(include)
    return written_out(first, steps, writer.of, lambda error: writer.problem(error, scope), scope)


async def written_out(
    first: AnswerStep,
    steps: AsyncGenerator[AnswerStep, None],
    lines_of: Callable[[AnswerStep], Iterable[bytes]],
    refusal: Callable[[SummitError], bytes],
    scope: Scope,
) -> AsyncIterator[bytes]:
    """The steps of an answer as lines; closing the generator stops the work.

    Args:
        first: The first step.
        steps: All further ones.
        lines_of: Writes a step.
        refusal: Writes the error that ends a stream that cannot go on.
        scope: Of the request, for the log.
    """
    async with aclosing(steps):
        for line in lines_of(first):
            yield line
        try:
            async for step in steps:
                for line in lines_of(step):
                    yield line
        except SummitError as error:
            yield refusal(error)
        except Exception as error:  # whatever it is, the stream ends in order
            log_mistake(error, request_id_of(scope))
            yield refusal(UnexpectedError())


@dataclass(slots=True)
class _Events:
    include: Collection[Include]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    said: int = 0
    """Code points of the answer that have been sent."""
    is_withdrawn: bool = False

    def of(self, step: AnswerStep) -> Iterator[bytes]:
        """The events of one step."""
        match step:
            case Waiting():
                yield COMMENT
            case Found():
                yield from self._found(step)
            case Stage():
                yield self._event("status", {"stage": step.value})
            case Said():
                self.said += len(step.text)
                yield self._event("delta", {"text": step.text})
            case Withdrawn():
                self.is_withdrawn = True
                yield self._event("status", {"stage": "withdrawn"})
            case Answer():
                yield from self._answer(step)

    def problem(self, error: SummitError, scope: Scope) -> bytes:
        """What ends a stream that cannot go on."""
        problem = problem_of(error, request_id=request_id_of(scope), instance=scope["path"])
        return self._event("error", problem.model_dump(mode="json"))

    def _found(self, found: Found) -> Iterator[bytes]:
        meta = {
            "id": found.answer_id,
            "question": found.question,
            "language": found.language.value,
            "index_generation": found.index_generation,
        }
        yield self._event("meta", meta)
        yield self._event("status", {"stage": "retrieving"})
        sources = sources_out(passage.document for passage in found.passages)
        yield self._event("sources", {"sources": [source.model_dump(mode="json") for source in sources]})

    def _answer(self, answer: Answer) -> Iterator[bytes]:
        if not self.is_withdrawn:
            for text in pieces_of(answer, self.said):
                yield self._event("delta", {"text": text})
        out = answer_out(answer, self.include)
        for citation in out.citations:
            yield self._event("citation", citation.model_dump(mode="json"))
        yield self._event("done", out.model_dump(mode="json"))

    def _event(self, name: str, data: object) -> bytes:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return format_sse_event(event=name, data_str=text, id=str(next(self.numbers)))


def pieces_of(answer: Answer, start: int = 0) -> list[str]:
    """An answer cut where claims begin, so that a marker such as [1] is never torn.

    Args:
        answer: The answer.
        start: How much of it has been sent, in code points.
    """
    begins = {claim.start for claim in answer.claims if claim.start > start}
    cuts = sorted({start, len(answer.text), *begins})
    return [answer.text[a:b] for a, b in pairwise(cuts)]
