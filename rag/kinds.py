"""Whether a sentence holds a thing of the kind that a question asks for, beyond what the question itself says."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from corpus.language import has_han
from rag.affiliation import is_of_another_body
from rag.checks.evidence import is_chinese
from rag.lacking import lacks_relation
from rag.lexicon.kinds import (
    ANYBODY,
    ASKS_ANYBODY,
    ASKS_DAY,
    ASKS_PERSON_ONLY,
    ASKS_RANK,
    ASKS_TITLE,
    CAPITALISED,
    ORGANISATION_ZH,
    PLACE_ZH,
    REASON,
    TITLED,
)
from rag.lexicon.people import TITLES_EN, looks_like_person
from rag.names import Name
from rag.question import Question
from rag.question_kinds import Asks
from rag.signs import lacks_signs, numbers_item, tag_words
from rag.subjects import PERSON_TAGS
from rag.values import Value, ValueKind, find_values, values_agree

__all__ = [
    "VALUE_KINDS",
    "holds_kind",
    "holds_value",
    "is_person",
    "kind_match",
    "people_in",
]

NamesIn = Callable[[str], Sequence[Name]]
"""Gives the known names that a text carries."""

VALUE_KINDS = {
    Asks.DATE: {ValueKind.DATE},
    Asks.MONEY: {ValueKind.MONEY},
    Asks.PERCENT: {ValueKind.PERCENT},
    Asks.COUNT: {ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT},
}
"""The kinds of question that a figure or a date answers, and which."""
# "In addition, she attended …": who, stands before; the bodies that follow are not who did it.
_PRONOUN_ACTS = re.compile(
    r"^(?:[^，。,]{0,6}[，,])?[她他]们?(?!的)|^(?:[A-Z][a-z]+(?: \w+){0,2}, )?(?:[Ss]?[Hh]e|[Tt]hey)\b"
)
# Whoever is called so is not named: 人工智能企业, 少数大型技术公司, AI.
_GENERIC_BODY = re.compile(
    r"(?:人工智能|科技|大型|小型|初创|本土|私营|技术|民间|相关|有关|主要|跨国|外国|各类|手机|互联网|些|家|个|等|国内|国际|少数|该|其|为)(?:公司|企业|机构|组织|团队|部门|协会)$"
    r"|^(?:公司|企业|机构|组织|部门)"
)
_NOBODY = frozenset({"AI"})
_NAMED = (Asks.PERSON, Asks.ORGANISATION, Asks.PLACE)


def kind_match(question: Question, text: str, original: str, names_in: NamesIn) -> float:
    """How many of the asked kinds a sentence holds, as a share (0-1); 0.5 when nothing checkable is asked.

    A thing counts only when the question does not already name it: a sentence that repeats the question's own
    date does not answer "when".

    Args:
        question: The question as read.
        text: The sentence in the question's language.
        original: The sentence in its own words, in which people and bodies are told apart if it is Chinese.
        names_in: Gives the known names that a text carries.
    """
    if lacks_signs(question, text, original) or lacks_relation(question, text, names_in(text)):
        return 0.0
    if Asks.PERSON in question.asks and is_of_another_body(
        question.text, text, lambda clause: people_in(clause, names_in)
    ):
        return 0.0
    if ASKS_RANK.search(question.text):
        return float(any(value.kind is ValueKind.RANK for value in find_values(text)))
    if ASKS_TITLE.search(question.text) and not TITLED.search(original):
        return 0.0
    checkable = [kind for kind in question.asks if kind in VALUE_KINDS or kind in _NAMED]
    if Asks.MONEY in checkable or Asks.PERCENT in checkable:
        checkable = [kind for kind in checkable if kind is not Asks.COUNT]
    if not checkable:
        # A reason need not announce itself, so its signs only speak for a sentence, never against it.
        return 1.0 if Asks.REASON in question.asks and REASON.search(text) else 0.5
    named_in = original if is_chinese(original) else text
    return sum(
        holds_kind(kind, question, named_in if kind in _NAMED else text, names_in) for kind in checkable
    ) / len(checkable)


def holds_kind(kind: Asks, question: Question, text: str, names_in: NamesIn) -> bool:
    """Whether a text holds a thing of one kind that the question does not name."""
    if kind in VALUE_KINDS:
        return holds_value(kind, question, text)
    if kind is Asks.PERSON and ASKS_ANYBODY.search(question.text):
        return any(found.group() not in question.text for found in ANYBODY.finditer(text))
    only = kind is Asks.PERSON and (
        ASKS_PERSON_ONLY.search(question.text) is not None or _PRONOUN_ACTS.match(text) is not None
    )
    return any(not _is_named(word, question) for word in _named_things(kind, text, names_in, only=only))


def holds_value(kind: Asks, question: Question, text: str) -> bool:
    """Whether a text holds a figure or a date of one kind that the question does not state.

    Args:
        kind: One of `VALUE_KINDS`.
        question: The question as read.
        text: Any text.
    """
    wants_day = kind is Asks.DATE and ASKS_DAY.search(question.text) is not None
    return any(
        value.kind in VALUE_KINDS[kind]
        and not (kind is Asks.COUNT and numbers_item(value, text))
        and (value.day is not None or not wants_day)
        and not any(_says_no_more(value, stated) for stated in question.values)
        for value in find_values(text)
    )


def _says_no_more(value: Value, stated: Value) -> bool:
    """Whether a value only repeats what the question states; a day within its month says more."""
    if not values_agree(value, stated):
        return False
    parts = ((value.year, stated.year), (value.month, stated.month), (value.day, stated.day))
    return all(part is None or known is not None for part, known in parts)


def _is_named(word: str, question: Question) -> bool:
    if word.lower() in question.text.lower():
        return True
    return any(word in name.spellings for name in question.names)


def _named_things(kind: Asks, text: str, names_in: NamesIn, *, only: bool) -> list[str]:
    places = [name.written for name in names_in(text) if name.is_place]
    others = [name.written for name in names_in(text) if not name.is_place]
    if not is_chinese(text):
        capitalised = [w for w in _capitalised(text) if w not in places]
        return places + capitalised if kind is Asks.PLACE else capitalised
    if kind is Asks.PLACE:
        return [*places, *PLACE_ZH.findall(text), *_tagged(text, {"ns"})]
    latin = re.findall(r"[A-Z][A-Za-z]{2,}", text)
    bodies = [
        *(body for body in ORGANISATION_ZH.findall(text) if not _GENERIC_BODY.search(body)),
        *latin,
        *_tagged(text, {"nt"}),
        *re.findall(r"《[^》]+》", text),
    ]
    if kind is Asks.ORGANISATION:
        return bodies
    people = [word for word in _tagged(text, PERSON_TAGS) if looks_like_person(word)]
    people += [name for name in others if "·" in name or " " in name]
    return people if only else [*people, *bodies]  # "who" may be a body


def _capitalised(text: str) -> list[str]:
    return [word for found in CAPITALISED.findall(text) if (word := found.rstrip(".-&'’")) not in _NOBODY]


def _tagged(text: str, tags: AbstractSet[str]) -> list[str]:
    return [word for word, tag in tag_words(text) if tag in tags and len(word) > 1]


_TITLED_EN = re.compile(rf"\b(?:{'|'.join(TITLES_EN)})\b")


def is_person(written: str) -> bool:
    """Whether a name looks like a person's: a family name and more in Chinese, a title or two words in English."""
    if has_han(written):
        return looks_like_person(written)
    return bool(_TITLED_EN.search(written))


def people_in(original: str, names_in: NamesIn) -> list[str]:
    """The people that a sentence names, in its own words."""
    return _named_things(Asks.PERSON, original, names_in, only=True)
