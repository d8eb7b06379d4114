"""Collecting blocks, sections, pages and notes while a loader walks through its file."""

from dataclasses import dataclass, field, replace

from corpus.canonical import CanonicalBuilder
from corpus.model import Block, BlockKind, Footnote, PageStart, Removed, Section, SourceRun, Span

__all__ = ["Outline", "Parsed"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a loader makes of a file: a document without its identity and passport."""

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    pages: tuple[PageStart, ...]
    source_runs: tuple[SourceRun, ...]
    removed: tuple[Removed, ...]
    front_matter: dict[str, str] = field(default_factory=dict)


class Outline:
    """The growing structure of one document; blocks are added in reading order."""

    def __init__(self, builder: CanonicalBuilder) -> None:
        self.builder = builder
        self._blocks: list[Block] = []
        self._sections: list[Section] = []
        self._open: list[int] = []
        self._pages: list[PageStart] = []
        self._markers: list[tuple[int, int]] = []
        self._references: dict[int, tuple[Span, str | None]] = {}

    @property
    def last_kind(self) -> BlockKind | None:
        """The kind of the block added last."""
        return self._blocks[-1].kind if self._blocks else None

    def begin_block(self) -> None:
        """Put a line end between the last block and the one about to be built."""
        if self.builder.length:
            self.builder.line_end()

    def add_block(self, span: Span, kind: BlockKind) -> None:
        """Add a paragraph to the innermost open section."""
        self._blocks.append(Block(span, kind, self._open[-1] if self._open else -1))

    def extend_block(self, end: int) -> None:
        """Let the block added last go on to `end`: a sentence that a page break had cut."""
        last = self._blocks[-1]
        self._blocks[-1] = replace(last, span=Span(last.span.start, end))

    def open_section(self, title: str, level: int, title_span: Span) -> None:
        """Begin a section at its title and end those of its level and below."""
        self.close_sections(title_span.start, level)
        parent = self._open[-1] if self._open else -1
        self._sections.append(
            Section(title, level, Span(title_span.start, title_span.end), parent, title_span)
        )
        self._open.append(len(self._sections) - 1)

    def close_sections(self, offset: int, level: int = 0) -> None:
        """End every open section of `level` or deeper at `offset`."""
        while self._open and self._sections[self._open[-1]].level >= level:
            index = self._open.pop()
            section = self._sections[index]
            self._sections[index] = replace(section, span=Span(section.span.start, offset))

    def page_starts(self, offset: int, page: int) -> None:
        """Note that `page` (from 1) begins at `offset`."""
        self._pages.append(PageStart(offset, page))

    def mark_footnote(self, number: int) -> None:
        """Note that the marker of `number` stood where the text has got to."""
        self._markers.append((number, self.builder.length))

    def add_reference(self, number: int, span: Span, url: str | None) -> None:
        """Note the reference that a footnote number points to."""
        self._references[number] = (span, url)

    def finish(self, front_matter: dict[str, str] | None = None) -> Parsed:
        """Close what is open and hand over everything."""
        self.close_sections(self.builder.length)
        notes = (self._footnote(number, offset) for number, offset in self._markers)
        return Parsed(
            text=self.builder.text,
            blocks=tuple(self._blocks),
            sections=tuple(self._sections),
            footnotes=tuple(notes),
            pages=tuple(self._pages),
            source_runs=self.builder.runs,
            removed=self.builder.removed,
            front_matter=front_matter or {},
        )

    def _footnote(self, number: int, offset: int) -> Footnote:
        reference, url = self._references.get(number, (None, None))
        return Footnote(number, offset, reference, url)
