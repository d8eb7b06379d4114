"""Whether a sentence holds a thing of the kind that a question asks for, beyond what the question itself says."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import rjieba

from corpus.language import has_han
from rag.lexicon.people import looks_like_person
from rag.names import Name
from rag.question import Question
from rag.question_kinds import Asks
from rag.values import Value, ValueKind, find_values, values_agree

__all__ = ["holds_kind", "is_person", "kind_match", "people_in"]

NamesIn = Callable[[str], Sequence[Name]]
"""Gives the known names that a text carries."""

_ORGANISATION_ZH = re.compile(
    r"[\u3400-\u9fffA-Za-z]{2,}(?:公司|企业|大学|学院|[科学]院|研究院|研究所|研究中心|部|委员会|委|办公室|网信办|办|邮报|时报|日报|新华社|通讯社|社|机构|协会|组织|联盟|基金会|银行|智库|论坛|团队)"
)
_PLACE_ZH = re.compile(r"[\u3400-\u9fff]{1,8}(?:宫|市|省|州|城|岛|馆|大厦|广场|会展中心|机场)")
_REASON = re.compile(
    r"导致|引发|造成|使得|从而使|因为|由于|为了|旨在|以便|以期|从而|目的|所以|因此|以应对|在于|意在|避免|防止|期望|希望|试图|动机"
    r"|\b(?:leading to|leads? to|causing|causes?|results? in|trigger(?:s|ing)?|so (?:\w+ )?that|because|since|due to|owing to|in order to|so as to|so that|aims? to|aimed at|seeks? to|to avoid|to prevent"
    r"|hop(?:es|ing|ed) (?:to|that)|therefore|thus|purpose|reason|in response)\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?<![.!?:“\"]\s)(?<!^)\b[A-Z][A-Za-zÀ-ɏ'’.&\-]+")
_PERSON_TAGS = {"nr", "nrt", "nrfg"}
_VALUE_KINDS = {
    Asks.DATE: {ValueKind.DATE},
    Asks.MONEY: {ValueKind.MONEY},
    Asks.PERCENT: {ValueKind.PERCENT},
    Asks.COUNT: {ValueKind.NUMBER, ValueKind.MONEY, ValueKind.PERCENT},
}
# A person and nobody else: a ministry does not answer "which minister".
_PERSON_ONLY = re.compile(
    r"哪[一两二三几]?位|姓名|(?:部长|总统|总理|官员|特使|领导|负责人|大臣|议员)[^，。？]{0,6}(?:叫什么|名字|是谁)"
    r"|\bname of the\b[^?]{0,30}\b(?:minister|official|person|envoy|president|leader|ceo|head)"
    r"|\b(?:which|what|name)\b[^?]{0,30}\b(?:officials?|ministers?|persons?|politicians?|executives?|boss(?:es)?|ceos?)\b"
    r"|老板|高管|掌门人",
    re.IGNORECASE,
)
# A day, where a year alone does not answer.
_DAY = re.compile(
    r"哪[一几]?天|几号|哪日|日期|截止|\b(?:what|which|exact|closing|opening) (?:dates?|days?)\b|\bdeadline\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:标题|题目)[^，。？]{0,3}(?:是|叫)|(?:报告|书|文章|文件|条约|协议|声明)[^，。？]{0,6}叫什么"
    r"|\b(?:title|name) of the (?:\w+ )?(?:report|book|paper|article|document|treaty|declaration|agreement)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"排(?:在|名)?第几|第几名|名列第几|位列第几|\bwhat (?:rank|place|position)\b|\bwhere (?:does|did) [^?]{1,40} rank\b", re.IGNORECASE
)
_TITLED = re.compile(r"《[^》]+》|“[^”]+”|\"[^\"]+\"")
_NAMED = (Asks.PERSON, Asks.ORGANISATION, Asks.PLACE)
_TEXTUAL = (Asks.PERSON, Asks.ORGANISATION, Asks.PLACE)


# What a thing of an asked class is called: a question for a hotel is not answered by a palace.
_CLASSES = (
    (r"报纸|媒体|报社|通讯社|\bnewspaper|\boutlet|\bnews agency|\bpublication\b|\bmedia\b",
     r"报|社|网|台|\b(?:Times|Post|Reuters|News|Agency|Journal|Monde|AFP|Bloomberg|CNN|BBC|Guardian|Figaro)\b"),
    (r"哪[栋座]|什么(?:建筑|场馆)|哪个?(?:会场|场馆)|\b(?:which|what) (?:building|venue|hall|palace)",
     r"宫|馆|大厦|中心|厅|楼|\b(?:Palais|Palace|Hall|Cent(?:er|re)|Building|Tower|Museum)\b"),
    (r"酒店|宾馆|旅馆|\bhotel", r"酒店|宾馆|饭店|旅馆|\b[Hh]otel"),
    (r"哪所(?:大学|高校)|哪个?大学|\b(?:which|what) universit", r"大学|学院|\b(?:University|College|Institute)\b"),
    (r"哪家医院|\bhospital", r"医院|\b[Hh]ospital"),
    (r"哪条(?:河|街|路)|\b(?:which|what) (?:street|road|river)", r"河|街|路|\b(?:Street|Road|River|Avenue|Rue)\b"),
    (r"哪份报告|什么报告|\b(?:which|what) (?:\w+ )?report\b", r"报告|《|\b(?:Report|Index|Review)\b"),
    (r"电话|\bphone number|\btelephone", r"\d{3,4}-\d{7,8}|\+\d{6,}"),
    (r"邮箱|电子邮件|\be-?mail", r"\S+@\S+"),
)  # fmt: skip
_CLASS_PATTERNS = tuple((re.compile(asked, re.IGNORECASE), re.compile(named)) for asked, named in _CLASSES)


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
    if any(asked.search(question.text) and not named.search(text) for asked, named in _CLASS_PATTERNS):
        return 0.0
    if _RANK.search(question.text) and not any(v.kind is ValueKind.RANK for v in find_values(text)):
        return 0.0
    if _TITLE.search(question.text) and not _TITLED.search(original):
        return 0.0
    checkable = [kind for kind in question.asks if kind in _VALUE_KINDS or kind in _TEXTUAL]
    if Asks.MONEY in checkable or Asks.PERCENT in checkable:
        checkable = [kind for kind in checkable if kind is not Asks.COUNT]
    if not checkable:
        # A reason need not announce itself, so its signs only speak for a sentence, never against it.
        return 1.0 if Asks.REASON in question.asks and _REASON.search(text) else 0.5
    named_in = original if has_han(original) else text
    return sum(
        holds_kind(kind, question, named_in if kind in _NAMED else text, names_in) for kind in checkable
    ) / len(checkable)


def holds_kind(kind: Asks, question: Question, text: str, names_in: NamesIn) -> bool:
    """Whether a text holds a thing of one kind that the question does not name."""
    if kind in _VALUE_KINDS:
        wants_day = kind is Asks.DATE and _DAY.search(question.text) is not None
        return any(
            value.kind in _VALUE_KINDS[kind]
            and (value.day is not None or not wants_day)
            and not any(_says_no_more(value, stated) for stated in question.values)
            for value in find_values(text)
        )
    only = kind is Asks.PERSON and _PERSON_ONLY.search(question.text) is not None
    return any(not _is_named(word, question) for word in _named_things(kind, text, names_in, only=only))


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
        capitalised = [w for w in _CAPITALISED.findall(text) if w not in places]
        return places + capitalised if kind is Asks.PLACE else capitalised
    if kind is Asks.PLACE:
        return [*places, *_PLACE_ZH.findall(text), *_tagged(text, {"ns"})]
    latin = re.findall(r"[A-Z][A-Za-z]{2,}", text)
    bodies = [*_ORGANISATION_ZH.findall(text), *latin, *_tagged(text, {"nt"}), *re.findall(r"《[^》]+》", text)]
    if kind is Asks.ORGANISATION:
        return bodies
    people = [word for word in _tagged(text, _PERSON_TAGS) if looks_like_person(word)]
    people += [name for name in others if "·" in name or " " in name]
    return people if only else [*people, *bodies]  # "who" may be a body


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
