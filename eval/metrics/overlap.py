"""How much of the gold quotes an answer says in their words, and how much else it says: an F1 of words."""

import re
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, partial
from unicodedata import normalize

from opencc import OpenCC

from corpus.model import Language
from eval.cases import Case, CaseType, GoldSpan
from eval.metrics.catalogue import M
from eval.metrics.evidence import SourceText
from eval.observed import ObservedAnswer

__all__ = ["answer_units", "overlap_scores", "unit_f1"]

_MARKERS = re.compile(r"\s*\[\d+\]")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
# Not inside a number: 12.5 without its point would be 125.
_MARKS = re.escape(string.punctuation + "“”‘’–—…")
_PUNCTUATION = re.compile(rf"(?<!\d)[{_MARKS}]|[{_MARKS}](?!\d)|(?<=\d),(?=\d{{3}})")
# In Chinese a unit is a character, but a Latin word or a number is one, as in the evaluation of CMRC 2018.
_CHINESE_UNIT = re.compile(r"[A-Za-zÀ-ɏ]+|\d+(?:[.,]\d+)*|[㐀-䶿一-鿿豈-﫿]")


def answer_units(text: str, language: Language) -> list[str]:
    """The units of a text that are compared.

    Args:
        text: With or without markers `[n]`, which are left out.
        language: English gives words without articles and punctuation, in lower case; Chinese gives characters
            made simplified, with Latin words and numbers whole.

    Source: the normalisation of SQuAD (Rajpurkar et al., EMNLP 2016), but for points in numbers, which that
    leaves out, and the units of CMRC 2018 (Cui et al., EMNLP 2019).
    """
    folded = normalize("NFKC", _MARKERS.sub("", text)).lower()
    if language is Language.ZH:
        return _CHINESE_UNIT.findall(str(_simplifier().convert(folded)))
    return _ARTICLES.sub(" ", _PUNCTUATION.sub("", folded)).split()


def unit_f1(said: Sequence[str], wanted: Sequence[str]) -> float:
    """The harmonic mean (0-1) of the shares of units said that are wanted and of units wanted that are said.

    Units count as often as they occur; 0 if nothing is shared.
    """
    shared = sum((Counter(said) & Counter(wanted)).values())
    return 2 * shared / (len(said) + len(wanted)) if shared else 0.0


def overlap_scores(case: Case, answer: ObservedAnswer, sources: Mapping[str, SourceText]) -> dict[str, float]:
    """`answer_f1` of an answer against the gold quotes in the question's language; 0 for a refusal.

    For each gold span, it or the alternative that the answer is closest to is wanted. Nothing where the
    question has no gold, has a false premise, or gold is neither in its language nor rendered in it.
    """
    if not case.gold or case.type is CaseType.FALSE_PREMISE:
        return {}
    said = [] if answer.refused else answer_units(answer.answer, case.language)
    wanted: list[str] = []
    for gold in case.gold:
        stand_ins = [other for other in case.gold_alternatives if gold in case.stood_in_for(other)]
        worded = [_words(span, case, sources) for span in (gold, *stand_ins)]
        usable = [answer_units(words, case.language) for words in worded if words]
        if not usable:
            return {}
        wanted += max(usable, key=partial(unit_f1, said))
    return {M.ANSWER_F1: unit_f1(said, wanted)}


def _words(gold: GoldSpan, case: Case, sources: Mapping[str, SourceText]) -> str | None:
    source = sources.get(gold.doc_id)
    return source.words(gold.span, case.language) if source is not None else None


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
