"""One claim in other words, each way a fault: a number, a name, a source or the mode is another.

Nothing here asks the support judge: what it cannot see is to be spoilt as well.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

import rjieba

from corpus.language import has_han
from eval.metrics.exactness import stated_values
from rag.checks.mentions import Mention, MentionFinder, MentionKind, remembering_finder
from rag.names import NameIndex, contains_name

__all__ = [
    "kind_turned",
    "mode_turned",
    "name_of_elsewhere",
    "name_of_nowhere",
    "names_swapped",
    "source_renamed",
    "tenfold",
]

_LIST = re.compile(r"(?:[\s、,，;；和与及或/&]|\band\b|\bor\b|\bthe\b|以及|[（(][^（()）]*[)）])*")
_ADJECTIVE = re.compile(r"(?:ian|can|ean|ese|ish|nch|man)$")
# By kind and script; those that the documents hold are passed over.
_STRANGERS = {
    (MentionKind.PERSON, True): ("泽连斯基", "拜登", "卢拉", "王小明"),
    (MentionKind.PERSON, False): ("Zelensky", "Biden", "Lula", "Kowalski"),
    (MentionKind.PLACE, True): ("巴西", "莫斯科", "印度尼西亚", "里约热内卢"),
    (MentionKind.PLACE, False): ("Brazil", "Moscow", "Indonesia", "Rio de Janeiro"),
    (MentionKind.OTHER, True): ("腾讯", "诺基亚", "西门子"),
    (MentionKind.OTHER, False): ("Tencent", "Nokia", "Siemens"),
}
_OUTLETS = {True: ("路透社", "新华社", "法新社", "彭博社"), False: ("Reuters", "Xinhua", "AFP", "Bloomberg")}
_KINDS = (
    (re.compile(r"评论文章|智库报告|(?<=日的)报道|官方文件"), ("政府公报", "新闻报道")),
    (
        re.compile(r"\ba (?:commentary|think-tank paper|press report)\b|\ban official document\b"),
        ("an official report", "a news report"),
    ),
)
_WILL = re.compile(r"\bwill(?= [a-z])(?! not\b)|(?<![即或])将(?!军|近|来|其|此|这)")
_TURNED = {True: ("已", "可能"), False: ("did", "may")}
_OF_A_VERB = ("v", "d", "p")


def tenfold(text: str) -> str | None:
    """A number made ten times as large."""
    for value in stated_values(text):
        written = text[value.start : value.end]
        digits = re.search(r"\d+(?:\.\d+)?", written)
        if digits is None or value.is_word:
            continue
        bare = digits[0].replace(".", "") if "." in digits[0] else digits[0] + "0"
        at = value.start + digits.start()
        return text[:at] + bare + text[at + len(digits[0]) :]
    return None


def names_swapped(text: str, names: NameIndex) -> str | None:
    """Two names in each other's place, unless the text only lists them."""
    places: list[tuple[int, int, str]] = []
    for written in sorted({name.written for name in names.find(text)}, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in places):
                places.append((match.start(), match.end(), written))
    for (a, b, one), (c, d, other) in combinations(sorted(places), 2):
        if one != other and not _LIST.fullmatch(text[b:c]):
            return text[:a] + other + text[b:c] + one + text[d:]
    return None


def name_of_nowhere(text: str, names: NameIndex) -> str | None:
    """A name replaced by one of its kind that the documents do not hold."""
    for mention in _replaceable(text, names):
        known = _STRANGERS[mention.kind, has_han(mention.written)]
        strangers = [name for name in known if name not in names.written]
        if strangers:
            return _replaced(text, mention.written, strangers[len(text) % len(strangers)])
    return None


def name_of_elsewhere(text: str, names: NameIndex, quoted: str) -> str | None:
    """A name replaced by another of its kind that the documents hold, and what is cited does not.

    Args:
        text: Of the claim.
        names: Of the documents.
        quoted: What the claim cites, in every language that is given.
    """
    for mention in _replaceable(text, names):
        others = [
            other.written
            for other in _mentioned(names)
            if other.kind is mention.kind
            and has_han(other.written) is has_han(mention.written)
            and not _is_in(other, f"{text} {quoted}")
        ]
        if others:
            return _replaced(text, mention.written, others[len(text) % len(others)])
    return None


def source_renamed(lead: str, about: str, forbidden: Iterable[str]) -> str | None:
    """Words before what a source says, with another outlet in the place of its own name.

    Args:
        lead: The words, up to a colon.
        about: What is known of what is cited, its parts between bars; and its words, so that no outlet is among them.
        forbidden: Outlets that are not to be taken.
    """
    parts = [part.strip() for part in re.split(r"[|（(）),，]", about)]
    known = sorted((part for part in parts if len(part) > 2 and part in lead), key=len)
    chinese = has_han(lead)
    outlets = [name for name in _OUTLETS[chinese] if name not in about and name not in set(forbidden)]
    if not known or not outlets:
        return None
    return lead.replace(known[-1], outlets[len(about) % len(outlets)], 1)


def kind_turned(lead: str) -> str | None:
    """Words before what a source says, with another kind of source in the place of its own."""
    for pattern, others in _KINDS:
        if pattern.search(lead) is not None:
            return pattern.sub(others[len(lead) % len(others)], lead, count=1)
    return None


def mode_turned(text: str) -> str | None:
    """What will be, told as what has been, or may be."""
    for match in _WILL.finditer(text):
        chinese = has_han(match[0])
        tagged = rjieba.tag(text[match.end() : match.end() + 8]) if chinese else []
        if not chinese or (tagged and tagged[0][1].startswith(_OF_A_VERB)):
            return text[: match.start()] + _TURNED[chinese][len(text) % 2] + text[match.end() :]
    return None


def _replaceable(text: str, names: NameIndex) -> Iterator[Mention]:
    for mention in _finder(names)(text):
        if mention.written in text and not _ADJECTIVE.search(mention.written):
            yield mention


def _replaced(text: str, written: str, other: str) -> str:
    if has_han(written):  # it may stand next to Latin letters: 英国AI安全峰会
        return text.replace(written, other, 1)
    return re.sub(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", lambda _: other, text, count=1)


def _is_in(mention: Mention, text: str) -> bool:
    # A capital may stand for its country, a character for either.
    named = [name for name in (mention.name, mention.country) if name is not None]
    short = [character for name in named for character in name.abbreviations]
    spellings = [*mention.spellings, *(spelling for name in named for spelling in name.spellings)]
    parts = [part for spelling in spellings for part in (spelling, spelling.split(" ")[-1])]
    return any(contains_name(text, part) for part in parts) or any(part in text for part in short)


@lru_cache(4)
def _finder(names: NameIndex) -> MentionFinder:
    return remembering_finder(names)


@lru_cache(4)
def _mentioned(names: NameIndex) -> tuple[Mention, ...]:
    """The names of the documents, each once, in the order in which they come."""
    found: dict[str, Mention] = {}
    for line in re.split(r"[\n。.]", names.written):
        for mention in _finder(names)(line):
            if len(mention.written) > 1 and not _ADJECTIVE.search(mention.written):
                found.setdefault(mention.written, mention)
    return tuple(found.values())
