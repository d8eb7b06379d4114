"""Markdown tables whose columns stand under each other: for a terminal, a pipe and a page alike."""

from collections.abc import Sequence

__all__ = ["aligned_table"]


def aligned_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table.

    Args:
        rows: The head first, then the others; all of one length.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return [lines[0], "| " + " | ".join("-" * width for width in widths) + " |", *lines[1:]]
