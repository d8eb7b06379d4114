"""How well a sentence meets a question: the signals that ranking and refusing both rest on.

Every signal has a meaning of its own, and none knows of any one corpus.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.language import has_han
from corpus.model import BlockKind
from rag.candidates import Candidate
from rag.checks.mentions import MentionFinder, remembering_finder
from rag.kinds import kind_match
from rag.lexicon.kinds import ASKS_MEANING
from rag.names import Name, NameIndex
from rag.question import Question
from rag.question_kinds import Shape
from rag.signs import may_be_quoted
from rag.values import Value, ValueKind, find_values, states

__all__ = ["AS_MANY_STATED", "CorpusWords", "Signals", "asks_meaning", "measure", "opens_with_term"]

WordCutter = Callable[[str], Sequence[str]]


_TEXTS_KEPT = 8192


@dataclass(frozen=True, slots=True)
class CorpusWords:
    """The words of a corpus: how they are cut, how rare they are, which names are known.

    All three remember what they were asked, since the same sentences come up again and again.
    """

    cut: WordCutter
    """The lexical index's own tokeniser, so that both sides agree on words."""
    rarity: Callable[[str], float]
    """Inverse document frequency of a word, at least 0."""
    names: NameIndex
    names_in: Callable[[str], Sequence[Name]]
    """The known names that a text carries."""
    mentions_in: MentionFinder
    """All names of a text, as the checks find them."""

    @classmethod
    def of(cls, cut: WordCutter, rarity: Callable[[str], float], names: NameIndex) -> "CorpusWords":
        """The same functions with a memory."""
        remember = lru_cache(_TEXTS_KEPT)
        return cls(
            remember(lambda text: tuple(cut(text))),
            remember(rarity),
            names,
            remember(names.find),
            remembering_finder(names),
        )

    def name_rarity(self, name: Name) -> float:
        """How much a name tells: the rarity of its words as the question writes it."""
        words = self.cut(name.written)
        return max((self.rarity(word) for word in words), default=0.0)


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one sentence for one question; all but the similarities are shares (0-1)."""

    sentence_similarity: float
    chunk_similarity: float
    plain_similarity: float
    """The sentence similarity with all question tokens weighed alike."""
    dense: float
    """Cosine of the centred vectors of question and chunk."""
    words_sentence: float
    """Words of the question in the sentence, weighted by rarity."""
    words_context: float
    characters: float
    """Chinese characters of the question's content words in the sentence: 批 in 批准, 会见 in 会晤."""
    names_so_far: float
    """Names of the question in the paragraph up to and with the sentence, weighted by rarity."""
    names_context: float
    values_sentence: float
    values_context: float
    topic_best: float
    """How well the best of the question's rare words is met in the chunk (cosine); 1 when it has none."""
    topic_mean: float
    """How well its rare words are met on average."""
    kind: float
    enumerates: float
    """Whether the sentence counts off items as the question wants; 0.5 when it wants none."""
    asks_back: float
    """1 when the sentence is itself a question."""
    is_title: float
    """1 for a heading or a credit: it announces what the text below says, or who says it."""

    def as_array(self) -> NDArray[np.float64]:
        """The signals in field order."""
        return np.array([getattr(self, field.name) for field in fields(self)])


def measure(question: Question, candidate: Candidate, words: CorpusWords) -> Signals:
    """Measure one sentence for one question."""
    text, context = candidate.text, candidate.context
    asked = [word for term in question.terms for word in words.cut(term)]
    topic = _topic(question, candidate, words)
    names = [name for name in question.names if name.bridges_to(candidate.text_language)]
    return Signals(
        sentence_similarity=candidate.sentence_similarity,
        chunk_similarity=candidate.chunk_similarity,
        plain_similarity=float(candidate.token_best.mean()) + candidate.gap,
        dense=candidate.hit.dense,
        words_sentence=_covered(asked, words.cut(text), words.rarity),
        words_context=_covered(asked, words.cut(context), words.rarity),
        characters=_characters(question, text),
        names_so_far=_names_share(names, candidate.so_far, words),
        names_context=_names_share(names, context, words),
        values_sentence=_values_share(question, text),
        values_context=_values_share(question, context),
        topic_best=max(topic) if len(topic) > 1 else 1.0,
        topic_mean=sum(topic) / len(topic) if topic else 1.0,
        kind=_kind(question, candidate, words),
        enumerates=_enumerates(question, candidate),
        is_title=float(_is_title(candidate)),
        asks_back=float(text.rstrip("”」\"' ").endswith(("?", "？"))),
    )


def _is_title(candidate: Candidate) -> bool:
    kind = candidate.reader.block_kind(candidate.reader.sentence_at(candidate.spans[0]))
    return len(candidate.spans) == 1 and kind in (BlockKind.HEADING, BlockKind.TITLE, BlockKind.MASTHEAD)


def _topic(question: Question, candidate: Candidate, words: CorpusWords) -> list[float]:
    """How well each rare word of the question is met in the candidate's chunk."""
    found = []
    for term in question.terms:
        at = question.text.find(term)
        rarity = max((words.rarity(word) for word in words.cut(term)), default=0.0)
        met = candidate.met(at, at + len(term)) if at >= 0 and rarity >= _RARE else None
        found += [met] if met is not None else []
    return found


def _kind(question: Question, candidate: Candidate, words: CorpusWords) -> float:
    """What a note or a source is asked for stands in the note, not in the sentence."""
    if question.shape in (Shape.FOOTNOTE, Shape.SOURCE):
        return 0.5 if may_be_quoted(question, candidate.text) else 0.0
    matched = kind_match(question, candidate.text, candidate.original, words.names_in)
    explains = matched > 0 and asks_meaning(question) and opens_with_term(question, candidate)
    return 1.5 if explains else matched


def asks_meaning(question: Question) -> bool:
    """Whether a question wants to know what something is."""
    return ASKS_MEANING.search(question.text) is not None


def opens_with_term(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence begins with what the question puts in quotation marks, as an explanation does."""
    text = candidate.text
    start = text[: _OPENING_CHARS // (_PER_HAN if has_han(text) else 1)].lower()
    return any(name.is_quoted and name.written.lower() in start for name in question.names)


def _covered(asked: Sequence[str], found: Sequence[str], rarity: Callable[[str], float]) -> float:
    unique = sorted(set(asked))
    total = sum(rarity(word) for word in unique)
    present = set(found)
    return sum(rarity(word) for word in unique if word in present) / total if total > 0 else 0.5


def _characters(question: Question, text: str) -> float:
    asked = {c for term in question.terms for c in term if has_han(c)}
    return sum(c in text for c in asked) / len(asked) if asked else 0.5


def _names_share(names: Sequence[Name], text: str, words: CorpusWords) -> float:
    total = sum(words.name_rarity(name) for name in names)
    if total <= 0:
        return 1.0
    return sum(words.name_rarity(name) for name in names if name.is_in(text)) / total


def _values_share(question: Question, text: str) -> float:
    if not question.values:
        return 1.0
    stated = find_values(text)
    return sum(_is_stated(value, stated) for value in question.values) / len(question.values)


def _is_stated(value: Value, stated: Sequence[Value]) -> bool:
    return any(states(other, value) for other in stated)


# Long enough for a number, a quotation mark and a term.
_OPENING_CHARS = 40
# A Chinese character says as much as so many letters.
_PER_HAN = 3
_FEW_ITEMS = 3
_SOON_FOUND = 2
# Inverse document frequency from which a word tells what a question is about: in less than a seventh of chunks.
_RARE = 2.0
_SEPARATORS_ZH = re.compile(r"[、；]|以及")
_SEPARATORS_EN = re.compile(r"[;,]\s|\band\b|\bas well as\b")
_OPENERS = re.compile(
    r"包括|分别|如下|有以下|即|[（(]如|例如|[:：]|等(?=[。，）]|$)"
    r"|\b(?:includ(?:e|es|ing)|namely|are|such as|following)\b"
)


def _enumerates(question: Question, candidate: Candidate) -> float:
    """Whether a candidate counts off items: it states their number, or separators part them."""
    if question.shape is not Shape.LIST and question.wanted_count is None:
        return 0.5
    wanted = question.wanted_count
    counts = {v.number for v in find_values(candidate.text) if v.kind is ValueKind.NUMBER}
    items = _items(candidate)
    if wanted is not None:
        return _as_many(wanted, items, counted=wanted in counts, listed=len(candidate.spans) > 1)
    enough = items >= _FEW_ITEMS
    if enough and _is_headed(question, candidate, items):
        return 1.0
    if enough and len(candidate.spans) > 1:
        return 0.6
    return 0.45 if enough and _OPENERS.search(candidate.original) else 0.25 if enough else 0.0


AS_MANY_STATED = 0.9
"""How well a sentence enumerates that states the number of items asked for, however its words are parted."""
# A heading or a half-sentence that announces a list, and the class of things that a question wants listed.
_LONGEST_HEADING = 40
_MOST_OF_HEADING = 0.7
_CLASS = re.compile(
    r"(?<!人)类|主题|领域|方向|板块|方面|categor(?:y|ies)|fields?|themes?|areas?|topics?|strands?|tracks?",
    re.IGNORECASE,
)
_CLASS_OPENS = re.compile(
    r"(?:类别|类|主题|领域|方向|板块|方面)(?:主要|分别)?(?:包括|包含|是|为|有|：|:)"
    r"|\b(?:categories|fields|themes|areas|topics|strands|tracks)\b[^.;:]{0,30}\b(?:are|include|comprise)\b",
    re.IGNORECASE,
)


def _is_headed(question: Question, candidate: Candidate, items: int) -> bool:
    """Whether what announces the items is what the question asks for: "Core goals:" for the summit's core goals."""
    if len(candidate.spans) == 1:
        asks_class = _CLASS.search(question.text) is not None
        return asks_class and _CLASS_OPENS.search(candidate.text) is not None
    if len(candidate.spans) == items:
        return False  # nothing announces them
    heading = candidate.text.split("\n")[0].strip(" ：:").lower()
    words = [term.lower() for term in question.terms if term.lower() in heading]
    return len(heading) <= _LONGEST_HEADING and sum(map(len, words)) >= _MOST_OF_HEADING * len(heading)


def _as_many(wanted: int, items: int, *, counted: bool, listed: bool) -> float:
    """How well a text of some items meets a question for a number of them; two of anything are soon found."""
    if items == wanted:
        return 1.0 if wanted > _SOON_FOUND and (counted or listed) else 0.5
    if counted:
        return AS_MANY_STATED if wanted > _SOON_FOUND else 0.4
    return 0.15 if items > wanted else 0.0


def _items(candidate: Candidate) -> int:
    """How many things a list holds, or a sentence puts side by side; counted in its own words."""
    if len(candidate.spans) > 1:
        openers = {series.opener.span for series in candidate.reader.series if series.opener is not None}
        return len(candidate.spans) - (candidate.spans[0] in openers)
    original = candidate.original
    separators = _SEPARATORS_ZH if has_han(original) else _SEPARATORS_EN
    return len(separators.findall(original)) + 1
