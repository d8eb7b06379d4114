"""Putting an answer into words: sentences with their markers, claims with their places, citations.

An extractive answer adds nothing to what the documents say but lead-ins that name a source and remarks on
notes and sources; every sentence carries the number of the citation that holds its characters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.model import BlockKind, Language, SourceKind, Span
from index.chunk import Chunk
from rag.answer import Citation, Claim, Support, SupportLabel
from rag.candidates import Candidate
from rag.phrases import Phrases
from rag.reading import Reader

__all__ = ["Composer", "Composition", "needs_attribution"]

_VERBATIM = Support(SupportLabel.SUPPORTED, "verbatim")
_RENDERED = Support(SupportLabel.SUPPORTED, "translation_of_quote")
_STRUCTURE = Support(SupportLabel.SUPPORTED, "document_structure")


@dataclass(frozen=True, slots=True)
class Composition:
    """An answer's text with its claims and citations."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class Composer:
    """Builds one answer, sentence by sentence."""

    language: Language
    chunk_at: Callable[[str, Span], Chunk]
    """Gives the chunk that holds a span of a document."""
    _parts: list[str] = field(default_factory=list)
    _claims: list[Claim] = field(default_factory=list)
    _citations: list[Citation] = field(default_factory=list)
    _spoken: list[str] = field(default_factory=list)
    _in_list: bool = False

    @property
    def phrases(self) -> Phrases:
        """The words of the answer's language."""
        return Phrases(self.language)

    def say(self, candidate: Candidate, *, name_source: bool = False) -> None:
        """Say a sentence or a list, each sentence with its citation.

        Args:
            candidate: What to say.
            name_source: Name the document even where its kind does not ask for it.
        """
        reader = candidate.reader
        lead = self._lead_in(reader, name_source=name_source)
        listed = len(candidate.spans) > 2
        for index, span in enumerate(candidate.spans):
            item = listed and self._is_item(reader, span)
            self._break(new_line=item or (listed and index > 0) or self._in_list)
            self._in_list = listed
            words, support = self._words(reader, span)
            number = self._cite(candidate, span)
            opening = lead if index == 0 else ""
            self._claim(f"{opening}{'- ' if item else ''}{words}", [number], support)

    def remark(self, text: str, candidate: Candidate, *, also: Span | None = None) -> None:
        """Add a remark on the structure of a document.

        Args:
            text: What it says.
            candidate: The sentence it is about, which it cites.
            also: A stretch of the same document that it cites too, such as a reference.
        """
        self._break(new_line=False)
        numbers = [self._cite(candidate, candidate.spans[0])]
        numbers += [self._cite(candidate, also)] if also is not None else []
        self._claim(text.strip(), numbers, _STRUCTURE)

    def state(self, text: str, cited: Sequence[Candidate], support: Support) -> None:
        """Say a sentence in words that are not the documents', with all that it rests on.

        Args:
            text: The sentence.
            cited: What it rests on, one sentence each; at least one.
            support: The verdict on it.
        """
        reader, opening = cited[0].reader, ""
        if needs_attribution(text, cited, self.phrases):
            again = bool(self._spoken) and self._spoken[-1] == reader.document.doc_id
            opening = self.phrases.lead_in_again(reader) if again else self.phrases.lead_in(reader)
        self._spoken.append(reader.document.doc_id if opening else "")
        self._break(new_line=False)
        numbers = list(dict.fromkeys(self._cite(candidate, candidate.spans[0]) for candidate in cited))
        self._claim(f"{opening}{text}", numbers, support)

    def aside(self, text: str) -> None:
        """Add words of the product's own that claim nothing about the world."""
        self._parts.append(text)

    @property
    def text(self) -> str:
        """The answer's text as built so far."""
        return "".join(self._parts).strip()

    def finish(self) -> Composition:
        """The answer as built so far."""
        return Composition(self.text, tuple(self._claims), tuple(self._citations))

    def _lead_in(self, reader: Reader, *, name_source: bool) -> str:
        """What only commentary says is always attributed; so is what follows another source, or it would pass for its.

        The same source is named in full but once.
        """
        attributed = _is_attributed(reader)
        changed = bool(self._spoken) and self._spoken[-1] != reader.document.doc_id
        if not (attributed or name_source or changed):
            self._spoken.append(reader.document.doc_id)
            return ""
        again = bool(self._spoken) and self._spoken[-1] == reader.document.doc_id
        self._spoken.append(reader.document.doc_id)
        return self.phrases.lead_in_again(reader) if again else self.phrases.lead_in(reader)

    def _words(self, reader: Reader, span: Span) -> tuple[str, Support]:
        own = reader.document.passport.language
        original = span.of(reader.document.text)
        if own is self.language:
            return original, _VERBATIM
        rendering = reader.rendering(span, self.language)
        if rendering is not None:
            return rendering, _RENDERED
        return f"{self.phrases.untranslated(own)}“{original}”", _VERBATIM

    def _is_item(self, reader: Reader, span: Span) -> bool:
        """Whether a sentence of a list is one of its items, and not what opens it."""
        kind = reader.block_kind(reader.sentence_at(span))
        opens = span.of(reader.document.text).rstrip().endswith(("：", ":"))
        return not opens and kind not in (BlockKind.HEADING, BlockKind.TITLE)

    def _cite(self, candidate: Candidate, span: Span) -> int:
        document = candidate.document
        for citation in self._citations:
            if citation.document.doc_id == document.doc_id and citation.span == span:
                return citation.number
        number = len(self._citations) + 1
        reader = candidate.reader
        rendering = reader.rendering(span, document.passport.language.other)
        self._citations.append(
            Citation(
                number=number,
                document=document,
                chunk=self.chunk_at(document.doc_id, candidate.spans[0]),
                span=span,
                quote=span.of(document.text),
                translation=rendering,
                footnotes=document.footnotes_in(span),
            )
        )
        return number

    def _break(self, *, new_line: bool) -> None:
        if self._parts:
            self._parts.append("\n" if new_line else "" if self.language is Language.ZH else " ")

    def _claim(self, text: str, numbers: list[int], support: Support) -> None:
        start = sum(map(len, self._parts))
        markers = "".join(f"[{number}]" for number in numbers)
        self._parts.append(f"{text}{'' if self.language is Language.ZH else ' '}{markers}")
        self._claims.append(Claim(start, start + len(text), tuple(numbers), support))


def needs_attribution(text: str, cited: Sequence[Candidate], phrases: Phrases) -> bool:
    """Whether a sentence must name its source and does not: only commentary says it."""
    named = any(phrases.publisher(candidate.reader) in text for candidate in cited)
    return not named and all(_is_attributed(candidate.reader) for candidate in cited)


def _is_attributed(reader: Reader) -> bool:
    """Whether a document's word is never given but as its own."""
    return reader.document.passport.kind in (SourceKind.COMMENTARY, SourceKind.UNKNOWN)
