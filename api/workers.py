"""Answering costs processor time: a few threads do it, a few requests wait, the rest come back later."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from api.problems import OverloadedError

__all__ = ["Workers"]

T = TypeVar("T")


class Workers:
    """A thread pool with a bounded queue; to be used from one event loop.

    Args:
        max_concurrent: Calls that run at the same time.
        max_queued: Calls that may wait.
    """

    def __init__(self, *, max_concurrent: int, max_queued: int) -> None:
        self._pool = ThreadPoolExecutor(max_concurrent, thread_name_prefix="answer")
        self._max_concurrent = max_concurrent
        self._limit = max_concurrent + max_queued
        self.taken = 0

    @property
    def waiting(self) -> int:
        """How many calls wait for a thread."""
        return max(0, self.taken - self._max_concurrent)

    async def run(self, call: Callable[[], T]) -> T:
        """Run a call in a thread and wait for it.

        Raises:
            OverloadedError: `queue_full` if too many wait already.
        """
        if self.taken >= self._limit:
            raise OverloadedError(
                "queue_full",
                f"{self.taken} requests are being answered or waiting",
                next_step="try again after the seconds that the header Retry-After gives",
            )
        future = self._pool.submit(call)
        self.taken += 1
        loop = asyncio.get_running_loop()
        # Counted until the thread is done: a caller that hangs up does not free it.
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._release))
        return await asyncio.wrap_future(future)

    def _release(self) -> None:
        self.taken -= 1

    def close(self) -> None:
        """Finish what runs and drop what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)
