"""Answers spoilt on purpose, to see whether the figures see it: one fault each, of the kinds that mislead.

A fault is put into an answer as a careless or a lying system would: the rest of the answer stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import combinations

from eval.cases import Case
from eval.metrics.catalogue import M
from eval.metrics.exactness import stated_values
from eval.metrics.surface import name_places
from eval.observed import ObservedAnswer, ObservedClaim
from rag.names import NameIndex

__all__ = ["EXPECTED", "Fault", "spoil"]


class Fault(StrEnum):
    """What is done to an answer."""

    CITATION_DROPPED = "citation_dropped"
    """A claim's only citation is taken away."""
    OFFSET_SHIFTED = "offset_shifted"
    """A quote is said to stand one character further on."""
    NUMBER_TENFOLD = "number_tenfold"
    """12.5 becomes 125, 84 becomes 840."""
    NAMES_SWAPPED = "names_swapped"
    """Two names of a claim that is not a list of them stand in each other's place."""
    WRONG_LANGUAGE = "wrong_language"
    """The answer to the same question in the other language."""
    UNANSWERABLE_ANSWERED = "unanswerable_answered"
    """The answer to another question stands in place of a refusal."""


_ATTRIBUTION = {M.CITATION_RECALL, M.CITATION_PRECISION}
EXPECTED: Mapping[Fault, frozenset[M]] = {
    Fault.CITATION_DROPPED: frozenset(_ATTRIBUTION),
    Fault.OFFSET_SHIFTED: frozenset({M.CITATIONS_VALID}),
    Fault.NUMBER_TENFOLD: frozenset({M.NUMBERS_EXACT}),
    Fault.NAMES_SWAPPED: frozenset(_ATTRIBUTION),
    Fault.WRONG_LANGUAGE: frozenset({M.LANGUAGE_RIGHT}),
    Fault.UNANSWERABLE_ANSWERED: frozenset({M.REFUSAL_RECALL}),
}
"""The metrics of which at least one must get worse."""
