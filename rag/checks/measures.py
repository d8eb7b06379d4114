"""What a number counts or measures: 770 projects, 72 小时, 国家多达 111 个."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rag.checks.evidence import is_chinese

__all__ = ["DURATION_HOURS", "Measure", "measure_at"]

# The length of a unit of time, in hours; a month and a year as they are on average.
DURATION_HOURS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730.5, "year": 8766}
# How far from its number what is counted may stand.
_REACH_ZH, _REACH_EN = 8, 4
_STOPS_ZH = re.compile(r"[，。；：、！？,;:!?\d（）()]|从|由|来自|向")
_BACK_ZH = re.compile(r"(?:共?有|是|为|达|多达|达到|约|大约|仅|共|计)+(?:约|大约|近)?$")
_STOPS_EN = re.compile(
    r"[.,;:!?()—]|\b(?:from|in|by|to|for|with|and|at|on|were|was|is|are|that|which|who)\b|\d"
)
_OF_THE = re.compile(r"\s*of (?:the|these|those|all)\s+(?:[\d,]+\s+)?", re.IGNORECASE)
# "50 projects from the 770 submitted"
_NAMED_BEFORE = re.compile(r"(?P<what>[A-Za-z-]+) (?:from|of|out of|among) (?:the|these|those) $")
# "Of the countries that answered, fifty are to be chosen."
_VERB_FOLLOWS = re.compile(r"\s*(?:are|were|is|was|will|have|had|would|can|may)\b", re.IGNORECASE)
_AMONG_EN = re.compile(
    r"\b(?:of|among|out of|from) (?:all )?(?:the|those|these) (?:\d[\d,]* )?(?P<what>[a-z-]+)\b[^.;]*$",
    re.IGNORECASE,
)
_MEASURE_WORD = "个"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, as the concepts that the word may stand for."""

    concepts: frozenset[str]
    written: str

    def goes_with(self, other: "Measure") -> bool:
        """Whether both may count the same."""
        return bool(self.concepts & other.concepts)

    @property
    def hours(self) -> float | None:
        """The length of the unit, if it is one of time."""
        return next((DURATION_HOURS[c] for c in self.concepts if c in DURATION_HOURS), None)


@lru_cache(8192)
def measure_at(text: str, start: int, end: int) -> Measure | None:
    """What the number at `start:end` of a text counts, if a word of the lexicon says so."""
    if is_chinese(text):
        after = text[end : end + _REACH_ZH]
        stop = _STOPS_ZH.search(after)
        found = _first(after[: stop.start()] if stop else after, chinese=True)
        return found or _before(text[:start], text[end : end + 1])
    after = text[end:]
    if skipped := _OF_THE.match(after):
        after = after[skipped.end() :]
    if named := _NAMED_BEFORE.search(text[:start]):
        return _first(named["what"], chinese=False)
    if _VERB_FOLLOWS.match(after) and (among := _AMONG_EN.search(text[:start])):
        return _first(among["what"], chinese=False)
    stop = _STOPS_EN.search(after)
    near = re.findall(r"[A-Za-z-]+", after[: stop.start()] if stop else after)[:_REACH_EN]
    return _first(" ".join(near), chinese=False)


def _before(before: str, following: str) -> Measure | None:
    """What stands before its number: 意见书有 840 份, 国家多达 770 个."""
    link = _BACK_ZH.search(before)
    if link is None or following not in {"", _MEASURE_WORD, "。", "，"}:
        return None
    noun = re.split(r"[，。；：、]", before[: link.start()])[-1][-4:]
    found = [m for m in _all(noun, chinese=True) if noun.endswith(m.written)]
    return max(found, key=lambda m: len(m.written), default=None)


def _first(near: str, *, chinese: bool) -> Measure | None:
    """The concept of the last noun of a short stretch, a measure word giving way to what it measures."""
    found = _all(near, chinese=chinese)
    if not found:
        return None
    counted = [m for m in found if m.written not in "名位份国"]
    first = (counted or found)[0]
    # Of 重点领域 the last noun is what is counted.
    first = next((m for m in found if chinese and first.written + m.written in near), first)
    concepts = frozenset(c for m in found if m.written == first.written for c in m.concepts)
    return Measure(concepts, first.written)


def _all(near: str, *, chinese: bool) -> list[Measure]:
    hits = []
    for concepts, zh, en in _concepts():
        match = (zh if chinese else en).search(near)
        if match is not None:
            hits.append((match.start(), -len(match.group()), Measure(concepts, match.group())))
    return [measure for *_, measure in sorted(hits, key=lambda hit: hit[:2])]


@cache
def _concepts() -> tuple[tuple[frozenset[str], re.Pattern[str], re.Pattern[str]], ...]:
    rows = files("rag.lexicon").joinpath("measures.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(
        (frozenset(names.split()), re.compile(zh), re.compile(rf"\b(?:{en})\b", re.IGNORECASE))
        for names, zh, en in cells
    )
