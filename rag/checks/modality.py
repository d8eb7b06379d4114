"""Is what a claim tells as done only planned or possible in its evidence, or the other way round?

Compared clause by clause: each clause of the claim with the clause of the evidence that shares most words with
it. A clause without a sign of its own takes that of the clause before, as 峰会将……，并…… does.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.language import has_han
from rag.checks.coverage import spelt_alike
from rag.checks.evidence import Clause, EvidenceSentence, clauses_of, content_words
from rag.checks.finding import Finding, FindingKind
from rag.lexicon.modality import (
    DONE_EN,
    DONE_ZH,
    NOT_YET_EN,
    NOT_YET_ZH,
    OPEN_EN,
    OPEN_ZH,
    PAST_EN,
    PLANNED_EN,
    PLANNED_ZH,
)

__all__ = ["Status", "check_modality", "status_of"]


class Status(StrEnum):
    """How real a clause says its event is."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NOT_YET = "not_yet"
    PLAIN = "plain"
    """No sign of any of these: a state, or what always holds."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with its status and the words that give it."""

    clause: Clause
    status: Status
    sign: str


# A clause of the evidence is the one that is meant if it meets this much of the claim's clause.
_ALIGNED = 0.3


def check_modality(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare the status of each clause of a claim with that of the clause of the evidence it goes by."""
    if not evidence.is_readable:
        return []
    for said in _told(claim):
        if said.status is Status.PLAIN:
            continue
        theirs = _aligned(said.clause, evidence.text)
        if theirs is not None and _differ(said, theirs, evidence):
            return [Finding(FindingKind.MODALITY, _shown(said), _shown(theirs))]
    return []


def status_of(text: str) -> Status:
    """The status of a clause by its own signs: not yet before planned, planned before possible, possible before done."""
    return _sign(text)[0]


def _differ(said: _Told, theirs: _Told, evidence: EvidenceSentence) -> bool:
    unreal = {Status.PLANNED, Status.POSSIBLE}
    if said.status is Status.DONE:
        return theirs.status in unreal | {Status.NOT_YET}
    if said.status is Status.NOT_YET:
        return theirs.status is Status.DONE or _is_told_as_past(theirs, evidence)
    if said.status is Status.PLANNED:
        return theirs.status is Status.DONE and _is_bare(evidence.text)
    return False


def _is_bare(text: str) -> bool:
    """Whether a sentence has no sign of plans or possibilities anywhere."""
    return not any(told.status in (Status.PLANNED, Status.POSSIBLE) for told in _told(text))


def _is_told_as_past(theirs: _Told, evidence: EvidenceSentence) -> bool:
    """Chinese need not mark the past; a rendering does, and so does a day on which something happened."""
    if theirs.status is not Status.PLAIN:
        return False
    return any(PAST_EN.search(reading) is not None for reading in evidence.readings if not has_han(reading))


@lru_cache(4096)
def _told(text: str) -> tuple[_Told, ...]:
    found: list[_Told] = []
    before = (Status.PLAIN, "")
    for clause in clauses_of(text):
        status, sign = _sign(clause.text)
        if status is Status.PLAIN:
            status, sign = before
        found.append(_Told(clause, status, sign))
        before = (status, sign) if status is not Status.DONE else (Status.PLAIN, "")
    return tuple(found)


def _sign(text: str) -> tuple[Status, str]:
    chinese = has_han(text)
    order: tuple[tuple[Status, re.Pattern[str]], ...] = (
        (Status.NOT_YET, NOT_YET_ZH if chinese else NOT_YET_EN),
        (Status.DONE, _STRONG_ZH if chinese else DONE_EN),
        (Status.PLANNED, PLANNED_ZH if chinese else PLANNED_EN),
        (Status.POSSIBLE, OPEN_ZH if chinese else OPEN_EN),
        (Status.DONE, DONE_ZH if chinese else PAST_EN),
    )
    for status, pattern in order:
        if match := pattern.search(text):
            return status, match.group()
    return Status.PLAIN, ""


_STRONG_ZH = re.compile(r"已(?!成定局)|业已|早就")


def _aligned(clause: Clause, text: str) -> _Told | None:
    """The clause of a text that meets most of a clause's words."""
    words = content_words(clause.text)

    def met(told: _Told) -> float:
        stems = frozenset(word.stem for word in content_words(told.clause.text))
        return (
            sum(spelt_alike(word, told.clause.text, stems) for word in words) / len(words) if words else 0.0
        )

    best = max(_told(text), key=met, default=None)
    return best if best is not None and met(best) >= _ALIGNED else None


def _shown(told: _Told) -> str:
    """The sign with what stands next to it, or the clause where it has none."""
    at = told.clause.text.find(told.sign) if told.sign else -1
    if at < 0:
        return told.clause.text.strip(" ，,。.；;")
    end = at + len(told.sign) + (_SHOWN_ZH if has_han(told.clause.text) else _SHOWN_EN)
    return told.clause.text[at:end].strip(" ，,。.；;")


_SHOWN_ZH, _SHOWN_EN = 6, 24
