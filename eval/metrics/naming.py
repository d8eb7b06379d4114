"""Whether a claim names whom and what its evidence names: each language is compared with its own.

The finder of names is that of the checks; what the absence of a name means is decided here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import rjieba

from corpus.language import detect_language, has_han
from corpus.model import Language
from eval.metrics.evidence import Evidence
from eval.metrics.folding import fold_text
from eval.metrics.surface import bare_units, written_names
from rag.checks.mentions import Mention, MentionFinder
from rag.lexicon.asking import STOPWORDS_EN
from rag.lexicon.claims import ANAPHORA, FRAME_WORDS, NO_NAMES
from rag.lexicon.people import NO_PLACES_OR_PEOPLE
from rag.names import Name, NameIndex, contains_name

__all__ = ["missing_name"]

_CURRENCY_SIGN = re.compile(r"\bUS(?=\s?\$)")
_MOST_WORDS = 0.6
# What stands in a name's place: so many units at most, between as many as these on either side of it.
_LONGEST, _BESIDE = 6, 2
_FULL_NAME = 2
# A capital behind these is a place; elsewhere it may stand for its country.
_HELD_IN = re.compile(r"(?:\b(?:in|at|to|from|near|visit(?:s|ed|ing)?)|[在于到抵访问赴])\s*$", re.IGNORECASE)
_SHORT = r"X(?:[企方军媒资商版籍裔]|[一-鿿]?[两三]国)|[访赴抵驻对]X"
_OPENING = re.compile(r"^[^:：。.]*[:：]\s*")
_NO_OPENING = "so"
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_NO_NAMES = NO_NAMES | NO_PLACES_OR_PEOPLE | FRAME_WORDS | {"Union", "Sino-French", "Note"}
_NAME_TAGS = ("nr", "ns", "nt", "nz", "j")


def missing_name(
    claim: str, evidence: Sequence[Evidence], names: NameIndex, finder: MentionFinder
) -> str | None:
    """A name of a claim that its evidence lacks, where that can be told; None if there is none.

    Args:
        claim: In Chinese or English, with the words that say where it is from.
        evidence: Its pieces; what is known of them beside their words may be named too.
        names: With their spellings in both languages; other names are looked for as they are written.
        finder: Finds the names of a sentence.

    Returns:
        As the claim writes it. A name that is known in one language only is missing if every piece can be read in
        that language.
    """
    claim = _CURRENCY_SIGN.sub(" ", claim)
    readable = _readable(evidence)
    text = "\n".join(said for piece in evidence for said in (*piece.texts, piece.about))
    known = names.find(claim)
    for name in known:
        if any(map(name.bridges_to, readable)) and not _is_named(name, text):
            return name.written
    spelt = [spelling for name in known for spelling in name.spellings]
    for mention in finder(claim):
        carried = _is_mentioned(mention, text) or _abbreviates(mention.written, text)
        if carried or _stands_for_its_country(mention, claim, text):
            spelt += [mention.written, *mention.spellings]
        elif mention.written in _NO_NAMES:
            continue
        elif any(_language_of(spelling) in readable for spelling in mention.spellings):
            return mention.written
    folded = [fold_text(words) for words in (text, *spelt)]
    for written in written_names(claim):
        told = (
            _language_of(written) in readable
            and written not in _NO_NAMES
            and not _INITIALS.fullmatch(written)
        )
        known_otherwise = _abbreviates(written, text) or _is_pair(written, text, names)
        if told and not known_otherwise and not _is_written(written, folded):
            return written
    # Whatever opens a claim, what is behind a colon may begin as its evidence does.
    for said in {claim: None, _OPENING.sub("", claim): None}:
        for other in _in_place_of_a_name(said, evidence, names, finder):
            if _looks_like_a_name(other, said, names):
                return other
    return None


def _readable(evidence: Sequence[Evidence]) -> frozenset[Language]:
    """The languages in which every piece can be read."""
    of_each = [{detect_language(text) for text in piece.texts} for piece in evidence]
    return frozenset(language for language in Language if all(language in found for found in of_each))


def _language_of(written: str) -> Language:
    return Language.ZH if has_han(written) else Language.EN


def _is_named(name: Name, text: str) -> bool:
    """Whether a text carries a name, be it by the one character that stands for a country in 法企 and 访印."""
    short = (_SHORT.replace("X", character) for character in name.abbreviations)
    return name.is_in(text) or any(re.search(pattern, text) for pattern in short)


def _is_mentioned(mention: Mention, text: str) -> bool:
    """Whether a text carries a name in one of its spellings, or most of its words and the last among them."""
    if mention.name is not None and _is_named(mention.name, text):
        return True
    folded = fold_text(text)
    if any(contains_name(text, spelling) or fold_text(spelling) in folded for spelling in mention.spellings):
        return True
    words = [word for word in re.split(r"[\s\-]+", mention.written) if word.lower() not in STOPWORDS_EN]
    carried = [word for word in words if fold_text(word) in folded]
    if len(words) < 2 or words[-1] not in carried:
        return False
    return len(carried) >= _MOST_WORDS * len(words) or _is_surname_in(words, text)


def _is_surname_in(words: Sequence[str], text: str) -> bool:
    """Whether a text names a person of two names by the last alone, and nobody of another given name."""
    alone = rf"(?<!\w)(?:(?P<before>[A-Z][\w'’.-]+) )?{re.escape(words[-1])}(?!\w)"
    before = [match["before"] for match in re.finditer(alone, text)]
    return len(words) == _FULL_NAME and all(word is None or word in NO_NAMES for word in before)


def _stands_for_its_country(mention: Mention, claim: str, text: str) -> bool:
    """Whether a capital is said for a country that the text names: Paris wants, 巴黎峰会; nothing is held in it."""
    country = mention.country
    at = claim.find(mention.written)
    return country is not None and _is_named(country, text) and _HELD_IN.search(claim[:at]) is None


def _is_written(name: str, folded: Sequence[str]) -> bool:
    """Whether texts carry a name as it is written, or each part that a hyphen joins: French-hosted."""
    parts = [part for part in fold_text(name).split("-") if part]
    return all(any(part in words for words in folded) for part in parts) or any(
        fold_text(name) in words for words in folded
    )


def _is_pair(written: str, text: str, names: NameIndex) -> bool:
    """Whether a word is two countries by one character each, 美中, and a text has both."""
    short = {character: name for name in names.names for character in name.abbreviations}
    return len(written) > 1 and all(c in short and _is_named(short[c], text) for c in written)


def _abbreviates(letters: str, text: str) -> bool:
    """Whether neighbouring words of a text begin with the letters of an acronym, in their order."""
    letters = letters.removesuffix("s")
    if not letters.isupper() or len(letters) <= _FULL_NAME:
        return False
    return letters in "".join(word[0] for word in re.findall(r"[A-Za-z]+", text)).upper()


def _in_place_of_a_name(
    claim: str, evidence: Sequence[Evidence], names: NameIndex, finder: MentionFinder
) -> Iterator[str]:
    """What a claim has where its evidence, in the same words on either side, has a name, and nowhere what it has."""
    language = detect_language(claim)
    between = "" if language is Language.ZH else " "
    said = bare_units(claim)
    texts = [text for piece in evidence for text in piece.texts if detect_language(text) is language]
    everything = " ".join(unit for text in texts for unit in bare_units(text))
    for text in texts:
        units = bare_units(text)
        for mention in _mentions_of(text, names, finder):
            # The finder may have cut a name short: 马克 of 马克龙.
            own = {mention.written: None, names.whole(mention.written, text): None}
            spelt = [bare_units(spelling) for spelling in (*own, *mention.spellings)]
            for before, after in (place for written in own for place in _beside(units, bare_units(written))):
                for found in _between(said, before, after):
                    if (
                        not any(_holds_run(found, name) for name in spelt)
                        and " ".join(found) not in everything
                    ):
                        yield between.join(found)


def _mentions_of(text: str, names: NameIndex, finder: MentionFinder) -> Iterator[Mention]:
    """The names of a text, with the one that opens it, which has a capital whatever it is."""
    yield from finder(text)
    if not has_han(text):
        inside = f"{_NO_OPENING} {text}"
        opening = (m for m in finder(inside) if m.at == len(_NO_OPENING) + 1)
        lower = _in_lower_case(names.written)
        yield from (m for m in opening if not any(word.lower() in lower for word in m.written.split()))


@lru_cache(4)
def _in_lower_case(written: str) -> frozenset[str]:
    """The words that the documents write without a capital more often than with one."""
    lower = Counter(re.findall(r"\b[a-zà-ɏ]+\b", written))
    capital = Counter(word.lower() for word in re.findall(r"\b[A-ZÀ-Þ][a-zà-ɏ]+\b", written))
    return frozenset(word for word, count in lower.items() if count > capital[word])


def _beside(units: Sequence[str], name: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The units on either side of each place of a name; those with too few of them tell nothing."""
    for at in range(len(units) - len(name) + 1):
        if tuple(units[at : at + len(name)]) == tuple(name):
            before = tuple(units[max(0, at - _BESIDE) : at])
            after = tuple(units[at + len(name) : at + len(name) + _BESIDE])
            if len(before) + len(after) >= _BESIDE:
                yield before, after


def _between(
    units: Sequence[str], before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """The stretches between the same units; where there are none on a side, those at that end."""
    starts = [at for at in range(len(units)) if tuple(units[max(0, at - len(before)) : at]) == before]
    for start in starts if before else [0]:
        for end in range(start + 1, min(start + _LONGEST, len(units)) + 1):
            if tuple(units[end : end + len(after)]) == after if after else end == len(units):
                yield tuple(units[start:end])
                break


def _holds_run(units: Sequence[str], own: Sequence[str]) -> bool:
    return f" {' '.join(own)} " in f" {' '.join(units)} "


def _looks_like_a_name(words: str, claim: str, names: NameIndex) -> bool:
    if not has_han(words):
        parts = words.split()
        capital = all(re.search(rf"\b{re.escape(part[:1].upper() + part[1:])}", claim) for part in parts)
        # A word that the documents write without a capital is none at the beginning of a sentence either.
        return capital and parts[-1] not in _in_lower_case(names.written)
    tagged = rjieba.tag(words)
    spelt = all(has_han(part) and (tag.startswith(_NAME_TAGS) or len(part) == 1) for part, tag in tagged)
    return spelt and len(words) > 1 and words not in _NO_NAMES and ANAPHORA.search(words) is None
