"""How a claim and its evidence compare by their surface: words, clauses, names, negation, order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import dropwhile

import rjieba

from corpus.language import detect_language, has_han
from corpus.model import Language
from eval.metrics.evidence import Evidence
from eval.metrics.exactness import stated_values
from eval.metrics.folding import fold_text
from index.terms import tokenise
from rag.lexicon.people import looks_like_person
from rag.names import NameIndex

__all__ = [
    "ADDRESSES",
    "bare_units",
    "blocks_in_order",
    "by_language",
    "clauses_with_closest",
    "denies",
    "exchanged_units",
    "is_noted_address",
    "is_verbatim",
    "known_units",
    "marked_units",
    "stand_for_each_other",
    "text_units",
    "units_in_order",
    "without_source",
    "word_coverage",
    "written_names",
]

# A clause of the evidence says what a clause of the claim says if they share this much (Dice).
_SAME_CLAUSE = 0.5
_UNIT = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[㐀-䶿一-鿿豈-﫿]")
_CLAUSE_ENDS = re.compile(r"[,，;；:：。!！?？\n]|\.(?=\s|$)|—")
_STOP_WORDS = frozenset(
    "a an the of in on at to for by and or as is are was were be been being it its this that these those with from"
    " which who also has have had will would 的 了 是 在 和 与 及 也 并 等 将 于 为 以 对 这 该 其 个 中".split()
)
_NEGATIONS = {
    Language.ZH: re.compile(
        r"不(?![仅只但断过久少乏同])|(?<!有)没(?!收)|未(?![来必])|无(?![论疑数人])|拒绝|拒签|否认|并非|绝非|从未|禁止"
    ),
    Language.EN: re.compile(
        r"\b(?:not(?! only)|no(?! doubt)|never|neither|nor|none|nobody|nothing|without|cannot|refus\w+|den(?:y|ied|ies)"
        r"|fail(?:s|ed)? to|reject\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
# Not \w, which Chinese characters are as well.
_CAPITAL_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ0-9'’&.-]*[A-Za-zÀ-ɏ0-9]"
_LATIN_NAME = re.compile(rf"(?<![A-Za-zÀ-ɏ]){_CAPITAL_WORD}(?: {_CAPITAL_WORD})*")
_SOURCE_WORD = re.compile(r"来源|出处|\b(?:sources?|according to)\b", re.IGNORECASE)
ADDRESSES = re.compile(r"https?://[^\s，。）]+")
_POSSESSIVE = re.compile(r"['’]s$")
_NOTE = re.compile(r"[（(]?(?:注|脚注|(?:foot)?note\b|source\b|来源)", re.IGNORECASE)
_NAME_TAGS = ("nr", "ns", "nt")


@lru_cache(8192)
def text_units(text: str) -> tuple[str, ...]:
    """Latin words, numbers and single Chinese characters, simplified and in lower case."""
    return tuple(_UNIT.findall(fold_text(text)))


@lru_cache(8192)
def bare_units(text: str) -> tuple[str, ...]:
    """The units of a text without the endings of English possessives, so that a name is the same wherever it stands."""
    return tuple(_POSSESSIVE.sub("", unit) for unit in text_units(text))


def by_language(claim: str, evidence: Sequence[Evidence]) -> tuple[list[str], list[str]]:
    """The texts of the evidence in the claim's language, and the others."""
    language = detect_language(claim)
    texts = [text for piece in evidence for text in piece.texts]
    same = [text for text in texts if detect_language(text, default=language) is language]
    return same, [text for text in texts if text not in same]


def without_source(claim: str, evidence: Sequence[Evidence]) -> str:
    """A claim without the words up to a colon that only say where what follows is from."""
    lead, colon, rest = next((claim.partition(c) for c in claim if c in ":："), (claim, "", ""))
    if not colon or not rest.strip():
        return claim
    known = (part.strip() for piece in evidence for part in re.split(r"[|（(）)]", piece.about))
    names_source = any(len(part) > 1 and fold_text(part) in fold_text(lead) for part in known)
    return rest.strip() if names_source or _SOURCE_WORD.search(lead) else claim


def is_noted_address(claim: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a claim is a note with an address that its evidence has: an address tells whose it is."""
    given = [address.rstrip("）).，。") for address in ADDRESSES.findall(claim)]
    texts = [text for piece in evidence for text in (*piece.texts, piece.about)]
    found = bool(given) and all(any(address in text for text in texts) for address in given)
    return found and _NOTE.match(claim) is not None


def is_verbatim(claim: str, texts: Sequence[str]) -> bool:
    """Whether a claim is whole clauses of one text, word for word."""
    said = " ".join(text_units(claim))
    return bool(said) and any(said == " ".join(text_units(part)) for text in texts for part in _runs(text))


def _runs(text: str) -> Iterable[str]:
    """Every run of neighbouring clauses; a long text gives those of up to a few."""
    ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
    for at, start in enumerate(ends):
        yield from (text[start:end] for end in ends[at + 1 : at + 12])


def word_coverage(claim: str, texts: Iterable[str]) -> float:
    """The share (0-1) of a claim's content words in texts of its language."""
    said = {term for term in tokenise(claim) if term not in _STOP_WORDS}
    found = {term for text in texts for term in _terms(text)}
    return len(said & found) / len(said) if said else 0.0


@lru_cache(8192)
def _terms(text: str) -> frozenset[str]:
    return frozenset(tokenise(text))


def denies(claim: str, same: Sequence[str], across: Sequence[str]) -> bool:
    """Whether a clause of the claim is negated and the evidence for it is not, or the other way round."""
    if not same:
        return _is_negated(claim) and not any(_is_negated(text) for text in across)
    negated_somewhere = any(_is_negated(clause) for text in same for clause in _clauses(text))
    for said, closest in clauses_with_closest(claim, same):
        if closest is not None:
            if _is_negated(said) is not _is_negated(closest):
                return True
        elif _is_negated(said) and not negated_somewhere:
            return True
    return False


def clauses_with_closest(claim: str, same: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Each clause of a claim with the clause of its evidence that says the same; None where none does.

    Args:
        claim: In Chinese or English.
        same: Its evidence in the same language.
    """
    clauses = [clause for text in same for clause in _clauses(text)]
    for said in _clauses(claim):
        alike, closest = max(((_dice(said, clause), clause) for clause in clauses), default=(0.0, ""))
        yield said, closest if alike >= _SAME_CLAUSE else None


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE_ENDS.split(text) if text_units(clause)]


@lru_cache(8192)
def _is_negated(text: str) -> bool:
    return _NEGATIONS[detect_language(text)].search(text) is not None


def _dice(one: str, other: str) -> float:
    left, right = ({u for u in text_units(text) if u not in _STOP_WORDS} for text in (one, other))
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def written_names(text: str, tags: tuple[str, ...] = _NAME_TAGS) -> list[str]:
    """What is written like a name: Latin words with capitals inside a sentence, Chinese people and places."""
    names = []
    for match in _LATIN_NAME.finditer(text):
        opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:：。！？“\"'"
        words = match.group().split()
        # The first word of a sentence has a capital whatever it is.
        names += [word for word in words[int(opens) :] if word.lower() not in _STOP_WORDS]
    if has_han(text):
        tagged = rjieba.tag(text)
        names += [word for word, tag in tagged if len(word) > 1 and _is_name(word, tag, tags)]
    return [re.sub(r"['’]s$", "", name) for name in names]


def _is_name(word: str, tag: str, tags: tuple[str, ...]) -> bool:
    if not has_han(word) or not tag.startswith(tags):
        return False
    # The tagger guesses none of the famous.
    return tag == "nrfg" or tag[:2] != "nr" or looks_like_person(word)


def marked_units(text: str, names: NameIndex) -> list[tuple[int, int]]:
    """The names and figures of a text as half-open ranges of its units, in order, disjoint; a full name is one."""
    written = [name.written for name in names.find(text)] + _opening_name(text)
    # Whatever the tagger takes for a name: a wrong guess here costs nothing, as it is only moved about.
    written += [names.whole(name, text) for name in written_names(text, (*_NAME_TAGS, "nz"))]
    figures = [text[value.start : value.end] for value in stated_values(text)]
    units = text_units(text)
    taken = _places(figures, units, [])
    named: list[tuple[int, int]] = []
    for start, end in sorted(_places(written, units, taken)):
        before = named.pop() if named and named[-1][1] == start else (start, start)
        named.append((before[0], end))
    return sorted([*taken, *named])


def known_units(text: str, names: NameIndex, mentioned: Iterable[str] = ()) -> list[tuple[int, int]]:
    """The known names of a text, as `marked_units`, but each by itself, without the words before and behind it.

    Args:
        text: Any.
        names: What is known.
        mentioned: Names that were found otherwise.
    """
    written = [*(name.written for name in names.find(text)), *mentioned]
    return sorted(_places(written, bare_units(text), []))


def _places(
    written: Iterable[str], units: Sequence[str], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where words stand among units, the longest first, none overlapping another or what is taken."""
    found: list[tuple[int, int]] = []
    for name in sorted(set(written), key=lambda name: (-len(name), name)):
        own = text_units(name)
        for at in range(len(units) - len(own) + 1) if own else ():
            free = all(at + len(own) <= a or b <= at for a, b in (*taken, *found))
            if free and tuple(units[at : at + len(own)]) == own:
                found.append((at, at + len(own)))
    return found


def _opening_name(text: str) -> list[str]:
    """The words with capitals that a text opens with, without those that are no part of a name."""
    match = _LATIN_NAME.match(text)
    words = match.group().split() if match else []
    return [" ".join(dropwhile(lambda word: word.lower() in _STOP_WORDS, words))]


def units_in_order(units: Sequence[str], evidence: Sequence[str]) -> int:
    """How many units stand in the evidence in the same order."""
    return sum(block.size for block in blocks_in_order(units, evidence))


def blocks_in_order(units: Sequence[str], evidence: Sequence[str]) -> list[Match]:
    """The runs of units that stand in the evidence in the same order; the last is empty and ends both."""
    return SequenceMatcher(None, units, evidence, autojunk=False).get_matching_blocks()


def stand_for_each_other(units: Sequence[str], evidence: Sequence[str], blocks: Sequence[Match]) -> bool:
    """Whether two stretches between the blocks stand in each other's place: this for that, and that for this."""
    gaps = []
    before_unit = before_evidence = 0
    for block in blocks:
        here = tuple(units[before_unit : block.a]), tuple(evidence[before_evidence : block.b])
        if all(here) and not set(here[0]) | set(here[1]) <= _STOP_WORDS:
            gaps.append(here)
        before_unit, before_evidence = block.a + block.size, block.b + block.size
    return any((there, here) in gaps for here, there in gaps if here != there)


def exchanged_units(units: Sequence[str], one: tuple[int, int], other: tuple[int, int]) -> list[str]:
    """Units with two of their half-open ranges in each other's place, `one` before `other`."""
    (a, b), (c, d) = one, other
    return [*units[:a], *units[c:d], *units[b:c], *units[a:b], *units[d:]]
