"""How well a sentence meets a question: the signals that ranking and refusing both rest on.

Every signal is between 0 and 1 or a cosine, has a meaning of its own, and knows nothing of any one corpus.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from rag.kinds import kind_match
from rag.names import NameIndex
from rag.question import Question
from rag.values import Value, find_values, values_agree

__all__ = ["SentenceEvidence", "Signals", "measure"]


@dataclass(frozen=True, slots=True, eq=False)
class SentenceEvidence:
    """A sentence that may answer, with what the index says of it.

    `text` and `context` are in the question's language where the document or a rendering has it. The arrays
    have one cosine for each content token of the question (all its tokens, if none is a content token).
    """

    text: str
    context: str
    """The paragraph around the sentence, the titles above it and the document's own title."""
    same_language: bool
    token_best: NDArray[np.float32]
    """The best match of each question token in the sentence."""
    chunk_best: NDArray[np.float32]
    """The best match of each question token in the whole chunk."""
    dense: float
    """Cosine of the centred vectors of question and chunk."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one sentence for one question; the order of the fields is the model's."""

    sentence_sim: float
    chunk_sim: float
    weakest_sentence: float
    weakest_chunk: float
    dense: float
    coverage_sentence: float
    coverage_context: float
    names_sentence: float
    names_context: float
    values_sentence: float
    values_context: float
    kind: float
    asks_back: float
    """1 when the sentence is itself a question, else 0."""

    def as_array(self) -> NDArray[np.float64]:
        """The signals in field order, shape (13,)."""
        return np.array([getattr(self, field.name) for field in fields(self)])


# The weakest tokens are the lowest quarter: one unmatched word is often the point of a question.
_WEAK_SHARE = 0.25

WordCutter = Callable[[str], Sequence[str]]
"""Cuts a text into normalised words, the same for questions and passages."""


def measure(
    question: Question,
    evidence: SentenceEvidence,
    names: NameIndex,
    cut: WordCutter,
    idf: Callable[[str], float],
) -> Signals:
    """Measure one sentence for one question.

    Args:
        question: The question as read.
        evidence: The sentence and the index's view of it.
        names: The known names, for telling kinds.
        cut: The lexical index's own tokeniser, so that both sides agree on words.
        idf: Inverse document frequency of a word, at least 0.
    """
    words = [word for term in question.terms for word in cut(term)]
    return Signals(
        sentence_sim=float(evidence.token_best.mean()),
        chunk_sim=float(evidence.chunk_best.mean()),
        weakest_sentence=_weakest(evidence.token_best),
        weakest_chunk=_weakest(evidence.chunk_best),
        dense=evidence.dense,
        coverage_sentence=_coverage(words, cut(evidence.text), idf),
        coverage_context=_coverage(words, cut(evidence.context), idf),
        names_sentence=_names_share(question, evidence.text),
        names_context=_names_share(question, evidence.context),
        values_sentence=_values_share(question, evidence.text),
        values_context=_values_share(question, evidence.context),
        kind=kind_match(question, evidence.text, names),
        asks_back=float(evidence.text.rstrip("”」\"' ").endswith(("?", "？"))),
    )


def _weakest(best: NDArray[np.float32]) -> float:
    count = max(1, math.ceil(len(best) * _WEAK_SHARE))
    return float(np.sort(best)[:count].mean())


def _coverage(words: Sequence[str], found: Sequence[str], idf: Callable[[str], float]) -> float:
    """The share of the question's words, weighted by rarity, that a text holds."""
    unique = sorted(set(words))
    total = sum(idf(word) for word in unique)
    present = set(found)
    return sum(idf(word) for word in unique if word in present) / total if total > 0 else 0.5


def _names_share(question: Question, text: str) -> float:
    if not question.names:
        return 1.0
    return sum(name.is_in(text) for name in question.names) / len(question.names)


def _values_share(question: Question, text: str) -> float:
    if not question.values:
        return 1.0
    stated = find_values(text)
    return sum(_is_stated(value, stated) for value in question.values) / len(question.values)


def _is_stated(value: Value, stated: list[Value]) -> bool:
    return any(values_agree(value, other) for other in stated)
