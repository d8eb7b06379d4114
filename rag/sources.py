"""Which document a question speaks of: "the CISS briefing", "那篇公众号文章", a title, an author."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Document, Passport, SourceKind

__all__ = ["Place", "SourceMention", "asks_which_document", "find_source_mentions", "named_side_by_side"]

_KIND_WORDS: dict[SourceKind, str] = {
    SourceKind.THINK_TANK: r"智库|(?:那|这|该|此)(?:份|篇|期)?(?:前瞻|动态|简报)|think[- ]tank|\bbriefing\b"
    r"|\b(?:the|this|that) preview\b(?! of)|policy paper",
    # WeChat alone is an app.
    SourceKind.COMMENTARY: r"公众号|(?<=据)微信"
    r"|微信(?=公众|文|那|这|推|评|号|作者|一?篇|稿|[里中上][^，。？]{0,4}[说讲写提称列看])|评论文章"
    r"|(?<![一个点])评论(?=里|中|说|称|把|则|又)|自媒体|博主"
    r"|wechat(?=\s+(?:\w+[ -]){0,2}?(?:article|post|piece|commentary|text|author|writer|blogger|blog|essay|story|one"
    r"|source)\b|['’]s\b|\s+says?\b)|blogger|commentary|commentator|columnist|op-?ed|blog post",
    SourceKind.PRESS: r"新闻报道|报纸文章|news(?:paper)? (?:article|report|story)",
    SourceKind.OFFICIAL: r"官方文件|声明全文|official (?:statement|document|text)",
}
# Beside another document these mean one too.
_BARE_KIND_WORDS: dict[SourceKind, str] = {
    SourceKind.THINK_TANK: r"前瞻|简报|动态|\bpreview\b|\bbrief\b",
    SourceKind.COMMENTARY: r"评论|\bcommentary\b",
}
_NOUN = (
    r"(?:的|这|那|该|\s|'s|’s)*(?:一)?(?:份|篇|期|个|号)?(?:的)?(?:AI|人工智能)?(?:国际)?(?:安全)?(?:\s)*"
    r"(?:(?<=篇)|(?<=份)|报告|文章|材料|前瞻|动态|评论|简报|文件|文里|文中|文|号文|作者|"
    r"report|article|paper|briefing|brief|preview|commentary|review|analysis|account|author|post|piece|document)"
)
_LEAD = r"(?:据|按|按照|根据|依|照|according to|per|in|says?|said by)\s*(?:the\s+)?"


_DOCUMENTS_KEPT = 65_536
_SHORTEST = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a question names a document, in characters of the question."""

    start: int
    end: int
    doc_id: str


@dataclass(frozen=True, slots=True)
class SourceMention:
    """The documents that a question names, and the question without the words that name them."""

    doc_ids: tuple[str, ...]
    rest: str
    places: tuple[Place, ...] = ()
    """In order."""


def find_source_mentions(question: str, documents: Iterable[Document]) -> SourceMention:
    """Find the documents that a question names by publisher, author, title or kind.

    A publisher's name counts only where it stands for the text (`据 X`, `X 的报告`, `the X briefing`), since
    it may also be what the question is about. A kind (`公众号`, `think tank`) counts when one document alone is
    of that kind.
    """
    everything = list(documents)
    found: list[str] = []
    places: list[Place] = []
    rest, folded = question, question.casefold()
    kinds = Counter(document.passport.kind for document in everything)
    spoken_of = {kind for kind in kinds if kinds[kind] == 1 and _speaks_of_kind(kind, question)}
    for document in everything:
        kind = document.passport.kind
        # Most documents are named by none of their names; that is seen without a pattern, whatever their number.
        if kind not in spoken_of and not any(name in folded for name in _folded_names(document)):
            continue
        pattern = _mention_pattern(
            document.passport, tuple(author_names(document)), is_only_one=kinds[kind] == 1
        )
        if pattern is not None and pattern.search(question):
            found.append(document.doc_id)
            places += [Place(*match.span(), document.doc_id) for match in pattern.finditer(question)]
            rest = pattern.sub(" ", rest)
    rest = re.sub(r"^[\s，,：:、的]+", "", rest).strip()
    return SourceMention(tuple(found), rest if _has_words(rest) else question, tuple(sorted(places)))


def named_side_by_side(
    question: str, documents: Iterable[Document], surely: tuple[Place, ...], *, of_all: bool
) -> tuple[Place, ...]:
    """Where a question that sets documents side by side names each of them, in order.

    Beside another document a publisher's bare name ("清华和公众号"), or a bare word for the kind of document, can only
    mean the document, if it is that of one document alone.

    Args:
        question: As asked.
        documents: Those that may be used.
        surely: Where it names documents in any case, as `find_source_mentions` gives it.
        of_all: Whether it speaks of all documents alike: "both", "两篇".
    """
    if not surely and not of_all:
        return surely
    everything, folded = list(documents), question.casefold()
    kinds = Counter(document.passport.kind for document in everything)
    publishers = Counter(document.passport.publisher for document in everything)
    places = list(surely)
    for document in everything:
        passport = document.passport
        names: list[str] = []
        if publishers[passport.publisher] == 1:
            names += _aliases([], [passport.publisher, passport.publisher_translated or ""])
        words = [re.escape(name) for name in names if name.casefold() in folded]
        if kinds[passport.kind] == 1:
            words += filter(None, [_KIND_WORDS.get(passport.kind), _BARE_KIND_WORDS.get(passport.kind)])
        for match in _found(words, question):
            if not any(match.start() < p.end and p.start < match.end() for p in places):
                places.append(Place(*match.span(), document.doc_id))
    return tuple(sorted(places)) if len({place.doc_id for place in places}) > 1 else surely


def _found(words: Iterable[str], question: str) -> list[re.Match[str]]:
    """Where a question has one of some words, with the noun behind it."""
    pattern = "|".join(words)
    return (
        list(re.finditer(rf"(?:the\s+)?(?:{pattern})(?:{_NOUN})?", question, re.IGNORECASE))
        if pattern
        else []
    )


def _speaks_of_kind(kind: SourceKind, question: str) -> bool:
    words = _KIND_WORDS.get(kind)
    return words is not None and re.search(words, question, re.IGNORECASE) is not None


def _folded_names(document: Document) -> tuple[str, ...]:
    """All names by which a document may be meant, without case."""
    passport = document.passport
    named = (passport.title, passport.title_translated, passport.publisher, passport.publisher_translated)
    return _names_of(document.doc_id, *named, tuple(author_names(document)))


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _names_of(
    _doc_id: str,
    title: str | None,
    title_translated: str | None,
    publisher: str,
    publisher_translated: str | None,
    authors: tuple[str, ...],
) -> tuple[str, ...]:
    names = _aliases([title, title_translated, *authors], [publisher, publisher_translated or ""])
    return tuple(name.casefold() for name in names)


_WHICH_DOCUMENT = re.compile(
    r"哪(?:一)?[份篇个](?:文件|材料|文章|报告|文档|资料)"
    r"|\bwhich (?:of the (?:two )?)?(?:documents?|texts?|articles?|papers?|pieces?)\b",
    re.IGNORECASE,
)


def asks_which_document(question: str) -> bool:
    """Whether a question wants to know which document says something, so that all must be searched."""
    return _WHICH_DOCUMENT.search(question) is not None


def _has_words(text: str) -> bool:
    return sum(character.isalnum() for character in text) >= 2


@lru_cache(maxsize=1024)
def _mention_pattern(
    passport: Passport, authors: tuple[str, ...], *, is_only_one: bool
) -> re.Pattern[str] | None:
    own = [passport.title, passport.title_translated, *authors]
    aliases = _aliases(own, [passport.publisher, passport.publisher_translated or ""])
    names = "|".join(rf"[“\"「《]?{re.escape(alias)}[”\"」》]?" for alias in aliases)
    alternatives = []
    if names:
        alternatives += [rf"(?:the\s+)?(?:{names})+{_NOUN}", rf"{_LEAD}(?:{names})(?:{_NOUN})?"]
        alternatives += [
            rf"(?:{names})(?=\s*(?:称|说|认为|指出|表示|觉得|援引|引用|引述|转引|says?\b|cites?\b|quotes?\b|claims?\b|thinks?\b|argues?\b|relies\b|rely\b|states?\b|believes?\b))"
        ]
    # Whoever names the author of a document means the document.
    alternatives += [re.escape(name) + r"(?:['’]s)?" for name in authors]
    kind = passport.kind
    if kind in _KIND_WORDS and is_only_one:
        alternatives.append(
            rf"(?:{_LEAD})?(?:the\s+)?(?:那篇|这篇|那份|该)?(?:{_KIND_WORDS[kind]})(?:{_NOUN})?"
        )
    return re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else None


def author_names(document: Document) -> list[str]:
    """The author's name in the document's language and as the rendering of the line of credit spells it."""
    author = document.passport.author
    if not author:
        return []
    lines = [
        item.text
        for item in document.translations
        if item.span.end - item.span.start <= _LONGEST_CREDIT
        and _CREDIT.sub("", item.span.of(document.text)) == author
    ]
    return [author, *(_CREDIT.sub("", line) for line in lines)]


# "撰稿：高行健", "Written by: Gao Xingjian".
_LONGEST_CREDIT = 80
_CREDIT = re.compile(r"^[^：:]{1,20}[：:]\s*")


def _aliases(own: Iterable[str | None], publishers: Iterable[str]) -> list[str]:
    """Names with the parts of those of publishers, the longest first."""
    names = [name for name in own if name]
    for publisher in publishers:
        parts = [part.strip() for part in re.split(r"[（）(),，]", publisher) if part.strip()]
        names += [publisher, *parts]
        names += [match.group(1) for part in parts if (match := re.match(r"(.{2,6}?)大学", part))]
        names += [match.group(1) for part in parts if (match := re.match(r"(\w+) University", part))]
    unique = {name for name in names if len(name) >= _SHORTEST}
    return sorted(unique, key=lambda name: (-len(name), name))
