"""Does a claim say of one alone, or of all, what the evidence says of some? Does it give another place in a ranking?"""

import re
from collections.abc import Sequence

from rag.checks.coverage import spelt_alike
from rag.checks.evidence import EvidenceSentence, content_words, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder
from rag.lexicon.scope import (
    ALL,
    ALONE,
    LATER_PLACE,
    LEAVES_OUT,
    PART,
    RANKED,
    RANKED_FIRST,
    TOP_PLACE,
    WHOLE,
)

__all__ = ["check_scope"]

_ORDINAL = re.compile(
    r"第[二三四五六七八九十]|\b(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th)\b", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r"[，；。！？]|[,;.!?](?=[\s”\"]|$)")
# How far a word of scope reaches, and how close to the evidence's own the thing must be of which it is said.
_REACH_ZH, _REACH_EN = 12, 40
_SAME_THING = 0.6


def check_scope(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare of how many something is said, where the evidence can be read in the claim's language.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    if not evidence.is_readable:
        return []
    found = [*_said_of_one(claim, evidence), *_said_of_fewer(claim, evidence.text, find)]
    found += _said_of_all(claim, evidence)
    found += [*_placed_behind(claim, evidence), *_placed_first(claim, evidence)]
    return found[:1]


def _said_of_one(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """It is said of one alone, and nothing in or around the evidence leaves the others out."""
    said = ALONE.search(claim)
    if said is None or LEAVES_OUT.search(f"{evidence.text}\n{evidence.context}"):
        return []
    return [Finding(FindingKind.CONTENT, _shown(claim, said))]


def _said_of_fewer(claim: str, text: str, find: MentionFinder) -> list[Finding]:
    """It is said of one name alone, and the evidence says it of that one and of another: "second only to A and B"."""
    said, there = ALONE.search(claim), LEAVES_OUT.search(text)
    if said is None or there is None:
        return []
    whose = find(text[: there.start()])
    mine = [m for m in find(_behind(claim, said)) if not _is_among(m, whose)]
    theirs = find(_behind(text, there))
    if not mine or not all(_is_among(m, theirs) for m in mine) or len(theirs) <= len(mine):
        return []
    return [Finding(FindingKind.CONTENT, _shown(claim, said), _shown(text, there))]


def _is_among(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(set(mention.spellings) & set(other.spellings) for other in others)


def _said_of_all(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """It is said of all, and the evidence says it of some of the same things, or of things without number."""
    for said in ALL.finditer(claim):
        things = _behind(claim, said)
        parts = (p for p in PART.finditer(evidence.text) if not WHOLE.search(_up_to(evidence.text, p)))
        part = next((p for p in parts if _share(things, _behind(evidence.text, p))), None)
        if part is not None:
            return [Finding(FindingKind.CONTENT, _shown(claim, said), _shown(evidence.text, part))]
    return []


def _placed_behind(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """A place behind the first, where the evidence gives the first and no other."""
    said, there = LATER_PLACE.search(claim), TOP_PLACE.search(evidence.text)
    if said is None or there is None or _ORDINAL.search(evidence.text):
        return []
    return [Finding(FindingKind.NUMBER, said.group(), there.group())]


def _placed_first(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """The first place, where the evidence gives one behind it and no first."""
    said, there = RANKED_FIRST.search(claim), RANKED.search(evidence.text)
    if said is None or there is None or RANKED_FIRST.search(evidence.text) or _ORDINAL.search(claim):
        return []
    return [Finding(FindingKind.NUMBER, said.group(), there.group())]


def _up_to(text: str, match: re.Match[str]) -> str:
    """The text to the end of the clause in which something stands; behind it another thing may be said of all."""
    stop = next((end.start() for end in _CLAUSE_ENDS.finditer(text, match.end())), len(text))
    return text[:stop]


def _behind(text: str, match: re.Match[str]) -> str:
    reach = _REACH_ZH if is_chinese(text) else _REACH_EN
    return text[match.end() : match.end() + reach]


def _share(one: str, other: str) -> bool:
    """Whether two stretches speak of the same thing."""
    stems = frozenset(word.stem for word in content_words(other))
    return any(spelt_alike(word, other, stems) >= _SAME_THING for word in content_words(one))


def _shown(text: str, match: re.Match[str]) -> str:
    reach = _REACH_ZH if is_chinese(text) else _REACH_EN
    end = match.end() + reach
    if end < len(text) and not is_chinese(text):
        end = text.rfind(" ", match.end(), end) if " " in text[match.end() : end] else match.end()
    return text[match.start() : end].strip(" ，,。.；;")
