"""Sentence retrieval: is a sentence's translation its nearest neighbour in the other language?

Asked of the embedder alone, with its vectors as they are and with each language's mean taken away, as the
index does with passages.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.model import Language
from eval.packs import TatoebaRow
from eval.pools import passage_key
from eval.tasks.asking import Bench, PackTask
from eval.tasks.published import TATOEBA
from eval.tasks.rows import TaskName, TaskRow, share
from index.means import LanguageMeans

__all__ = ["TASKS", "measure_tatoeba", "nearest_is_right"]

_TASK, _PACK = TaskName.SENTENCES, "tatoeba_zh_en"
_BATCH = 64
_NOTE = "published over 1000 sentences; here {n} are searched, which is easier"
Vectors = NDArray[np.float32]


def measure_tatoeba(bench: Bench) -> list[TaskRow]:
    """Recall@1 in both directions, without and with language means; all sentences are searched."""
    rows = bench.packs.rows(_PACK, TatoebaRow)
    if not rows:
        return []
    sampled = {row.id for row in bench.sample(rows, lambda row: row.id)}
    asked = [at for at, row in enumerate(rows) if row.id in sampled]
    texts = {Language.ZH: [row.zh for row in rows], Language.EN: [row.en for row in rows]}
    raw = {language: _encode(bench, language, found) for language, found in texts.items()}
    found = []
    for name, vectors in (("vectors as they are", raw), ("language means taken away", _centred(raw))):
        for own in Language:
            verdicts = nearest_is_right(vectors[own][asked], vectors[own.other], texts[own.other], asked)
            references = TATOEBA if own is Language.ZH else ()
            note = _NOTE.format(n=len(rows)) if references else ""
            condition = f"{own} → {own.other}, {name}"
            found.append(TaskRow(_TASK, _PACK, condition, share("recall_at_1", verdicts), references, note))
    return found


def nearest_is_right(
    asked: Vectors, searched: Vectors, texts: Sequence[str], gold: Sequence[int]
) -> list[bool]:
    """Whether the nearest row to each sentence is its translation.

    Args:
        asked: (n, dim) float32, rows of length 1.
        searched: (m, dim) float32, rows of length 1.
        texts: What the rows of `searched` say; a row of equal text is as right.
        gold: For each row of `asked`, which row of `searched` translates it.
    """
    keys = [passage_key(text) for text in texts]
    nearest = np.argmax(asked @ searched.T, axis=1).tolist()
    return [keys[at] == keys[right] for at, right in zip(nearest, gold, strict=True)]


def _encode(bench: Bench, language: Language, texts: Sequence[str]) -> Vectors:
    vectors = []
    for start in range(0, len(texts), _BATCH):
        bench.report(f"{_TASK} {language}", start, len(texts))
        vectors += [found.vector for found in bench.embedder.encode_passages(texts[start : start + _BATCH])]
    bench.report(f"{_TASK} {language}", len(texts), len(texts))
    return np.array(vectors, np.float32)


def _centred(raw: dict[Language, Vectors]) -> dict[Language, Vectors]:
    means = {language: vectors.mean(axis=0) for language, vectors in raw.items()}
    taken = LanguageMeans(passages=means, questions={})
    return {
        language: taken.centre_passages(vectors, [language] * len(vectors))
        for language, vectors in raw.items()
    }


TASKS = (PackTask(_TASK, (_PACK,), measure_tatoeba),)
