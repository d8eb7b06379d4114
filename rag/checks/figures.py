"""Do the numbers, amounts, shares and counts of a claim stand in its evidence, of the same things?"""

import re
from collections.abc import Sequence

from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Finding, FindingKind
from rag.checks.measures import Measure
from rag.checks.quantities import Quantity, QuantityKind, find_quantities
from rag.values import states

__all__ = ["check_figures", "count_met"]

# Number words up to this are often no figures at all (one of, 两届): only a count of the same can contradict them.
_SMALL = 3
_DAY_HOURS = 24
# A week of "two weeks" against two days is another length; half a day more or less is not.
_LENGTH_SHARE = 0.25
_PERIODS = {
    "year": re.compile(
        r"每年|年(?:均|增长|增速|率|复合)|一年|annual|year(?:ly)?\b|a year|per annum", re.IGNORECASE
    ),
    "quarter": re.compile(
        r"每(?:个)?季度?|季(?:均|度)|quarterly|(?:a|per|each|every) quarter\b", re.IGNORECASE
    ),
    "month": re.compile(r"每(?:个)?月|月(?:均|增|度)|monthly|(?:a|per|each|every) month", re.IGNORECASE),
    "week": re.compile(r"每周|每星期|weekly|(?:a|per|each|every) week", re.IGNORECASE),
    "day": re.compile(r"每天|每日|日均|daily|(?:a|per|each|every) day", re.IGNORECASE),
}


def check_figures(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare every figure of a claim but its dates.

    Args:
        claim: A sentence.
        evidence: What it is held against; any reading of the sentence may bear a figure out.
    """
    said = [q for q in find_quantities(claim) if q.kind is not QuantityKind.DATE]
    readings = [find_quantities(reading) for reading in evidence.readings]
    findings = []
    for quantity in said:
        finding = _compare_in(readings, quantity, said)
        findings += [finding] if finding is not None else []
    return findings + _period(claim, evidence, said)


def _compare_in(
    readings: Sequence[Sequence[Quantity]], quantity: Quantity, said: Sequence[Quantity]
) -> Finding | None:
    """Hold a figure against the reading in the claim's language, and against the others only where that lacks it."""
    first = readings[0]
    if any(_agrees(quantity, q) for q in first):
        return _compare(quantity, first, said)
    finding = _compare(quantity, first, said)
    elsewhere = [_compare(quantity, reading, said) for reading in readings[1:] if reading]
    return None if None in elsewhere else finding


def _compare(said: Quantity, found: Sequence[Quantity], all_said: Sequence[Quantity]) -> Finding | None:
    if said.hours is not None:
        return _compare_length(said, found)
    same = [q for q in found if _agrees(said, q)]
    if any(_counts_same(said.measure, q.measure) for q in same):
        return None
    if same:
        return _of_other_thing(said, same, found)
    return _differs(said, _free(found, all_said))


def count_met(claim: str, evidence: EvidenceSentence) -> int:
    """How many figures and dates of a claim, small counts aside, stand in a sentence in any reading."""
    found = [q for reading in evidence.readings for q in find_quantities(reading)]
    said = [q for q in find_quantities(claim) if not (q.value.is_word and q.number <= _SMALL)]
    return sum(any(_agrees(q, other) or _same_date(q, other) for other in found) for q in said)


def _same_date(said: Quantity, other: Quantity) -> bool:
    both = said.kind is other.kind is QuantityKind.DATE
    return both and states(other.value, said.value)


def _agrees(said: Quantity, other: Quantity) -> bool:
    """Whether another figure may be the one that is said."""
    if said.kind is QuantityKind.ORDINAL or other.kind is QuantityKind.ORDINAL:
        return said.number == other.number and other.kind in (QuantityKind.ORDINAL, QuantityKind.NUMBER)
    if QuantityKind.DATE in (said.kind, other.kind):
        return False
    if QuantityKind.FRACTION in (said.kind, other.kind):
        return _is_about_as_much(said, other)
    if QuantityKind.PERCENT in (said.kind, other.kind) and said.kind is not other.kind:
        return False
    if said.is_counted and other.kind is QuantityKind.MONEY:
        return False
    return states(other.value, said.value)


def _is_about_as_much(said: Quantity, other: Quantity) -> bool:
    """Whether a fraction is the same, or stands for a share that it is close to: two thirds for 67%."""
    apart = abs(_share_of(said) - _share_of(other))
    if said.kind is other.kind:
        return apart < _SAME_FRACTION
    shares = {QuantityKind.FRACTION, QuantityKind.PERCENT}
    return {said.kind, other.kind} == shares and apart < _ROUND_FRACTION


def _share_of(quantity: Quantity) -> float:
    return float(quantity.number) / (100 if quantity.kind is QuantityKind.PERCENT else 1)


_SAME_FRACTION, _ROUND_FRACTION = 10**-9, 0.01


def _counts_same(one: Measure | None, other: Measure | None) -> bool:
    return one is None or other is None or one.goes_with(other)


def _of_other_thing(said: Quantity, same: Sequence[Quantity], found: Sequence[Quantity]) -> Finding | None:
    """The number is there and counts something else; what is said may be counted otherwise."""
    counted = [q for q in found if said.measure and q.measure and said.measure.goes_with(q.measure)]
    if counted and said.value.is_word:
        return Finding(FindingKind.NUMBER, _words(said), _words(counted[0]))
    return Finding(FindingKind.UNIT, _words(said), _words(same[0]))


def _free(found: Sequence[Quantity], all_said: Sequence[Quantity]) -> list[Quantity]:
    """The figures of the evidence that no other figure of the claim takes up."""
    return [
        q
        for q in found
        if not any(_agrees(other, q) and _counts_same(other.measure, q.measure) for other in all_said)
    ]


def _differs(said: Quantity, free: Sequence[Quantity]) -> Finding | None:
    """What stands in the place of a figure that the evidence does not have."""
    kind, other = _counterpart(said, free)
    if other is None and said.thing:
        other = next((q for q in free if q.thing == said.thing and q.kind is said.kind), None)
    small = said.value.is_word and said.number <= _SMALL
    if other is not None:
        return Finding(kind, _words(said), _words(other))
    if small or said.kind is QuantityKind.ORDINAL:
        return None
    return Finding(FindingKind.NUMBER, _words(said))


def _counterpart(said: Quantity, free: Sequence[Quantity]) -> tuple[FindingKind, Quantity | None]:
    """The figure of the evidence that most likely stands where the claim has its own, and in what they differ."""
    numbers = [q for q in free if q.kind is not QuantityKind.DATE]
    if said.kind is QuantityKind.MONEY:
        amounts = [q for q in numbers if q.kind is QuantityKind.MONEY]
        for same in (q for q in amounts if q.number == said.number):
            return FindingKind.CURRENCY, same
        currency = [q for q in amounts if q.value.unit == said.value.unit]
        return FindingKind.NUMBER, min(currency or amounts, key=lambda q: _unlike(said, q), default=None)
    if said.is_counted and any(q.kind is QuantityKind.MONEY and q.number == said.number for q in numbers):
        return FindingKind.UNIT, next(q for q in numbers if q.number == said.number)
    if said.kind is QuantityKind.NUMBER and said.measure is not None:
        counted = [q for q in numbers if _counts_as(said.measure, said.thing, q)]
        if counted or said.value.is_word:
            return FindingKind.NUMBER, min(counted, key=lambda q: _unlike(said, q), default=None)
    if said.value.is_word and said.kind is QuantityKind.NUMBER:
        return FindingKind.NUMBER, None
    alike = [q for q in numbers if q.kind is said.kind]
    if alike:
        return FindingKind.NUMBER, min(alike, key=lambda q: _unlike(said, q))
    mixed = {QuantityKind.PERCENT, QuantityKind.FRACTION, QuantityKind.NUMBER}
    if said.kind in mixed - {QuantityKind.NUMBER} or _is_times(said):
        for other in (q for q in numbers if q.kind in mixed):
            return FindingKind.UNIT, other
    return FindingKind.NUMBER, None


def _counts_as(measure: Measure, thing: str | None, other: Quantity) -> bool:
    if other.measure is None:
        return bool(thing) and other.thing == thing
    return other.measure.goes_with(measure)


def _unlike(said: Quantity, other: Quantity) -> tuple[bool, float]:
    """How little one figure looks like a slip of another: 77 is sooner 770 with a nought lost than 50."""
    one, two = (f"{abs(q.number):f}".replace(".", "").strip("0") for q in (said, other))
    return one != two, abs(float(said.number - other.number))


def _is_times(quantity: Quantity) -> bool:
    return quantity.measure is not None and "times" in quantity.measure.concepts


def _compare_length(said: Quantity, found: Sequence[Quantity]) -> Finding | None:
    """A length of time may be said in another unit, or by the days on which something began and ended."""
    hours = said.hours or 0.0
    lengths = [q for q in found if q.hours is not None]
    if any(abs((q.hours or 0.0) - hours) <= _LENGTH_SHARE * hours for q in lengths):
        return None
    days = _days_between(found)
    if days is not None and abs(days * _DAY_HOURS - hours) <= max(_LENGTH_SHARE * hours, _DAY_HOURS):
        return None
    if lengths:
        same_number = any(q.number == said.number for q in lengths)
        return Finding(
            FindingKind.UNIT if same_number else FindingKind.NUMBER, _words(said), _words(lengths[0])
        )
    if days is not None and not said.value.is_word:
        return Finding(FindingKind.UNIT, _words(said), _dates(found))
    if days is not None and hours >= _DAY_HOURS * 7:
        return Finding(FindingKind.UNIT, _words(said), _dates(found))
    return Finding(FindingKind.NUMBER, _words(said))


def _days_between(found: Sequence[Quantity]) -> int | None:
    """How many days the first two days named span, both counted."""
    ends: list[tuple[int, int]] = []
    for date in (q.value for q in found if q.kind is QuantityKind.DATE):
        month = date.month or (ends[-1][0] if ends else None)
        if date.day is not None and month is not None:
            ends.append((month, date.day))
    if len(ends) < _ENDS:
        return None
    (first_month, first_day), (last_month, last_day) = ends[:_ENDS]
    return abs((last_month - first_month) * _MONTH_DAYS + last_day - first_day) + 1


_ENDS, _MONTH_DAYS = 2, 30


def _dates(found: Sequence[Quantity]) -> str:
    return "–".join(dict.fromkeys(q.written for q in found if q.kind is QuantityKind.DATE and q.value.day))


def _period(claim: str, evidence: EvidenceSentence, said: Sequence[Quantity]) -> list[Finding]:
    """A rate by the month where the evidence has it by the year."""
    if not any(q.kind in (QuantityKind.PERCENT, QuantityKind.MONEY) for q in said):
        return []
    own = {name: match.group() for name, pattern in _PERIODS.items() if (match := pattern.search(claim))}
    theirs = {
        name: match.group()
        for reading in evidence.readings[:1]
        for name, pattern in _PERIODS.items()
        if (match := pattern.search(reading))
    }
    if not own or not theirs or own.keys() & theirs.keys():
        return []
    return [Finding(FindingKind.UNIT, next(iter(own.values())), next(iter(theirs.values())))]


def _words(quantity: Quantity) -> str:
    return quantity.written
