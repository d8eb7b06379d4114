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

from corpus.language import has_han
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
    all_said = _told(claim)
    for said in all_said:
        if said.status in (Status.DONE, Status.NOT_YET, Status.PLANNED):
            theirs = _aligned(said, evidence.text)
            against = _against(said, theirs, evidence) if theirs else None
            if against is not None and not _is_told_by_another(against, said, all_said, evidence.text):
                return [Finding(FindingKind.MODALITY, _shown(said), _shown(against))]
    return []


def _is_told_by_another(against: _Told, said: _Told, all_said: Sequence[_Told], text: str) -> bool:
    """Whether another clause of the claim tells the plan or the deed of the evidence's clause, which holds both."""
    return any(
        other is not said
        and other.sign
        and other.status is against.status
        and against in _aligned(other, text)
        for other in all_said
    )


def status_of(text: str) -> Status:
    """The status of a clause by its own signs: what is under a condition or not yet done before what is done."""
    return _sign(text)[0]


def _against(said: _Told, theirs: Sequence[_Told], evidence: EvidenceSentence) -> _Told | None:
    """The clause of the evidence that tells otherwise, if none of those that are meant tells the same."""
    unreal = [told for told in theirs if told.status in _UNREAL]
    real = [told for told in theirs if told.status in (Status.DONE, Status.PAST)]
    if said.status is Status.DONE:
        done = [told for told in theirs if told.status is Status.DONE or _is_attribute(said, told)]
        return unreal[0] if unreal and not done else None
    if unreal or not all(_is_bare(told.clause.text) for told in theirs):
        return None
    if said.status is Status.PLANNED and not _is_resolved(said):
        return None
    if real:
        return real[0]
    return theirs[0] if _is_told_as_past(evidence) else None


def _is_attribute(said: _Told, told: _Told) -> bool:
    """Whether a plan is for what a figure of the claim already counts: to choose from the 770 projects submitted."""
    behind = said.clause.text.partition(said.sign)[2]
    counted = _DIGITS.match(behind.lstrip())
    if not said.sign or counted is None:
        return False
    figure = re.escape(counted.group())
    return re.search(rf"的\s*{figure}(?!\d)|\b{figure} (?:\w+ ){{0,3}}\w+ed\b", told.clause.text) is not None


def _is_resolved(said: _Told) -> bool:
    pattern = RESOLVED_ZH if is_chinese(said.clause.text) else RESOLVED_EN
    return pattern.search(said.clause.text) is not None and _WISH.search(said.clause.text) is None


# What somebody wishes stays a wish when it has come true.
_WISH = re.compile(r"希望|期望|期待|旨在|力争|有望|\b(?:hop|aim|expect|wish|seek|want)\w*", re.IGNORECASE)


_UNREAL = (Status.PLANNED, Status.POSSIBLE, Status.NOT_YET)


def _is_bare(text: str) -> bool:
    """Whether a clause has no sign of plans or possibilities anywhere, not even beside one of what is done."""
    patterns = (PLANNED_ZH, OPEN_ZH) if is_chinese(text) else (PLANNED_EN, OPEN_EN)
    signs = (match for pattern in patterns for match in pattern.finditer(text))
    return all(_tells_nothing(text, match, Status.PLANNED) for match in signs)


def _is_told_as_past(evidence: EvidenceSentence) -> bool:
    """Whether a rendering tells it in the past: Chinese need not mark that."""
    return any(
        not _tells_nothing(reading, match, Status.PAST)
        for reading in evidence.readings
        if not is_chinese(reading) and PLANNED_EN.search(reading) is None
        for match in PAST_EN.finditer(reading)
    )


@lru_cache(4096)
def _told(text: str) -> tuple[_Told, ...]:
    found: list[_Told] = []
    before = (Status.PLAIN, "")
    for clause in clauses_of(text):
        status, sign = _sign(clause.text)
        if status is Status.PLAIN and _STATES.match(clause.text) is None:
            status, sign = before
        found.append(_Told(clause, status, sign))
        before = (status, sign) if status not in (Status.DONE, Status.PAST) else (Status.PLAIN, "")
    return tuple(found)


# A clause that says what something is takes no status from the one before.
_STATES = re.compile(r"\s*(?:这|那|此)?(?:正|就|也|都|既)?是|\s*(?:this|that|it|which) (?:is|are)\b")


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
            if not _tells_nothing(text, match, status):
                return status, match.group()
    return Status.PLAIN, ""


def _tells_nothing(text: str, match: re.Match[str], status: Status) -> bool:
    """Whether a sign is none where it stands.

    将 before an object (将能耗砍掉) tells nothing of the future (将于巴黎举办), "that have been …"
    describes, and what "is organised" is so now.
    """
    sign = match.group()
    if sign == "将":
        behind = rjieba.tag(text[match.end() : match.end() + _BEHIND])
        return bool(behind) and behind[0][1][:1] in _OBJECT_TAGS
    if has_han(sign):
        return False
    before = text[: match.start()]
    return _DESCRIBES.search(before) is not None or (
        status is Status.PAST and _PRESENT_PASSIVE.search(before) is not None
    )


_DESCRIBES = re.compile(r"\b(?:that|which|who) $", re.IGNORECASE)
_PRESENT_PASSIVE = re.compile(r"\b(?:is|are|be|being)(?: \w+ly)? $", re.IGNORECASE)
# Nouns, pronouns, numerals, adjectives before a noun, Latin words; verbs, adverbs and prepositions are none of these.
_OBJECT_TAGS = frozenset("nrmaebj")
_BEHIND = 8
_STRONG_ZH = re.compile(r"已(?!成定局)|业已|早就|必然|必定|一定会|肯定会|注定")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _aligned(said: _Told, text: str) -> list[_Told]:
    """The clauses of a text that meet most of what a clause tells: its words behind the sign, and its figures.

    Of what "has been built" the words before the sign tell as much.
    """
    clause = said.clause
    words, digits = content_words(clause.text), _digits(clause.text)
    told_of = [word for word in words if word.start >= clause.text.find(said.sign)]
    suffered = "been" in said.sign or clause.text.partition(said.sign)[2].lstrip().startswith("被")
    if len(told_of) >= _ENOUGH_WORDS and not suffered and not _HAPPENED.search(clause.text):
        words = tuple(told_of)

    def met(told: _Told) -> float:
        stems = frozenset(word.stem for word in content_words(told.clause.text))
        alike = sum(spelt_alike(word, told.clause.text, stems) for word in words)
        figures = len(digits & _digits(told.clause.text))
        return (alike + figures) / (len(words) + len(digits)) if words or digits else 0.0

    shares = [(met(told), told) for told in _told(text)]
    best = max((share for share, _ in shares), default=0.0)
    return [told for share, told in shares if share >= max(_ALIGNED, _AS_GOOD * best)]


_ENOUGH_WORDS = 3
# Of what happened it is told before.
_HAPPENED = re.compile(
    r"\btak(?:e|en|ing|es) place\b|\btook place\b|\b(?:happened|occurred)\b", re.IGNORECASE
)


def _digits(text: str) -> set[str]:
    return {match.group().replace(",", "") for match in _DIGITS.finditer(text)}


def _shown(told: _Told) -> str:
    """The sign with what stands next to it, or the clause where it has none."""
    at = told.clause.text.find(told.sign) if told.sign else -1
    if at < 0:
        return told.clause.text.strip(" ，,。.；;")
    end = at + len(told.sign) + (_SHOWN_ZH if is_chinese(told.clause.text) else _SHOWN_EN)
    return told.clause.text[at:end].strip(" ，,。.；;")


_SHOWN_ZH, _SHOWN_EN = 6, 24
