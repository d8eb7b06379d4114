"""For whom does a person act? 张国清代表法国出席 names nobody whom the evidence lacks, and gives another country."""

import re
from collections.abc import Iterator

from rag.checks.evidence import EvidenceSentence, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, MentionKind, is_named

__all__ = ["check_allegiance", "check_posts"]

# X acts for C, or C has X act: the pattern's groups are named by who stands there.
_ACTS_ZH = (
    "{person}[^，。；]{{0,6}}?(?:代表|代)(?:了)?{country}",
    "代表{country}(?:政府|方)?(?:出席|参加|参会|与会)?[^，。；]{{0,8}}?的?(?:是)?{person}",
    "{country}(?:方面)?(?:派出?|的?代表|的?官员|委派)[^，。；]{{0,6}}?{person}",
    "{person}(?:是|为|作为|来自){country}(?:的)?(?:代表|人|官员|特使)?",
    "来自{country}的[^，。；]{{0,8}}?{person}",
)
_ACTS_EN = (
    r"{person}[^,.;]{{0,30}}?\b(?:represent\w*|on behalf of|stood in for|acted for|spoke for|(?:came|is|was) from)"
    r"\s+(?:the\s+)?{country}",
    r"{country}(?:['’]s)?\s+(?:was\s+|is\s+)?(?:represented by|sent|representative\b[^,.;]{{0,20}}?,?|delegate\b,?)"
    r"[^,.;]{{0,40}}?{person}",
    r"represent\w*\s+(?:the\s+)?{country}\b[^.;]{{0,40}}?\b(?:was|were|is)\s+[^.;]{{0,40}}?{person}",
)
_OWN_COUNTRY = re.compile(r"我国|我方")
_OWN_COUNTRY_NAME = "中国"
_PIECE_ENDS = re.compile(r"[，,；;、。\n]|以及|\b(?:and|met|meets|visited|visits|with)\b|会见|会晤|访问|访")


def check_allegiance(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare for which country the claim has a person act with what stands around that person in the documents.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    for person, country in _pairs(claim, find):
        sentences = [*evidence.readings, *evidence.context.split("\n"), *evidence.opening.split("\n")]
        own = [place for text in sentences for place in _countries_of(person, text, find)]
        if any(_is_same(place, country) for place in own):
            continue
        said = f"{person.written} ({country.written})"
        if own:
            return [Finding(FindingKind.ROLE, said, f"{person.written} ({own[0].written})")]
        if not any(_acts_for(person, country, text) for text in evidence.readings):
            return [Finding(FindingKind.ROLE, said)]
    return []


def check_posts(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare of which country a post or a body is: 印度的科技部长, "the Indian government".

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    theirs = [post for text in evidence.readings for post in _posts(text, find)]
    for country, noun, written in _posts(claim, find):
        same = [post for post in theirs if post[1] == noun]
        if same and not any(_is_same(country, other) for other, _, _ in same):
            return [Finding(FindingKind.ROLE, written, same[0][2])]
    return []


_POST_ZH = re.compile("(?:的|方)?((?:[\u4e00-\u9fff]{1,3})?部长|政府|总统|总理|首相|大臣|军方|议会|外交部)")
_POST_EN = re.compile(
    r"(?:['’]s)? ((?:\w+ )?minister|government|president|prime minister|chancellor|army|military|parliament)\b",
    re.IGNORECASE,
)


def _posts(text: str, find: MentionFinder) -> Iterator[tuple[Mention, str, str]]:
    """The countries of a text with the post or body behind each, and both as written."""
    pattern = _POST_ZH if is_chinese(text) else _POST_EN
    for country in find(text):
        if country.name is None or not country.name.abbreviations:
            continue
        for found in re.finditer(re.escape(country.written), text):
            match = pattern.match(text, found.end())
            if match is not None:
                yield country, match[1].lower(), text[found.start() : match.end()]


def _pairs(claim: str, find: MentionFinder) -> Iterator[tuple[Mention, Mention]]:
    """The people of a claim with the countries for which it has them act."""
    mentions = find(claim)
    for country in (m for m in mentions if m.kind is MentionKind.PLACE):
        for person in (m for m in mentions if m.kind is not MentionKind.PLACE):
            if _acts_for(person, country, claim):
                yield person, country


def _acts_for(person: Mention, country: Mention, text: str) -> bool:
    patterns = _ACTS_ZH if is_chinese(text) else _ACTS_EN
    people, countries = (
        "(?:" + "|".join(map(re.escape, sorted({m.written, *m.spellings}, key=len, reverse=True))) + ")"
        for m in (person, country)
    )
    return any(
        re.search(pattern.format(person=people, country=countries), text, re.IGNORECASE)
        for pattern in patterns
    )


def _countries_of(person: Mention, text: str, find: MentionFinder) -> list[Mention]:
    """The countries that stand before a person's name in the same stretch: 法国总统人工智能特使安妮."""
    if not is_named(person, text):
        return []
    found = []
    told = _OWN_COUNTRY.sub(_OWN_COUNTRY_NAME, text)
    for piece in _PIECE_ENDS.split(told):
        if not piece or not is_named(person, piece):
            continue
        at = min((piece.find(s) for s in (person.written, *person.spellings) if s in piece), default=-1)
        places = [m for m in find(piece) if m.name is not None and m.name.abbreviations and 0 <= m.at < at]
        found += [m for m in places if at - m.at - len(m.written) <= _TITLE_REACH]
    return found


_TITLE_REACH = 40


def _is_same(one: Mention, other: Mention) -> bool:
    return bool({one.written, *one.spellings} & {other.written, *other.spellings})
