"""Cutting text into sentences with exact offsets, in Chinese, English and mixtures of the two.

`sentencex` proposes the boundaries. The rules here add the Chinese stops that it passes over (before a digit),
take back cuts behind abbreviations and list numbers, and keep closing quotes with their sentence. Spans are
derived from lengths and never taken on trust.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

import sentencex

from corpus.model import Language, Span

__all__ = ["split_sentences"]

_ABBREVIATION_END = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]\.$")  # "U." of "U.S."
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[.．、)）]\s*$")
_CLOSERS = re.compile(r"[”’」』）)】》~～]+")
_STOPS = "。！？"
_OPENING, _CLOSING = "“‘（《「『【", "”’）》」』】"
_ENDS_OPEN = re.compile(r"[、，,：:]\s*$")


def split_sentences(text: str, language: Language, *, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut `text[start:end]` into sentences.

    Args:
        text: Any text; line ends always end a sentence.
        language: Decides which abbreviations and stops are known.
        start: First code point to look at.
        end: One past the last; the end of the text if None.

    Returns:
        Spans into `text` without surrounding white space, in order and disjoint; together they hold every
        character of the stretch that is not white space.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    line_start = start
    while line_start < stop:
        newline = text.find("\n", line_start, stop)
        line_end = stop if newline < 0 else newline
        spans += _split_line(text, line_start, line_end, language)
        line_start = line_end + 1
    return spans


def _split_line(text: str, start: int, end: int, language: Language) -> Iterable[Span]:
    line = text[start:end]
    if not line.strip():
        return []
    pieces = list(sentencex.segment(language.value, line))
    if "".join(pieces) != line:  # the library promises this; offsets must not rest on a promise
        pieces = [line]
    cuts = _mend(line, pieces)
    return [span for a, b in pairwise(cuts) if (span := _trimmed(text, start + a, start + b))]


def _mend(line: str, pieces: list[str]) -> list[int]:
    """The boundaries between sentences as offsets in the line, first 0 and last its length."""
    cuts = [0]
    for piece in pieces:
        cuts.append(cuts[-1] + len(piece))
    kept = [0]
    for cut in sorted({*cuts[1:-1], *_chinese_stops(line)}):
        if not _is_false_cut(line, cut) and not _LIST_NUMBER.match(line[kept[-1] : cut]):
            kept.append(_past_closers(line, cut))
    return sorted({*kept, len(line)})


def _chinese_stops(line: str) -> list[int]:
    """The offsets behind full-width stops that no quotation mark or bracket encloses."""
    depth, found = 0, []
    for at, character in enumerate(line):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _STOPS and depth == 0 and line[at + 1 : at + 2] not in {*_STOPS, "…"}:
            found.append(at + 1)
    return found


def _is_false_cut(line: str, cut: int) -> bool:
    before, after = line[:cut], line[cut:]
    if after.startswith("》") or before.endswith(("。》", "！》", "？》")):
        return True  # the stop belongs to a title
    if after[:1].isascii() and after[:1].isalnum() and _ABBREVIATION_END.search(before):
        return True
    return bool(_ENDS_OPEN.search(before))


def _past_closers(line: str, cut: int) -> int:
    match = _CLOSERS.match(line, cut)
    return match.end() if match else cut


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
