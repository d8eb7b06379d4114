"""Whether an answer says something: comparisons of texts as the makers of the packs do them."""

import re
import string
from collections.abc import Sequence

from eval.observed import ObservedAnswer
from eval.pools import passage_key
from rag.answer import AnswerMode

__all__ = ["BEST_CHUNK", "best_chunk", "holds_all", "holds_words", "overlaps_text", "said"]


BEST_CHUNK = "best chunk shown instead"
"""What a reference made of `best_chunk` is called."""


def said(seen: ObservedAnswer) -> str:
    """What an answer says: the sentences that a model wrote, or those that are quoted; nothing if it refuses.

    Lead-ins and remarks are left out: an untitled passage is named there by its first words, which may hold the
    answer by chance, as may the number of a citation.
    """
    if seen.refused:
        return ""
    if seen.mode == AnswerMode.WRITTEN:
        return "\n".join(seen.answer[claim.start : claim.end] for claim in seen.claims)
    return "\n".join(citation.quote for citation in seen.citations)


def best_chunk(seen: ObservedAnswer) -> str:
    """The chunk that was found first, uncut: what showing it instead of answering would say."""
    return seen.passages[0].text if seen.passages else ""


def holds_all(text: str, answers: Sequence[Sequence[str]]) -> bool:
    """Whether a text holds each answer in one of its spellings, as a plain substring whatever the case.

    Between Chinese characters and figures white space says nothing, so all of it is left out.

    Source: `checkanswer` in RGB's `evalue.py` (Chen et al., AAAI 2024), which drops blanks in Chinese only;
    dropping them in both texts changes English matches in nothing but spacing.
    """
    squeezed = _squeezed(text)
    return bool(answers) and all(any(_squeezed(s) in squeezed for s in spellings) for spellings in answers)


def holds_words(text: str, answer: str) -> bool:
    """Whether a text holds an answer's words in a row, without regard to case, articles and punctuation.

    An answer without any word is held by nothing.

    Source: the normalisation of SQuAD's evaluation (Rajpurkar et al., EMNLP 2016).
    """
    words = _words(answer)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def overlaps_text(quote: str, sentence: str) -> bool:
    """Whether one of two stretches of the same passage holds the other, spacing and case aside."""
    one, other = passage_key(quote), passage_key(sentence)
    return bool(one) and bool(other) and (one in other or other in one)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _words(text: str) -> list[str]:
    plain = "".join(" " if c in string.punctuation else c for c in text.casefold())
    return re.sub(r"\b(?:a|an|the)\b", " ", plain).split()
