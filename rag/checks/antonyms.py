"""Does a claim say the reverse of a word that the evidence has of the same thing: hard, easy; broader, narrower?"""

import re

from corpus.language import has_han
from rag.checks.evidence import Word, content_words, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.lexicon.polarity import ANTONYMS, DIFFICULTY, NEGATORS_EN, NEGATORS_ZH, REVERSERS_EN, REVERSERS_ZH

__all__ = ["is_denied", "is_of_difficulty", "is_same", "reversed_words", "with_cue"]

# How many words on either side of a pair tell of what it is said.
_AROUND = 3


def reversed_words(claim: str, text: str) -> list[Finding]:
    """One side of a pair in the claim, the other in the evidence, and neither has both."""
    for one, other in ANTONYMS:
        for mine, theirs in ((one, other), (other, one)):
            said = mine.search(claim)
            as_well = theirs.search(claim)
            if said is None or (as_well is not None and not is_denied(claim, as_well.start())):
                continue
            # "not easy" says what "hard" says.
            against, agreeing = (mine, theirs) if is_denied(claim, said.start()) else (theirs, mine)
            there = against.search(text)
            if there is None or agreeing.search(text) or is_denied(text, there.start()):
                continue
            if mine is not against and _turns(claim, said.group()) and _turns(text, text):
                continue  # both deny, each in its own words
            alone = (one, other) in DIFFICULTY and not _has_both(text, one, other)
            if alone or _same_subject(claim, said.span(), text, there.span()):
                return [Finding(FindingKind.NEGATION, with_cue(claim, said), there.group())]
    return []


def is_of_difficulty(finding: Finding) -> bool:
    """Whether a difference is one of hard and easy."""
    words = finding.document or ""
    return any(one.search(words) or other.search(words) for one, other in DIFFICULTY)


def _has_both(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return one.search(text) is not None and other.search(text) is not None


def _turns(text: str, words: str) -> bool:
    """Whether some words hold a predicate that turns what it is said of."""
    return (REVERSERS_ZH if is_chinese(text) else REVERSERS_EN).search(words) is not None


def is_denied(text: str, at: int) -> bool:
    """Whether a negator stands just before a place."""
    return _negator_before(text, at) is not None


def _negator_before(text: str, at: int) -> int | None:
    pattern = NEGATORS_ZH if is_chinese(text) else NEGATORS_EN
    reach = _CLOSE_ZH if is_chinese(text) else _CLOSE_EN
    starts = [
        m.start()
        for m in pattern.finditer(text)
        if m.group()
        and m.end() <= at
        and (at <= m.end() + reach or _AUXILIARIES.fullmatch(text, m.end(), at))
    ]
    return starts[-1] if starts else None


_CLOSE_ZH, _CLOSE_EN = 2, 8
# "has never really been in favour of"
_AUXILIARIES = re.compile(r"(?:\s+(?:been|be|being|really|once|in|a|an|the|to|any))*\s*", re.IGNORECASE)


def with_cue(text: str, said: re.Match[str]) -> str:
    """Some words with the negator that stands just before them."""
    start = _negator_before(text, said.start())
    return text[said.start() if start is None else start : said.end()]


def _same_subject(claim: str, said: tuple[int, int], text: str, there: tuple[int, int]) -> bool:
    """Whether the words next to both sides of a pair are alike, so that they are said of the same thing."""
    mine, theirs = _words_around(claim, said), _words_around(text, there)
    return any(is_same(one, other) for one in mine for other in theirs)


def _words_around(text: str, span: tuple[int, int]) -> list[Word]:
    words = content_words(text)
    before = [word for word in words if word.end <= span[0]][-_AROUND:]
    behind = [word for word in words if word.start >= span[1]][:_AROUND]
    return [*before, *behind]


def is_same(one: Word, other: Word) -> bool:
    """Whether two words are one, or one Chinese word is a part of the other."""
    if one.stem == other.stem:
        return True
    if has_han(one.written) and has_han(other.written):
        shorter, longer = sorted((one.written, other.written), key=len)
        return len(shorter) > 1 and shorter in longer
    return False
