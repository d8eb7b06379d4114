"""Reading plain text: paragraphs apart by blank lines, wrapped lines joined, Markdown-like headings known."""

import re

from corpus.canonical import CanonicalBuilder
from corpus.language import has_han
from corpus.loaders.lines import TERMINAL, Line, source_lines
from corpus.loaders.outline import Outline, Parsed
from corpus.model import BlockKind, RemovedKind, Span

__all__ = ["parse_plain"]

_HEADING_MARK = re.compile(r"^(#{1,6})\s+(?=\S)")


def parse_plain(source: str) -> Parsed:
    """Read any text.

    Args:
        source: The decoded file.

    Returns:
        Canonical text with one block a paragraph; a line that does not end a sentence is joined with the next
        one of its paragraph, with a blank between Latin words and none between Chinese characters.
    """
    builder = CanonicalBuilder(source)
    outline = Outline(builder)
    pending: list[Line] = []
    for line in [*source_lines(source, builder.start), Line("", len(source), len(source))]:
        mark = _HEADING_MARK.match(line.text)
        if line.is_blank or mark:
            _flush(builder, outline, pending)
            pending = []
        if mark:
            _heading(builder, outline, line, mark)
        elif not line.is_blank:
            pending.append(line)
    builder.leave_out_layout()
    return outline.finish()


def _heading(builder: CanonicalBuilder, outline: Outline, line: Line, mark: re.Match[str]) -> None:
    outline.begin_block()
    builder.leave_out(RemovedKind.MARKUP, line.start, line.start + mark.end())
    span = builder.keep(line.start + mark.end(), line.end)
    outline.open_section(span.of(builder.text), len(mark.group(1)), span)
    outline.add_block(span, BlockKind.HEADING)


def _flush(builder: CanonicalBuilder, outline: Outline, lines: list[Line]) -> None:
    if not lines:
        return
    outline.begin_block()
    start = builder.length
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and not _joins_without_blank(before, line):
            builder.line_end() if TERMINAL.search(before.text) else builder.blank()
        builder.keep(line.start, line.end)
    outline.add_block(Span(start, builder.length), BlockKind.PARAGRAPH)


def _joins_without_blank(before: Line, line: Line) -> bool:
    return not TERMINAL.search(before.text) and has_han(before.text[-1] + line.text[0])
