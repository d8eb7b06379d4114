"""Comparing a question with a sentence token by token, through a small learned change of the vectors.

Max-sim over the embedder's own token vectors treats every token alike and knows only likeness. Two low-rank
maps, one for questions and one for passages, and a weight for each question token were learned on public
question-answering sets (`summit eval fit`, see `eval/MATCHER.md`): "when" comes to lie near dates, and words
that carry a question weigh more than words that frame it. Within one language this finds the answering
sentence more often; across languages the plain vectors are the better guide and are used as they are.

Source of the scoring: late interaction, Khattab and Zaharia, SIGIR 2020; the low-rank change of frozen vectors
follows Hu et al., ICLR 2022.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

__all__ = ["SentenceMatcher", "default_matcher", "plain_matcher"]

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SentenceMatcher:
    """The learned maps; vectors are rows of length 1, centred by language.

    `question_down` and `passage_down` are (dim, rank), their `_up` partners (rank, dim); `importance` is
    (dim,) and `importance_bias` (1,).
    """

    question_down: Matrix
    question_up: Matrix
    passage_down: Matrix
    passage_up: Matrix
    importance: Matrix
    importance_bias: Matrix

    def token_weights(self, question: Matrix) -> Matrix:
        """How much each question token counts: (n,), positive, summing to 1."""
        raw = question @ self.importance + self.importance_bias
        weights = np.logaddexp(0, raw) + np.float32(1e-3)
        return np.asarray(weights / weights.sum(), np.float32)

    def project_question(self, tokens: Matrix) -> Matrix:
        """A question's token vectors (n, dim) as the learned space has them, rows of length 1."""
        return _unit(tokens + tokens @ self.question_down @ self.question_up)

    def project_passage(self, tokens: Matrix) -> Matrix:
        """A passage's token vectors (m, dim) as the learned space has them, rows of length 1."""
        return _unit(tokens + tokens @ self.passage_down @ self.passage_up)


@cache
def default_matcher() -> SentenceMatcher:
    """The maps that come with the product, learned for the built-in embedder."""
    data = files("rag.weights").joinpath("sentence_matcher.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return SentenceMatcher(**{name: arrays[name].astype(np.float32) for name in arrays.files})


def plain_matcher(dimension: int) -> SentenceMatcher:
    """Changes nothing and weighs all tokens alike: for any other embedder."""
    down, up = np.zeros((dimension, 1), np.float32), np.zeros((1, dimension), np.float32)
    return SentenceMatcher(down, up, down, up, np.zeros(dimension, np.float32), np.zeros(1, np.float32))


def _unit(rows: NDArray[np.floating]) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
