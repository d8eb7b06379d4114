"""Reading a web article saved as Markdown: front matter, images, bold fake headings, a tail of platform text."""

import re

from corpus.canonical import CanonicalBuilder
from corpus.loaders.lines import Line, source_lines
from corpus.loaders.outline import Outline, Parsed
from corpus.model import BlockKind, RemovedKind, Span

__all__ = ["parse_article"]

_FRONT_MATTER = re.compile(r"---\r?\n(?P<body>.*?)\r?\n---\r?\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*([^\r\n]*?)[ \t\r]*$", re.MULTILINE)
_HEADING_MARK = re.compile(r"^(#{1,6})(?:\s+|$)")
_BULLET = re.compile(r"^[*+-]\s+")
_LIST_ITEM = re.compile(r"^(?:[*+-]|\d+[.)])\s+")
_BOLD_LINE = re.compile(r"^(?:\*\*[^*]+\*\*)+$")

# Where the platform's own text begins: calls to scan a code, to follow, related articles. All that follows
# belongs to the page around the article.
_TAIL = re.compile(
    r"[\s*_>]*(?:识别下方二维码|微信扫一扫|长按.{0,6}二维码|预览时标签不可点|轻触阅读原文|点击.{0,4}阅读原文|素材来源)"
)
_PLATFORM_LABEL = re.compile(r"^(?:原创|转载)$")

_INLINE = re.compile(
    r"(?P<image>!\[[^\]]*\]\([^)]*\))"
    r"|(?P<link_open>\[)(?=[^\]\n]*\]\([^)]*\))"
    r"|(?P<link_close>\]\([^)]*\))"
    r"|(?P<markup>(?<!\d)\*\*|\*\*(?!\d)|`)"
)
_MAX_HEADING_CHARS = 45


def parse_article(source: str) -> Parsed:
    """Read an article in Markdown as a clipper saves it.

    Args:
        source: The decoded file.

    Returns:
        Canonical text with a section for each heading, real (`#`) or fake (a short line all in bold); a long
        line behind a heading mark is a paragraph. The fields of the front matter come along as they are.
    """
    builder = CanonicalBuilder(source)
    outline = Outline(builder)
    start, fields = _front_matter(builder)
    lines = source_lines(source, start)
    reader = _Reader(builder, outline, fields.get("title", ""))
    for index, line in enumerate(lines):
        if _TAIL.match(line.text):
            builder.leave_out(RemovedKind.PLATFORM, line.start, lines[-1].end)
            break
        if not line.is_blank:
            reader.read(lines[index])
    builder.leave_out_layout()
    return outline.finish(fields)


def _front_matter(builder: CanonicalBuilder) -> tuple[int, dict[str, str]]:
    match = _FRONT_MATTER.match(builder.source, builder.start)
    if match is None:
        return builder.start, {}
    builder.leave_out(RemovedKind.FRONT_MATTER, builder.start, match.end())
    fields = {name: value.strip("\"'") for name, value in _FIELD.findall(match["body"])}
    return match.end(), fields


class _Reader:
    """Turns lines into blocks; in this kind of file a line is a paragraph."""

    def __init__(self, builder: CanonicalBuilder, outline: Outline, title: str) -> None:
        self._builder = builder
        self._outline = outline
        self._title = title
        self._seen_title = False
        self._seen_body = False

    def read(self, line: Line) -> None:
        if _PLATFORM_LABEL.match(line.text):
            self._builder.leave_out(RemovedKind.PLATFORM, line.start, line.end)
            return
        start, level = self._leave_out_marks(line)
        rest = self._builder.source[start : line.end]
        shown = _INLINE.sub("", rest).strip()
        if not shown:
            self._leave_out_inline(start, line.end)
        elif shown == self._title and self._seen_title:
            self._builder.leave_out(RemovedKind.REPEATED_TITLE, start, line.end)
        else:
            self._outline.begin_block()
            self._read_block(start, line, rest, shown, level)

    def _read_block(self, start: int, line: Line, rest: str, shown: str, level: int) -> None:
        span = self._keep_inline(start, line.end)
        if shown == self._title:
            self._seen_title = True
            self._outline.add_block(span, BlockKind.TITLE)
        elif _is_heading(rest, shown, level):
            self._seen_body = True
            self._outline.open_section(shown.rstrip("：:"), max(level, 2), span)
            self._outline.add_block(span, BlockKind.HEADING)
        else:
            self._outline.add_block(span, self._kind(line, shown))

    def _kind(self, line: Line, shown: str) -> BlockKind:
        if _LIST_ITEM.match(line.text):
            return BlockKind.LIST_ITEM
        if not self._seen_body and len(shown) <= _MAX_HEADING_CHARS:
            return BlockKind.MASTHEAD  # the byline and captions between the title and the first paragraph
        self._seen_body = True
        return BlockKind.PARAGRAPH

    def _leave_out_marks(self, line: Line) -> tuple[int, int]:
        """Leave out the mark of a heading or bullet; where the rest begins, and the heading's level or 0."""
        heading = _HEADING_MARK.match(line.text)
        mark = heading or _BULLET.match(line.text)
        if mark is None:
            return line.start, 0
        self._builder.leave_out(RemovedKind.MARKUP, line.start, line.start + mark.end())
        return line.start + mark.end(), len(heading.group(1)) if heading else 0

    def _keep_inline(self, start: int, end: int) -> Span:
        """Keep what a reader sees of a line."""
        begin, at = self._builder.length, start
        for match in _INLINE.finditer(self._builder.source, start, end):
            self._builder.keep(at, match.start())
            self._leave_out_match(match)
            at = match.end()
        self._builder.keep(at, end)
        return Span(begin, self._builder.length)

    def _leave_out_inline(self, start: int, end: int) -> None:
        for match in _INLINE.finditer(self._builder.source, start, end):
            self._leave_out_match(match)

    def _leave_out_match(self, match: re.Match[str]) -> None:
        kind = RemovedKind.IMAGE if match["image"] else RemovedKind.MARKUP
        self._builder.leave_out(kind, match.start(), match.end())


def _is_heading(rest: str, shown: str, level: int) -> bool:
    if len(shown) > _MAX_HEADING_CHARS:
        return False
    if _BOLD_LINE.match(rest.strip()):
        return True
    return level > 0 and shown[-1] not in "。！；，"
