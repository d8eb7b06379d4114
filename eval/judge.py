"""A support judge without a language model: figures, names, source and mode must agree, then words.

It judges by the surface of what is said: a claim in other words than its evidence may be denied support, and
one that puts the words of its evidence together otherwise may be granted it. How often it errs is measured
(`measure_judge`), and the figure stands beside every number that rests on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eval.measures import Rate, rate
from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence
from eval.metrics.exactness import unstated_values
from eval.metrics.modality import is_modality_turned
from eval.metrics.naming import missing_name
from eval.metrics.sourcing import misnamed_source
from eval.metrics.surface import (
    ADDRESSES,
    bare_units,
    blocks_in_order,
    by_language,
    denies,
    exchanged_units,
    is_noted_address,
    is_verbatim,
    known_units,
    marked_units,
    stand_for_each_other,
    text_units,
    units_in_order,
    without_source,
    word_coverage,
)
from index.embedding.maxsim import maxsim
from index.embedding.protocol import Embedder
from rag.checks.mentions import remembering_finder
from rag.names import NameIndex

__all__ = ["Doubt", "JudgeScore", "LabelledPair", "SurfaceJudge", "measure_judge"]

# Of a claim's content words in evidence of its language, and of its tokens' similarity to it: the highest F1 on
# the developer's share of WiCE. Across languages what best tells a translation from the nearest of 400 others in
# Tatoeba. Neither was fitted to the bundled documents.
_LEAST_COVERAGE = 0.7
_LEAST_SIMILARITY = 0.9
_LEAST_SIMILARITY_ACROSS = 0.82
# Names have been exchanged if, put back, so much of a claim follows its evidence word by word.
_FOLLOWS = 0.85
_MOST_STRAYED = 8
_MOST_MARKED = 24
# Texts whose vectors are kept, some 60 KB each; the same quotes come again and again.
_KEPT_TEXTS = 1000


class Doubt(StrEnum):
    """Why a claim is not supported."""

    NO_EVIDENCE = "no_evidence"
    NUMBER = "number"
    """It states a number, amount or date that the evidence does not."""
    NAME = "name"
    """It names whom or what the evidence does not."""
    SOURCE = "source"
    """It says that it is from another source, or another kind of source, than the document is."""
    NEGATION = "negation"
    """It denies what the evidence says, or says what it denies."""
    MODALITY = "modality"
    """It tells as done, planned or possible what the evidence tells as another of these."""
    EXCHANGED = "exchanged"
    """It follows the evidence better with two of its names or numbers exchanged."""
    MEANING = "meaning"
    """Its words are too few in the evidence, and so is what they mean."""


class SurfaceJudge:
    """Decides on support by comparing texts.

    Args:
        names: Names with their spellings in both languages; without it a name is only compared in one script.
        embedder: Compares meaning, and is needed to compare across languages where there is no translation;
            without it only words are compared.
    """

    def __init__(self, names: NameIndex | None = None, embedder: Embedder | None = None) -> None:
        self._names = names or NameIndex(())
        self._finder = remembering_finder(self._names)
        self._embedder = embedder
        self._tokens: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """What it compares by, to be shown beside figures that rest on it."""
        return "surface" if self._embedder is None else f"surface, {self._embedder.spec.name}"

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether nothing speaks against all of a claim following from its evidence."""
        return self.doubt(claim, evidence) is None

    def contradicts(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the evidence speaks of the same and says it otherwise: another figure, or the reverse."""
        if self.doubt(claim, evidence) not in (Doubt.NUMBER, Doubt.NEGATION, Doubt.EXCHANGED):
            return False
        return self._is_meant(claim, evidence)

    def doubt(self, claim: str, evidence: Sequence[Evidence]) -> Doubt | None:
        """What speaks against a claim, the surest sign first; None if nothing does.

        Args:
            claim: A sentence or a part of one, without markers.
            evidence: Pieces that are taken together; of each, quote and translation count alike, and what is
                known of it bears out numbers, names and words but says nothing by itself.
        """
        if not any(text_units(text) for piece in evidence for text in piece.texts):
            return Doubt.NO_EVIDENCE
        if unstated_values(ADDRESSES.sub(" ", claim), evidence):
            return Doubt.NUMBER
        if is_noted_address(claim, evidence):
            return None
        if missing_name(claim, evidence, self._names, self._finder) is not None:
            return Doubt.NAME
        if misnamed_source(claim, evidence, self._finder) is not None:
            return Doubt.SOURCE
        said = without_source(claim, evidence)
        same, across = by_language(said, evidence)
        if not is_verbatim(said, same):
            if denies(said, same, across):
                return Doubt.NEGATION
            if is_modality_turned(said, same):
                return Doubt.MODALITY
            if self._is_exchanged(said, same):
                return Doubt.EXCHANGED
            if not self._is_meant(said, evidence):
                return Doubt.MEANING
        return None

    def _is_exchanged(self, claim: str, same: Sequence[str]) -> bool:
        said = bare_units(claim)
        evidence = [unit for text in same for unit in bare_units(text)]
        blocks = blocks_in_order(said, evidence)
        in_order = sum(block.size for block in blocks)
        if stand_for_each_other(said, evidence, blocks):
            return True
        marked = marked_units(claim, self._names)
        # A name may have its title before it, or its country: 法国总统马克龙.
        mentioned = [mention.written for mention in self._finder(claim)]
        known = known_units(claim, self._names, mentioned)
        ranges = [*known, *marked, *((a, d) for (a, _), (_, d) in pairwise(marked))]
        matched = {at for block in blocks for at in range(block.a, block.a + block.size)}
        strayed = [r for r in ranges if not all(at in matched for at in range(*r))][:_MOST_STRAYED]
        enough = max(in_order + 1, _FOLLOWS * len(said))
        return any(
            units_in_order(exchanged_units(said, *sorted((one, other))), evidence) >= enough
            for one in strayed
            for other in ranges[:_MOST_MARKED]
            if (one[1] <= other[0] or other[1] <= one[0]) and said[slice(*one)] != said[slice(*other)]
        )

    def _is_meant(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        same, across = by_language(claim, evidence)
        about = [piece.about for piece in evidence]
        if same and word_coverage(claim, [*same, *about]) >= _LEAST_COVERAGE:
            return True
        if same:
            return self._similarity(claim, [*same, *about]) >= _LEAST_SIMILARITY
        return self._similarity(claim, across) >= _LEAST_SIMILARITY_ACROSS

    def _similarity(self, claim: str, texts: Iterable[str]) -> float:
        """The mean over a claim's tokens of the best similarity to any token of the texts; -1 without a model."""
        vectors = [self._vectors(text) for text in texts if text.strip()]
        own = self._vectors(claim)
        if not len(own) or not vectors:
            return -1.0
        best, _ = maxsim(own, np.concatenate(vectors))
        return float(best.mean())

    def _vectors(self, text: str) -> NDArray[np.float32]:
        if self._embedder is None:
            return np.zeros((0, 0), np.float32)
        if text not in self._tokens:
            if len(self._tokens) >= _KEPT_TEXTS:
                self._tokens.clear()
            self._tokens[text] = self._embedder.encode_passages([text])[0].tokens.vectors
        return self._tokens[text]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A claim with its evidence, and what people say of the two."""

    claim: str
    evidence: tuple[Evidence, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class JudgeScore:
    """How often a judge is right.

    Attributes:
        accuracy: Share of pairs judged as people do, with Wilson's interval.
        precision: Share of the pairs called supported that are; 0 if none was.
        recall: Share of the supported pairs called so; 0 if there are none.
        f1: The harmonic mean of the two.
        base_rate: The share (0-1) of the most frequent label: how often one is right who always says that.
    """

    accuracy: Rate
    precision: float
    recall: float
    f1: float
    base_rate: float


def measure_judge(judge: SupportJudge, pairs: Sequence[LabelledPair]) -> JudgeScore:
    """Compare a judge with people.

    Args:
        judge: Any.
        pairs: At least one.

    Raises:
        ValueError: If there are no pairs.
    """
    found = [judge.supports(pair.claim, pair.evidence) for pair in pairs]
    right = sum(said is pair.supported for said, pair in zip(found, pairs, strict=True))
    both = sum(said and pair.supported for said, pair in zip(found, pairs, strict=True))
    called, supported = sum(found), sum(pair.supported for pair in pairs)
    return JudgeScore(
        rate(right, len(pairs)),
        both / called if called else 0.0,
        both / supported if supported else 0.0,
        2 * both / (called + supported) if both else 0.0,
        max(supported, len(pairs) - supported) / len(pairs),
    )
