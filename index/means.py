"""Mean vectors by language, subtracted so that what a text says weighs more than the language it is in.

All texts of a language share a direction, so a question's nearest passages are nearly always in its own
language. Taking each language's mean away, of passages from passages and of questions from questions, lets an
answer that is only there in the other language be found first in half of the cases.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError
from corpus.model import Language

__all__ = ["MIN_PASSAGES", "LanguageMeans", "MeanSum"]

# The mean of a few passages is mostly what they are about: taking it away would take their content.
MIN_PASSAGES = 20
# Below this length nothing but rounding is left of a vector, which is then kept as it was.
_LEAST_NORM = 1e-3
_SIDES = ("passages", "questions", "passage_tokens", "question_tokens")


@dataclass(frozen=True, slots=True)
class LanguageMeans:
    """What is subtracted, by language; nothing where a language is not named.

    Attributes:
        passages: (dim,) float32 by language, of those with at least `MIN_PASSAGES` passages.
        questions: (dim,) float32 by language.
        passage_tokens: The same of the passages' token vectors.
        question_tokens: The same of the questions' token vectors.
    """

    passages: Mapping[Language, NDArray[np.float32]]
    questions: Mapping[Language, NDArray[np.float32]]
    passage_tokens: Mapping[Language, NDArray[np.float32]] = field(default_factory=dict)
    question_tokens: Mapping[Language, NDArray[np.float32]] = field(default_factory=dict)

    def centre_passages(
        self, vectors: NDArray[np.float32], languages: Sequence[Language]
    ) -> NDArray[np.float32]:
        """Subtract from each vector its language's mean and scale it back to length 1.

        Args:
            vectors: (n, dim) float32, rows of length 1.
            languages: The language of each row.

        Returns:
            (n, dim) float32, rows of length 1; those of a language without a mean as they were.

        Raises:
            ValueError: If there are not as many languages as rows.
        """
        if len(vectors) != len(languages):
            raise ValueError(f"{len(vectors)} vectors, {len(languages)} languages")
        centred = np.array(vectors, dtype=np.float32)
        for language, mean in self.passages.items():
            rows = np.array([found is language for found in languages], dtype=np.bool_)
            centred[rows] = _without(centred[rows], mean)
        return centred

    def centre_query(self, vector: NDArray[np.float32], language: Language) -> NDArray[np.float32]:
        """Subtract the mean of a language's questions and scale back to length 1.

        Args:
            vector: (dim,) float32 of length 1.
            language: The question's.

        Returns:
            (dim,) float32 of length 1; the vector as it was if the language has no mean, or if no passage was
            centred either, since the two must be moved together.
        """
        mean = self.questions.get(language)
        if mean is None or not self.passages:
            return vector
        return np.asarray(_without(vector[None, :], mean)[0], dtype=np.float32)

    def centre_passage_tokens(self, vectors: NDArray[np.float32], language: Language) -> NDArray[np.float32]:
        """The same as `centre_passages` for the token vectors (n, dim) of one passage."""
        mean = self.passage_tokens.get(language)
        return vectors if mean is None else _without(vectors, mean)

    def centre_query_tokens(self, vectors: NDArray[np.float32], language: Language) -> NDArray[np.float32]:
        """The same as `centre_query` for the token vectors (n, dim) of one question."""
        mean = self.question_tokens.get(language)
        return vectors if mean is None or not self.passage_tokens else _without(vectors, mean)

    def save(self, path: Path) -> None:
        """Write the means to an `.npz` file; equal means give equal bytes."""
        arrays = {
            f"{side}-{language}": mean
            for side in _SIDES
            for language, mean in sorted(getattr(self, side).items())
        }
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> "LanguageMeans":
        """Read what `save` wrote.

        Raises:
            DataError: `index_damaged` if the file is not such a file.
        """
        means: dict[str, dict[Language, NDArray[np.float32]]] = {side: {} for side in _SIDES}
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                for name in arrays.files:
                    side, _, language = name.partition("-")
                    means[side][Language(language)] = arrays[name].astype(np.float32)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise DataError(
                "index_damaged",
                f"the language means in {path} cannot be read: {error}",
                next_step="run `summit index rebuild`",
            ) from error
        return cls(**means)


class MeanSum:
    """Adds up vectors by language, in parts of any size.

    Args:
        dimension: Numbers in a vector.
    """

    def __init__(self, dimension: int) -> None:
        self._sums = {language: np.zeros(dimension, np.float64) for language in Language}
        self._counts = dict.fromkeys(Language, 0)

    def add(self, vectors: NDArray[np.float32], languages: Iterable[Language]) -> None:
        """Count in some vectors, (n, dim) float32, of as many languages."""
        for vector, language in zip(vectors, languages, strict=True):
            self._sums[language] += vector
            self._counts[language] += 1

    def add_all(self, vectors: NDArray[np.float32], language: Language) -> None:
        """Count in (n, dim) vectors that are all of one language."""
        self._sums[language] += vectors.sum(axis=0, dtype=np.float64)
        self._counts[language] += len(vectors)

    def means(self, *, at_least: int = 1) -> dict[Language, NDArray[np.float32]]:
        """The mean of each language of which at least so many vectors were added."""
        return {
            language: (self._sums[language] / count).astype(np.float32)
            for language, count in self._counts.items()
            if count >= at_least
        }


def _without(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    rest = vectors - mean
    norms = np.linalg.norm(rest, axis=1, keepdims=True)
    scaled = rest / np.maximum(norms, _LEAST_NORM)
    return np.asarray(np.where(norms > _LEAST_NORM, scaled, vectors), dtype=np.float32)
