"""What a question wants to hear from each of several documents.

"On jobs: what does the briefing advise, and whom does the commentary say AI replaces?" asks each document something of
its own; "how do the two differ on jobs?" asks both the same. Either way each document is best searched by itself, with
the matter alone: the words that set documents side by side stand in none of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rag.checks.evidence import content_words
from rag.lexicon.talk import FRAMES
from rag.sources import Place
from rag.wording import ASKING, says_enough, without_document_talk

__all__ = ["Matter", "matters_of"]

_FRAMES: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in FRAMES)
_CLAUSE_ENDS: Final = re.compile(
    r"[，,；;：:。？?!！]|\s[—–]+\s|——|(?<=[a-z])\.\s|\band (?=what|which|who|how|where|when|why)\b"
)
_JOINS: Final = re.compile(
    r"(?:\b(?:and|with|to|from|than|versus|vs\.?|while|whereas|by|of|does|do|did|the)|[和与跟同对比而又、])\s*$",
    re.IGNORECASE,
)
# A matter may be one word: jobs, 就业.
_LEAST: Final = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{3}")
# "Which ones does it name?" goes on from what was asked.
_POINTS_BACK: Final = re.compile(
    r"\b(?:ones?|names?|lists?|them|those)\b|哪[几些]个|点[了出]?名", re.IGNORECASE
)
# What stood between the names of documents.
_LEFT_OVER: Final = re.compile(
    r"(?:^|(?<=[\s，,、：:]))(?:和|与|跟|及|的|里|中|说|又|那边|and|or|it|['’]s|they|does|do|did|with)(?=[\s，,、：:？?]|$)|\(\s*\)",
    re.IGNORECASE,
)
# Documents that a question tells apart without naming them.
_ONE_AND_OTHER: Final = (
    re.compile(r"(?:其中)?一[篇份个边](?P<own>[^，,；;。？?]{2,30})[，,；;]\s*(?:而|却)?另?一[篇份个边]"),
    re.compile(
        r"\bone(?: text| document| article| piece| paper)?\b(?P<own>[^,;.?]{4,80})"
        r"[,;]\s*(?:and |while )?the other\b",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is looked for in one document, or in whichever holds it."""

    text: str
    doc_id: str | None


def matters_of(question: str, places: Sequence[Place], *, of_all: bool) -> tuple[Matter, ...]:
    """What a question wants to hear from each of the documents that it speaks of; nothing if no matter is left.

    Args:
        question: As asked.
        places: Where it names documents, in order.
        of_all: Whether it speaks of all documents alike, where it names none: "both", "两篇".
    """
    named = _first_of_each(places)
    clauses = _clauses(question)
    if len(named) == 1:
        return _before_the_named(question, named[0], clauses)
    if not named:
        return _one_and_other(question) or (_same(question, places, [None]) if of_all else ())
    topic = [text for start, end, text in clauses if not any(start <= p.start < end for p in places)]
    own = {place.doc_id: _own_words(question, place, places, clauses) for place in named}
    lead = _matter(" ".join(topic))
    if not all(_LEAST.search(words) if lead else says_enough(words) for words in own.values()):
        return _same(question, places, [place.doc_id for place in named])
    return tuple(Matter(f"{lead} {words}".strip(), doc_id) for doc_id, words in own.items())


def _first_of_each(places: Sequence[Place]) -> list[Place]:
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.doc_id, place)
    return list(first.values())


def _clauses(question: str) -> list[tuple[int, int, str]]:
    """Start, end and text of each clause."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for match in [*_CLAUSE_ENDS.finditer(question), None]:
        end = len(question) if match is None else match.start()
        if question[start:end].strip():
            found.append((start, end, question[start:end].strip()))
        start = end if match is None else match.end()
    return found


def _own_words(
    question: str, place: Place, places: Sequence[Place], clauses: Sequence[tuple[int, int, str]]
) -> str:
    """What is said of one document: its clause, or what stands between it and the next in the same clause."""
    start, end = next(((s, e) for s, e, _ in clauses if s <= place.start < e), (0, len(question)))
    beside = [p for p in places if start <= p.start < end]
    if all(p.doc_id == place.doc_id for p in beside):
        return _matter(_without(question[start:end], [(p.start - start, p.end - start) for p in beside]))
    after = [p.start for p in beside if p.start > place.start and p.doc_id != place.doc_id]
    return _matter(question[place.end : min(after, default=end)])


def _before_the_named(
    question: str, place: Place, clauses: Sequence[tuple[int, int, str]]
) -> tuple[Matter, ...]:
    """What is asked before a document is named, of whichever holds it, and what is asked of that document."""
    before = [text for start, end, text in clauses if end <= place.start]
    asks = [text for text in before if ASKING.search(text)]
    own = _own_words(question, place, [place], clauses)
    asks_too = any(ASKING.search(text) for start, end, text in clauses if start <= place.start < end)
    says_more = any(len(word.written) > 1 for word in content_words(_POINTS_BACK.sub(" ", own)))
    if not (asks and asks_too and says_more):
        return ()
    lead = _matter(" ".join(text for text in before if not ASKING.search(text)))
    other = _matter(" ".join(asks))
    return (Matter(f"{lead} {other}".strip(), None), Matter(f"{lead} {own}".strip(), place.doc_id))


def _same(question: str, places: Sequence[Place], doc_ids: Sequence[str | None]) -> tuple[Matter, ...]:
    """One matter for all."""
    matter = _matter(_without(question, [(place.start, place.end) for place in places]))
    return tuple(Matter(matter, doc_id) for doc_id in doc_ids) if _LEAST.search(matter) else ()


def _one_and_other(question: str) -> tuple[Matter, ...]:
    """What one document says and what the other, where the question does not say which is which."""
    match = next(filter(None, (pattern.search(question) for pattern in _ONE_AND_OTHER)), None)
    if match is None:
        return ()
    lead = _matter(question[: match.start()])
    own = (_matter(match["own"]), _matter(question[match.end() :]))
    return tuple(Matter(f"{lead} {words}".strip(), None) for words in own) if all(own) else ()


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _matter(text: str) -> str:
    """Words without those that set documents side by side."""
    rest = without_document_talk(text)
    for frame in _FRAMES:
        rest = frame.sub(" ", rest)
    rest = _LEFT_OVER.sub(" ", rest)
    rest = re.sub(r"\s+", " ", rest).strip(" ，,、；;：:？?。.-—–'’")
    while (shorter := _JOINS.sub("", rest).strip()) != rest:
        rest = shorter
    return rest
