"""What a sentence lacks although it holds a thing of the asked kind: the thing is another event's, year's or body's.

"Where are the science days held?" is not answered by where the summit is held, nor "what was the market worth in
2024?" by what it will be worth in 2027. Each rule below reads one such relation out of the question and looks for
it in the sentence; none knows of any one corpus.
"""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from rag.checks.evidence import is_chinese
from rag.lexicon.kinds import VENUE
from rag.lexicon.lacking import (
    ASKS_ALLIES,
    ASKS_BODY,
    ASKS_CITY,
    ASKS_DIFFERENCE,
    ASKS_EVENT,
    ASKS_LABEL,
    ASKS_REAL,
    ASKS_SIZE,
    COMMON_OF_EVENTS,
    HAPPENED,
    HOSTS,
    NO_PARTIES,
    ONLY_SUPPOSED,
    OWNED_BY,
    TELLS_DIFFERENCE,
)
from rag.names import Name, cities_in
from rag.question import Question
from rag.question_kinds import Asks
from rag.values import Value, ValueKind, find_values

__all__ = ["lacks_label", "lacks_relation"]

_FIGURES = (ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT)
_TWO = 2
_CLAUSE_ENDS = re.compile(r"[，；。]|[,;.](?=\s)")
_CAPITALISED = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'’-]+")


def lacks_relation(question: Question, text: str, named: Sequence[Name]) -> bool:
    """Whether a sentence cannot answer, since what it holds is not tied to what the question ties it to.

    Args:
        question: The question as read.
        text: The sentence in the question's language.
        named: The known names that the sentence carries.
    """
    return (
        _lacks_event(question, text, named)
        or _lacks_city(question, text)
        or _lacks_allies(question, text, named)
        or _lacks_compared(question, text)
        or _lacks_difference(question.text, text)
        or _lacks_year(question, text)
        or lacks_label(question.text, text)
        or _lacks_owner(question, text)
        or _is_only_supposed(question.text, text)
    )


def _lacks_event(question: Question, text: str, named: Sequence[Name]) -> bool:
    """Whether it is asked when or where an event is held, and the sentence is about another one or has no place."""
    match = next(filter(None, (pattern.search(question.text) for pattern in ASKS_EVENT)), None)
    if match is None:
        return False
    event = match["event"]
    names = [name for name in question.names if name.written in event]
    for name in names:
        event = event.replace(name.written, " ")
        if not name.is_in(text) and any(other.is_place and not _same(other, name) for other in named):
            return True
    words = [word for word in _words(event) if word not in COMMON_OF_EVENTS]
    if any(word[: _stem(word)] not in text.lower() for word in words):
        return True
    return Asks.PLACE in question.asks and not _names_place(question, text, named)


def _names_place(question: Question, text: str, named: Sequence[Name]) -> bool:
    """Whether a city or a building is named, or a country that is not only said to be the host."""
    if cities_in(text) or VENUE.search(text):
        return True
    rest = HOSTS.sub(" ", text)
    return any(name.is_place and name.is_in(rest) and not name.is_in(question.text) for name in named)


def _same(left: Name, right: Name) -> bool:
    return bool(set(left.spellings) & set(right.spellings))


def _words(event: str) -> list[str]:
    """The words that tell an event from others: 科技日, "science" and "days"."""
    if is_chinese(event):
        return [part for part in re.split(r"[\s的在]", event) if part]
    return re.findall(r"[a-z]{3,}", event.lower())


def _stem(word: str) -> int:
    """How much of a word is compared: all of a Chinese one, an English one without its ending."""
    return len(word) if is_chinese(word) else max(3, len(word) - 2)


def _lacks_city(question: Question, text: str) -> bool:
    if not ASKS_CITY.search(question.text):
        return False
    return not any(city not in question.text for city in cities_in(text))


def _lacks_allies(question: Question, text: str, named: Sequence[Name]) -> bool:
    """Whether allies, partners or rivals are to be named, and the sentence names nobody but those of the question."""
    if not ASKS_ALLIES.search(question.text):
        return False
    rest = NO_PARTIES.sub(" ", text)
    no_places = ASKS_BODY.search(question.text) is not None
    others = [
        n for n in named if n.is_in(rest) and not n.is_in(question.text) and not (no_places and n.is_place)
    ]
    capitalised = [] if is_chinese(text) else _CAPITALISED.findall(rest)
    places = {spelling for name in named if name.is_place for spelling in name.spellings}
    return not others and not any(
        word not in question.text and not word.isupper() and word not in places for word in capitalised
    )


def _lacks_compared(question: Question, text: str) -> bool:
    """Whether a share of what one has is asked of another, and the sentence does not speak of both."""
    if Asks.PERCENT not in question.asks:
        return False
    named = [name for name in question.names if not (name.is_place or name.is_quoted)]
    return len(named) >= _TWO and not all(name.is_in(text) for name in named)


def _lacks_difference(asked: str, text: str) -> bool:
    """Whether it is asked by how much one thing exceeds another, and only one of them is told."""
    if not ASKS_DIFFERENCE.search(asked) or TELLS_DIFFERENCE.search(text):
        return False
    figures = [value for value in find_values(text) if value.kind in _FIGURES and not value.is_word]
    return not any(a.kind is b.kind and a.unit == b.unit for a, b in combinations(figures, 2))


def _lacks_owner(question: Question, text: str) -> bool:
    """Whether the founder or the head of a firm is asked for, and the sentence does not speak of that firm."""
    for name in question.names:
        of = OWNED_BY.pattern.format(name=re.escape(name.written))
        if not name.is_place and re.search(of, question.text, re.IGNORECASE) and not name.is_in(text):
            return True
    return False


def lacks_label(asked: str, text: str) -> bool:
    """Whether an issue or a volume is asked about by its number, which a text does not carry: No. 11 is not No. 12."""
    numbers = [next(filter(None, match.groups())) for match in ASKS_LABEL.finditer(asked)]
    return any(re.search(rf"(?<!\d){number}(?!\d)", text) is None for number in numbers)


def _lacks_year(question: Question, text: str) -> bool:
    """Whether a size in one year is asked for, and every figure of the sentence is of another year."""
    if not ASKS_SIZE.search(question.text) or Asks.DATE in question.asks:
        return False
    years = {v.year for v in question.values if v.kind is ValueKind.DATE and v.year and v.month is None}
    if len(years) != 1:
        return False
    stated = find_values(text)
    dates = [value for value in stated if value.kind is ValueKind.DATE and value.year]
    sizes = [v for v in stated if v.kind in (ValueKind.NUMBER, ValueKind.MONEY) and not v.is_word]
    if len({date.year for date in dates}) < _TWO or not sizes:
        return False
    return all(_date_of(size, dates, text).year not in years for size in sizes)


def _date_of(value: Value, dates: Sequence[Value], text: str) -> Value:
    """The date that a figure goes with: one in its clause, else the last before it, else the next behind it."""
    ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
    start, end = next((a, b) for a, b in pairwise(ends) if a <= value.start < b)
    inside = [date for date in dates if start <= date.start < end]
    before = [date for date in dates if date.start < value.start]
    return (
        min(inside, key=lambda d: abs(d.start - value.start))
        if inside
        else (before or dates)[-1 if before else 0]
    )


def _is_only_supposed(asked: str, text: str) -> bool:
    """Whether a real case is asked for, and the sentence only supposes one."""
    return (
        ASKS_REAL.search(asked) is not None
        and ONLY_SUPPOSED.search(text) is not None
        and HAPPENED.search(text) is None
    )
