"""Asking the engine from a request: in a thread of the workers, step by step, and no longer than somebody listens."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from starlette.requests import Request

from api.dependencies import Parts
from api.service import AnswerEngine
from corpus.errors import UnavailableError
from rag.answer import Answer
from rag.progress import AnswerEvent
from rag.requests import AskRequest

__all__ = ["AnswerStep", "Waiting", "answer_steps", "ask_while_listening", "while_listening"]

T = TypeVar("T")
# A connection on which nothing is heard for longer is closed by some that stand between.
_SILENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing has happened for a while, and the answer is still on its way."""


AnswerStep = AnswerEvent | Waiting | Answer
"""What happens on the way to an answer; the answer itself comes last."""


async def answer_steps(
    engine: AnswerEngine, parts: Parts, request: AskRequest
) -> AsyncGenerator[AnswerStep, None]:
    """Ask, and give each step as it is made; closing the generator stops the work.

    Raises:
        SummitError: As the engine does; before the first step, if the question itself is refused.
        OverloadedError: `queue_full`.
    """
    loop, hung_up = asyncio.get_running_loop(), Event()
    told: asyncio.Queue[AnswerEvent | None] = asyncio.Queue()

    def tell(event: AnswerEvent) -> None:
        loop.call_soon_threadsafe(told.put_nowait, event)

    def end(task: "asyncio.Task[Answer]") -> None:
        if not task.cancelled():
            task.exception()  # looked at, even if nobody waits for it any more
        told.put_nowait(None)

    work = asyncio.create_task(parts.workers.run(lambda: engine.ask(request, hung_up.is_set, tell)))
    work.add_done_callback(end)
    try:
        while True:
            try:
                event = await asyncio.wait_for(told.get(), _SILENCE_S)
            except TimeoutError:
                yield Waiting()
                continue
            if event is None:
                break
            yield event
        answer = work.result()
        parts.metrics.observe_answer(answer)
        yield answer
    finally:
        hung_up.set()
        work.cancel()  # what still waits for a thread gets none


async def ask_while_listening(
    http: Request, engine: AnswerEngine, parts: Parts, request: AskRequest
) -> Answer:
    """The whole answer; whoever asked may hang up before.

    Raises:
        SummitError: As the engine does.
        OverloadedError: `queue_full`.
        UnavailableError: `answer_cancelled`, which nobody reads.
    """

    async def last() -> Answer:
        answer: AnswerStep = Waiting()
        async for step in answer_steps(engine, parts, request):
            answer = step
        assert isinstance(answer, Answer)
        return answer

    return await while_listening(http, last())


async def while_listening(http: Request, work: Coroutine[None, None, T]) -> T:
    """Wait for some work, and break it off if the caller hangs up.

    Raises:
        UnavailableError: `answer_cancelled`.
    """
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_hung_up(http))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
    finally:
        leaving.cancel()
        working.cancel()
    await asyncio.wait({working})
    raise UnavailableError(
        "answer_cancelled", "whoever asked no longer waits for the answer", next_step="ask again"
    )


async def _hung_up(http: Request) -> None:
    """Return when the caller is gone; the body has been read."""
    while (await http.receive())["type"] != "http.disconnect":
        pass
