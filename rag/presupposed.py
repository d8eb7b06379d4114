"""What a question takes for granted and the sentence that is closest to it says otherwise.

"How much energy does Google's algorithm save?" has an answer for whoever does not look: 67 per cent, of an
algorithm that the document gives to Mistral. Each rule below compares one relation, as the question takes it for
granted and as the sentence states it: who made a thing, how often it was done, where two people met, whose money
it was, what is stressed, whether it rose or fell, who holds which office, what is counted, and what came first.
"""

import re
from collections.abc import Callable, Sequence
from itertools import product

import rjieba

from corpus.language import has_han
from rag.checked_premises import said_in_passing
from rag.checks.evidence import content_words
from rag.lexicon.presupposed import (
    AGAIN,
    ALL_SHOWN,
    CALLED,
    DENIES,
    EXPECTED,
    FIRST,
    FULL_REVERSALS,
    HAS_COME_TRUE,
    MADE_BY,
    MAKES,
    MAKING,
    NOT_CALLED,
    NOT_SO,
    OF_TWO,
    PRIVATE,
    PUBLIC,
    REVERSALS,
    SOME_OF,
    STRESSES,
)
from rag.matching import CorpusWords
from rag.names import Name
from rag.order_of_events import is_gone_to, told_in_another_order
from rag.question import Question
from rag.question_kinds import Asks
from rag.ranking import Ranked
from rag.values import ValueKind, find_values, states

__all__ = ["presupposed_otherwise"]

_Otherwise = tuple[str, Ranked]
_OtherwiseTogether = tuple[str, tuple[Ranked, ...]]

# How many candidates are looked at, and how closely one must be about the matter.
_LOOKED_AT = 10
# The checks of claims tell what the sentence says that is closest of all.
_CHECKED = 5
_LEAST_SIMILARITY = 0.33
# Words that say the reverse tell by themselves.
_LEAST_OF_REVERSE = 0.3
_TWO = 2
_TELLS_NOTHING = frozenset({"AI", "人工智能"})
# What the tagger calls names.
_NAME_TAGS = ("nr", "nrt", "nrfg", "nt", "nz", "ns", "eng")


def presupposed_otherwise(
    question: Question, ranked: Sequence[Ranked], words: CorpusWords
) -> _OtherwiseTogether | None:
    """What a question takes for granted, as it is written, and the sentences that say otherwise.

    Args:
        question: The question as read.
        ranked: All candidates, best first.
        words: The names of the corpus.

    Returns:
        None if no sentence near the top says otherwise, or if one of them says so too.
    """
    for rule, least in _RULES:
        found = next(
            ((said, (item,)) for item in _near(ranked, least) if (said := rule(question, item))), None
        )
        if found is not None:
            return found
    near = _near(ranked, _LEAST_SIMILARITY)
    find = words.mentions_in
    passing = ((said_in_passing(question, i, find, is_best=i is ranked[0]), i) for i in near[:_CHECKED])
    checked = next(((said, (item,)) for said, item in passing if said), None)
    if checked is not None:
        return checked
    other = _made_by_another(question, near, words) or _met_elsewhere(question, near, words)
    if other is not None:
        said, item = other
        return said, (item,)
    # The second of two visits may be far from what the question asks of the first.
    return told_in_another_order(question, ranked[:_LOOKED_AT])


def _near(ranked: Sequence[Ranked], least: float) -> list[Ranked]:
    return [item for item in ranked[:_LOOKED_AT] if item.signals.sentence_similarity >= least]


def _made_by_another(question: Question, near: Sequence[Ranked], words: CorpusWords) -> _Otherwise | None:
    """Another maker than a sentence names for the same thing, if no sentence has it made as asked."""
    texts = [item.candidate.text for item in near]
    for asked in _makers(question.text):
        maker = asked["maker"].strip()
        known = [name for name in question.names if name.written in maker] or words.names_in(maker)
        if not known and not (words.names.occurs(maker) and rjieba.tag(maker)[0][1] in _NAME_TAGS):
            continue
        name = known[0] if known else Name(maker, (maker,))
        if any(_is_made_by(name, asked["thing"], text) for text in texts):
            continue
        for item, text in zip(near, texts, strict=True):
            made = [m for m in _makers(text) if _same_thing(asked["thing"], m["thing"])]
            if made and not any(name.is_in(m["maker"]) for m in made):
                return name.written, item
    return None


def _is_made_by(name: Name, thing: str, text: str) -> bool:
    """Whether a text has a name, a verb of making, and most words of a thing, in this order or about it."""
    for spelling in name.spellings:
        for match in re.finditer(MAKING.pattern.format(name=re.escape(spelling)), text, re.IGNORECASE):
            if _same_thing(thing, match["rest"]):
                return True
    return False


def _makers(text: str) -> list[re.Match[str]]:
    return [match for pattern in (*MAKES, *MADE_BY) for match in pattern.finditer(text)]


def _same_thing(left: str, right: str) -> bool:
    """Whether two descriptions share all but one of the shorter one's words, and two at least."""
    a, b = _nouns(left), _nouns(right)
    shorter, longer = sorted((a, b), key=len)
    return bool(shorter) and len(set(shorter) & set(longer)) >= max(2, len(shorter) - 1)


def _nouns(text: str) -> list[str]:
    return re.findall(r"[\u3400-\u9fff]|[a-z]{3,}", text.lower())


def _done_first(question: Question, item: Ranked) -> str | None:
    """Something that was done before, where the sentence says that it is done for the first time."""
    first = FIRST.search(item.candidate.text)
    if first is None:
        return None
    for name in question.names:
        for again in AGAIN:
            match = re.search(
                again.pattern.format(name=re.escape(name.written)), question.text, re.IGNORECASE
            )
            if match is not None and name.is_in(item.candidate.text[: first.end() + 40]):
                return match.group().strip()
    return None


def _met_elsewhere(question: Question, near: Sequence[Ranked], words: CorpusWords) -> _Otherwise | None:
    """The place of a meeting of two people, where the sentence that names both has another and not this one."""
    people = [name for name in question.names if not (name.is_place or name.is_quoted)]
    places = [name for name in question.names if name.is_place and is_gone_to(name.written, question.text)]
    if Asks.PLACE in question.asks or len(people) < _TWO:
        return None
    met = [item for item in near if sum(who.is_in(item.candidate.text) for who in people) >= _TWO]
    for place, item in product(places, met):
        if any(place.is_in(other.candidate.text) for other in met):
            continue
        text = item.candidate.text
        others = [spelling for name in words.names_in(text) if name.is_place for spelling in name.spellings]
        if any(is_gone_to(spelling, text) for spelling in others):
            return place.written, item
    return None


def _paid_by_others(question: Question, item: Ranked) -> str | None:
    """Public money, where the sentence gives the same amount to private hands; or the other way round."""
    text = item.candidate.text
    stated = find_values(text)
    if not any(states(other, value) for value in question.values for other in stated):
        return None
    for own, other in ((PUBLIC, PRIVATE), (PRIVATE, PUBLIC)):
        asked = own.search(question.text)
        both = other.search(question.text) is not None
        if asked is not None and not both and other.search(text) and not own.search(text):
            return asked.group()
    return None


def _told_the_reverse(question: Question, item: Ranked) -> str | None:
    """The reverse of what the sentence says of a thing that both name, or of the same figure."""
    text = item.candidate.text
    stated = find_values(text)
    same = any(
        name.is_in(text)
        for name in question.names
        if not name.is_place and name.written not in _TELLS_NOTHING
    )
    same = same or any(states(other, value) for value in question.values for other in stated)
    compared = sum(name.is_place and name.is_in(text) for name in question.names) >= _TWO
    alike = {w.stem for w in content_words(question.text)} & {w.stem for w in content_words(text)}
    pairs: list[tuple[re.Pattern[str], re.Pattern[str]]] = [*(REVERSALS if same else ())]
    pairs += OF_TWO if compared else ()
    pairs += FULL_REVERSALS if alike else ()
    for own, other in pairs:
        asked = own.search(question.text)
        one_way = asked is not None and not other.search(question.text)
        if asked is not None and one_way and other.search(text) and not own.search(text):
            return asked.group()
    return None


def _not_stressed(question: Question, item: Ranked) -> str | None:
    """A thing that is stressed, where the sentence says that it is not, or no longer."""
    stressed = STRESSES.search(question.text)
    denied = DENIES.search(item.candidate.text)
    if stressed is None or denied is None or DENIES.search(question.text):
        return None
    thing = denied["zh"] or denied["en"]
    return thing.strip() if _speaks_of(question.text, thing) else None


def _only_expected(question: Question, item: Ranked) -> str | None:
    """A figure that has been reached already, where the sentence only expects it."""
    text = item.candidate.text
    reached = HAS_COME_TRUE.search(question.text)
    if reached is None or HAS_COME_TRUE.search(text) or not EXPECTED.search(text):
        return None
    figures = [value for value in question.values if value.kind is not ValueKind.DATE]
    stated = find_values(text)
    same = any(states(other, value) for value in figures for other in stated)
    return reached.group() if same else None


def _called_otherwise(question: Question, item: Ranked) -> str | None:
    """A name that a thing is given, where the sentence says that it has another and not this one."""
    match = NOT_CALLED.search(item.candidate.text)
    if match is None or not CALLED.search(question.text) or NOT_SO.search(question.text):
        return None
    own: str = match["zh_not"] or match["en_not"]
    other: str = match["zh"] or match["en"]
    asked = question.text.lower()
    return own if own.lower() in asked and other.lower() not in asked.replace(own.lower(), " ") else None


def _all_of_some(question: Question, item: Ranked) -> str | None:
    """All of so many things, where the sentence says that some of them are chosen."""
    for match in SOME_OF.finditer(item.candidate.text):
        whole = match["whole"] or match["en_whole"]
        said = re.search(ALL_SHOWN.pattern.format(number=whole), question.text, re.IGNORECASE)
        if said is not None:
            return said.group().strip()
    return None


_RULES: tuple[tuple[Callable[[Question, Ranked], str | None], float], ...] = (
    (_done_first, _LEAST_SIMILARITY),
    (_paid_by_others, _LEAST_SIMILARITY),
    (_told_the_reverse, _LEAST_OF_REVERSE),
    (_not_stressed, _LEAST_SIMILARITY),
    (_only_expected, _LEAST_SIMILARITY),
    (_called_otherwise, _LEAST_SIMILARITY),
    (_all_of_some, _LEAST_SIMILARITY),
)
"""What a question may take for granted of one sentence, and how close that must be."""


def _speaks_of(text: str, thing: str) -> bool:
    """Whether a text has the words of a thing, endings aside."""
    if has_han(thing):
        return sum(character in text for character in set(thing)) >= 0.75 * len(set(thing))
    wanted = [word[:-1] if word.endswith("s") else word for word in _nouns(thing)]
    return bool(wanted) and all(word in text.lower() for word in wanted)
