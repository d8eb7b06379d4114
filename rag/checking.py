"""Checking any text, sentence by sentence, against all documents; and a claim against the sentences it cites."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.language import detect_language
from corpus.model import BlockKind, Document, Language, Span
from corpus.sentences import split_sentences
from index.chunk import Chunk
from index.retriever import EncodedQuestion, Hit, Retriever
from index.terms import tokenise
from rag.answer import Citation
from rag.candidates import Candidate, collect_candidates
from rag.check_input import MAX_CHECK_SENTENCES, too_many_sentences
from rag.checks.attribution import ascribe
from rag.checks.checker import CheckedClaim, ClaimChecker, Piece, joined
from rag.checks.coverage import TokenMatch
from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Finding, Verdict
from rag.checks.mentions import MentionFinder
from rag.matcher import plain_matcher
from rag.names import NameIndex
from rag.reading import Reader

__all__ = ["CheckedSentence", "CheckedText", "Decider", "SecondReading", "TextChecker"]

# In how many chunks evidence is looked for, and how many sentences of them are compared closely.
_CHUNKS_READ = 12
_SENTENCES_HELD = 8
_PASSAGES_READ_AGAIN = 4
_STEMS_KEPT = 8192
_CLAIMS_KEPT = 32
# "This project" is spoken of just before.
_SENTENCES_BEFORE = 2


class Decider(StrEnum):
    """Who reached a verdict."""

    CHECKS = "checks"
    LANGUAGE_MODEL = "language_model"
    """The checks found it nowhere; the model, read a second time, found it said in other words."""


SecondReading = Callable[[str, Sequence[str], Language], bool]
"""Whether some passages say a claim in words that the checks do not know."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the text with its verdict; `text[start:end]` is the sentence, in code points.

    `citations` are the places that decided, by their numbers in the whole check; none where it is absent.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    citations: tuple[int, ...]
    coverage: float
    decided_by: Decider = Decider.CHECKS


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text, sentence by sentence, with what decided each."""

    language: Language
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float]
    index_generation: int
    warnings: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        """How many sentences have a verdict."""
        return sum(sentence.verdict is verdict for sentence in self.sentences)


class TextChecker:
    """Finds evidence in one snapshot and checks against it; safe for concurrent use.

    Args:
        retriever: Searches the snapshot.
        readers: The documents by their ids.
        names: Known names with their spellings in both languages.
        rarity: Inverse document frequency of a term.
        chunk_at: The chunk that holds a span of a document.
    """

    def __init__(
        self,
        retriever: Retriever,
        readers: dict[str, Reader],
        names: NameIndex,
        rarity: Callable[[str], float],
        chunk_at: Callable[[str, Span], Chunk],
    ) -> None:
        self._retriever = retriever
        self._readers = readers
        self._chunk_at = chunk_at
        # A claim is held against one citation after the other.
        self._encode = lru_cache(_CLAIMS_KEPT)(retriever.encode)
        self._matcher = plain_matcher(retriever.snapshot.vectors.dimension)
        documents = [readers[doc_id].document for doc_id in sorted(readers)]
        self._checker = ClaimChecker(
            names, lru_cache(_STEMS_KEPT)(lambda stem: _rarity_of(stem, rarity)), documents
        )

    @property
    def find_names(self) -> MentionFinder:
        """Finds the names of a text, as the checks do."""
        return self._checker.find_names

    def check_text(
        self,
        text: str,
        language: Language | None = None,
        warnings: Callable[[], tuple[str, ...]] = tuple,
        second: SecondReading | None = None,
    ) -> CheckedText:
        """Check every sentence of a text; what holds no letters is none.

        Args:
            text: As `check_input` returns it.
            language: Of the text; None tells each sentence's own by its script.
            warnings: Gives those to be passed on, when all is checked.
            second: Asked about the sentences that are found nowhere.

        Raises:
            InvalidInputError: `text_too_long` for more sentences than are checked.
        """
        started = time.perf_counter()
        spoken = language or detect_language(text)
        spans = split_sentences(text, spoken)
        if len(spans) > MAX_CHECK_SENTENCES:
            raise too_many_sentences(len(spans))
        numbered: dict[tuple[str, Span], Citation] = {}
        sentences = []
        for span in spans:
            sentence = span.of(text)
            assert text[span.start : span.end] == sentence
            if not any(map(str.isalpha, sentence)) or _HEADING.match(sentence):
                continue  # the number of a list or of a citation, a heading of a draft
            sentences.append(self._check_sentence(sentence, span, language, numbered, second))
        timings = {"check": (time.perf_counter() - started) * 1e3}
        generation = self._retriever.snapshot.number
        citations = tuple(numbered.values())
        return CheckedText(spoken, tuple(sentences), citations, timings, generation, warnings())

    def check_claim(
        self,
        claim: str,
        cited: Sequence[tuple[str, Span]],
        language: Language | None = None,
        *,
        together: bool = True,
    ) -> CheckedClaim:
        """Check a claim against the sentences that it cites, and against nothing else.

        Args:
            claim: A sentence without markers.
            cited: The id of a document and a span of it, once a citation.
            language: Of the claim; told by its script if None.
            together: Whether they may bear it out between them, or one has to alone.

        Returns:
            The verdict; `deciding` counts the sentences cited, in order, each once.

        Raises:
            NotFoundError: `document_unknown`.
        """
        ascription = ascribe(claim, self._checker.documents)
        encoded = self._encode(ascription.rest, language or detect_language(claim))
        found: dict[tuple[str, int, int], Candidate] = {}
        for doc_id, span in cited:
            self._retriever.snapshot.document(doc_id)
            hit = self._retriever.hit_of(encoded, self._chunk_at(doc_id, span).chunk_id)
            near = self._candidates(encoded, [hit])
            found |= {c.key: c for c in near if c.document.doc_id == doc_id and c.spans[0].overlaps(span)}
        pieces = [self._piece(candidate) for candidate in found.values()]
        alone = self._checker.check(ascription, pieces)
        if (
            not together or len(pieces) <= 1 or alone.verdict is Verdict.SUPPORTED
        ):  # what one bears out needs no other
            return alone
        checked = self._checker.check(ascription, [*pieces, joined(pieces)])
        by_all = len(pieces) in checked.deciding
        return replace(checked, deciding=tuple(range(len(pieces)))) if by_all else checked

    def _check_sentence(
        self,
        sentence: str,
        span: Span,
        language: Language | None,
        numbered: dict[tuple[str, Span], Citation],
        second: SecondReading | None,
    ) -> CheckedSentence:
        ascription = ascribe(sentence, self._checker.documents)
        encoded = self._retriever.encode(ascription.rest, language or detect_language(sentence))
        hits = self._retriever.search(encoded, top_k=_CHUNKS_READ)
        ranked = sorted(self._candidates(encoded, hits), key=lambda c: (-c.sentence_similarity, c.key))
        held = [candidate for candidate in ranked if _says_something(candidate)][:_SENTENCES_HELD]
        pieces = [self._piece(candidate) for candidate in held]
        checked, decided_by = self._checker.check(ascription, pieces), Decider.CHECKS
        if checked.verdict is Verdict.ABSENT and second is not None and held:
            at = self._checker.nearest_without_difference(ascription, pieces)
            passages = [candidate.text for candidate in held[:_PASSAGES_READ_AGAIN]]
            if at is not None and second(ascription.rest, passages, encoded.language):
                checked = CheckedClaim(Verdict.SUPPORTED, (), (at,), checked.coverage)
                decided_by = Decider.LANGUAGE_MODEL
        numbers = tuple(self._cite(held[at], numbered) for at in checked.deciding)
        return CheckedSentence(
            span.start,
            span.end,
            sentence,
            checked.verdict,
            checked.findings,
            numbers,
            checked.coverage,
            decided_by,
        )

    def _candidates(self, encoded: EncodedQuestion, hits: list[Hit]) -> list[Candidate]:
        return collect_candidates(
            self._retriever, self._matcher, _own_tokens, encoded, hits, self._readers.__getitem__
        )

    def _piece(self, candidate: Candidate) -> Piece:
        tokens = TokenMatch(candidate.token_best, candidate.question_spans)
        return Piece(evidence_of(candidate.reader, candidate.spans[0], candidate.language), tokens)

    def _cite(self, candidate: Candidate, numbered: dict[tuple[str, Span], Citation]) -> int:
        document, span = candidate.document, candidate.spans[0]
        key = (document.doc_id, span)
        if key not in numbered:
            numbered[key] = self._citation(document, candidate.reader, span, len(numbered) + 1)
        return numbered[key].number

    def _citation(self, document: Document, reader: Reader, span: Span, number: int) -> Citation:
        quote = span.of(document.text)
        if document.text[span.start : span.end] != quote:
            raise AssertionError("a citation does not quote the characters it names")
        return Citation(
            number=number,
            document=document,
            chunk=self._chunk_at(document.doc_id, span),
            span=span,
            quote=quote,
            translation=reader.rendering(span, document.passport.language.other),
            footnotes=document.footnotes_in(span),
        )


def evidence_of(reader: Reader, span: Span, language: Language) -> EvidenceSentence:
    """A sentence of a document as the checks read it.

    Args:
        reader: Of the document.
        span: The sentence's.
        language: The claim's.
    """
    document = reader.document
    own = document.passport.language
    rendering = _reading(reader, span, own.other) if reader.speaks(span, own.other) else None
    sentence, at = reader.sentence_at(span), reader.index_of(span)
    before = [reader.text(s.span, language) for s in reader.sentences[max(0, at - _SENTENCES_BEFORE) : at]]
    around = [reader.context(sentence, language), *before, document.passport.author, document.passport.date]
    return EvidenceSentence(
        doc_id=document.doc_id,
        text=_reading(reader, span, language),
        original=_reading(reader, span, own),
        other=rendering,
        context="\n".join(around),
        opening=reader.opening(language),
        is_readable=reader.speaks(span, language),
        at=at,
    )


def _reading(reader: Reader, span: Span, language: Language) -> str:
    """A sentence in a language; a line of credit with those beside it and what they are the credits of."""
    text = reader.text(span, language)
    if reader.block_kind(reader.sentence_at(span)) is not BlockKind.MASTHEAD or not _CREDIT.search(text):
        return text
    at = reader.index_of(span)
    near = reader.sentences[max(0, at - _CREDIT_LINES) : at + _CREDIT_LINES + 1]
    lines = [
        line
        for s in near
        if _CREDIT.search(line := reader.text(s.span, language)) and len(line) <= _CREDIT_CHARS
    ]
    return "\n".join([reader.title(language), reader.publisher(language), *lines])


_HEADING = re.compile(r"#{1,6} [^.。!！?？]*$")
_CREDIT = re.compile(r"^[^：:。.]{1,20}[：:]\s*\S")
_CREDIT_LINES, _CREDIT_CHARS = 2, 80


def _says_something(candidate: Candidate) -> bool:
    """Whether it is a sentence, or a line such as "Written by: …", and no mere title or name."""
    reader, span = candidate.reader, candidate.spans[0]
    kind = reader.block_kind(reader.sentence_at(span))
    named = kind in (BlockKind.HEADING, BlockKind.TITLE, BlockKind.MASTHEAD)
    return not named or any(mark in candidate.original for mark in "：:！？")


def _own_tokens(hit: Hit) -> NDArray[np.float32]:
    return hit.tokens


def _rarity_of(stem: str, rarity: Callable[[str], float]) -> float:
    """The rarity of a word's rarest term."""
    return max((rarity(term) for term in tokenise(stem)), default=1.0)
