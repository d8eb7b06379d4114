import asyncio
from threading import Event

import pytest

from api.problems import OverloadedError
from api.workers import Workers


def test_a_call_returns_what_it_returns_and_raises_what_it_raises() -> None:
    async def scenario() -> None:
        workers = Workers(max_concurrent=1, max_queued=0)
        assert await workers.run(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            await workers.run(lambda: 1 // 0)
        await asyncio.sleep(0)
        assert workers.taken == 0
        workers.close()

    asyncio.run(scenario())


def test_calls_wait_up_to_the_limit_and_no_further() -> None:
    async def scenario() -> None:
        workers, gate = Workers(max_concurrent=2, max_queued=3), Event()
        waiting = [asyncio.create_task(workers.run(gate.wait)) for _ in range(5)]
        await asyncio.sleep(0)
        assert (workers.taken, workers.waiting) == (5, 3)
        with pytest.raises(OverloadedError, match="5 requests") as caught:
            await workers.run(gate.wait)
        assert caught.value.code == "queue_full"
        gate.set()
        assert await asyncio.gather(*waiting) == [True] * 5
        await asyncio.sleep(0)
        assert workers.taken == 0
        workers.close()

    asyncio.run(scenario())


def test_a_caller_that_gives_up_does_not_free_a_busy_thread() -> None:
    async def scenario() -> None:
        workers, gate = Workers(max_concurrent=1, max_queued=0), Event()
        caller = asyncio.create_task(workers.run(gate.wait))
        await asyncio.sleep(0.05)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
        with pytest.raises(OverloadedError, match="1 requests are being answered or waiting"):
            await workers.run(gate.wait)
        gate.set()
        for _ in range(100):
            await asyncio.sleep(0.01)
            if workers.taken == 0:
                break
        assert await workers.run(lambda: "free") == "free"
        workers.close()

    asyncio.run(scenario())
