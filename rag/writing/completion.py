"""What the extractive answer says and a written one left out.

A model that is asked for the number of signatories may write a true sentence without it. What the engine itself
found to answer the question is then added word for word, so that a written answer never says less.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.model import Span
from rag.candidates import Candidate
from rag.checks.coverage import spelt_alike
from rag.checks.evidence import content_words
from rag.kinds import VALUE_KINDS, holds_value
from rag.question import Question
from rag.question_kinds import Shape
from rag.writing.evidence import EvidenceItem

__all__ = ["left_out"]

_OF_SEVERAL = (Shape.LIST, Shape.COMPARISON, Shape.TWO_DOCUMENT)
_MOST, _SOME = 0.6, 0.35
# A word is told again if so much of it is spelt alike.
_ALIKE = 0.6


def left_out(
    question: Question, key_items: Sequence[EvidenceItem], cited: Collection[tuple[str, Span]], written: str
) -> list[Candidate]:
    """The sentences of the extractive answer that a written one does without; those in a row as one.

    Args:
        question: The question as read.
        key_items: The sentences of the extractive answer, in its order.
        cited: The sentences, by document and place, that supported sentences of the written answer rest on.
        written: The text of those sentences.
    """
    missing: list[Candidate] = []
    for item in key_items:
        if item.place in cited and not _tells_less(question, written, item):
            continue
        if missing and _runs_on(missing[-1], item):
            missing[-1] = replace(missing[-1], spans=(*missing[-1].spans, item.span))
        else:
            missing.append(item.candidate)
    return missing


def _runs_on(before: Candidate, item: EvidenceItem) -> bool:
    """Whether a sentence stands right behind others, as the items of a list do."""
    reader = before.reader
    same = before.document.doc_id == item.candidate.document.doc_id
    return same and reader.index_of(item.span) == reader.index_of(before.spans[-1]) + 1


def _tells_less(question: Question, written: str, item: EvidenceItem) -> bool:
    """Whether the written text lacks what a sentence of the extractive answer is there for.

    That is a figure or a date of the kind that is asked for; where several things are asked for, most of its words;
    else some of them: "she visited London" does not tell who she is.
    """
    wanted = [kind for kind in question.asks if kind in VALUE_KINDS]
    text = item.candidate.text
    if any(holds_value(kind, question, text) and not holds_value(kind, question, written) for kind in wanted):
        return True
    several = question.shape in _OF_SEVERAL
    if not several and any(holds_value(kind, question, written) for kind in wanted):
        return False
    return _share_told(text, written) < (_MOST if several else _SOME)


def _share_told(text: str, written: str) -> float:
    """How many (0-1) of the content words of a sentence a written text has too."""
    stems = frozenset(word.stem for word in content_words(written))
    words = content_words(text)
    told = sum(spelt_alike(word, written, stems) >= _ALIKE for word in words)
    return told / len(words) if words else 1.0
