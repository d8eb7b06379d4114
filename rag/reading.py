"""Reading a document sentence by sentence, in its own words or in a rendering."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.loading import Sentence, document_sentences
from corpus.model import BlockKind, Document, Language, Section, Span
from rag.instructions import instructs_reader
from rag.lexicon.pointing import points_back
from rag.series import Series, find_series

__all__ = ["Reader"]


@dataclass(frozen=True)
class Reader:
    """Looks things up in one document; built once a document and kept."""

    document: Document

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every citable sentence in reading order."""
        return tuple(document_sentences(self.document))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _renderings(self) -> dict[tuple[Span, Language], str]:
        return {(item.span, item.language): item.text for item in self.document.translations}

    @cached_property
    def _by_block(self) -> dict[int, tuple[Sentence, ...]]:
        groups: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            groups.setdefault(sentence.block, []).append(sentence)
        return {block: tuple(members) for block, members in groups.items()}

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The lists that the document holds."""
        told = tuple(s for s in self.sentences if not instructs_reader(s.span.of(self.document.text)))
        return tuple(find_series(self.document, told))

    def index_of(self, span: Span) -> int:
        """The position of the sentence that holds a span's first character."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def sentence_at(self, span: Span) -> Sentence:
        """The sentence that holds a span's first character."""
        return self.sentences[self.index_of(span)]

    def block_kind(self, sentence: Sentence) -> BlockKind:
        """The role of the paragraph that a sentence stands in."""
        return self.document.blocks[sentence.block].kind

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the same paragraph, this one among them."""
        return self._by_block[sentence.block]

    def taken_up(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, if this one points back to it: in its paragraph, or at the end of the one before."""
        index = self.index_of(sentence.span)
        if index == 0 or not points_back(sentence.span.of(self.document.text)):
            return None
        before = self.sentences[index - 1]
        return before if self.block_kind(before) is BlockKind.PARAGRAPH else None

    def section_of(self, sentence: Sentence) -> int:
        """The index of the innermost section that a sentence stands in, or -1."""
        return self.document.blocks[sentence.block].section

    def sections_above(self, span: Span) -> list[Section]:
        """The sections around a span, outermost first."""
        return [s for s in self.document.sections if s.span.start <= span.start < s.span.end]

    def rendering(self, span: Span, language: Language) -> str | None:
        """The rendering of exactly this span, if there is one."""
        return self._renderings.get((span, language))

    def text(self, span: Span, language: Language) -> str:
        """A sentence in a language: the original if it is in it, else its rendering, else the original."""
        if language is self.document.passport.language:
            return span.of(self.document.text)
        return self.rendering(span, language) or span.of(self.document.text)

    def speaks(self, span: Span, language: Language) -> bool:
        """Whether a sentence can be read in a language."""
        return language is self.document.passport.language or (span, language) in self._renderings

    def title(self, language: Language) -> str:
        """The document's title in a language, or as it is."""
        passport = self.document.passport
        if language is passport.language or passport.title_translated is None:
            return passport.title
        return passport.title_translated

    def publisher(self, language: Language) -> str:
        """The publisher's name in a language, or as it is."""
        passport = self.document.passport
        if language is passport.language or passport.publisher_translated is None:
            return passport.publisher
        return passport.publisher_translated

    def context(self, sentence: Sentence, language: Language) -> str:
        """What a reader has around a sentence: the document's name, the titles above it, its paragraph."""
        return "\n".join(
            [self.title(language), self.publisher(language), self.surroundings(sentence, language)]
        )

    def opening(self, language: Language) -> str:
        """The title and the first paragraph of the body: where and when all else is set."""
        first = next((s for s in self.sentences if self.block_kind(s) is BlockKind.PARAGRAPH), None)
        body = [] if first is None else [self.text(s.span, language) for s in self.paragraph(first)]
        return "\n".join([self.title(language), *body])

    def surroundings(self, sentence: Sentence, language: Language) -> str:
        """The titles above a sentence and its paragraph."""
        titles = [self.text(section.title_span, language) for section in self.sections_above(sentence.span)]
        paragraph = [self.text(other.span, language) for other in self.paragraph(sentence)]
        before = self.taken_up(self.paragraph(sentence)[0])
        led_up = [] if before is None else [self.text(before.span, language)]
        return "\n".join([*titles, *led_up, *paragraph])
