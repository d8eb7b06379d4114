"""Cutting documents into chunks at sentence and section boundaries.

The sentences and sections are the corpus's; `langchain-text-splitters` decides which sentences share a chunk
and where an overlong sentence is cut. Its own start indexes are never used: every offset is derived here from
the pieces and checked against the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from langchain_text_splitters import RecursiveCharacterTextSplitter
from pydantic import BaseModel, ConfigDict, Field

from corpus.loading import document_sentences
from corpus.model import Document, Language, Section, Span, Translation
from index.chunk import Chunk, ChunkView, ViewSentence

__all__ = ["ChunkingConfig", "chunk_document"]


class ChunkingConfig(BaseModel):
    """How documents are cut; part of the index fingerprint."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_chars_zh: int = Field(default=150, ge=20, description="Longest chunk of Chinese, in code points.")
    max_chars_en: int = Field(default=450, ge=60, description="Longest chunk of English, in code points.")

    def max_chars(self, language: Language) -> int:
        """The longest chunk of a language, in code points."""
        return self.max_chars_zh if language is Language.ZH else self.max_chars_en


# A single sentence may exceed the limit by this ratio before it is cut.
_LONG_SENTENCE_RATIO = 1.5
# Where an overlong sentence is cut, best first.
_CLAUSE_STOPS = ["；", "; ", "，", ", ", "、", " ", ""]


def chunk_document(document: Document, config: ChunkingConfig) -> list[Chunk]:
    """Cut a document into chunks.

    Args:
        document: Any document; its references are not cut and so never searched.
        config: Sizes by language.

    Returns:
        Chunks in reading order. They are disjoint, none crosses a section, and together they hold every
        sentence. A chunk has a view in the document's language, and one in the other language when all of its
        sentences have renderings.
    """
    renderings = {item.span: item for item in document.translations}
    cutter = _Cutter(document, config)
    chunks = []
    for ordinal, pieces in enumerate(cutter.groups()):
        span = Span(pieces[0].span.start, pieces[-1].span.end)
        chunk_id = _chunk_id(document.doc_id, span)
        views = [_own_view(document, chunk_id, span, pieces)]
        views += _translated_view(document, chunk_id, span, pieces, renderings)
        text = span.of(document.text)
        chunks.append(Chunk(chunk_id, document.doc_id, ordinal, span, text, tuple(views)))
    return chunks


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence or, when it is overlong, a part of one."""

    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Cutter:
    document: Document
    config: ChunkingConfig

    def groups(self) -> Iterator[list[_Piece]]:
        """Runs of pieces that make a chunk."""
        blocks = self.document.blocks
        for _, run in groupby(document_sentences(self.document), key=lambda s: blocks[s.block].section):
            yield from self._pack([_Piece(s.span, s.span) for s in run])

    def _pack(self, sentences: list[_Piece]) -> Iterator[list[_Piece]]:
        """Let the splitter pack one section's sentences, then find each sentence again."""
        mark = _unused_character(self.document.text)
        limit = self.config.max_chars(self.document.passport.language)
        texts = [piece.span.of(self.document.text) for piece in sentences]
        splitter = RecursiveCharacterTextSplitter(
            separators=[mark],
            keep_separator=False,
            chunk_size=limit,
            chunk_overlap=0,
            strip_whitespace=False,
            length_function=lambda packed: len(packed.replace(mark, "")),
        )
        at = 0
        for packed in splitter.split_text(mark.join(texts)):
            count = packed.count(mark) + 1
            if packed != mark.join(texts[at : at + count]):
                raise AssertionError("the splitter did not return the sentences it was given")
            yield from self._cut_overlong(sentences[at : at + count], limit)
            at += count

    def _cut_overlong(self, group: list[_Piece], limit: int) -> Iterator[list[_Piece]]:
        (first, *rest) = group
        if rest or first.span.end - first.span.start <= limit * _LONG_SENTENCE_RATIO:
            yield group
            return
        splitter = RecursiveCharacterTextSplitter(
            separators=_CLAUSE_STOPS,
            keep_separator="end",
            chunk_size=limit,
            chunk_overlap=0,
            strip_whitespace=False,
        )
        at = first.span.start
        for part in splitter.split_text(first.span.of(self.document.text)):
            span = Span(at, at + len(part))
            if span.of(self.document.text) != part:
                raise AssertionError("the splitter changed the text it was given")
            yield [_Piece(span, first.sentence)]
            at = span.end


def _unused_character(text: str) -> str:
    """A private-use character that the text does not hold."""
    return next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in text)


def _chunk_id(doc_id: str, span: Span) -> str:
    digest = sha256(f"{doc_id}:{span.start}:{span.end}".encode()).hexdigest()
    return f"chk_{digest[:16]}"


def _titles_above(document: Document, span: Span) -> list[Section]:
    """The sections around a chunk whose titles do not stand in it, outermost first."""
    sections = (s for s in document.sections if s.span.start <= span.start < s.span.end)
    return [section for section in sections if not section.title_span.overlaps(span)]


def _own_view(document: Document, chunk_id: str, span: Span, pieces: list[_Piece]) -> ChunkView:
    sentences = (ViewSentence(p.span.start - span.start, p.span.end - span.start, p.sentence) for p in pieces)
    context = " > ".join(section.title for section in _titles_above(document, span))
    text = span.of(document.text)
    return ChunkView(chunk_id, document.passport.language, text, context, False, tuple(sentences))


def _translated_view(
    document: Document, chunk_id: str, span: Span, pieces: list[_Piece], renderings: dict[Span, Translation]
) -> list[ChunkView]:
    """The chunk in the other language, or nothing when a sentence has no rendering."""
    found = [renderings[p.sentence] for p in pieces if p.sentence in renderings]
    if len(found) != len(pieces):
        return []
    sentences, at = [], 0
    for item in found:
        sentences.append(ViewSentence(at, at + len(item.text), item.span))
        at += len(item.text) + 1
    titles = (renderings.get(section.title_span) for section in _titles_above(document, span))
    context = " > ".join(item.text for item in titles if item is not None)
    text = " ".join(item.text for item in found)
    return [ChunkView(chunk_id, found[0].language, text, context, True, tuple(sentences))]
