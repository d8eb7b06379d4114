"""Does the evidence name whom and what the claim names, in the place where the claim does?"""

import re
from collections.abc import Sequence

from corpus.language import has_han
from corpus.model import Language
from rag.checks.evidence import EvidenceSentence, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, MentionKind, is_named, is_spelt_in
from rag.lexicon.claims import ANAPHORA
from rag.lexicon.kinds import VENUE

__all__ = ["check_names"]

_KINDS = {
    MentionKind.PLACE: FindingKind.PLACE,
    MentionKind.PERSON: FindingKind.NAME,
    MentionKind.OTHER: FindingKind.NAME,
}


def check_names(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare the names of a claim.

    A name that the sentence does not carry is borne out by its surroundings (the paragraph, the titles, what
    the document is about), unless the sentence names another of the same kind there and the claim does not.

    Args:
        claim: A sentence, without the words that name its source.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    said = find(claim)
    there = find(evidence.text)
    free = [mention for mention in there if not _is_taken(mention, said, claim)]
    sentence, around = "\n".join(evidence.readings), f"{evidence.context}\n{evidence.opening}"
    findings = []
    for mention in said:
        focus = _is_focus(mention, claim)
        if is_named(mention, sentence) or _is_part_of(mention, there) or not _tells(mention, evidence):
            continue
        if _stands_for_country(mention, claim, sentence):
            continue
        rivals = [other for other in free if _is_rival(mention, other)]
        takes_place = rivals and (focus or _takes_place_of(mention, claim, evidence))
        if (is_named(mention, around) or _is_set_there(mention, evidence)) and not takes_place:
            continue
        rivals.sort(key=lambda other: _alike_around(claim, mention, evidence.text, other), reverse=True)
        findings.append(
            Finding(_kind(mention, rivals), mention.written, rivals[0].written if rivals else None)
        )
    return findings


def _is_part_of(mention: Mention, there: Sequence[Mention]) -> bool:
    """Whether it is a word of a fuller name of what the evidence names: the Union, of the EU."""
    own = mention.written
    return mention.country is None and any(
        re.search(rf"(?<![A-Za-z]){re.escape(own)}(?![A-Za-z])", s)
        for other in there
        for s in other.spellings
    )


def _stands_for_country(mention: Mention, claim: str, sentence: str) -> bool:
    """Whether a capital is said for its country, which the evidence names: Paris will stress …."""
    if mention.country is None or _is_locative(mention, claim):
        return False
    return mention.country.is_in(sentence)


def _is_set_there(mention: Mention, evidence: EvidenceSentence) -> bool:
    """Whether a capital is that of the country in which all of a document is set: "the French AI summit"."""
    return mention.country is not None and mention.country.is_in(evidence.opening)


def _tells(mention: Mention, evidence: EvidenceSentence) -> bool:
    """Whether the absence of a name says anything: a reading of the sentence is in the name's script."""
    languages = {Language.ZH if is_chinese(reading) else Language.EN for reading in evidence.readings}
    return any(is_spelt_in(mention, language) for language in languages)


def _is_taken(mention: Mention, said: Sequence[Mention], claim: str) -> bool:
    """Whether the claim names it too."""
    return is_named(mention, claim) or any(
        set(mention.spellings) & set(other.spellings) or is_named(other, mention.written) for other in said
    )


def _is_rival(mention: Mention, other: Mention) -> bool:
    """Whether one could stand in the other's place."""
    if MentionKind.PLACE in (mention.kind, other.kind):
        if (_is_country(mention) and _is_venue(other)) or (_is_venue(mention) and _is_country(other)):
            return False  # a hall stands in a country, and takes no country's place
        return mention.kind is other.kind and not _is_country_of(other, mention)
    return mention.kind is other.kind or MentionKind.OTHER in (mention.kind, other.kind)


def _is_country(mention: Mention) -> bool:
    return mention.name is not None and bool(mention.name.abbreviations)


def _is_venue(mention: Mention) -> bool:
    return VENUE.search(mention.written) is not None


def _is_country_of(country: Mention, capital: Mention) -> bool:
    return capital.country is not None and bool(set(country.spellings) & set(capital.country.spellings))


def _alike_around(claim: str, mention: Mention, text: str, other: Mention) -> tuple[bool, bool, int]:
    """Whether two names are of one kind and end alike, and how much beside them is: titles, what they did."""
    pairs = zip(_beside(claim, mention), _beside(text, other), strict=True)
    alike = has_han(other.written) and mention.written[-_HEAD:] == other.written[-_HEAD:]
    return mention.kind is other.kind, alike, sum(len(mine & theirs) for mine, theirs in pairs)


# What a firm or a university ends with: 科技, 大学.
_HEAD = 2


def _beside(text: str, mention: Mention) -> tuple[set[str], set[str]]:
    """The characters before and behind a Chinese name, the words before and behind an English one."""
    at = text.find(mention.written)
    before, behind = text[:at], text[at + len(mention.written) :]
    if is_chinese(text):
        return {*before[-_AROUND_ZH:]}, {*behind[:_AROUND_ZH]}
    return {*before.lower().split()[-_AROUND_EN:]}, {*behind.lower().split()[:_AROUND_EN]}


_AROUND_ZH, _AROUND_EN = 4, 3


def _kind(mention: Mention, rivals: Sequence[Mention]) -> FindingKind:
    return _KINDS[rivals[0].kind] if rivals and mention.kind is MentionKind.OTHER else _KINDS[mention.kind]


def _takes_place_of(mention: Mention, claim: str, evidence: EvidenceSentence) -> bool:
    """Whether a name of the surroundings is said of the thing for which the sentence names another."""
    if mention.kind is MentionKind.PLACE:
        return _is_locative(mention, claim) or _is_actor_there(mention, claim, evidence.text)
    return not is_named(mention, evidence.opening) and ANAPHORA.search(evidence.text) is None


def _is_focus(mention: Mention, claim: str) -> bool:
    """Whether the claim is built to say that it was this one: 形成垄断的是法国, "it was France that …"."""
    written = re.escape(mention.written)
    pattern = _FOCUS_ZH if has_han(mention.written) else _FOCUS_EN
    return re.search(pattern.replace("NAME", written), claim, re.IGNORECASE) is not None


_FOCUS_ZH = (
    "的[，,]?\\s*(?:正|就|却)?是(?:[\u4e00-\u9fff]{1,6}(?:和|与|、))?NAME"
    "|由NAME(?:编制|发布|撰写|研发|打造|开发|推出)|出自NAME"
    "|(?:地点|会场|主办方|公司|企业|国家|机构|单位|对象)(?:正|就|却)?是(?:[\u4e00-\u9fff]{1,3})?NAME"
)
_FOCUS_EN = (
    r"^\s*it (?:was|is) (?:the )?NAME\b|\b(?:was|were|is|are) (?:none other than )?(?:the )?NAME\.?$"
    r"|\b(?:compiled|published|issued|released|produced|written|developed) by (?:the )?NAME\b"
    r"|^\s*(?:the )?NAME,?[^.]{0,60}\b(?:was|is) the (?:\w+ )?(?:company|firm|country|person|body|one)"
    r" (?:that|which|who)\b"
)


def _is_actor_there(mention: Mention, claim: str, text: str) -> bool:
    """Whether a country's government or the like acts in the claim, and in the sentence that of another country."""
    head = _HEAD_ZH if is_chinese(claim) else _HEAD_EN
    own = re.search(re.escape(mention.written) + head, claim, re.IGNORECASE)
    if own is None:
        return False
    noun = own["noun"].lower()
    others = [match["noun"].lower() for match in re.finditer(head, text, re.IGNORECASE)]
    return noun in others


_HEAD_ZH = "(?:的|方)?(?P<noun>政府|总统|总理|军方|企业|公司|议会|外交部)"
_HEAD_EN = r"(?:['’]s)? (?P<noun>government|president|prime minister|army|military|parliament|cabinet)\b"


def _is_locative(mention: Mention, claim: str) -> bool:
    """Whether the claim says that something is there: 在里昂举办, held in Lyon."""
    written = re.escape(mention.written)
    pattern = _AT_ZH if has_han(mention.written) else _AT_EN
    return re.search(pattern.replace("NAME", written), claim) is not None


_AT_ZH = (
    "(?:在|于|赴|到|去|前往|放在|位于|设在|由|访问|出访|访|抵达|飞抵)NAME|NAME(?:召开|举行|举办|承办|主办|是)"
)
_AT_EN = r"\b(?:in|at|to|near|visit(?:ed|s)?) (?:the )?NAME\b|NAME (?:(?:was|is)(?! \w+ing\b)|hosted)\b"
