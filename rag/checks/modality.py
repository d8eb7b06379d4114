"""Is what a claim tells as done only planned or possible in its evidence, or the other way round?

Compared clause by clause: each clause of the claim with the clause of the evidence that shares most words with
it. A clause without a sign of its own takes that of the clause before, as 峰会将……，并…… does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import rjieba

from rag.checks.coverage import spelt_alike
from rag.checks.evidence import Clause, EvidenceSentence, clauses_of, content_words, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.lexicon.modality import (
    CONDITIONAL,
    DONE_EN,
    DONE_ZH,
    NOT_YET_EN,
    NOT_YET_ZH,
    OPEN_EN,
    OPEN_ZH,
    PAST_EN,
    PLANNED_EN,
    PLANNED_ZH,
    RESOLVED_EN,
    RESOLVED_ZH,
)

__all__ = ["Status", "check_modality", "status_of"]


class Status(StrEnum):
    """How real a clause says its event is."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NOT_YET = "not_yet"
    PAST = "past"
    """Told in the past, which English does of much that is only background."""
    PLAIN = "plain"
    """No sign of any of these: a state, or what always holds."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with its status and the words that give it."""

    clause: Clause
    status: Status
    sign: str


# A clause of the evidence is the one that is meant if it meets this much of the claim's clause.
_ALIGNED = 0.25
_AS_GOOD = 0.7


def check_modality(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare the status of each clause of a claim with that of the clauses of the evidence it goes by."""
    if not evidence.is_readable:
        return []
    for said in _told(claim):
        if said.status in (Status.DONE, Status.NOT_YET, Status.PLANNED):
            theirs = _aligned(said.clause, evidence.text)
            against = _against(said, theirs, evidence) if theirs else None
            if against is not None:
                return [Finding(FindingKind.MODALITY, _shown(said), _shown(against))]
    return []


def status_of(text: str) -> Status:
    """The status of a clause by its own signs: what is under a condition or not yet done before what is done."""
    return _sign(text)[0]


def _against(said: _Told, theirs: Sequence[_Told], evidence: EvidenceSentence) -> _Told | None:
    """The clause of the evidence that tells otherwise, if none of those that are meant tells the same."""
    unreal = [told for told in theirs if told.status in (Status.PLANNED, Status.POSSIBLE, Status.NOT_YET)]
    real = [told for told in theirs if told.status in (Status.DONE, Status.PAST)]
    if said.status is Status.DONE:
        done = [told for told in theirs if told.status is Status.DONE]
        return unreal[0] if unreal and not done else None
    if unreal or not _is_bare(evidence.text):
        return None
    if said.status is Status.PLANNED and not _is_resolved(said):
        return None
    if real:
        return real[0]
    return theirs[0] if _is_told_as_past(evidence) else None


def _is_resolved(said: _Told) -> bool:
    pattern = RESOLVED_ZH if is_chinese(said.clause.text) else RESOLVED_EN
    return pattern.search(said.clause.text) is not None and _WISH.search(said.clause.text) is None


# What somebody wishes stays a wish when it has come true.
_WISH = re.compile(r"希望|期望|期待|旨在|力争|有望|\b(?:hop|aim|expect|wish|seek|want)\w*", re.IGNORECASE)


def _is_bare(text: str) -> bool:
    """Whether a sentence has no sign of plans or possibilities anywhere."""
    return not any(told.status in (Status.PLANNED, Status.POSSIBLE) for told in _told(text))


def _is_told_as_past(evidence: EvidenceSentence) -> bool:
    """Whether a rendering tells it in the past: Chinese need not mark that."""
    return any(
        PAST_EN.search(reading) is not None for reading in evidence.readings if not is_chinese(reading)
    )


@lru_cache(4096)
def _told(text: str) -> tuple[_Told, ...]:
    found: list[_Told] = []
    before = (Status.PLAIN, "")
    for clause in clauses_of(text):
        status, sign = _sign(clause.text)
        if status is Status.PLAIN:
            status, sign = before
        found.append(_Told(clause, status, sign))
        before = (status, sign) if status not in (Status.DONE, Status.PAST) else (Status.PLAIN, "")
    return tuple(found)


def _sign(text: str) -> tuple[Status, str]:
    chinese = is_chinese(text)
    order: tuple[tuple[Status, re.Pattern[str]], ...] = (
        (Status.NOT_YET, NOT_YET_ZH if chinese else NOT_YET_EN),
        (Status.POSSIBLE, CONDITIONAL),
        (Status.DONE, _STRONG_ZH if chinese else DONE_EN),
        (Status.PLANNED, PLANNED_ZH if chinese else PLANNED_EN),
        (Status.POSSIBLE, OPEN_ZH if chinese else OPEN_EN),
        (Status.DONE, DONE_ZH) if chinese else (Status.PAST, PAST_EN),
    )
    for status, pattern in order:
        for match in pattern.finditer(text):
            if not _marks_object(text, match):
                return status, match.group()
    return Status.PLAIN, ""


def _marks_object(text: str, match: re.Match[str]) -> bool:
    """Whether 将 stands before an object (将能耗砍掉), where it tells nothing of the future (将于巴黎举办)."""
    if match.group() != "将":
        return False
    behind = rjieba.tag(text[match.end() : match.end() + _BEHIND])
    return bool(behind) and behind[0][1][:1] in _OBJECT_TAGS


# Nouns, pronouns, numerals, adjectives before a noun, Latin words; verbs, adverbs and prepositions are none of these.
_OBJECT_TAGS = frozenset("nrmaebj")
_BEHIND = 8
_STRONG_ZH = re.compile(r"已(?!成定局)|业已|早就")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _aligned(clause: Clause, text: str) -> list[_Told]:
    """The clauses of a text that meet most of a clause's words and figures."""
    words, digits = content_words(clause.text), set(_DIGITS.findall(clause.text))

    def met(told: _Told) -> float:
        stems = frozenset(word.stem for word in content_words(told.clause.text))
        alike = sum(spelt_alike(word, told.clause.text, stems) for word in words)
        figures = len(digits & set(_DIGITS.findall(told.clause.text)))
        return (alike + figures) / (len(words) + len(digits)) if words or digits else 0.0

    shares = [(met(told), told) for told in _told(text)]
    best = max((share for share, _ in shares), default=0.0)
    return [told for share, told in shares if share >= max(_ALIGNED, _AS_GOOD * best)]


def _shown(told: _Told) -> str:
    """The sign with what stands next to it, or the clause where it has none."""
    at = told.clause.text.find(told.sign) if told.sign else -1
    if at < 0:
        return told.clause.text.strip(" ，,。.；;")
    end = at + len(told.sign) + (_SHOWN_ZH if is_chinese(told.clause.text) else _SHOWN_EN)
    return told.clause.text[at:end].strip(" ，,。.；;")


_SHOWN_ZH, _SHOWN_EN = 6, 24
