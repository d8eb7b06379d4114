"""A small real engine: it finds a known phrase in the bundled documents and cites the sentence around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from api.service import IndexState, Service, read_original
from corpus.errors import InvalidInputError, NotFoundError
from corpus.language import detect_language
from corpus.library import BUNDLED_FOLDER, bundled_documents, load_library
from corpus.loading import document_sentences
from corpus.model import Document, Language, Span
from corpus.sentences import split_sentences
from index.chunk import Chunk
from index.chunking import ChunkingConfig, chunk_document
from index.record import Record, record_path
from rag.answer import (
    AbstainReason,
    Answer,
    AnswerMode,
    AnswerStatus,
    Citation,
    Claim,
    Difference,
    FoundPassage,
    Support,
    SupportLabel,
)
from rag.check_input import check_input
from rag.checking import CheckedSentence, CheckedText
from rag.checks.finding import Finding, FindingKind, Verdict
from rag.models.protocol import Cancelled, never_cancelled
from rag.progress import Found, Tell, tell_nobody
from rag.question import check_question
from rag.requests import AskRequest, Filters, SearchResult, Verification
from rag.verification import verify_citation

KNOWN = {"Anne Bouverot": "安妮·布韦罗", "安妮·布韦罗": "安妮·布韦罗"}
"""What a question may mention, and the words that the documents have for it."""

GENERATION = 3
ANSWER_ID = "ans_0123456789abcdef"


class StandInEngine:
    """Answers questions that mention a known phrase; everything else is not in the documents."""

    def __init__(self) -> None:
        self.documents: tuple[Document, ...] = tuple(sorted(bundled_documents(), key=lambda d: d.doc_id))
        self.asked: list[AskRequest] = []
        self.may_answer = Event()
        self.may_answer.set()
        self.failure: Exception | None = None
        self.failure_later: Exception | None = None
        """Raised after something was found."""
        self.model: str | None = None
        """What is said to have written the answers."""
        self.differences: tuple[Difference, ...] = ()

    def document(self, doc_id: str) -> Document:
        for document in self.documents:
            if document.doc_id == doc_id:
                return document
        raise NotFoundError("document_unknown", f"there is no document {doc_id}", next_step="list them")

    def ask(
        self, request: AskRequest, cancelled: Cancelled = never_cancelled, tell: Tell = tell_nobody
    ) -> Answer:
        self.asked.append(request)
        if self.failure is not None:
            raise self.failure
        if request.mode is AnswerMode.WRITTEN and self.model is None:
            raise InvalidInputError("mode_unavailable", "no language model", next_step="use extractive")
        question = check_question(request.question)
        assert self.may_answer.wait(10)
        language = request.language or detect_language(question)
        passages = self.search(question, filters=request.filters, top_k=request.top_k).passages
        tell(Found(ANSWER_ID, question, language, passages, GENERATION))
        if self.failure_later is not None:
            raise self.failure_later
        phrase = next((known for mention, known in KNOWN.items() if mention in question), None)
        citations = tuple(_cite(phrase, passages, language)) if phrase else ()
        text, claims = _write(citations, language)
        return Answer(
            answer_id=ANSWER_ID,
            question=question,
            standalone_question=f"{request.history[-1].content} {question}" if request.history else None,
            language=language,
            mode=AnswerMode.EXTRACTIVE if self.model is None else AnswerMode.WRITTEN,
            status=AnswerStatus.ANSWERED if citations else AnswerStatus.NO_ANSWER,
            abstain_reason=None if citations else AbstainReason.NOT_STATED,
            text=text,
            claims=claims,
            citations=citations,
            passages=passages,
            timings_ms={"retrieve": 1.5, "answer": 2.0, "verify": 0.5},
            index_generation=GENERATION,
            warnings=(),
            differences=self.differences if citations else (),
            model=self.model,
        )

    def search(
        self,
        question: str,
        *,
        language: Language | None = None,
        filters: Filters | None = None,
        top_k: int = 8,
    ) -> SearchResult:
        question = check_question(question)
        phrase = next((known for mention, known in KNOWN.items() if mention in question), "峰会")
        found = [
            FoundPassage(document, chunk, 0.5)
            for document in self.documents
            if (filters or Filters()).lets_through(document)
            for chunk in chunk_document(document, ChunkingConfig())
            if phrase in chunk.text
        ]
        return SearchResult(
            question,
            language or detect_language(question),
            tuple(found[:top_k]),
            {"retrieve": 1.5},
            GENERATION,
        )

    def check(
        self, text: str, *, language: Language | None = None, second_reading: bool = False
    ) -> CheckedText:
        """Bears out what mentions a known phrase, contradicts it where it is denied."""
        spoken = language or detect_language(check_input(text))
        citations: list[Citation] = []
        sentences = [
            self._check_sentence(span, span.of(text), citations) for span in split_sentences(text, spoken)
        ]
        return CheckedText(spoken, tuple(sentences), tuple(citations), {"check": 2.5}, GENERATION, ())

    def _check_sentence(self, span: Span, sentence: str, citations: list[Citation]) -> CheckedSentence:
        phrase = next((known for mention, known in KNOWN.items() if mention in sentence), None)
        if phrase is None:
            return CheckedSentence(span.start, span.end, sentence, Verdict.ABSENT, (), (), 0.1)
        if not citations:
            citations += list(_cite(phrase, self.search(sentence).passages, Language.EN))[:1]
        denied = next((word for word in ("not", "没有") if word in sentence), None)
        findings = (Finding(FindingKind.NEGATION, denied, phrase),) if denied else ()
        verdict = Verdict.CONTRADICTED if denied else Verdict.SUPPORTED
        return CheckedSentence(span.start, span.end, sentence, verdict, findings, (1,), 0.9)

    def verify(self, doc_id: str, start: int, end: int, quote: str, text_sha256: str | None) -> Verification:
        document = next((d for d in self.documents if d.doc_id == doc_id), None)
        return verify_citation(document, doc_id, Span(start, end), quote, text_sha256)


@contextmanager
def stand_in_service(
    folder: Path, engine: StandInEngine, problems: tuple[str, ...] = ()
) -> Iterator[Service]:
    """A service around the stand-in, with a real record for the originals."""
    with Record(record_path(folder)) as record:
        for entry, document in load_library(BUNDLED_FOLDER):
            record.put_document(document, (BUNDLED_FOLDER / entry.file).read_bytes(), entry.format)
        index = IndexState(GENERATION, "stand-in", "0123", problems)
        yield Service(engine, index, lambda doc_id: read_original(record, doc_id))


def _cite(phrase: str, passages: tuple[FoundPassage, ...], language: Language) -> Iterator[Citation]:
    for number, passage in enumerate(passages[:2], start=1):
        document = passage.document
        span = _sentence(document, passage.chunk, phrase)
        renderings = [item.text for item in document.translations if item.span == span]
        yield Citation(
            number=number,
            document=document,
            chunk=passage.chunk,
            span=span,
            quote=span.of(document.text),
            translation=renderings[0] if renderings and language is Language.EN else None,
            footnotes=document.footnotes_in(span),
        )


def _sentence(document: Document, chunk: Chunk, phrase: str) -> Span:
    at = document.text.index(phrase, chunk.span.start)
    return next(s.span for s in document_sentences(document) if s.span.start <= at < s.span.end)


def _write(citations: tuple[Citation, ...], language: Language) -> tuple[str, tuple[Claim, ...]]:
    if not citations:
        return ("文件没有说明。" if language is Language.ZH else "The documents do not say."), ()
    text, claims = "", []
    for citation in citations:
        words = citation.translation or citation.quote
        support = Support(SupportLabel.SUPPORTED, "verbatim")
        claims.append(Claim(len(text), len(text) + len(words), (citation.number,), support))
        text += f"{words} [{citation.number}] "
    return text.strip(), tuple(claims)
