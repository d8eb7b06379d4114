"""What a document is once it has been read: text, structure, notes, passport, and the way back to its file.

Every offset in this package is half-open, 0-based and counts Unicode code points of the canonical text.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "Footnote",
    "Language",
    "PageStart",
    "Passport",
    "Removed",
    "RemovedKind",
    "Section",
    "SourceKind",
    "SourceRun",
    "Span",
    "Translation",
]


class Language(StrEnum):
    """The languages the product speaks; a document's language decides how it is cut and searched."""

    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The other one of the two."""
        return Language.EN if self is Language.ZH else Language.ZH


class SourceKind(StrEnum):
    """What sort of source a document is: a fact for the reader, not a score."""

    OFFICIAL = "official"
    THINK_TANK = "think_tank"
    PRESS = "press"
    COMMENTARY = "commentary"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """The role of one paragraph of the canonical text."""

    TITLE = "title"
    MASTHEAD = "masthead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    REFERENCE = "reference"


class RemovedKind(StrEnum):
    """Why a stretch of the source file is not in the canonical text."""

    LAYOUT = "layout"  # white space between paragraphs, stray blanks
    FURNITURE = "furniture"  # repeated headers, footers and contact blocks
    FRONT_MATTER = "front_matter"  # data about the document, kept in its passport
    MARKUP = "markup"  # emphasis, heading and list marks, link syntax
    IMAGE = "image"
    REPEATED_TITLE = "repeated_title"
    PLATFORM = "platform"  # what the publishing platform adds around an article
    FOOTNOTE_MARKER = "footnote_marker"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of canonical text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters it covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A run of canonical characters and where they stand in the decoded source file.

    `start:end` counts canonical code points, `source_start:source_end` those of the file. Runs of equal
    length map one to one; others (composed characters, line ends) map as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the source file (its own code points) that the canonical text leaves out, and why."""

    kind: RemovedKind
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class PageStart:
    """The canonical offset at which a page of the source begins; pages count from 1."""

    start: int
    page: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item; blocks tile the text but for the line ends between them."""

    span: Span
    kind: BlockKind
    section: int
    """Index into `Document.sections` of the innermost section that holds it, or -1 above all headings."""


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree; `span` runs from its heading to the next heading of its level or above."""

    title: str
    level: int
    span: Span
    parent: int
    """Index of the parent section, or -1."""
    title_span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A marker that stood in the running text and the reference it points to."""

    number: int
    offset: int
    """Where the marker stood: between the characters `offset - 1` and `offset`."""
    reference: Span | None
    """The reference's line in the canonical text; None when the document has none of that number."""
    url: str | None
    """The reference's address; None when the reference is empty or has no address."""

    @property
    def is_empty(self) -> bool:
        """Whether the document gives the number but no reference under it."""
        return self.url is None


@dataclass(frozen=True, slots=True)
class Translation:
    """A rendering of one stretch of a document in another language; never quoted as the text itself."""

    span: Span
    text: str
    language: Language
    by: str


@dataclass(frozen=True, slots=True)
class Passport:
    """Where a document comes from: facts for the reader.

    `title_translated` and `note_translated` are in the language that the document is not in; `date` is ISO
    8601 and may stop at the month or the year. `sha256` is of the file's bytes, `text_sha256` of the
    canonical text in UTF-8.
    """

    title: str
    publisher: str
    author: str
    date: str
    url: str | None
    language: Language
    kind: SourceKind
    note: str
    sha256: str
    text_sha256: str
    title_translated: str | None = None
    publisher_translated: str | None = None
    note_translated: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the rest of the product sees it."""

    doc_id: str
    text: str
    passport: Passport
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    pages: tuple[PageStart, ...]
    source_runs: tuple[SourceRun, ...]
    removed: tuple[Removed, ...]
    translations: tuple[Translation, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which a character stands, or None in a document without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].page if index >= 0 else None

    def pages_of(self, span: Span) -> tuple[int, int] | None:
        """The pages on which a span begins and ends, from 1; None where it begins on none."""
        first = self.page_at(span.start)
        last = self.page_at(max(span.start, span.end - 1))
        return None if first is None or last is None else (first, last)

    def section_path(self, offset: int) -> tuple[str, ...]:
        """The titles of the sections around a character, outermost first."""
        inside = [s for s in self.sections if s.span.start <= offset < s.span.end]
        return tuple(section.title for section in inside)

    def footnotes_in(self, span: Span) -> tuple[Footnote, ...]:
        """The notes whose markers stand in or right behind a span."""
        return tuple(note for note in self.footnotes if span.start < note.offset <= span.end)

    def source_ranges(self, span: Span) -> tuple[Span, ...]:
        """Where a span stands in the decoded source file, as ranges of the file's code points.

        A span that a page break cuts gives several ranges, in order.
        """
        ranges: list[Span] = []
        for run in self.source_runs:
            start, end = max(run.start, span.start), min(run.end, span.end)
            if start >= end:
                continue
            if run.end - run.start == run.source_end - run.source_start:
                shift = run.source_start - run.start
                found = Span(start + shift, end + shift)
            else:
                found = Span(run.source_start, run.source_end)
            if ranges and ranges[-1].end == found.start:
                found = Span(ranges.pop().start, found.end)
            ranges.append(found)
        return tuple(ranges)
