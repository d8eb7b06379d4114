"""Is a figure that claim and evidence share a figure of the same thing?

A 67 per cent cut in energy use is not one in training time. Where the claim speaks of one quantity beside the figure
and the evidence of another, and neither of the other's, the figure has changed hands.
"""

import re
from functools import cache
from importlib.resources import files

from rag.checks.evidence import EvidenceSentence, clauses_of, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.quantities import Quantity, QuantityKind, find_quantities
from rag.values import states

__all__ = ["check_measured"]

_Words = tuple[str, re.Pattern[str], re.Pattern[str]]


def check_measured(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare what the figures of a claim measure.

    Args:
        claim: A sentence.
        evidence: A sentence of a document; whatever a reading of it measures bears the claim out.
    """
    figures = [q for q in find_quantities(claim) if q.kind is not QuantityKind.DATE]
    theirs = [q for q in find_quantities(evidence.text) if q.kind is not QuantityKind.DATE]
    shared = [(mine, other) for mine in figures for other in theirs if _is_same(mine, other)]
    if not shared:
        return []
    readings = "\n".join(evidence.readings)
    said, there = _measured(claim), _measured(readings)
    for mine, other in shared:
        turned = _of_another(claim, mine, evidence.text, other) or _to_or_by(
            claim, mine, evidence.text, other
        )
        if turned is not None:
            return [turned]
        own = {c: w for c, w in _measured(_clause_of(claim, mine)).items() if c not in there}
        instead = {c: w for c, w in _measured(_clause_of(evidence.text, other)).items() if c not in said}
        if own and instead:
            return [Finding(FindingKind.UNIT, next(iter(own.values())), next(iter(instead.values())))]
    return []


def _of_another(claim: str, mine: Quantity, text: str, other: Quantity) -> Finding | None:
    """92% of the computing power, where it is 92% of the performance: what stands right behind the figure."""
    said, there = _right_behind(claim, mine), _right_behind(text, other)
    if said is None or there is None or said[0] == there[0]:
        return None
    return Finding(FindingKind.UNIT, f"{mine.written} {said[1]}", f"{other.written} {there[1]}")


def _right_behind(text: str, quantity: Quantity) -> tuple[str, str] | None:
    """The concept of the words that follow a share, with them."""
    if quantity.kind is not QuantityKind.PERCENT:
        return None
    rest = text[quantity.value.end :]
    for concept, zh, en in _table():
        words = zh.pattern if is_chinese(text) else en.pattern
        before = "(?:的)?" if is_chinese(text) else r"\s?(?:of (?:the |its |[A-Z]\S+['’]s )?)?"
        match = re.match(f"{before}(?P<what>{words})", rest, re.IGNORECASE)
        if match is not None:
            return concept, match["what"]
    return None


def _to_or_by(claim: str, mine: Quantity, text: str, other: Quantity) -> Finding | None:
    """Down to 67 per cent, where it is down by 67 per cent, or the other way round."""
    if mine.kind is not QuantityKind.PERCENT:
        return None
    said, there = _direction(claim, mine), _direction(text, other)
    if said is None or there is None or said[0] == there[0]:
        return None
    return Finding(FindingKind.UNIT, said[1], there[1])


def _direction(text: str, quantity: Quantity) -> tuple[str, str] | None:
    """Whether a share is what is left, `to`, or what is taken or added, `by`, with the words that say so."""
    start, end = quantity.value.start, quantity.value.end
    for direction, before, behind in (("to", _TO, _OF_FORMER), ("by", _BY, _CUT_BEHIND)):
        if ahead := before.search(text[:start]):
            return direction, text[ahead.start() : end]
        if after := behind.match(text[end:]):
            return direction, text[start : end + after.end()]
    return None


_TO = re.compile(
    r"(?:[降减缩跌压升涨增][低少小减高长加]?(?:了)?[到至]|只剩|仅剩|只有|仅为)(?:了)?(?:原来|原先|此前|之前|原有)?的?(?:约|近|大约)?\s?$"
    r"|\b(?:(?:cut|reduc\w+|lower\w*|fall\w*|fell|drop\w*|bring\w*|brought|ris\w+|rose|shrink\w*|shrank|slash\w*|down|up)\b[^.,;]{0,50}\bto"
    r"|only|just) (?:just |only |about |around |some )?$",
    re.IGNORECASE,
)
_OF_FORMER = re.compile(
    r"\s?of (?:what (?:it|they) (?:was|were)|(?:its|their|the) (?:former|previous|original|old))\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:砍掉|砍去|砍了|减少|降低|下降|削减|缩减|减掉|省下|节省|节约|[降减跌涨])(?:了)?(?:约|近|大约|逾|超过)?\s?$"
    r"|\bby (?:as much as |about |around |some |nearly |up to |a )?$",
    re.IGNORECASE,
)
_CUT_BEHIND = re.compile(r"\s?(?:cut|reduction|drop|decrease|saving|less|lower|fewer)\b", re.IGNORECASE)


def _is_same(mine: Quantity, other: Quantity) -> bool:
    return mine.kind is other.kind and states(other.value, mine.value)


def _clause_of(text: str, quantity: Quantity) -> str:
    """The clause in which a figure stands."""
    at = quantity.value.start
    return next((clause.text for clause in clauses_of(text) if clause.start <= at < clause.end), text)


def _measured(text: str) -> dict[str, str]:
    """What a text speaks of that may be measured: concepts, each with the word for it."""
    chinese = is_chinese(text)
    found = {}
    for concept, zh, en in _table():
        match = (zh if chinese else en).search(text) or (en if chinese else zh).search(text)
        if match is not None:
            found[concept] = match.group()
    return found


@cache
def _table() -> tuple[_Words, ...]:
    rows = files("rag.lexicon").joinpath("measured.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(
        (concept, re.compile(zh), re.compile(rf"\b(?:{en})\b", re.IGNORECASE)) for concept, zh, en in cells
    )
