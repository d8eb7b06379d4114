"""What every embedder gives: one vector a text, and one vector a token with the characters it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Embedder", "EmbedderSpec", "Encoded", "TokenMatrix"]


@dataclass(frozen=True, slots=True)
class EmbedderSpec:
    """Everything about a model that changes its vectors; part of the index fingerprint.

    Attributes:
        name: Name of the model, e.g. `multilingual-e5-small`.
        revision: Hash of the weights that are served.
        dimension: Length of a text vector.
        max_tokens: Longest input in tokens, prefix and special tokens included; the rest of a text is not
            seen.
        query_prefix: Text put before a question, e.g. `query: `.
        passage_prefix: Text put before a passage, e.g. `passage: `.
    """

    name: str
    revision: str
    dimension: int
    max_tokens: int
    query_prefix: str
    passage_prefix: str


@dataclass(frozen=True, slots=True, eq=False)
class TokenMatrix:
    """The vectors of a text's own tokens, without the prefix's and without special tokens.

    Attributes:
        vectors: (n_tokens, dim) float32, rows of length 1.
        spans: (n_tokens, 2) int32, half-open offsets in code points of the text as it was given; starts and
            ends never decrease. White space before a word is left out of its span. Several tokens may share a
            span, where one character stands for several (㌀ is アパート).
        ids: (n_tokens,) int32, vocabulary ids.
    """

    vectors: NDArray[np.float32]
    spans: NDArray[np.int32]
    ids: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """One text, encoded.

    Attributes:
        vector: (dim,) float32, of length 1.
        tokens: Its tokens; no rows for a text without any visible character.
    """

    vector: NDArray[np.float32]
    tokens: TokenMatrix


class Embedder(Protocol):
    """Turns texts into vectors; any string is accepted, and the same text always gives the same vector.

    An empty text gives the vector of the bare prefix. A text that is too long is cut at `spec.max_tokens`.
    """

    @property
    def spec(self) -> EmbedderSpec:
        """What the vectors depend on."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode questions, in the order given."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages, in the order given."""
        ...
