"""Firms and universities whose own name no dictionary has: 旷视科技, 索邦大学."""

from itertools import pairwise

import rjieba

from corpus.language import has_han

__all__ = ["bodies_in"]

_HEADS = frozenset("科技 智能 大学 学院 集团 银行 资本 传媒 实验室 研究院 研究所 公司".split())
_LONGEST = 4
_NAMES = ("nr", "nrt", "nz")


def bodies_in(text: str) -> list[tuple[str, int]]:
    """The bodies that a Chinese text calls by a name of their own and what they are, with where each begins."""
    found, at = [], 0
    for (own, tag), (head, _) in pairwise(rjieba.tag(text)):
        at = max(at, text.find(own, at))
        if head in _HEADS and 1 < len(own) <= _LONGEST and has_han(own) and _is_strange(own, tag):
            found.append((own + head, at))
    return found


def _is_strange(word: str, tag: str) -> bool:
    """Whether the dictionary has only the characters of a word, or takes it for a name."""
    return tag in _NAMES or len(rjieba.cut(word, hmm=False)) == len(word)
