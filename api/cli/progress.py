"""Showing how far a long step is, on standard error: a bar on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

__all__ = ["reporter"]

Report = Callable[[str, int, int], None]
_SILENT_S = 0.5
_LINE_EVERY_S = 1.0


@contextmanager
def reporter() -> Iterator[Report]:
    """Show the progress of what happens inside; nothing at all when it is quick."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield _Lines()
        return
    bars = _Bars(console)
    try:
        yield bars
    finally:
        bars.stop()


class _Lines:
    """A line like `encode 32/150`, at most one a second."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _LINE_EVERY_S:
            self._last = now
            typer.echo(f"{stage} {done}/{total}" if total else stage, err=True)


class _Bars:
    """A bar a stage; they vanish when all is done."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}
        self._begin = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total or None)
        self._progress.update(self._tasks[stage], completed=done, total=total or None)
        if time.monotonic() - self._begin >= _SILENT_S and not self._progress.live.is_started:
            self._progress.start()

    def stop(self) -> None:
        self._progress.stop()
