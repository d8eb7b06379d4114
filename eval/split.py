"""Which cases may be tuned on: a split by passage, so that hardly a passage of the test cases is met before.

A passage is a paragraph of a document. Four paragraphs in ten, by a hash of their place, are the test's; a case is the
test's if any of its gold, or of what may stand in for it, lies in one of those. Cases without gold go by the hash
of their pair. A pair is never parted. A test case that rests on several passages may share one with a case of `dev`.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from corpus.model import Document
from eval.cases import Case

__all__ = ["Split", "passages_of", "split_of"]

_TEST_SHARE = 0.4


class Split(StrEnum):
    """What a case is for."""

    DEV = "dev"
    TEST = "test"


def split_of(case: Case, documents: Mapping[str, Document]) -> Split:
    """The side of a case.

    Args:
        case: Checked against the documents.
        documents: By id.
    """
    keys = passages_of(case, documents) or {case.pair}
    return Split.TEST if any(_share(key) < _TEST_SHARE for key in keys) else Split.DEV


def passages_of(case: Case, documents: Mapping[str, Document]) -> set[str]:
    """The paragraphs in which a case's gold and its alternatives lie, each as its document and start."""
    found = set()
    for gold in (*case.gold, *case.gold_alternatives):
        for block in documents[gold.doc_id].blocks:
            if block.span.overlaps(gold.span):
                found.add(f"{gold.doc_id}:{block.span.start}")
    return found


def _share(key: str) -> float:
    """A number in [0, 1) that a key always gets."""
    return int.from_bytes(sha256(key.encode()).digest()[:4]) / 2**32
