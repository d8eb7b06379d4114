"""Does a claim deny what its evidence says, or say what it denies?

Each content word of a sentence is affirmed or denied: a negator or a predicate such as "avoid" turns the words in
its reach, and two of them turn them back ("has not neglected"). A word that both sentences carry and that is
affirmed in one and denied in the other is a difference; so are words that are each other's reverse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from corpus.language import has_han
from rag.checks.antonyms import is_denied, is_same, reversed_words, with_cue
from rag.checks.coverage import spelt_alike
from rag.checks.evidence import Clause, EvidenceSentence, Word, clauses_of, content_words, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.lexicon.polarity import (
    ANTONYMS,
    DEALINGS,
    LIGHT_VERBS,
    NEGATORS_EN,
    NEGATORS_ZH,
    PREVENTING,
    REFUSING,
    REVERSERS_EN,
    REVERSERS_ZH,
    TURNING_ROUND,
    WISHING,
)

__all__ = ["check_polarity"]

# How many content words a negator reaches.
_REACH = 3
# Whom or what is kept from it stands between: preventing hegemony from widening inequality.
_REACH_OF_PREVENTING = 6
# What sets an exception apart ends a negator's reach.
_REACH_ENDS = re.compile(
    r"而(?!非|不是)|但|却|的情况下|情况下|时(?=[，,])|\b(?:but|yet|while|and|so that|in order)\b"
    # 打破垄断、整合诉求: what is done next is not broken.
    r"|、(?=整合|推动|促进|建立|提升|提高|加强|倡导|支持|实现|构建|形成|确保|保护)",
    re.IGNORECASE,
)
# 不能在关键技术上实现突破 denies the breakthrough, not the technology.
_PLACE_PHRASE = re.compile(r"[在于对][^，。；在]{1,12}?(?:上|中|里|方面|领域|层面)(?!的)")
# 而非“安全” denies what is quoted and nothing behind it.
_QUOTED = re.compile(r"\s?(?:an? |the )?[“\"‘「《][^”\"’」》]{1,40}[”\"’」》]")
# "If control is lacking" denies the control.
_SAID_BEHIND = frozenset({"lacking"})
_PASSIVE = re.compile(
    r"被$|遭到?$|\b(?:been|be|being|is|are|was|were|remain\w*)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
# "issues that governance has neglected"
_RELATIVE = re.compile(r"\b(?:that|which) (?:[\w'’-]+ ){1,5}(?:has|have|had) (?:\w+ly )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    written: str
    is_predicate: bool = False
    """Whether it is said of something, as "avoid" is, and no mere "not"."""


@dataclass(frozen=True, slots=True)
class _Denied:
    """A word with the cues that turn it; denied if they are odd in number."""

    word: Word
    cues: tuple[_Cue, ...]

    @property
    def is_denied(self) -> bool:
        return len(self.cues) % 2 == 1


def check_polarity(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """Compare what is affirmed and what is denied; only where the evidence can be read in the claim's language."""
    if not evidence.is_readable:
        return []
    return (
        _turned_predicate(claim, evidence.text)
        or _turned_prevention(claim, evidence.text)
        or _turned_wish(claim, evidence.text)
        or _turned_words(claim, evidence)
        or reversed_words(claim, evidence.text)
        or _unmet_denial(claim, evidence)
    )


def _turned_predicate(claim: str, text: str) -> list[Finding]:
    """A word right behind a negator in one, and nowhere denied in the other: "does not seek", "seeks to avoid"."""
    for said in _denials(claim):
        others = [other for other in _denials(text) if is_same(said.word, other.word)]
        if not others:
            continue
        if _is_negated(claim, said):
            against = next(iter(others), None) if not any(other.cues for other in others) else None
            within = text
        else:
            against = next((o for o in others if _is_negated(text, o)), None)
            plain = [o for o in others if o is not against and not o.cues]
            against = None if plain or said.cues else against
            within = claim
        affirmed = said.word if within is claim else against.word if against else None
        if affirmed is None or _follows_cue(within, affirmed) or _turns_round_before(within, affirmed):
            continue
        if against is not None:
            return [Finding(FindingKind.NEGATION, _phrase(claim, said), _phrase(text, against))]
    return []


def _turned_prevention(claim: str, text: str) -> list[Finding]:
    """One keeps something from happening, the other does not: 无意阻止, "seeks to avoid"."""
    said, there = PREVENTING.search(claim), PREVENTING.search(text)
    if said is None or there is None:
        return []
    denied, affirmed = is_denied(claim, said.start()), not is_denied(text, there.start())
    if denied is not affirmed or not denied:
        return []
    return [Finding(FindingKind.NEGATION, with_cue(claim, said), there.group())]


def _turned_wish(claim: str, text: str) -> list[Finding]:
    """One wants what the other does not want, in any words: "does not wish", 希望; none where something is averted."""
    said, there = WISHING.search(claim), WISHING.search(text)
    if said is None or there is None or is_denied(claim, said.start()) is is_denied(text, there.start()):
        return []
    averts = any(
        pattern.search(words)
        for words in (claim, text)
        for pattern in (PREVENTING, REVERSERS_ZH if is_chinese(words) else REVERSERS_EN)
    )
    return [] if averts else [Finding(FindingKind.NEGATION, with_cue(claim, said), with_cue(text, there))]


def _is_negated(text: str, item: _Denied) -> bool:
    """Whether a negator stands right before a word, and nothing else turns it."""
    if len(item.cues) != 1:
        return False
    cue = item.cues[0]
    pattern = NEGATORS_ZH if has_han(item.word.written) else NEGATORS_EN
    if cue.written.endswith("是") or not _is_verb(text, item.word):
        return False
    between = text[cue.end : item.word.start].strip()
    is_next = cue.end <= item.word.start and (not between or between.lower() in _AUXILIARIES)
    return is_next and pattern.fullmatch(cue.written.strip()) is not None


def _is_verb(text: str, word: Word) -> bool:
    """Whether a word is what is done: tagged so in Chinese; in English, not behind "no" or "without"."""
    if has_han(word.written):
        tags = rjieba.tag(word.written)
        return len(tags) == 1 and tags[0][1] in _WHAT_IS_DONE
    return _OF_NOUNS.search(text[: word.start]) is None


# Verbs, and nouns that serve as such (意识到); no names, no adjectives.
_WHAT_IS_DONE = frozenset({"v", "vn", "vi", "n"})
_OF_NOUNS = re.compile(
    r"\b(?:no|without|nor|neither|lacks?|lacking|free (?:of|from))(?: the| an?)? $", re.IGNORECASE
)
_AUXILIARIES = frozenset({"to", "be", "been", "yet", "的", "在", "be the", "the", "a", "any"})


def _turns_round_before(text: str, word: Word) -> bool:
    """Whether a word tells of what is to be turned round."""
    turned = TURNING_ROUND.search(text)
    return turned is not None and turned.start() < word.start


def _follows_cue(text: str, word: Word, *, only_predicates: bool = False) -> bool:
    """Whether anything that denies stands before a word in its clause, however far."""
    for clause in clauses_of(text):
        if clause.start <= word.start < clause.end:
            cues = (cue for cue in _cues(clause) if cue.is_predicate or not only_predicates)
            return any(cue.start < word.start for cue in cues)
    return False


def _turned_words(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    mine, theirs = _denials(claim), _denials(evidence.text)
    turned = [
        (said, other)
        for said in mine
        for other in theirs
        if is_same(said.word, other.word) and said.is_denied is not other.is_denied
        if not any(is_same(said.word, o.word) and o.is_denied is said.is_denied for o in theirs)
    ]
    near = [
        (said, other)
        for said, other in turned
        if _is_near_cue(said, other)
        and not _is_denied_afar(claim, said, evidence.text, other)
        and not _says_the_same(claim, said, evidence.text)
        and not _turns_round_before(*((evidence.text, other.word) if said.cues else (claim, said.word)))
    ]
    if not near:
        return []
    own = [pair for pair in near if pair[0].cues]
    back = [pair for pair in near if not pair[0].cues]
    denied_there = [other.word for other in theirs if other.is_denied]
    is_spoken_of = any(is_same(said.word, word) and not said.cues for said in mine for word in denied_there)
    # A denial of each side may be one and the same in other words, unless it is of words that the other affirms.
    is_plain = not (any(item.cues for item in mine) if back else is_spoken_of)
    twice = any(len(item.cues) > 1 for pair in near for item in pair)
    if not (is_plain or twice or (own and back)):
        return []
    said, other = (own or back)[0]
    return [Finding(FindingKind.NEGATION, _phrase(claim, said), _phrase(evidence.text, other))]


def _is_denied_afar(claim: str, said: _Denied, text: str, other: _Denied) -> bool:
    """Whether a predicate turns the word on either side, on one of them only farther off: breaks the hold of …."""
    cues, within, word = (said.cues, text, other.word) if said.cues else (other.cues, claim, said.word)
    return all(cue.is_predicate for cue in cues) and _follows_cue(within, word, only_predicates=True)


def _says_the_same(claim: str, said: _Denied, text: str) -> bool:
    """Whether what is denied is the reverse of what the evidence has: "not easy" for "hard"."""
    return any(
        (denied := mine.search(claim, cue.end, cue.end + _NEAR_CHARS)) is not None
        and is_denied(claim, denied.start())
        and theirs.search(text) is not None
        for cue in said.cues
        for one, other in ANTONYMS
        for mine, theirs in ((one, other), (other, one))
    )


def _is_near_cue(said: _Denied, other: _Denied) -> bool:
    """Whether the word is what is denied, and not one that happens to stand behind it."""
    first = [_distance(item) for item in (said, other) if item.cues]
    return bool(first) and min(first) <= _NEAR_CHARS


_NEAR_CHARS = 16


def _distance(item: _Denied) -> int:
    return min(max(item.word.start - cue.end, cue.start - item.word.end, 0) for cue in item.cues)


def _phrase(text: str, item: _Denied) -> str:
    """The word with its cue, as the text has them."""
    spans = [(item.word.start, item.word.end), *((cue.start, cue.end) for cue in item.cues)]
    return text[min(a for a, _ in spans) : max(b for _, b in spans)].strip()


@lru_cache(4096)
def _denials(text: str) -> tuple[_Denied, ...]:
    """Every content word of a text with the cues that reach it."""
    found: dict[int, tuple[Word, list[_Cue]]] = {word.start: (word, []) for word in content_words(text)}
    for clause in clauses_of(text):
        words = [word for word in content_words(text) if clause.start <= word.start < clause.end]
        for cue in _cues(clause):
            for word in _reached(text, clause, cue, words):
                found[word.start][1].append(cue)
    return tuple(_Denied(word, tuple(cues)) for word, cues in found.values())


def _reached(text: str, clause: Clause, cue: _Cue, words: list[Word]) -> list[Word]:
    end = clause.end
    if stop := _REACH_ENDS.search(text, cue.end, clause.end):
        end = stop.start()
    if quoted := _QUOTED.match(text, cue.end):
        end = quoted.end()
    aside = [match.span() for match in _PLACE_PHRASE.finditer(text, cue.end, end)]
    prevents = not is_chinese(clause.text) and PREVENTING.match(clause.text, cue.start - clause.start)
    reach = _REACH_OF_PREVENTING if prevents else _REACH
    behind = [
        word
        for word in words
        if cue.end <= word.start < end and not any(a <= word.start < b for a, b in aside)
    ][:reach]
    said_behind = cue.is_predicate or cue.written.lower() in _SAID_BEHIND
    if said_behind and _PASSIVE.search(text[: cue.start]):
        return [word for word in words if word.end <= cue.start][-_REACH:] + behind
    relative = _RELATIVE.search(text[clause.start : cue.start]) if cue.is_predicate else None
    if relative is not None:
        before = [word for word in words if word.end <= clause.start + relative.start()]
        return before[-_REACH:] + behind
    return behind


def _cues(clause: Clause) -> Iterator[_Cue]:
    chinese = is_chinese(clause.text)
    patterns = (NEGATORS_ZH, REVERSERS_ZH) if chinese else (NEGATORS_EN, REVERSERS_EN)
    taken: list[tuple[int, int]] = []
    for is_predicate, pattern in enumerate(patterns):
        for match in pattern.finditer(clause.text):
            if match.group() and all(match.end() <= a or b <= match.start() for a, b in taken):
                taken.append(match.span())
                start, end = clause.start + match.start(), clause.start + match.end()
                yield _Cue(start, end, match.group(), bool(is_predicate))


def _unmet_denial(claim: str, evidence: EvidenceSentence) -> list[Finding]:
    """The claim denies something where the evidence denies nothing."""
    if any(not _describes(evidence.text, cue) for c in clauses_of(evidence.text) for cue in _cues(c)):
        return []
    if TURNING_ROUND.search(evidence.text):
        return []
    if any(one.search(evidence.text) or other.search(evidence.text) for one, other in ANTONYMS[:1]):
        return []
    stems = frozenset(word.stem for word in content_words(evidence.text))
    for clause in clauses_of(claim):
        for cue in _negators(clause):
            words = [w for w in content_words(claim) if clause.start <= w.start < clause.end]
            reached = _reached(claim, clause, cue, words)
            reach = _REACH if REFUSING.fullmatch(cue.written) else 1
            telling = [word for word in reached if word.written.lower() not in LIGHT_VERBS]
            if any(_is_spoken_of(word, evidence.text, stems) for word in telling[:reach]):
                quoted = _quoted(evidence, reached, stems)
                return [Finding(FindingKind.NEGATION, _shown(claim, cue, reached), quoted)]
    return []


def _describes(text: str, cue: _Cue) -> bool:
    """Whether what denies only describes something that is affirmed: 被忽视的问题."""
    return text[: cue.start].endswith("被") and text[cue.end :].startswith("的")


def _is_spoken_of(word: Word, text: str, stems: frozenset[str]) -> bool:
    if spelt_alike(word, text, stems) >= _ALIKE:
        return True
    return DEALINGS.match(word.written) is not None and DEALINGS.search(text) is not None


_ALIKE = 0.6


def _negators(clause: Clause) -> Iterator[_Cue]:
    pattern = NEGATORS_ZH if is_chinese(clause.text) else NEGATORS_EN
    for match in [*pattern.finditer(clause.text), *REFUSING.finditer(clause.text)]:
        yield _Cue(clause.start + match.start(), clause.start + match.end(), match.group())


def _shown(claim: str, cue: _Cue, reached: list[Word]) -> str:
    ends = [cue.end, *(word.end for word in reached)]
    starts = [cue.start, *(word.start for word in reached)]
    return claim[min(starts) : max(ends)].strip()


def _quoted(evidence: EvidenceSentence, reached: list[Word], stems: frozenset[str]) -> str:
    """The clause of the evidence that affirms it."""

    def alike(clause: Clause) -> float:
        own = frozenset(word.stem for word in content_words(clause.text))
        return sum(spelt_alike(word, clause.text, own & stems) for word in reached)

    return max(clauses_of(evidence.text), key=alike).text.strip(" ，,。.；;")
