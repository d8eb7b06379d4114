"""Does a claim have somebody give what the evidence has the same one receive?

"She gave feedback" and "she heard feedback" name the same people and the same thing; the two deeds are converse to
each other, and whoever does the one does not do the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.checks.evidence import EvidenceSentence, content_words, is_chinese, statement_around
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, is_named
from rag.lexicon.converse import CONVERSES

__all__ = ["check_converse"]

# How far behind a deed its object may stand.
_REACH_ZH, _REACH_EN = 24, 70


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who stands before a deed in its sentence, and the words of what is done."""

    doers: tuple[Mention, ...]
    things: frozenset[str]
    written: str


def check_converse(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare who gives and who receives, where the evidence can be read in the claim's language.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    if not evidence.is_readable:
        return []
    for pair in CONVERSES:
        for one, other in (pair, pair[::-1]):
            if one.search(evidence.text):
                continue  # both are done
            theirs = list(_deeds(evidence.text, other, find))
            for said in _deeds(claim, one, find):
                turned = next((deed for deed in theirs if _is_turned(said, deed)), None)
                if turned is not None:
                    return [Finding(FindingKind.ROLE, said.written, turned.written)]
    return []


def _is_turned(said: _Deed, other: _Deed) -> bool:
    same = any(is_named(doer, theirs.written) for doer in said.doers for theirs in other.doers)
    return same and bool(said.things & other.things)


def _deeds(text: str, pattern: re.Pattern[str], find: MentionFinder) -> Iterator[_Deed]:
    mentions = find(text)
    reach = _REACH_ZH if is_chinese(text) else _REACH_EN
    for match in pattern.finditer(text):
        start, _ = statement_around(text, *match.span())
        doers = tuple(mention for mention in mentions if start <= mention.at < match.start())
        things = frozenset(
            word.stem for word in content_words(text) if match.end() <= word.start < match.end() + reach
        )
        yield _Deed(doers, things, text[match.start() : match.end() + reach].strip(" ，,。."))
