"""Whether a sentence lacks the signs without which it cannot tell what a question asks.

A sentence on a prize does not say who sat on its jury, one with a total does not say how large a part is, and one
that quotes nobody holds no quotation.
"""

import re
from functools import lru_cache

import rjieba

from corpus.language import has_han
from rag.checks.measures import Measure, measure_at
from rag.lexicon.kinds import (
    ASKED_ATTRIBUTES,
    ASKS_NAMES,
    ASKS_PERSON_ONLY,
    ASKS_QUOTATION,
    ASKS_STATEMENT,
    CLASSES,
    DOCUMENT_SAYS,
    QUOTATION,
    SAYS,
)
from rag.numerals import parse_number
from rag.question import Question
from rag.values import Value, ValueKind, find_values

__all__ = [
    "counts_others",
    "lacks_attribute",
    "lacks_origin",
    "lacks_part",
    "lacks_signs",
    "may_be_quoted",
    "numbers_item",
    "tag_words",
]

_SIDE_BY_SIDE = re.compile(r"、|“[^”]+”|《[^》]+》|, (?:and )?[A-Z]")
_MANY, _TWO = 6, 2
# What the tagger calls names; a quoted name ends with a mark of its own.
_PROPER = ("nr", "ns", "nt", "nz", "eng", "j", "x")
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
# Sorts of which nothing else is another word: a version may be called a model, people are no countries.
_PLAIN_SORTS = frozenset({"person", "country"})
_ASKS_PART = re.compile(
    r"(?:里|中|其中|当中|之中)[，,]?[^。？，]{0,16}(?:多少|几[个份家名位])|占(?:其中的?)?多少|其中[^，。？]{0,8}有多少"
    r"|\bhow (?:many|much) of (?:the|these|those|that)\b"
    r"|\b(?:what|which) (?:amount|share|part|portion|sum) of (?:the|these|those|that)\b"
    r"|\b(?:out )?of (?:the |[A-Z][\w'’]+ )?[\d,.]+[^?]{0,30}\bhow (?:many|much)\b",
    re.IGNORECASE,
)
# "How many of them came from the Global South?"
_FROM = re.compile(
    r"(?:多少|几)[个家名项份]?[^，。？]{0,4}来自(?P<zh>(?!几|多少|哪|何)[\u3400-\u9fff]{2,8}?)(?:的?(?:国家|地区|企业|机构))?[？?]?$"
    r"|\bhow many\b[^?]{0,40}\b(?:came|come|were|are) from (?:countries (?:of|in) )?(?P<en>[A-Za-z ]{3,30})\?",
    re.IGNORECASE,
)
_NO_ORIGIN = frozenset("the countries country nations states global each which what".split())
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

# Asked of a plan or a paper, that has no speaker.
_PUTS_IT = re.compile(r"怎么说的?[？?]?$")
# Into what things are sorted is told in common words.
_SORTS = re.compile(
    r"[几哪\d一二三四五六七八九十]\s*(?:大)?[个项类]?(?:类|主题|领域|方向|板块|趋势)|\b(?:categor(?:y|ies)|themes?|fields|areas|topics|trends)\b",
    re.IGNORECASE,
)


def lacks_signs(question: Question, text: str, original: str) -> bool:
    """Whether a sentence cannot tell what a question asks, whatever it holds.

    Args:
        question: The question as read.
        text: The sentence in the question's language.
        original: The sentence in its own words, in which names stand side by side.
    """
    return (
        any(not named.search(text) for named in _classes_tell(question.text))
        or lacks_attribute(question.text, text)
        or not may_be_quoted(question, text)
        or _lacks_statement(question, text)
        or _lacks_names(question, original)
        or lacks_part(question, text)
        or lacks_origin(question.text, text)
        or counts_others(question.text, text)
    )


def lacks_origin(asked: str, text: str) -> bool:
    """Whether it is asked how many come from somewhere, and a text does not speak of that place or kind."""
    match = _FROM.search(asked)
    if match is None:
        return False
    if match["en"]:
        words = [w.lower() for w in re.findall(r"[A-Za-z]{3,}", match["en"]) if w.lower() not in _NO_ORIGIN]
        return bool(words) and not all(word[:5] in text.lower() for word in words)
    return not all(character in text for character in match["zh"])


def lacks_part(question: Question, text: str) -> bool:
    """Whether a part of a number that the question gives is asked for, and the sentence has no smaller one."""
    if not _ASKS_PART.search(question.text) or not question.values:
        return False
    whole = next((v for v in question.values if v.number is not None), None)
    if whole is None or whole.number is None:
        return False
    parts = [
        v
        for v in find_values(text)
        if v.kind is whole.kind and v.unit == whole.unit and v.number is not None and not v.is_word
    ]
    of_what = measure_at(question.text, whole.start, whole.end)
    if of_what is not None and of_what.concepts & _TIMES:
        return False  # 72小时里冒出多少个版本 asks for no part of the hours
    return not any(
        v.number < whole.number and _may_count(of_what, measure_at(text, v.start, v.end))
        for v in parts
        if v.number is not None and not numbers_item(v, text)
    )


_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year"})


def _may_count(wanted: Measure | None, counted: Measure | None) -> bool:
    """Whether two numbers may be of the same sort of thing, as far as it is told of what they are."""
    return wanted is None or counted is None or wanted.goes_with(counted)


def counts_others(asked: str, text: str) -> bool:
    """Whether a number of one sort of thing is asked for, and all that the sentence counts is of other sorts."""
    match = _HOW_MANY.search(asked)
    if match is None:
        return False
    what = match["what"] or match["what_en"]
    wanted = measure_at(f"3{what}" if has_han(what) else f"3 {what}", 0, 1)
    numbers = [v for v in find_values(text) if v.kind is ValueKind.NUMBER and not numbers_item(v, text)]
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
    return any(not told.search(text) for told in _attributes_tell(asked))


# What a question wants is the same for all its candidates.
@lru_cache(maxsize=1024)
def _attributes_tell(asked: str) -> tuple[re.Pattern[str], ...]:
    return tuple(told for wanted, told in ASKED_ATTRIBUTES if wanted.search(asked))


@lru_cache(maxsize=1024)
def _classes_tell(asked: str) -> tuple[re.Pattern[str], ...]:
    return tuple(named for wanted, named in CLASSES if wanted.search(asked))


def may_be_quoted(question: Question, text: str) -> bool:
    """Whether a sentence holds a quotation, where a question is about one."""
    return not ASKS_QUOTATION.search(question.text) or QUOTATION.search(text) is not None


def _lacks_statement(question: Question, text: str) -> bool:
    """Whether somebody's words are asked for and the sentence reports none of theirs."""
    if not _asks_statement(question):
        return False
    speakers = [name for name in question.names if not (name.is_place or name.is_quoted)]
    if not speakers and _PUTS_IT.search(question.text):
        return False  # how a plan or a paper puts it
    return not SAYS.search(text) or any(not name.is_in(text) for name in speakers)


def _lacks_names(question: Question, original: str) -> bool:
    """Whether several things are to be named and the sentence does not put several side by side."""
    if _lacks_many(question.text, original):
        return True
    several = ASKS_NAMES.search(question.text) is not None and not ASKS_PERSON_ONLY.search(question.text)
    if not several or _ONE_NAME.search(question.text):
        return False
    if _HAVE_NAMES.search(question.text) and not _SORTS.search(question.text):
        return _named_side_by_side(original) < _TWO
    return not _SIDE_BY_SIDE.search(original)


def _named_side_by_side(original: str) -> int:
    """How many names stand in a row: quoted, capitalised, or proper nouns with 、 between them."""
    quoted = len(re.findall(r"“[^”]+”|《[^》]+》", original))
    tagged = tag_words(original)
    rows = sum(
        word == "、" and tagged[at - 1][1].startswith(_PROPER) and tagged[at + 1][1].startswith(_PROPER)
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


def numbers_item(value: Value, text: str) -> bool:
    """Whether a number only numbers what follows: "2. The future of work"."""
    return not text[: value.start].strip() and re.match(r"[.．、)）]\s?", text[value.end :]) is not None


@lru_cache(maxsize=8192)
def tag_words(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a Chinese text, each with what the tagger takes it for."""
    return tuple(rjieba.tag(text))
