"""A place that a question takes for granted as that of a meeting, and that the documents give otherwise."""

import re
from collections.abc import Sequence

from corpus.language import has_han
from rag.lexicon.kinds import VENUE
from rag.names import Name
from rag.question import Question
from rag.question_kinds import Asks, Shape
from rag.ranking import Ranked

__all__ = ["misplaced", "telling_where"]

_MEETING = re.compile(r"峰会|会议|大会|\b(?:summit|conference|meeting|gathering)\b", re.IGNORECASE)
_HELD = re.compile(
    r"举行|举办|召开|开幕|揭幕|会场|会址"
    r"|\b(?:held|host(?:ed|s|ing)?|open(?:ed|s|ing)?|t(?:ake|akes|ook) place|venue|location)\b",
    re.IGNORECASE,
)
# A place is a meeting's if it stands this close to the verb, or before the meeting: 英国布莱切利“人工智能安全峰会”.
_NEAR_ZH, _NEAR_EN = 14, 50
_LOOKED_AT = 12
_SITE = (
    r"{place}.{{0,3}}(?:举行|举办|召开|开幕|揭幕)|{place}.{{0,7}}(?:会场|会址)|(?:会场|会址|开在|办在).{{0,3}}{place}"
    r"|\b(?:held|hosted|open(?:ed|s)?|t(?:akes|ook|ake) place) (?:in|at) (?:the )?{place}|{place}\b.{{0,30}}\bvenue\b"
)
_LEAST_SIMILARITY = 0.28
# Something is held, and just there: 将在巴黎大皇宫举行, "will host … in Paris".
_HELD_THERE = re.compile(
    r"[在于][\u3400-\u9fff]{2,10}(?:举行|举办|召开|开幕|揭幕)"
    r"|\b(?:held|host(?:ed|s|ing)?|open(?:ed|s|ing)?|t(?:ake|akes|ook) place)\b[^.;]{0,60}?\b(?:in|at) (?:the )?[A-Z]"
)


def misplaced(question: Question, ranked: Sequence[Ranked]) -> tuple[str, Ranked] | None:
    """The place at which a question has a meeting held, and the sentence that has it held elsewhere.

    Args:
        question: The question as read.
        ranked: All candidates, best first.

    Returns:
        None if the question does not take a place for granted, if any sentence has a meeting there, or if none
        says where one is held.
    """
    if (
        Asks.PLACE in question.asks
        or question.shape is Shape.COMPARISON
        or not (_HELD.search(question.text) and _MEETING.search(question.text))
    ):
        return None
    places = [name for name in question.names if _is_site(name) and _taken_for_granted(name, question.text)]
    looked_at = ranked[:_LOOKED_AT]
    for place in places:
        if any(_is_held_at(place, item) for item in looked_at):
            return None
    elsewhere = next((item for item in ranked if _says_where(item, question)), None)
    return (places[0].written, elsewhere) if places and elsewhere is not None else None


def telling_where(question: Question, usable: list[Ranked]) -> list[Ranked]:
    """Of the candidates for "where is it held" those that say so of a meeting; all of them if none does.

    Args:
        question: The question as read.
        usable: Candidates that may answer, best first.
    """
    held = _HELD.search(question.text) and _MEETING.search(question.text)
    if question.asks != {Asks.PLACE} or not held:  # what asks for more wants other sentences too
        return usable
    return [item for item in usable if _tells_where(item.candidate.text)] or usable


def _tells_where(text: str) -> bool:
    return _HELD_THERE.search(text) is not None and _MEETING.search(text) is not None


def _taken_for_granted(place: Name, text: str) -> bool:
    """Whether a question has a meeting held just there: "held in London", "在伦敦举行", "as the venue"."""
    written = re.escape(place.written)
    return re.search(_SITE.format(place=written), text, re.IGNORECASE) is not None


def _is_site(name: Name) -> bool:
    return name.is_place or VENUE.search(name.written) is not None


def _is_held_at(place: Name, item: Ranked) -> bool:
    text = item.candidate.text
    return _near(place, text, _HELD) or _near(place, text, _MEETING)


def _says_where(item: Ranked, question: Question) -> bool:
    text, similarity = item.candidate.text, item.signals.sentence_similarity
    held = _HELD.search(text) is not None and _MEETING.search(text) is not None
    return (
        similarity >= _LEAST_SIMILARITY and item.candidate.speaks and held and VENUE.search(text) is not None
    )


def _near(place: Name, text: str, words: re.Pattern[str]) -> bool:
    """Whether one of some words stands close to a place as the question writes it: London is not all of Britain."""
    reach = _NEAR_ZH if has_han(text) else _NEAR_EN
    spots = [match.span() for match in re.finditer(re.escape(place.written), text, re.IGNORECASE)]
    return any(words.search(text[max(0, start - reach) : end + reach]) for start, end in spots)
