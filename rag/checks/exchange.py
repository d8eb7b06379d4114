"""Has a claim exchanged who or what stands on which side?

All its words are in the evidence, and tied to each other otherwise: what one did is said of the other, "A rather than
B" has become "B rather than A", what was mistaken for what has turned round.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from rag.checks.evidence import Clause, EvidenceSentence, clauses_of, content_words, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, is_named
from rag.lexicon.sides import SIDES
from rag.values import Value, ValueKind, find_values, values_agree

__all__ = ["check_exchange"]

_CHARACTERS, _WORDS = 12, 5
"""How far a side reaches, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands on the two sides of words such as 而非, as stems; `written` are the words with both."""

    first: frozenset[str]
    second: frozenset[str]
    written: str


def check_exchange(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare what stands on which side, where the evidence can be read in the claim's language.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    if not evidence.is_readable:
        return []
    return (
        _turned_sides(claim, evidence.text)
        or _turned_names(claim, evidence.text, find)
        or _exchanged_clauses(claim, evidence.text, find)
        or _exchanged_dates(claim, evidence.text, find)
        or _turned_comparison(claim, evidence.text, find)
    )


# Who is behind the deed stands behind it; and what two do with each other both do.
_PASSIVE = re.compile(
    r"被|由|遭|受到|的(?:正|就)?是|给|\bby\b|\bwas \w+ed\b|\bwere \w+ed\b|\bit was\b|\bto\b", re.IGNORECASE
)
_MUTUAL = re.compile(
    r"和|与|及|、|会见|会晤|见面|合作|交流|联手|携手|竞争|对话|比|\b(?:met|meets?|meeting|cooperat\w+|talk\w*|with|and|compet\w+|than|between)\b",
    re.IGNORECASE,
)


def _turned_names(claim: str, text: str, find: MentionFinder) -> list[Finding]:
    """Two names with the same deed between them, the other way round."""
    if _PASSIVE.search(claim):
        return []
    theirs = find(text)
    for first, second in pairwise(sorted(find(claim), key=lambda mention: mention.at)):
        done = claim[first.at + len(first.written) : second.at]
        a = next((m for m in theirs if _is_in(first, [m])), None)
        b = next((m for m in theirs if _is_in(second, [m])), None)
        if a is None or b is None or b.at + len(b.written) >= a.at or _MUTUAL.search(done):
            continue
        there = text[b.at + len(b.written) : a.at]
        if _PARTED.search(done) or _PARTED.search(there) or _PASSIVE.search(there) or _MUTUAL.search(there):
            continue
        if _stems(done) & _stems(there):
            return [
                Finding(
                    FindingKind.ROLE,
                    claim[first.at : second.at + len(second.written)],
                    text[b.at : a.at + len(a.written)],
                )
            ]
    return []


def _turned_sides(claim: str, text: str) -> list[Finding]:
    for pattern in SIDES:
        theirs = list(_sides_of(text, pattern))
        for said in _sides_of(claim, pattern):
            for other in theirs:
                straight = len(said.first & other.first) + len(said.second & other.second)
                turned = len(said.first & other.second) + len(said.second & other.first)
                both = said.first & other.second and said.second & other.first
                if turned > straight and (both or not straight):
                    return [Finding(FindingKind.ROLE, said.written, other.written)]
    return []


def _sides_of(text: str, pattern: re.Pattern[str]) -> Iterator[_Sides]:
    """The sides of each place where a pattern stands; a group `turned` marks words that have them the other way."""
    for match in pattern.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        left, right = _stems(_tail(before)), _stems(_head(behind))
        turned = match.re.groupindex.get("turned") and match["turned"]
        first, second = (right, left) if turned else (left, right)
        only = first & second
        if first - only and second - only:
            yield _Sides(
                first - only, second - only, f"{_tail(before)}{match.group()}{_head(behind)}".strip(" ，,。.")
            )


_PARTED = re.compile(r"[，,；;。！？!?：:]|\.(?=\s|$)")


def _tail(text: str) -> str:
    part = _PARTED.split(text)[-1]
    return part[-_CHARACTERS:] if is_chinese(part) else " ".join(["", *part.split()[-_WORDS:], ""])


def _head(text: str) -> str:
    part = _PARTED.split(text)[0]
    return part[:_CHARACTERS] if is_chinese(part) else " ".join(["", *part.split()[:_WORDS], ""])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in content_words(text))


def _exchanged_clauses(claim: str, text: str, find: MentionFinder) -> list[Finding]:
    """Two clauses of the claim, each about what the evidence says in a clause that names the other's name."""
    mine, theirs = _clauses_with_names(claim, find), _clauses_with_names(text, find)
    for (one, of_one), (other, of_other) in permutations(mine, 2):
        for first in of_one:
            for second in of_other:
                if _is_in(first, of_other) or _is_in(second, of_one):
                    continue
                there = _closest(one, theirs), _closest(other, theirs)
                if None in there or there[0] is there[1]:
                    continue
                (clause_of_one, names_of_one), (clause_of_other, names_of_other) = there  # type: ignore[misc]
                if _POINTS.search(clause_of_one.text) or _POINTS.search(clause_of_other.text):
                    continue  # "they" may be whoever the claim names
                crossed = _is_in(second, names_of_one) and _is_in(first, names_of_other)
                kept = _is_in(first, names_of_one) or _is_in(second, names_of_other)
                if crossed and not kept:
                    return [Finding(FindingKind.ROLE, one.text.strip(), there[0][0].text.strip())]  # type: ignore[index]
    return []


def _exchanged_dates(claim: str, text: str, find: MentionFinder) -> list[Finding]:
    """Two names, each with the date that the evidence gives the other: Seoul in 2023 and Bletchley in 2024.

    Where there are as many dates as names that both have, they go together in their order.
    """
    there = find(text)
    both = [(m, next((t for t in there if _is_in(m, [t])), None)) for m in find(claim)]
    shared = [(mine, theirs) for mine, theirs in both if theirs is not None]
    days = dict(
        zip([mine.at for mine, _ in sorted(shared, key=_place_in_claim)], _dates(claim), strict=False)
    )
    other_days = dict(zip(sorted(theirs.at for _, theirs in shared), _dates(text), strict=False))
    if not len(days) == len(other_days) == len(shared) or len(_dates(claim)) != len(_dates(text)):
        return []
    for (one, one_there), (other, other_there) in combinations(shared, 2):
        day, instead = days[one.at], other_days[one_there.at]
        crossed = values_agree(day, other_days[other_there.at]) and values_agree(days[other.at], instead)
        if crossed and not values_agree(day, instead):
            said = f"{one.written} {claim[day.start : day.end]}"
            return [Finding(FindingKind.DATE, said, f"{one.written} {text[instead.start : instead.end]}")]
    return []


def _turned_comparison(claim: str, text: str, find: MentionFinder) -> list[Finding]:
    """Two that are compared, the other way round: what is said of the one is said of what it is compared with."""
    for said in _compared(claim, find):
        for there in _compared(text, find):
            crossed = any(_is_in(m, there.by) for m in said.of) and any(_is_in(m, there.of) for m in said.by)
            kept = any(_is_in(m, there.of) for m in said.of) or any(_is_in(m, there.by) for m in said.by)
            if crossed and not kept:
                return [Finding(FindingKind.ROLE, said.written, there.written)]
    return []


@dataclass(frozen=True, slots=True)
class _Compared:
    """Of whom something is said, and by whom it is measured."""

    of: tuple[Mention, ...]
    by: tuple[Mention, ...]
    written: str


_MORE = (
    r"更|(?<![a-z])(?:more|less|fewer|broader|wider|narrower|larger|smaller|greater|higher|lower|better|worse"
    r"|stronger|weaker)(?![a-z])"
)
_BY_FIRST = re.compile(
    r"(?:(?:与|同|跟|和|较之?)(?P<zh>[^。；]{2,60}?)相比|[Cc]ompared (?:with|to)(?P<en>[^.;]{3,160}?),)"
    rf"(?P<of>[^。；.;]{{2,120}}?)(?:{_MORE})"
)
_BY_LAST = re.compile(
    rf"(?P<of>[^。；，.;,]{{2,120}}?)(?:{_MORE})[^.;,]{{0,40}}? than (?P<by>[^.;,]{{3,80}})"
)


def _compared(text: str, find: MentionFinder) -> Iterator[_Compared]:
    mentions = find(text)
    for pattern in (_BY_FIRST, _BY_LAST):
        for match in pattern.finditer(text):
            groups = match.re.groupindex
            by = next(match.span(name) for name in ("zh", "en", "by") if name in groups and match[name])
            of = match.span("of")
            yield _Compared(
                tuple(m for m in mentions if of[0] <= m.at < of[1]),
                tuple(m for m in mentions if by[0] <= m.at < by[1]),
                match.group().strip(" ，,"),
            )


def _place_in_claim(pair: tuple[Mention, Mention]) -> int:
    return pair[0].at


def _dates(text: str) -> list[Value]:
    return sorted((v for v in find_values(text) if v.kind is ValueKind.DATE), key=lambda v: v.start)


_POINTS = re.compile(
    r"其(?!他|余|中|实)|[它他她]们?|\b(?:they|them|their|its?|he|him|his|she|her)\b", re.IGNORECASE
)
_Named = tuple[Clause, tuple[Mention, ...]]


def _clauses_with_names(text: str, find: MentionFinder) -> list[_Named]:
    return [
        (clause, tuple(m for m in find(text) if clause.start <= m.at < clause.end))
        for clause in clauses_of(text)
    ]


def _is_in(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(is_named(mention, other.written) or is_named(other, mention.written) for other in others)


def _closest(clause: Clause, others: Sequence[_Named]) -> _Named | None:
    """The clause with names that shares most words with a clause, if it shares any beside names."""
    own = _stems(clause.text)
    shared = [(len(own & _stems(other.text)), item) for item in others if (other := item[0]) and item[1]]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= 1 else None
