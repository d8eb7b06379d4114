"""What an answer says, statement by statement, and the evidence that it names for each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.language import detect_language
from corpus.model import Document, Footnote, Language, SourceKind, Span, Translation
from corpus.sentences import split_sentences
from eval.observed import ObservedAnswer, ObservedCitation

__all__ = [
    "Evidence",
    "SourceText",
    "Statement",
    "cited_by",
    "evidence_of",
    "holds",
    "sources_of",
    "statements",
]

_MARKERS = re.compile(r"\s*\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as measures need it.

    Attributes:
        text: Its canonical text.
        about: Its title, publisher, author and date, in both languages as far as known: an answer that names
            its source says something that stands in no quote.
        renderings: Its sentences in the other language.
        notes: Its notes; None where nothing is known of them.
        kind: What it is: official, of a think tank, press or commentary; None where that is not known.
    """

    text: str
    about: str = ""
    renderings: tuple[Translation, ...] = ()
    notes: tuple[Footnote, ...] | None = None
    kind: SourceKind | None = None

    @classmethod
    def from_document(cls, document: Document) -> Self:
        """What measures need of a document of the library."""
        passport = document.passport
        facts = (
            passport.title,
            passport.title_translated,
            passport.publisher,
            passport.publisher_translated,
            passport.author,
            passport.date,
        )
        # What a service hands over has no structure; a document of the library without notes has none to miss.
        notes = document.footnotes if document.blocks else None
        kind = None if passport.kind is SourceKind.UNKNOWN else passport.kind
        return cls(document.text, " | ".join(filter(None, facts)), document.translations, notes, kind)

    def rendering(self, span: Span) -> str | None:
        """What the sentences that a stretch lies in are in the other language; None if it has no rendering."""
        return " ".join(r.text for r in self.renderings if r.span.overlaps(span)) or None

    def addresses(self, span: Span, said: Iterable[str]) -> list[str]:
        """The addresses of the notes that a stretch carries.

        Args:
            span: The stretch.
            said: What an answer gives for them; it counts only where nothing is known of the document's notes, and
                then only if the document's text has it.
        """
        if self.notes is None:
            return [url for url in said if url in self.text]
        return [note.url for note in self.notes if note.url and span.start < note.offset <= span.end]

    def words(self, span: Span, language: Language) -> str | None:
        """A stretch in a language: as it stands, or its rendering; None if it has none in that language."""
        own = span.of(self.text)
        if detect_language(own, default=language) is language:
            return own
        rendered = [r.text for r in self.renderings if r.language is language and r.span.overlaps(span)]
        return " ".join(rendered) or None


def sources_of(documents: Iterable[Document]) -> dict[str, SourceText]:
    """What measures need of documents, by id."""
    return {document.doc_id: SourceText.from_document(document) for document in documents}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as a support judge sees it.

    Attributes:
        quote: Characters of the document.
        translation: Their rendering in the other language; as good as the quote.
        about: What is known of the quote beside its words: where it stands and the addresses of its notes.
        kind: What the document is; None where that is not known.
    """

    quote: str
    translation: str | None = None
    about: str = ""
    kind: SourceKind | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The quote and, if there is one, its translation."""
        return (self.quote,) if self.translation is None else (self.quote, self.translation)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that an answer says, without its markers, and the numbers of the citations it names for it."""

    text: str
    citations: tuple[int, ...]


def statements(answer: ObservedAnswer) -> tuple[Statement, ...]:
    """What an answer says: its claims and the sentences that no claim covers, with their markers `[n]`.

    Args:
        answer: A refusal says nothing.
    """
    if answer.refused:
        return ()
    if answer.claims:
        told = [
            Statement(_bare(answer.answer[claim.start : claim.end]), tuple(dict.fromkeys(claim.citations)))
            for claim in answer.claims
        ]
        return (*told, *(said for rest in _unclaimed(answer) for said in _sentences(rest)))
    return tuple(_sentences(answer.answer))


def _unclaimed(answer: ObservedAnswer) -> Iterable[str]:
    """The stretches of an answer that no claim covers: a service does not choose what it is held to."""
    at = 0
    for claim in sorted(answer.claims, key=lambda claim: (claim.start, claim.end)):
        yield answer.answer[at : max(at, claim.start)]
        at = max(at, claim.end)
    yield answer.answer[at:]


def _sentences(text: str) -> Iterable[Statement]:
    # A marker stands behind the stop of its sentence, so it is cut off first and given back to what is before it.
    bare, markers = "", []
    at = 0
    for match in _MARKERS.finditer(text):
        bare += text[at : match.start()]
        markers.append((len(bare), int(match[1])))
        at = match.end()
    bare += text[at:]
    for span in split_sentences(bare, detect_language(bare)):
        if not any(map(str.isalnum, span.of(bare))):
            continue
        numbers = [n for place, n in markers if span.start < place <= span.end]
        yield Statement(span.of(bare), tuple(dict.fromkeys(numbers)))


def _bare(text: str) -> str:
    return _MARKERS.sub("", text).strip()


def holds(citation: ObservedCitation, sources: Mapping[str, SourceText]) -> bool:
    """Whether a quote is the characters at its offsets, half-open, in code points of the canonical text."""
    source = sources.get(citation.doc_id)
    if source is None or not 0 <= citation.char_start < citation.char_end <= len(source.text):
        return False
    return source.text[citation.char_start : citation.char_end] == citation.quote


def cited_by(
    statement: Statement, answer: ObservedAnswer, sources: Mapping[str, SourceText]
) -> tuple[ObservedCitation, ...]:
    """The citations that a statement names and that hold.

    Numbers that there is no citation for are left out, and quotes that do not stand where they are said to: they
    are a service's own words.
    """
    by_number = {citation.n: citation for citation in answer.citations}
    named = (by_number[n] for n in statement.citations if n in by_number)
    return tuple(citation for citation in named if holds(citation, sources))


def evidence_of(
    citations: Sequence[ObservedCitation], sources: Mapping[str, SourceText]
) -> tuple[Evidence, ...]:
    """Citations that hold as a judge sees them, in their order: what the documents have there, and nothing else.

    Raises:
        KeyError: If a document is not known.
    """
    return tuple(_evidence(citation, sources[citation.doc_id]) for citation in citations)


def _evidence(citation: ObservedCitation, source: SourceText) -> Evidence:
    span = Span(citation.char_start, citation.char_end)
    about = [source.about] if source.about else []
    # What a service calls a translation or the address of a note is its own word; what the documents have is not.
    known = " | ".join([*about, *source.addresses(span, citation.urls)])
    return Evidence(span.of(source.text), source.rendering(span), known, source.kind)
