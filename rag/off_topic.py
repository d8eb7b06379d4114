"""Whether nothing that was found is about the matter of a question at all."""

import re

from corpus.language import has_han
from rag.checks.evidence import content_words
from rag.lexicon.kinds import ASKS_WHAT_IS, MENTIONED, SAID_ABOUT
from rag.matching import CorpusWords
from rag.question import Question
from rag.ranking import Ranked

__all__ = ["is_all_unspoken", "is_far"]

# Where the best match is this low on both counts, the question is about something else: its rare words on average
# (topic) and all of it (similarity). On the public packs, with the answering article among forty others or not, the
# pairs refuse 1 of 1,100 questions that can be answered, and more than half of those about other matters.
_OFF_TOPIC = ((0.38, 0.325), (0.345, 0.38))
_LEAST_SIMILARITY = 0.27
# The same where the documents have none of the question's words; on the packs, of 487 questions that can be answered
# none more is refused, whose similarity would have to be below .35.
_STRANGE_SIMILARITY = 0.32
_LONG_HAN, _LONG_LATIN = 2, 4
# A thing that is named in other words is met at least this well on average: the limit of a topic by itself.
_LEAST_MET = 0.385
# A single word of its name, which no document has.
_LEAST_MET_WORD = 0.41


def is_far(question: Question, near: list[Ranked], words: CorpusWords) -> bool:
    """Whether nothing that was found is about the matter at all."""
    similarity = max(min(i.signals.sentence_similarity, i.candidate.own_similarity) for i in near)
    states_figure = bool(question.values) and max(item.signals.values_sentence for item in near) >= 1
    if question.names_documents:
        # "What do the documents say about football?" has been read as "What football?".
        return _is_unspoken(_TOPIC_LEFT.search(question.text), near, words)
    if states_figure:
        return False
    topic = max(item.signals.topic_mean for item in near)
    asked = (
        SAID_ABOUT.search(question.text)
        or MENTIONED.search(question.text)
        or ASKS_WHAT_IS.search(question.text)
    )
    if _is_unspoken(asked, near, words):
        return True
    off_topic = any(topic < least and similarity < most for least, most in _OFF_TOPIC)
    strange = similarity < _STRANGE_SIMILARITY and _is_all_unknown(question, words)
    return off_topic or strange or similarity < _LEAST_SIMILARITY


def _is_all_unknown(question: Question, words: CorpusWords) -> bool:
    """Whether no document has any of the longer words of a question."""
    long = [term for term in question.terms if len(term) >= (_LONG_HAN if has_han(term) else _LONG_LATIN)]
    return bool(long) and not any(words.names.occurs(term) for term in long)


_TOPIC_LEFT = re.compile(
    r"^what (?:about )?(?P<en>[a-z\-]{3,}(?: [a-z\-]+){0,2})\s*\?$"
    r"|^(?:对|就|关于)?(?P<zh>[\u3400-\u9fff]{2,8}?)(?:问题)?(?:是?怎么(?:说|看)|有(?:何|什么)(?:说法|看法))的?[？?]?$",
    re.IGNORECASE,
)


def _is_unspoken(asked: re.Match[str] | None, near: list[Ranked], words: CorpusWords) -> bool:
    """Whether a thing is asked about, what was said of it or whether it is mentioned, that no document speaks of."""
    if asked is None:
        return False
    name = next(group for group, thing in asked.groupdict().items() if thing)
    thing, (start, end) = asked[name], asked.span(name)
    if words.names.occurs(thing):
        return False
    if _is_met_nowhere(start, end, near):
        return True
    # Of "quantum teleportation" the first word may be there, and the thing is not.
    return any(
        not words.names.occurs(word.written)
        and _is_met_nowhere(start + word.start, start + word.end, near, _LEAST_MET_WORD)
        for word in content_words(thing)
    )


def is_all_unspoken(question: Question, near: list[Ranked], words: CorpusWords) -> bool:
    """Whether no document has any word of a question that is all matter, and one of them is met in no other words.

    "What do both documents say about bases on the Moon?" has been read as "bases on the Moon".
    """
    matter = content_words(question.text)
    return not any(words.names.occurs(word.written) for word in matter) and any(
        _is_met_nowhere(word.start, word.end, near, _LEAST_MET_WORD) for word in matter
    )


def _is_met_nowhere(start: int, end: int, near: list[Ranked], least: float = _LEAST_MET) -> bool:
    """Whether no candidate's chunk meets a stretch of the question in any words."""
    met = [item.candidate.met(start, end) for item in near]
    return all(likeness is not None and likeness < least for likeness in met)
