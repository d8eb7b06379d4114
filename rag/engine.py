"""The engine: one object that answers, searches and verifies over one snapshot of the index."""

import math
import time
from dataclasses import replace
from hashlib import sha256

from corpus.errors import InvalidInputError, NotFoundError, UnavailableError
from corpus.language import detect_language
from corpus.model import Document, Language, Span
from index.chunk import Chunk
from index.embedding.protocol import Embedder
from index.retriever import Hit, Retriever
from index.snapshot import Snapshot
from index.terms import tokenise
from rag.answer import Answer, AnswerMode, AnswerStatus, FoundPassage
from rag.answering import Answerer, Draft, Evidence
from rag.check_input import check_input
from rag.checking import CheckedText, TextChecker
from rag.compose import Composition
from rag.dialogue import InDialogue, follow_up_language, ordinal_asked, read_dialogue
from rag.differences import differences_among
from rag.focus import find_focus, goes_on, near_focus
from rag.matcher import default_matcher, plain_matcher
from rag.matching import CorpusWords
from rag.models.protocol import Cancelled, GenerationCancelledError, never_cancelled
from rag.names import mine_names
from rag.progress import Found, Tell, tell_nobody
from rag.question import MAX_QUESTION_CHARS, check_question
from rag.reading import Reader
from rag.requests import AskRequest, Filters, SearchResult, Verification
from rag.searching import Search, Searcher
from rag.settings import EngineSettings
from rag.verification import verify_citation
from rag.writing.attempts import Attempt, LanguageModelState, Place, WrittenAnswers
from rag.writing.checking import GroundingChecker

__all__ = ["Engine"]

_MODEL_OF_MATCHER = "multilingual-e5-small"


class Engine:
    """Answers questions from one generation of the index; safe for concurrent use."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        settings: EngineSettings,
        warnings: tuple[str, ...] = (),
        written: WrittenAnswers | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._written = written
        self.warnings = (*warnings, *snapshot.problems)
        self.settings = settings
        self.embedder = embedder
        retriever = Retriever(snapshot, embedder, settings.retrieval)
        own_model = embedder.spec.name == _MODEL_OF_MATCHER
        matcher = default_matcher() if own_model else plain_matcher(embedder.spec.dimension)
        self._readers = {doc_id: Reader(snapshot.document(doc_id)) for doc_id in snapshot.doc_ids()}
        self._words = CorpusWords.of(tokenise, self._rarity, mine_names(self.documents))
        self._answerer = Answerer(self._chunk_at, self._words)
        self._searcher = Searcher(snapshot, retriever, matcher, self._readers, self._words)
        self.checker = TextChecker(
            retriever, self._readers, self._words.names, self._words.rarity, self._chunk_at
        )
        self._place = Place(GroundingChecker(self.checker), self._chunk_at)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of their ids."""
        return tuple(self._readers[doc_id].document for doc_id in sorted(self._readers))

    def document(self, doc_id: str) -> Document:
        """One document.

        Raises:
            NotFoundError: `document_unknown`.
        """
        if doc_id not in self._readers:
            raise NotFoundError(
                "document_unknown",
                f"there is no document {doc_id!r}",
                next_step="list the documents and use an id from there",
            )
        return self._readers[doc_id].document

    @property
    def language_model(self) -> LanguageModelState | None:
        """The model that writes answers, as it is now; None if none is configured."""
        return None if self._written is None else self._written.state

    def close(self) -> None:
        """Give back what the language model holds; asking again takes it up anew."""
        if self._written is not None:
            self._written.close()

    def ask(
        self, request: AskRequest, cancelled: Cancelled = never_cancelled, tell: Tell = tell_nobody
    ) -> Answer:
        """Answer a question.

        Where the language model fails the answer is extractive and says so in its warnings.

        Args:
            request: The question and how it is to be answered.
            cancelled: Whether whoever asked has hung up; asked while a language model writes.
            tell: Told what was found, and while a language model writes each sentence that has been checked.

        Raises:
            InvalidInputError: `question_empty`, `question_too_long`, `question_control_characters`,
                `top_k_out_of_range`, or `mode_unavailable`.
            UnavailableError: `answer_cancelled`.
        """
        if request.mode is AnswerMode.WRITTEN and self._written is None:
            raise _no_model("answers cannot be written", 'ask with mode "extractive" or "auto"')
        started = time.perf_counter()
        in_dialogue = read_dialogue(check_question(request.question), request.history, self._words.names)
        found = self._searcher.find(
            in_dialogue.question,
            request.language or follow_up_language(request.question),
            request.filters,
            request.top_k,
            "" if in_dialogue.only_near else in_dialogue.context,
        )
        tell(self._found(request, found))
        retrieved = time.perf_counter()
        evidence, draft = self._draft(found, request, in_dialogue)
        standalone = in_dialogue.standalone
        asked = replace(evidence, asked=standalone or evidence.asked)
        attempt = self._attempt(asked, draft, request, cancelled, tell)
        answered = time.perf_counter()
        composition = attempt.composition or draft.composition
        self._assert_offsets(composition)
        timings = {
            "retrieve": (retrieved - started) * 1e3,
            "answer": (answered - retrieved) * 1e3 - attempt.model_ms,
            "verify": (time.perf_counter() - answered) * 1e3,
        }
        if attempt.model_ms:
            timings["model"] = attempt.model_ms
        return self._answer(request, found, draft, attempt, standalone, timings)

    def search(
        self,
        question: str,
        *,
        language: Language | None = None,
        filters: Filters | None = None,
        top_k: int = 8,
    ) -> SearchResult:
        """Find passages without answering.

        Raises:
            InvalidInputError: As `ask`.
        """
        started = time.perf_counter()
        found = self._searcher.find(question, language, filters or Filters(), top_k)
        timings = {"retrieve": (time.perf_counter() - started) * 1e3}
        passages = self._passages(found.hits[:top_k])
        return SearchResult(
            found.question.text, found.question.language, passages, timings, self.snapshot.number
        )

    def check(
        self, text: str, *, language: Language | None = None, second_reading: bool = False
    ) -> CheckedText:
        """Check each sentence of a text against all documents.

        Args:
            text: Any.
            language: Of the text; None tells each sentence's own by its script.
            second_reading: Whether the language model reads the sentences again that are found nowhere.

        Raises:
            InvalidInputError: `text_empty`, `text_too_long`, `text_control_characters`; `mode_unavailable` for a
                second reading without a language model.
        """
        checked = check_input(text)
        if not second_reading:
            return self.checker.check_text(checked, language, lambda: self.warnings)
        if self._written is None:
            raise _no_model("a second reading needs one", "check without a second reading")
        reader = self._written.second_reader()
        spoken = language or detect_language(checked)
        return self.checker.check_text(
            checked, language, lambda: (*reader.warnings(spoken), *self.warnings), reader.bears_out
        )

    def verify(self, doc_id: str, start: int, end: int, quote: str, text_sha256: str | None) -> Verification:
        """Say whether a citation still holds."""
        reader = self._readers.get(doc_id)
        document = None if reader is None else reader.document
        return verify_citation(document, doc_id, Span(start, end), quote, text_sha256)

    def _attempt(
        self, evidence: Evidence, draft: Draft, request: AskRequest, cancelled: Cancelled, tell: Tell
    ) -> Attempt:
        if self._written is None:
            return Attempt(None, ())
        try:
            return self._written.attempt(evidence, draft, request.mode, self._place, cancelled, tell)
        except GenerationCancelledError:
            raise UnavailableError(
                "answer_cancelled", "whoever asked no longer waits for the answer", next_step="ask again"
            ) from None

    def _found(self, request: AskRequest, found: Search) -> Found:
        number = self.snapshot.number
        passages = self._passages(found.hits[: request.top_k])
        return Found(_answer_id(request, number), request.question, found.question.language, passages, number)

    def _draft(self, found: Search, request: AskRequest, in_dialogue: InDialogue) -> tuple[Evidence, Draft]:
        evidence = self._searcher.evidence(found)
        if in_dialogue.said:
            said = self._searcher.find(
                in_dialogue.said[:MAX_QUESTION_CHARS], None, request.filters, request.top_k
            )
            focus = find_focus(self._searcher.evidence(said).ranked, ordinal_asked(in_dialogue.question))
            ranked = near_focus(evidence.ranked, focus)
            # "The third one" has no words in common with the third item: its place says what it is about.
            about_said = evidence.question.names_documents or goes_on(ranked, focus)
            question = replace(evidence.question, names_documents=about_said)
            evidence = replace(evidence, question=question, ranked=ranked)
            return evidence, self._answerer.draft(evidence)
        parts = self._searcher.parts(found, request)
        sides = self._searcher.sides(found, evidence, request)
        return evidence, self._answerer.draft(evidence, parts, sides)

    def _answer(
        self,
        request: AskRequest,
        found: Search,
        draft: Draft,
        attempt: Attempt,
        standalone: str | None,
        timings: dict[str, float],
    ) -> Answer:
        composition = attempt.composition or draft.composition
        citations = () if draft.status is AnswerStatus.NO_ANSWER else composition.citations
        language = found.question.language
        return Answer(
            answer_id=_answer_id(request, self.snapshot.number),
            question=request.question,
            standalone_question=standalone,
            language=found.question.language,
            mode=AnswerMode.WRITTEN if attempt.composition else AnswerMode.EXTRACTIVE,
            status=draft.status,
            abstain_reason=draft.reason,
            text=composition.text,
            claims=composition.claims,
            citations=citations,
            passages=self._passages(found.hits[: request.top_k]),
            timings_ms=timings,
            index_generation=self.snapshot.number,
            warnings=(*draft.warnings, *attempt.warnings, *self.warnings),
            differences=differences_among(composition.claims, citations, self._readers, language),
            model=attempt.model,
        )

    def _passages(self, hits: list[Hit]) -> tuple[FoundPassage, ...]:
        return tuple(FoundPassage(self.document(h.chunk.doc_id), h.chunk, h.score) for h in hits)

    def _rarity(self, word: str) -> float:
        """Inverse document frequency, over the rows; a chunk's views count as they are."""
        total = self.snapshot.lexical.num_docs
        holding = min(self.snapshot.lexical.document_frequency(word), total)
        return math.log(1 + (total - holding + 0.5) / (holding + 0.5))

    def _chunk_at(self, doc_id: str, span: Span) -> Chunk:
        """The chunk that holds the first character of a span."""
        chunks = self._chunks_of(doc_id)
        return next((c for c in chunks if c.span.start <= span.start < c.span.end), chunks[0])

    def _chunks_of(self, doc_id: str) -> list[Chunk]:
        snapshot = self.snapshot
        ids = dict.fromkeys(snapshot.row(row).chunk_id for row in snapshot.rows_of_document(doc_id).tolist())
        return [snapshot.chunk(chunk_id) for chunk_id in ids]

    def _assert_offsets(self, composition: Composition) -> None:
        """Nothing leaves whose quote is not at its place."""
        for citation in composition.citations:
            if citation.span.of(citation.document.text) != citation.quote:
                raise AssertionError("a citation does not quote the characters it names")


def _no_model(what: str, instead: str) -> InvalidInputError:
    return InvalidInputError(
        "mode_unavailable",
        f"no language model is configured: {what}",
        next_step=f"{instead}, or set SUMMIT_LLM_MODEL",
    )


def _answer_id(request: AskRequest, generation: int) -> str:
    """The same for the same question over the same index."""
    told = repr((request, generation))
    return f"ans_{sha256(told.encode('utf-8', 'replace')).hexdigest()[:20]}"
