"""Whether a sentence holds a thing of the kind that a question asks for, beyond what the question itself says."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import rjieba

from corpus.language import has_han
from rag.affiliation import is_of_another_body
from rag.checks.measures import measure_at
from rag.lexicon.kinds import (
    ASKED_ATTRIBUTES,
    ASKS_DAY,
    ASKS_NAMES,
    ASKS_PERSON_ONLY,
    ASKS_QUOTATION,
    ASKS_RANK,
    ASKS_STATEMENT,
    ASKS_TITLE,
    CAPITALISED,
    CLASSES,
    DOCUMENT_SAYS,
    ORGANISATION_ZH,
    PLACE_ZH,
    QUOTATION,
    REASON,
    SAYS,
    TITLED,
)
from rag.lexicon.people import looks_like_person
from rag.names import Name
from rag.numerals import parse_number
from rag.question import Question
from rag.question_kinds import Asks
from rag.values import Value, ValueKind, find_values, values_agree

__all__ = [
    "counts_others",
    "holds_kind",
    "is_person",
    "kind_match",
    "lacks_attribute",
    "lacks_part",
    "may_be_quoted",
    "people_in",
]

NamesIn = Callable[[str], Sequence[Name]]
"""Gives the known names that a text carries."""

_PERSON_TAGS = {"nr", "nrt", "nrfg"}
_VALUE_KINDS = {
    Asks.DATE: {ValueKind.DATE},
    Asks.MONEY: {ValueKind.MONEY},
    Asks.PERCENT: {ValueKind.PERCENT},
    Asks.COUNT: {ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT},
}
_SIDE_BY_SIDE = re.compile(r"、|“[^”]+”|《[^》]+》|, (?:and )?[A-Z]")
_MANY, _TWO = 6, 2
# What the tagger calls nouns and names; a quoted name ends with a mark of its own.
_NOUNS = ("n", "eng", "j", "l", "x")
_HOW_MANY_NAMED = re.compile(
    r"(?:哪|那|这)\s*(\d+|[十百二三四五六七八九]+)\s*[个家国项位名款]"
    r"|\bwhich (?:\w+ ){0,2}?(\d+|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)\b"
    r"|(\d+|[十百二三四五六七八九]+)\s*[个家国项位名款][^，。？]{1,8}[都各](?:自|是)?叫"
    r"|\bthe (?:final|winning|selected|chosen|shortlisted) (\d+|fifty|twenty|ten|twelve)\b",
    re.IGNORECASE,
)
# "What is the name of the plan" wants one.
_ONE_NAME = re.compile(
    r"(?:那个|这个|那项|该|一个)[^，。？]{0,12}叫什么|\bname of (?:the|that|this) \w+(?<!s)\b", re.IGNORECASE
)
# "In addition, she attended …": who, stands before; the bodies that follow are not who did it.
_PRONOUN_ACTS = re.compile(
    r"^(?:[^，。,]{0,6}[，,])?[她他]们?(?!的)|^(?:[A-Z][a-z]+(?: \w+){0,2}, )?(?:[Ss]?[Hh]e|[Tt]hey)\b"
)
# Sorts of which nothing else is another word: a version may be called a model, people are no countries.
_PLAIN_SORTS = frozenset({"person", "country"})
_ASKS_PART = re.compile(
    r"(?:里|中|其中|当中|之中)[^，。？]{0,10}(?:多少|几[个份家名位])|(?:占|有)(?:其中的?)?多少"
    r"|\bhow (?:many|much) of (?:the|these|those|that)\b|\bof the [\d,.]+[^?]{0,30}\bhow (?:many|much)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"(?:多少|几)(?:个|名|位|家|份|项|款)?(?P<what>[\u3400-\u9fff]{2,6})"
    r"|\bhow many (?P<what_en>(?:[a-z-]+ ){0,2}[a-z-]+)",
    re.IGNORECASE,
)
# What has names of its own; directions and reasons have none.
_HAVE_NAMES = re.compile(
    r"项目|企业|公司|国家|机构|组织|成员|嘉宾|专家|学者|国名|签署|\b(?:projects?|compan(?:y|ies)|firms|countries|states|nations|winners|entries|signator\w+"
    r"|people|academics|members|participants|organi[sz]ations|ones)\b",
    re.IGNORECASE,
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
    if any(asked.search(question.text) and not named.search(text) for asked, named in CLASSES):
        return 0.0
    if lacks_attribute(question.text, text):
        return 0.0
    if (
        not may_be_quoted(question, text)
        or _lacks_statement(question, text)
        or _lacks_names(question, original)
    ):
        return 0.0
    if Asks.PERSON in question.asks and is_of_another_body(
        question.text, text, lambda clause: people_in(clause, names_in)
    ):
        return 0.0
    if ASKS_RANK.search(question.text):
        return float(any(value.kind is ValueKind.RANK for value in find_values(text)))
    if ASKS_TITLE.search(question.text) and not TITLED.search(original):
        return 0.0
    if lacks_part(question, text) or counts_others(question.text, text):
        return 0.0
    checkable = [kind for kind in question.asks if kind in _VALUE_KINDS or kind in _NAMED]
    if Asks.MONEY in checkable or Asks.PERCENT in checkable:
        checkable = [kind for kind in checkable if kind is not Asks.COUNT]
    if not checkable:
        # A reason need not announce itself, so its signs only speak for a sentence, never against it.
        return 1.0 if Asks.REASON in question.asks and REASON.search(text) else 0.5
    named_in = original if has_han(original) else text
    return sum(
        holds_kind(kind, question, named_in if kind in _NAMED else text, names_in) for kind in checkable
    ) / len(checkable)


def lacks_part(question: Question, text: str) -> bool:
    """Whether a part of a number that the question gives is asked for, and the sentence has no smaller one."""
    if not _ASKS_PART.search(question.text) or not question.values:
        return False
    whole = next((v for v in question.values if v.number is not None), None)
    if whole is None or whole.number is None:
        return False
    parts = [
        v for v in find_values(text) if v.kind is whole.kind and v.unit == whole.unit and v.number is not None
    ]
    return not any(
        v.number < whole.number for v in parts if v.number is not None and not _numbers_item(v, text)
    )


def counts_others(asked: str, text: str) -> bool:
    """Whether a number of one sort of thing is asked for, and all that the sentence counts is of other sorts."""
    match = _HOW_MANY.search(asked)
    if match is None:
        return False
    what = match["what"] or match["what_en"]
    wanted = measure_at(f"3{what}" if has_han(what) else f"3 {what}", 0, 1)
    numbers = [v for v in find_values(text) if v.kind is ValueKind.NUMBER and not _numbers_item(v, text)]
    counted = [measure_at(text, value.start, value.end) for value in numbers]
    if (
        wanted is None
        or not wanted.concepts & _PLAIN_SORTS
        or not counted
        or any(measure is None for measure in counted)
    ):
        return False
    return not any(wanted.goes_with(measure) for measure in counted if measure is not None)


def lacks_attribute(asked: str, text: str) -> bool:
    """Whether an attribute is asked for by name (a jury, a penalty, a rank) that a text does not speak of."""
    return any(wanted.search(asked) and not told.search(text) for wanted, told in ASKED_ATTRIBUTES)


def may_be_quoted(question: Question, text: str) -> bool:
    """Whether a sentence holds a quotation, where a question is about one."""
    return not ASKS_QUOTATION.search(question.text) or QUOTATION.search(text) is not None


def _lacks_statement(question: Question, text: str) -> bool:
    """Whether somebody's words are asked for and the sentence reports none of theirs."""
    if not _asks_statement(question):
        return False
    speakers = [name for name in question.names if not (name.is_place or name.is_quoted)]
    return not SAYS.search(text) or any(not name.is_in(text) for name in speakers)


def _lacks_names(question: Question, original: str) -> bool:
    """Whether several things are to be named and the sentence does not put several side by side."""
    if _lacks_many(question.text, original):
        return True
    several = ASKS_NAMES.search(question.text) is not None and not ASKS_PERSON_ONLY.search(question.text)
    if not several or _ONE_NAME.search(question.text):
        return False
    if _HAVE_NAMES.search(question.text):
        return _named_side_by_side(original) < _TWO
    return not _SIDE_BY_SIDE.search(original)


def _named_side_by_side(original: str) -> int:
    """How many names stand in a row: quoted, capitalised, or nouns with 、 between them."""
    quoted = len(re.findall(r"“[^”]+”|《[^》]+》", original))
    tagged = _tag(original)
    rows = sum(
        word == "、" and tagged[at - 1][1].startswith(_NOUNS) and tagged[at + 1][1].startswith(_NOUNS)
        for at, (word, _) in enumerate(tagged[:-1])
        if at > 0
    )
    capitals = len(re.findall(r", (?:and )?[A-Z]", original))
    return max(quoted, rows + 1 if rows else 0, capitals + 1 if capitals else 0)


def _lacks_many(asked: str, original: str) -> bool:
    """Whether as many things are to be named ("which 12 countries") as the sentence cannot hold."""
    match = _HOW_MANY_NAMED.search(asked)
    if match is None:
        return False
    count = parse_number(next(group for group in match.groups() if group))
    return count is not None and count >= _MANY and len(_SIDE_BY_SIDE.findall(original)) + 1 < count / 2


def _asks_statement(question: Question) -> bool:
    """Whether a question wants what somebody said, who is not the document itself."""
    asks = ASKS_STATEMENT.search(question.text) is not None
    return asks and DOCUMENT_SAYS.search(question.text) is None


def holds_kind(kind: Asks, question: Question, text: str, names_in: NamesIn) -> bool:
    """Whether a text holds a thing of one kind that the question does not name."""
    if kind in _VALUE_KINDS:
        wants_day = kind is Asks.DATE and ASKS_DAY.search(question.text) is not None
        return any(
            value.kind in _VALUE_KINDS[kind]
            and not (kind is Asks.COUNT and _numbers_item(value, text))
            and (value.day is not None or not wants_day)
            and not any(_says_no_more(value, stated) for stated in question.values)
            for value in find_values(text)
        )
    only = kind is Asks.PERSON and (
        ASKS_PERSON_ONLY.search(question.text) is not None or _PRONOUN_ACTS.match(text) is not None
    )
    return any(not _is_named(word, question) for word in _named_things(kind, text, names_in, only=only))


def _numbers_item(value: Value, text: str) -> bool:
    """Whether a number only numbers what follows: "2. The future of work"."""
    return not text[: value.start].strip() and re.match(r"[.．、)）]\s?", text[value.end :]) is not None


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
    if not has_han(text):
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
    people = [word for word in _tagged(text, _PERSON_TAGS) if looks_like_person(word)]
    people += [name for name in others if "·" in name or " " in name]
    return people if only else [*people, *bodies]  # "who" may be a body


def _capitalised(text: str) -> list[str]:
    return [word for found in CAPITALISED.findall(text) if (word := found.rstrip(".-&'’")) not in _NOBODY]


def _tagged(text: str, tags: set[str]) -> list[str]:
    return [word for word, tag in _tag(text) if tag in tags and len(word) > 1]


@lru_cache(maxsize=8192)
def _tag(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(rjieba.tag(text))


_TITLES_EN = re.compile(
    r"\b(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Director|Professor|Dr|Mr|Ms|Mrs|CEO|Envoy)\b"
)


def is_person(written: str) -> bool:
    """Whether a name looks like a person's: a family name and more in Chinese, a title or two words in English."""
    if has_han(written):
        return looks_like_person(written)
    return bool(_TITLES_EN.search(written))


def people_in(original: str, names_in: NamesIn) -> list[str]:
    """The people that a sentence names, in its own words."""
    return _named_things(Asks.PERSON, original, names_in, only=True)
