"""Whether a claim tells as done, planned or possible what its evidence tells as another of these."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import rjieba

from corpus.language import detect_language
from corpus.model import Language
from eval.metrics.surface import clauses_with_closest
from rag.lexicon.modality import DONE_EN, DONE_ZH, PAST_EN, PLANNED_EN, PLANNED_ZH

__all__ = ["is_modality_turned"]


class _Mode(StrEnum):
    POSSIBLE = "possible"
    PLANNED = "planned"
    DONE = "done"


# Each sign counts once, for the first of these that has it.
_SIGNS: dict[Language, tuple[tuple[_Mode, re.Pattern[str]], ...]] = {
    Language.ZH: (
        (_Mode.POSSIBLE, re.compile(r"可能|或将|或许|也许|未必|恐将")),
        (_Mode.PLANNED, PLANNED_ZH),
        (_Mode.DONE, DONE_ZH),
    ),
    Language.EN: (
        # The month has a capital.
        (_Mode.POSSIBLE, re.compile(r"\b(?:may|might|could|[Pp]ossibly|[Pp]erhaps)\b")),
        (_Mode.PLANNED, PLANNED_EN),
        (_Mode.DONE, DONE_EN),
        (_Mode.DONE, PAST_EN),
    ),
}
_OBJECT_TAGS = frozenset("nrmaebj")
_BEHIND = 8


def is_modality_turned(claim: str, same: Sequence[str]) -> bool:
    """Whether a clause of a claim has a sign of one mode where the clause of its evidence has that of another.

    Args:
        claim: In Chinese or English.
        same: Its evidence in the same language; a clause that none of its clauses resembles is left alone.
    """
    for said, closest in clauses_with_closest(claim, same):
        if closest is None:
            continue
        ours, theirs = _modes(said), _modes(closest)
        more, less = set(ours - theirs), set(theirs - ours)
        if more and less:
            return True
    return False


@lru_cache(8192)
def _modes(clause: str) -> Counter[_Mode]:
    found: Counter[_Mode] = Counter()
    rest = clause
    for mode, pattern in _SIGNS[detect_language(clause)]:
        for match in list(pattern.finditer(rest)):
            if not _is_before_an_object(match[0], clause[match.end() :]):
                found[mode] += 1
            rest = rest[: match.start()] + "\n" * len(match[0]) + rest[match.end() :]
    return found


def _is_before_an_object(sign: str, behind: str) -> bool:
    """Whether 将 is what 把 is, as in 将能耗砍掉."""
    tagged = rjieba.tag(behind[:_BEHIND]) if sign == "将" else []
    return bool(tagged) and tagged[0][1][:1] in _OBJECT_TAGS
