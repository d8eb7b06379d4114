"""How much of what a claim says a sentence speaks of: its words by their letters, and by their meaning.

The meaning is max-sim of the embedder's token vectors. It says whether a sentence is about the same thing and
cannot say whether it agrees: near misses lie as close as paraphrases, which is why the typed checks decide that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.language import has_han
from rag.checks.evidence import EvidenceSentence, Word, content_words
from rag.checks.figures import count_met

__all__ = ["LEAST_NAMED", "LEAST_SPOKEN", "Coverage", "TokenMatch", "measure_coverage", "spelt_alike"]

# A sentence that meets less of a claim's content than this does not speak of the same, whatever else it says.
LEAST_SPOKEN = 0.42
# Whoever speaks of something else also gives other names and dates, so these alone contradict nothing: then all of
# the claim's words must be met this well.
LEAST_NAMED = 0.54
# Max-sim at which a word counts as not met at all, and as met; centred vectors of the built-in embedder.
_SIMILARITY_LOW, _SIMILARITY_HIGH = 0.2, 0.8
_SENTENCE_SHARE, _CONTEXT_SHARE, _MEANING_SHARE = 0.35, 0.25, 0.4
# Words with as many first letters alike are of one family: approve, approval.
_FAMILY_LETTERS = 5
_FAMILY, _SOME_CHARACTERS = 0.7, 0.6
# A figure weighs as much as a middling word: rare ones tell much, but a year is soon shared.
_FIGURE_WEIGHT = 1.5
# A word that the documents do not have is as often one of another's choice as one of another matter.
_HEAVIEST = 2.5


@dataclass(frozen=True, slots=True, eq=False)
class TokenMatch:
    """How well each token of a claim is met in a sentence.

    `best` is (n,) float32, the best cosine of each token with any of the sentence's; `spans` (n, 2) int32 where
    the tokens stand in the claim.
    """

    best: NDArray[np.float32]
    spans: NDArray[np.int32]

    def of(self, start: int, end: int) -> float:
        """The mean of the tokens that touch a stretch; 0 if none does."""
        inside = (self.spans[:, 0] < end) & (self.spans[:, 1] > start)
        return float(self.best[inside].mean()) if inside.any() else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a claim's words are met: `shares` (0-1) a word, weighted by `weights` in `total` (0-1)."""

    words: tuple[Word, ...]
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    figures_met: int = 0
    """How many figures of the claim stand in the sentence; each counts as a word that is met."""

    @property
    def total(self) -> float:
        """The weighted mean; 1 for a claim without content words."""
        return self.without(())

    def without(self, stretches: Sequence[tuple[int, int]]) -> float:
        """The weighted mean without the words that touch one of some stretches of the claim."""
        kept = [
            (share, weight)
            for word, share, weight in zip(self.words, self.shares, self.weights, strict=True)
            if not any(start < word.end and word.start < end for start, end in stretches)
        ]
        kept += [(1.0, _FIGURE_WEIGHT)] * self.figures_met
        return _mean([share for share, _ in kept], [weight for _, weight in kept])

    def of(self, start: int, end: int) -> float | None:
        """The weighted mean of the words in a stretch of the claim; None if it has none."""
        inside = [i for i, word in enumerate(self.words) if start <= word.start < end]
        if not inside:
            return None
        return _mean([self.shares[i] for i in inside], [self.weights[i] for i in inside])


def _mean(shares: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(s * w for s, w in zip(shares, weights, strict=True)) / total if total else 1.0


def measure_coverage(
    claim: str, evidence: EvidenceSentence, tokens: TokenMatch | None, rarity: Callable[[str], float]
) -> Coverage:
    """Measure how a sentence meets a claim's content words.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        tokens: How well the claim's tokens are met in it; without them only letters are compared.
        rarity: Inverse document frequency of a stem.
    """
    words = content_words(claim)
    own = frozenset(word.stem for word in content_words(evidence.text))
    around = frozenset(word.stem for word in content_words(evidence.context))
    shares = [_share(word, evidence, own, around, tokens) for word in words]
    weights = tuple(min(rarity(word.stem), _HEAVIEST) for word in words)
    return Coverage(words, tuple(shares), weights, count_met(claim, evidence))


def _share(
    word: Word,
    evidence: EvidenceSentence,
    own: frozenset[str],
    around: frozenset[str],
    tokens: TokenMatch | None,
) -> float:
    letters = spelt_alike(word, evidence.text, own)
    context = max(letters, spelt_alike(word, evidence.context, around))
    if tokens is None:
        return (_SENTENCE_SHARE + _MEANING_SHARE) * letters + _CONTEXT_SHARE * context
    similarity = tokens.of(word.start, word.end)
    meaning = min(1.0, max(0.0, (similarity - _SIMILARITY_LOW) / (_SIMILARITY_HIGH - _SIMILARITY_LOW)))
    return _SENTENCE_SHARE * letters + _CONTEXT_SHARE * context + _MEANING_SHARE * meaning


def spelt_alike(word: Word, text: str, stems: frozenset[str]) -> float:
    """How far (0-1) a text carries a word by its letters: itself, its family, some of its characters."""
    if word.stem in stems:
        return 1.0
    if has_han(word.written):
        if word.written in text:
            return 1.0
        return _SOME_CHARACTERS * sum(c in text for c in word.written) / len(word.written)
    family = word.stem[:_FAMILY_LETTERS]
    return _FAMILY if len(family) == _FAMILY_LETTERS and any(s.startswith(family) for s in stems) else 0.0
