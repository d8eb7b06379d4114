"""Have the two sides of a relation changed places?

"Africa trades base stations for France's data" names all that "France trades base stations for Africa's data" names.
A relation that both sentences state is taken as a pivot; where something has moved from before it to behind it, and
something else the other way, the claim says of the one what the evidence says of the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.checks.evidence import EvidenceSentence, content_words, is_chinese, statement_around
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder
from rag.lexicon.relations import FIGURE, PASSIVE, RELATIONS, TRADES
from rag.names import country_in_short

__all__ = ["check_arguments"]

_COMMAS = re.compile(r"[，,]")
_BY = re.compile(r"[^,.;]{0,30}\bby\b")
# Sides of at least so many words that have moved, or of a name, have changed places.
_FEW = 2
# Forms of one word begin alike.
_STEM = 5


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands before and behind a relation: names under one spelling, other words as stems."""

    before: frozenset[str]
    behind: frozenset[str]
    names: frozenset[str]
    word: str
    """The relation itself, as written."""
    written: str


def check_arguments(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare the two sides of each relation, where the evidence can be read in the claim's language.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    if not evidence.is_readable:
        return []
    for pattern in (*RELATIONS, FIGURE):
        theirs = list(_sides_of(evidence.text, pattern, find))
        for said in _sides_of(claim, pattern, find) if theirs else ():
            alike = [
                o for o in theirs if pattern is not FIGURE or _digits(o.written) == _digits(said.written)
            ]
            turned = next((o for o in alike if _is_turned(said, o, pattern)), None)
            if turned is not None:
                return [Finding(FindingKind.ROLE, said.written, turned.written)]
    return []


def _is_turned(said: _Sides, other: _Sides, pattern: re.Pattern[str]) -> bool:
    forward = (said.before - other.before) & (other.behind - said.behind)
    back = (said.behind - other.behind) & (other.before - said.before)
    names = said.names & other.names
    if pattern is FIGURE:
        return any(_is_called(word, names) for word in forward) and any(
            _is_called(word, names) for word in back
        )
    if _tells(forward, names) and _tells(back, names):
        return True
    # Who does it has become whom it is done to, and somebody else does it.
    sides = ((forward, said.behind - other.behind), (back, said.before - other.before))
    # Whoever takes and whoever trades for it is the one who gets it.
    same = _same_word(said.word, other.word)
    if pattern is TRADES and not same:
        return any(moved & names and instead & names for moved, instead in sides)
    return same and any(moved & names and instead & said.names for moved, instead in sides)


def _same_word(one: str, other: str) -> bool:
    return one[:_STEM].lower() == other[:_STEM].lower()


def _is_called(word: str, names: frozenset[str]) -> bool:
    """Whether a word is a name, or written like one: GPT-4."""
    return word in names or any(character.isdigit() for character in word)


def _tells(moved: frozenset[str], names: frozenset[str]) -> bool:
    return bool(moved & names) or len(moved) >= _FEW


def _sides_of(text: str, pattern: re.Pattern[str], find: MentionFinder) -> Iterator[_Sides]:
    mentions = find(text)
    for match in pattern.finditer(text):
        start, stop = statement_around(text, *match.span())
        names = frozenset(mention.spellings[0] for mention in mentions)
        names |= {country for word in content_words(text) if (country := country_in_short(word.stem))}
        before = _arguments(text, start, match.start(), mentions)
        behind = _arguments(text, match.end(), stop, mentions)
        clause = max([start, *(comma.end() for comma in _COMMAS.finditer(text, start, match.start()))])
        close = _arguments(text, clause, match.start(), mentions) & names
        if close:  # whoever stands right before it does it, and nobody in a clause before
            before = before - names | close
        passive = None if match.group().endswith("ing") else PASSIVE.search(text, clause, match.start())
        if passive is None and match.group().endswith("ed") and _BY.match(text, match.end()):
            before, behind = behind, before  # jobs replaced by AI
        if passive is not None:
            # 印度被法国取代: whoever does it stands between, or behind a "by".
            agent = _arguments(text, passive.end(), match.start(), mentions)
            before, behind = agent or behind, (before - agent) | (behind if agent else frozenset())
        only_before, only_behind = before - behind, behind - before
        if only_before and only_behind:
            yield _Sides(only_before, only_behind, names, match.group(), _shown(text, start, stop, match))


def _arguments(text: str, start: int, end: int, mentions: Sequence[Mention]) -> frozenset[str]:
    places = [(m, at.start()) for m in mentions for at in re.finditer(re.escape(m.written), text)]
    places += [(mention, mention.at) for mention in mentions]
    inside = [mention for mention, at in places if start <= at < end]
    covered = [(at, at + len(mention.written)) for mention, at in places]
    words = [word for word in content_words(text) if start <= word.start and word.end <= end]
    own = {
        country_in_short(word.stem) or word.stem
        for word in words
        if not any(a < word.end and word.start < b for a, b in covered)
    }
    return frozenset(own | {mention.spellings[0] for mention in inside})


_SHOWN_ZH, _SHOWN_EN = 16, 40


def _shown(text: str, start: int, stop: int, match: re.Match[str]) -> str:
    """The relation with what stands next to it; of a figure the figure alone."""
    if FIGURE.fullmatch(match.group()):
        return match.group()
    reach = _SHOWN_ZH if is_chinese(text) else _SHOWN_EN
    left, right = max(start, match.start() - reach), min(stop, match.end() + reach)
    return text[left:right].strip(" ，,")


def _digits(written: str) -> str:
    return "".join(re.findall(r"[\d.]", written))
