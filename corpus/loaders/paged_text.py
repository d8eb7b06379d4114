"""Reading text that was extracted from a paged document: page furniture, numbered headings, footnotes.

The loader knows no particular publisher. A header or footer is what comes back on page after page; headings,
notes and references are known by their form. Every character of the file is either kept or left out for a
named reason.
"""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.canonical import CanonicalBuilder
from corpus.language import has_han
from corpus.loaders.lines import TERMINAL, Line, source_lines
from corpus.loaders.outline import Outline, Parsed
from corpus.model import BlockKind, RemovedKind, Span

__all__ = ["parse_paged_text"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKER = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_CHAPTER = re.compile(r"^[一二三四五六七八九十]+、\S.{0,38}$")
_NUMBERED = re.compile(r"^\d{1,2}\.\s?\S.{0,38}$")
_RUN_IN = re.compile(r"^\d{1,2}\.\s?[^：:。]{1,24}(?=[：:]\S)")
_REFERENCES = re.compile(r"^(?:参考文献|注释|参考资料|references|notes)\s*[：:]?$", re.IGNORECASE)
_REFERENCE = re.compile(r"^(?:-\s*)?(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?P<body>.*)$")
_COLOPHON = re.compile(r"^(?:撰稿|作者|编辑|责编|审核|校对|译者)\s*[：:]")
_URL = re.compile(r"https?://[^\s<>]+")
_STRAY = re.compile(r"^[-–—•·]$")

# A line is furniture when it stands on at least this many pages, in a run of at least two such lines.
_MIN_REPEATS = 3
_MIN_RUN = 2


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    lines: list[Line]


def parse_paged_text(source: str) -> Parsed:
    """Read extracted text whose pages end (or begin) with the same lines.

    Args:
        source: The decoded file.

    Returns:
        Canonical text with pages, sections and footnotes. Headings are `一、…` (level 1), `1. …` (level 2)
        and run-in ones (`1. “…”：`, level 2); a superscript number is a footnote marker in the body, and the
        number of a reference in the list of references.
    """
    builder = CanonicalBuilder(source)
    outline = Outline(builder)
    reader = _Reader(builder, outline)
    for page in _pages(builder):
        reader.read_page(page)
    builder.leave_out_layout()
    return outline.finish()


class _Reader:
    """Walks through the pages and remembers where in the document it is."""

    def __init__(self, builder: CanonicalBuilder, outline: Outline) -> None:
        self._builder = builder
        self._outline = outline
        self._in_references = False
        self._seen_body = False

    def read_page(self, page: _Page) -> None:
        paragraphs = _paragraphs(page.lines)
        for index, lines in enumerate(paragraphs):
            following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
            joins = index == 0 and page.number > 1 and self._continues(lines)
            if not joins:
                self._outline.begin_block()
            if index == 0:
                self._outline.page_starts(self._builder.length, page.number)
            if joins:
                self._join(lines)
            else:
                self._read_block(lines, following)

    def _continues(self, lines: list[Line]) -> bool:
        """Whether a page's first paragraph goes on with a sentence of the page before."""
        first = lines[0].text
        starts_anew = _is_heading(first) or _RUN_IN.match(first) or _REFERENCE.match(first)
        unfinished = not TERMINAL.search(_MARKER.sub("", self._builder.text[-8:]))
        return self._outline.last_kind is BlockKind.PARAGRAPH and unfinished and not starts_anew

    def _join(self, lines: list[Line]) -> None:
        if not has_han(self._builder.text[-1:] + lines[0].text[:1]):
            self._builder.blank()  # Latin words need one where the page broke
        for line in lines:
            self._keep_running_text(line)
        self._outline.extend_block(self._builder.length)

    def _read_block(self, lines: list[Line], following: list[Line] | None) -> None:
        text = lines[0].text
        if self._in_references:
            for number, line in enumerate(lines):
                if number:
                    self._outline.begin_block()
                self._read_reference(line)
        elif _REFERENCES.match(text):
            self._in_references = True
            self._read_heading(lines[0], level=1)
        elif len(lines) == 1 and _is_heading(text):
            self._read_heading(lines[0], level=1 if _CHAPTER.match(text) else 2)
        elif not self._seen_body:
            self._read_front(lines, following)
        elif _COLOPHON.match(text):
            self._outline.close_sections(self._builder.length)
            self._outline.add_block(self._keep_lines(lines), BlockKind.MASTHEAD)
        else:
            self._read_paragraph(lines)

    def _read_front(self, lines: list[Line], following: list[Line] | None) -> None:
        """What stands above the body: the masthead, and right before the first paragraph the title."""
        if _is_body(lines):
            self._seen_body = True
            self._read_paragraph(lines)
            return
        is_title = following is not None and _is_body(following)
        self._outline.add_block(self._keep_lines(lines), BlockKind.TITLE if is_title else BlockKind.MASTHEAD)

    def _read_heading(self, line: Line, level: int) -> None:
        span = self._keep_lines([line])
        self._outline.open_section(line.text, level, span)
        self._outline.add_block(span, BlockKind.HEADING)

    def _read_paragraph(self, lines: list[Line]) -> None:
        start = self._builder.length
        run_in = _RUN_IN.match(lines[0].text)
        if run_in:
            self._outline.open_section(run_in.group(), 2, Span(start, start + run_in.end()))
        self._outline.add_block(self._keep_lines(lines), BlockKind.PARAGRAPH)

    def _keep_lines(self, lines: list[Line]) -> Span:
        start = self._builder.length
        for number, line in enumerate(lines):
            if number:
                self._builder.line_end()
            self._keep_running_text(line)
        return Span(start, self._builder.length)

    def _keep_running_text(self, line: Line) -> None:
        """Keep a line but for its footnote markers, which become anchors."""
        at = line.start
        for marker in _MARKER.finditer(line.text):
            start, end = line.start + marker.start(), line.start + marker.end()
            self._builder.keep(at, start)
            self._outline.mark_footnote(int(marker.group().translate(_SUPERSCRIPTS)))
            self._builder.leave_out(RemovedKind.FOOTNOTE_MARKER, start, end)
            at = end
        self._builder.keep(at, line.end)

    def _read_reference(self, line: Line) -> None:
        """Keep a reference with its number; bullets and angle brackets are markup."""
        builder, start = self._builder, self._builder.length
        match = _REFERENCE.match(line.text)
        if match is None:
            self._keep_lines([line])
            self._outline.add_block(Span(start, builder.length), BlockKind.REFERENCE)
            return
        number_at = line.start + match.start("mark")
        builder.leave_out(RemovedKind.MARKUP, line.start, number_at)
        at = number_at
        for bracket in re.finditer(r"[<>]", line.text):
            builder.keep(at, line.start + bracket.start())
            at = line.start + bracket.end()
            builder.leave_out(RemovedKind.MARKUP, at - 1, at)
        builder.keep(at, line.end)
        span = Span(start, builder.length)
        url = _URL.search(match["body"])
        self._outline.add_block(span, BlockKind.REFERENCE)
        number = int(match["mark"].translate(_SUPERSCRIPTS))
        self._outline.add_reference(number, span, url.group() if url else None)


def _is_heading(text: str) -> bool:
    if TERMINAL.search(text) or _RUN_IN.match(text):
        return False
    return bool(_CHAPTER.match(text) or _NUMBERED.match(text))


def _is_body(lines: list[Line]) -> bool:
    return bool(TERMINAL.search(_MARKER.sub("", lines[-1].text))) and len(lines[-1].text) > 40


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Group lines that no blank line parts."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.is_blank:
            groups.append([])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _pages(builder: CanonicalBuilder) -> list[_Page]:
    """Cut the file into pages at its furniture, which is left out."""
    lines = [_without_stray_mark(builder, line) for line in source_lines(builder.source, builder.start)]
    furniture = _furniture_lines(lines)
    pages: list[_Page] = [_Page(1, [])]
    inside = False
    for index, line in enumerate(lines):
        if index in furniture:
            builder.leave_out(RemovedKind.FURNITURE, line.start, line.end)
            inside = True
        elif not line.is_blank:
            # A header before the first line of all begins page 1, not page 2.
            if inside and any(not known.is_blank for known in pages[-1].lines):
                pages.append(_Page(pages[-1].number + 1, []))
            inside = False
            pages[-1].lines.append(line)
        elif not inside:
            pages[-1].lines.append(line)
    return [page for page in pages if any(not line.is_blank for line in page.lines)]


def _without_stray_mark(builder: CanonicalBuilder, line: Line) -> Line:
    if not _STRAY.match(line.text):
        return line
    builder.leave_out(RemovedKind.MARKUP, line.start, line.end)
    return Line("", line.start, line.start)


def _furniture_lines(lines: list[Line]) -> set[int]:
    """The indices of lines that come back page after page, in runs."""
    counts = Counter(line.text for line in lines if not line.is_blank)
    repeated = [i for i, line in enumerate(lines) if counts[line.text] >= _MIN_REPEATS and not line.is_blank]
    runs: list[list[int]] = []
    for index in repeated:
        between = lines[runs[-1][-1] + 1 : index] if runs else []
        if runs and all(line.is_blank for line in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    return {index for run in runs if len(run) >= _MIN_RUN for index in run}
