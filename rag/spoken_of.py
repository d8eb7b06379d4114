"""How much of what a question says a sentence speaks of, measured as the checks measure it of a claim."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.candidates import Candidate
from rag.checks.coverage import TokenMatch, measure_coverage
from rag.checks.evidence import EvidenceSentence
from rag.matching import CorpusWords
from rag.question import Question

__all__ = ["spoken_of"]


def spoken_of(
    question: Question, candidate: Candidate, words: CorpusWords, without: Sequence[tuple[int, int]] = ()
) -> float:
    """The share (0-1) of a question's content words that a sentence meets, by their letters or their meaning.

    Args:
        question: The question as read.
        candidate: The sentence, compared with the question token by token.
        words: For how much a word tells.
        without: Stretches of the question that are left out of account.
    """
    sentence = EvidenceSentence(
        candidate.document.doc_id,
        candidate.text,
        candidate.original,
        other=None,
        context=candidate.surroundings,
        opening="",
        is_readable=True,
    )
    met = np.asarray(candidate.token_best + candidate.gap, np.float32)
    tokens = TokenMatch(met, candidate.question_spans)
    coverage = measure_coverage(question.text, sentence, tokens, words.rarity)
    if without:
        return coverage.without(without)
    # Of a name that is written otherwise, JD Vance for Vance, no word is missing.
    readings = f"{sentence.text}\n{candidate.surroundings_otherwise}"
    named = [name.written for name in question.names if name.is_in(readings)]
    shares = [
        1.0 if any(word.written in name for name in named) else share
        for word, share in zip(coverage.words, coverage.shares, strict=True)
    ]
    return replace(coverage, shares=tuple(shares)).total
