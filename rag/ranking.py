"""Ranking candidate sentences: a weighted sum of signals, read as the logit of "this answers"."""

from dataclasses import dataclass

from rag.candidates import Candidate
from rag.lexicon.kinds import WANTED
from rag.matching import CorpusWords, Signals, measure
from rag.question import Question

__all__ = ["Ranked", "holding_what_is_wanted", "rank_candidates"]

# Logit per unit of each signal. A logistic fit on public question-answering sets gave the scale of the
# similarities, words and kinds; those sets ask few lists and no trick questions, so the weights of names, values
# and enumerations were set by hand to what one of them should be worth next to a similarity.
_WEIGHTS: dict[str, float] = {
    "sentence_similarity": 12.0,
    "chunk_similarity": 4.0,
    "plain_similarity": 4.0,
    "dense": 4.0,
    "words_sentence": 0.5,
    "words_context": 2.5,
    "characters": 1.5,
    "names_so_far": 1.8,
    "names_context": 1.5,
    "values_sentence": 1.0,
    "values_context": 1.0,
    "kind": 1.2,
    "enumerates": 4.5,
    "asks_back": -0.7,
    "is_title": -1.5,
}


_ASKED_FOR = ("kind", "enumerates")


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A candidate with its signals and score."""

    candidate: Candidate
    signals: Signals
    score: float
    """Only differences count: 1 is a factor of e in the odds."""

    @property
    def aboutness(self) -> float:
        """The score without what the question asks for: how much the sentence is about the same matter."""
        return self.score - sum(_WEIGHTS[name] * float(getattr(self.signals, name)) for name in _ASKED_FOR)


def rank_candidates(question: Question, candidates: list[Candidate], words: CorpusWords) -> list[Ranked]:
    """Order candidates by how well they answer; equal scores by document and place."""
    ranked = [_ranked(question, candidate, words) for candidate in candidates]
    return sorted(ranked, key=lambda item: (-item.score, item.candidate.key))


def holding_what_is_wanted(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """Those that bear the sign of what is asked for, in order: quotation marks for a quotation; all if none does."""
    signs = [sign for asked, sign in WANTED if asked.search(question.text)]
    return [item for item in ranked if all(sign.search(item.candidate.text) for sign in signs)] or ranked


def _ranked(question: Question, candidate: Candidate, words: CorpusWords) -> Ranked:
    signals = measure(question, candidate, words)
    score = sum(weight * float(getattr(signals, name)) for name, weight in _WEIGHTS.items())
    return Ranked(candidate, signals, score)
