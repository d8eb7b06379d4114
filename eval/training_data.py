"""What the sentence matcher learns from: questions, the sentences that answer them, and those that nearly do.

The packs are listed in `TRAINING_PACKS`; a pack whose licence forbids commercial use is never read here. The
candidates are what the product's own retriever finds, so that the wrong sentences are the ones that the
matcher will meet: next to the answer, or in passages on the same matter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from threadpoolctl import threadpool_limits

from corpus.model import Language, Span
from eval.packs import ClapnqRow, Packs, SpanPassage, SpanQuestion, XquadPassage, XquadQuestion
from eval.pools import Pool, PoolPassage, Progress, index_pool, xquad_passages
from index.embedding.protocol import Embedder
from index.retriever import Hit, Retriever

__all__ = [
    "TRAINING_PACKS",
    "CandidateSentence",
    "TrainingQuestion",
    "TrainingSet",
    "read_training_set",
    "title_half",
]

TRAINING_PACKS = ("xquad", "squad2", "cmrc2018", "drcd", "clapnq_en")
"""Sets under CC BY-SA or Apache-2.0."""

_SPAN_PACKS = {"squad2": Language.EN, "cmrc2018": Language.ZH, "drcd": Language.ZH}
_CLAPNQ = "clapnq_en"
# Chunks of a question; the answering one is further down for hardly any.
_CHUNKS = 16


@dataclass(frozen=True, slots=True)
class CandidateSentence:
    """A sentence of a chunk that was found.

    Attributes:
        chunk: The chunk's position in `TrainingQuestion.rows`.
        first: Its first token in that chunk.
        last: One past its last token; more than `first`.
        answers: Whether it holds the answer or a part of it.
    """

    chunk: int
    first: int
    last: int
    answers: bool


@dataclass(frozen=True, slots=True, eq=False)
class TrainingQuestion:
    """A question with its candidates.

    Attributes:
        qid: Its id in the pack, followed by its language.
        pack: The set that it is from, with the language where the set has several.
        half: 0 or 1, decided by the article that it was asked about.
        tokens: (n_tokens, dim) float32, centred, rows of length 1.
        rows: The chunks that were found, best first, as keys of `TrainingSet.passages`.
        sentences: Those of these chunks, in the order of the chunks.
    """

    qid: str
    pack: str
    half: int
    tokens: NDArray[np.float32]
    rows: tuple[int, ...]
    sentences: tuple[CandidateSentence, ...]

    @property
    def is_reachable(self) -> bool:
        """Whether any of the sentences answers."""
        return any(sentence.answers for sentence in self.sentences)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSet:
    """All questions and the chunks that were found for any of them.

    Attributes:
        questions: In the order of the packs.
        passages: By row of the index, (n_tokens, dim) float16: the token vectors, centred, of length 1.
    """

    questions: tuple[TrainingQuestion, ...]
    passages: Mapping[int, NDArray[np.float16]]

    def of_half(self, half: int) -> tuple[TrainingQuestion, ...]:
        """The questions on one half of the articles."""
        return tuple(question for question in self.questions if question.half == half)


def read_training_set(
    packs: Packs, embedder: Embedder, work_dir: Path, progress: Progress | None = None
) -> TrainingSet:
    """Read the packs, index their passages, and find the candidates of every question.

    Args:
        packs: A folder with at least the packs of `TRAINING_PACKS`.
        embedder: Encodes passages and questions.
        work_dir: Where the index is kept; passages that it holds already are not encoded again.
        progress: Told how far it is.

    Returns:
        Every question with an answer that stands in its passage; the same for the same packs and embedder.

    Raises:
        DataError: `pack_missing`, `pack_damaged`.
        UnavailableError: `index_busy`, `storage_failed`.
    """
    report = progress or _silent
    asked = list(_asked(packs))
    pool = index_pool(_passages(packs), work_dir, embedder, report)
    retriever = Retriever(pool.snapshot, embedder)
    searched = {language: pool.rows_of(pool.in_language(language)) for language in Language}
    questions: list[TrainingQuestion] = []
    passages: dict[int, NDArray[np.float16]] = {}
    # A question is too small to be shared among threads: they would only wait for each other.
    with threadpool_limits(1):
        for done, item in enumerate(asked):
            report("candidates", done, len(asked))
            if not (answers := _answer_spans(item, pool)):
                continue
            encoded = retriever.encode(item.text, item.language)
            hits = retriever.search(encoded, top_k=_CHUNKS, allowed=searched[item.language])
            for hit in hits:
                passages.setdefault(hit.row, hit.tokens.astype(np.float16))
            rows = tuple(hit.row for hit in hits)
            sentences = tuple(_sentences(hits, pool.doc_id(item.passage), answers))
            half = title_half(item.title)
            questions.append(TrainingQuestion(item.qid, item.pack, half, encoded.tokens, rows, sentences))
    report("candidates", len(asked), len(asked))
    return TrainingSet(tuple(questions), passages)


def title_half(title: str) -> int:
    """0 or 1 for an article, however its title is spelt; packs that share an article agree on it."""
    name = " ".join(title.replace("_", " ").casefold().split())
    return sha256(name.encode()).digest()[0] % 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, its passage, and the offsets in that passage of each text that answers it."""

    qid: str
    pack: str
    language: Language
    title: str
    text: str
    passage: str
    answers: tuple[Span, ...]


class _Quote(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


class _XquadAnswered(XquadQuestion):
    answer_en: str
    answer_en_start: int
    answer_zh: str
    answer_zh_start: int

    def answer(self, language: Language) -> Span:
        if language is Language.ZH:
            return Span(self.answer_zh_start, self.answer_zh_start + len(self.answer_zh))
        return Span(self.answer_en_start, self.answer_en_start + len(self.answer_en))


class _SpanAnswered(SpanQuestion):
    answers: tuple[_Quote, ...]


class _Reference(BaseModel):
    model_config = ConfigDict(frozen=True)

    selected_sentences: tuple[str, ...]


class _ClapnqAnswered(ClapnqRow):
    references: tuple[_Reference, ...]


def _passages(packs: Packs) -> Iterator[PoolPassage]:
    yield from xquad_passages(packs)
    for pack, language in _SPAN_PACKS.items():
        for row in packs.rows(f"{pack}_passages", SpanPassage):
            yield PoolPassage(row.text, language, row.title, pack)
    for clapnq in packs.rows(_CLAPNQ, ClapnqRow):
        yield PoolPassage(clapnq.text, Language.EN, clapnq.title, _CLAPNQ)


def _asked(packs: Packs) -> Iterator[_Asked]:
    yield from _asked_of_xquad(packs)
    for pack, language in _SPAN_PACKS.items():
        yield from _asked_of_spans(packs, pack, language)
    for row in packs.rows(_CLAPNQ, _ClapnqAnswered):
        if row.answerable:
            yield _Asked(
                row.qid, _CLAPNQ, Language.EN, row.title, row.question, row.text, tuple(_selected(row))
            )


def _asked_of_xquad(packs: Packs) -> Iterator[_Asked]:
    rows = {row.pid: row for row in packs.rows("xquad_passages", XquadPassage)}
    questions = packs.rows("xquad_questions", _XquadAnswered)
    for language in Language:
        for question in questions:
            row = rows[question.pid]
            yield _Asked(
                f"{question.qid}-{language}",
                f"xquad {language}",
                language,
                row.title,
                question.question(language),
                row.text(language),
                (question.answer(language),),
            )


def _asked_of_spans(packs: Packs, pack: str, language: Language) -> Iterator[_Asked]:
    rows = {row.pid: row for row in packs.rows(f"{pack}_passages", SpanPassage)}
    for question in packs.rows(f"{pack}_questions", _SpanAnswered):
        if question.answerable:
            row = rows[question.pid]
            spans = tuple(quote.span for quote in question.answers)
            yield _Asked(question.qid, pack, language, row.title, question.question, row.text, spans)


def _selected(row: _ClapnqAnswered) -> Iterator[Span]:
    """The sentences that a long answer was written from."""
    for reference in row.references:
        for sentence in map(str.strip, reference.selected_sentences):
            if (start := row.text.find(sentence)) >= 0:
                yield Span(start, start + len(sentence))


def _answer_spans(item: _Asked, pool: Pool) -> list[Span]:
    """Where the answers stand in the document that the passage became; empty if nowhere.

    The document has no white space around it, and may be that of another passage of equal key.
    """
    text = pool.snapshot.document(pool.doc_id(item.passage)).text
    shift = len(item.passage) - len(item.passage.lstrip())
    found = []
    for span in item.answers:
        answer, wanted = span.of(item.passage).strip(), span.start - shift
        starts = [at for at in range(len(text)) if answer and text.startswith(answer, at)]
        if starts:
            start = min(starts, key=lambda at: (abs(at - wanted), at))
            found.append(Span(start, start + len(answer)))
    return found


def _sentences(hits: Sequence[Hit], doc_id: str, answers: Sequence[Span]) -> Iterator[CandidateSentence]:
    for at, hit in enumerate(hits):
        for sentence in hit.view.sentences:
            start, end = (hit.view.text_offset + edge for edge in (sentence.start, sentence.end))
            inside = np.flatnonzero((hit.spans[:, 0] < end) & (hit.spans[:, 1] > start))
            if not len(inside):
                continue
            stands = Span(hit.chunk.span.start + sentence.start, hit.chunk.span.start + sentence.end)
            right = hit.chunk.doc_id == doc_id and any(stands.overlaps(answer) for answer in answers)
            yield CandidateSentence(at, int(inside[0]), int(inside[-1]) + 1, right)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
