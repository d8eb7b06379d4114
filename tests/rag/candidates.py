"""Candidates and rankings made by hand."""

from dataclasses import fields

import numpy as np

from corpus.loading import Description, load_document
from corpus.model import Language, SourceKind, Span
from index.chunk import Chunk, ChunkView
from index.retriever import Hit
from rag.candidates import Candidate
from rag.matching import CorpusWords, Signals
from rag.question import Question
from rag.ranking import Ranked
from rag.reading import Reader
from rag.refusal import Judgement, judge


def reader_of(text: str, kind: SourceKind = SourceKind.THINK_TANK) -> Reader:
    return Reader(load_document(text.encode(), Description(title="T", publisher="P", kind=kind)))


def candidate(
    reader: Reader, *indices: int, similarity: float = 0.7, language: Language | None = None
) -> Candidate:
    """The sentences of a document as one candidate, each question token matched equally well."""
    spans = tuple(reader.sentences[index].span for index in indices)
    own = reader.document.passport.language
    span = Span(0, len(reader.document.text))
    view = ChunkView("c", own, reader.document.text, "", False, ())
    chunk = Chunk("c", reader.document.doc_id, 0, span, reader.document.text, (view,))
    tokens = np.zeros((1, 4), np.float32)
    hit = Hit(0, chunk, view, similarity, similarity, tokens, np.array([[0, 1]], np.int32))
    best = np.full(2, similarity, np.float32)
    return Candidate(
        reader=reader,
        spans=spans,
        language=language or own,
        token_best=best,
        chunk_best=best,
        weights=np.array([0.5, 0.5], np.float32),
        question_spans=np.array([[0, 1], [1, 2]], np.int32),
        gap=0.0,
        hit=hit,
    )


def signals(value: float = 0.8, **chosen: float) -> Signals:
    return Signals(**({field.name: value for field in fields(Signals)} | chosen))


def ranked(item: Candidate, score: float, **chosen: float) -> Ranked:
    return Ranked(item, signals(**chosen), score)


def judged(question: Question, text: str, words: CorpusWords, **signals: float) -> Judgement:
    """What is decided on a question of which this sentence is the one candidate."""
    return judge(question, [ranked(candidate(reader_of(text), 0), 5.0, **signals)], words)
