"""Learning the sentence matcher's maps from questions and their candidate sentences.

A question's tokens Q (n, dim) and a chunk's tokens P (m, dim) go through `unit(Q + Q A B)` and `unit(P + P C D)`
with A, C (dim, rank) and B, D (rank, dim); the vectors themselves stay as the embedder gives them. With token
weights w (n,) that sum to 1, a stretch of tokens S has the similarity

    s(S) = sum_i w_i max_{j in S} (Q' P'^T)_ij,    w = softplus(Q u + b) + 0.001, scaled to sum to 1

and a sentence the score `t (s(sentence) + c s(chunk))`, as the product adds up the two. The loss of a question
is the cross entropy between all candidate sentences and those that answer,
`-log(sum_answering exp score / sum_all exp score)`, averaged over a batch. B and D begin at 0 and u at 0, so
training begins at plain max-sim. Of what is learned, t and c serve training only.

Sources: the max-sim scoring is that of Khattab and Zaharia, SIGIR 2020; the low-rank change of frozen weights
follows Hu et al., ICLR 2022.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from corpus.errors import UnavailableError
from eval.pools import Progress
from eval.training_data import CandidateSentence, TrainingQuestion
from rag.matcher import SentenceMatcher

__all__ = ["FitConfig", "Fitted", "fit_matcher", "save_matcher"]

# Torch's sums depend on how many threads share them.
_THREADS = 2
_INITIAL_SPREAD = 0.02
_INITIAL_CHUNK_SHARE = 0.5
_INITIAL_LOG_SCALE = 2.5
# The importance is learned in these units, or its steps would be too small beside those of the bias.
_IMPORTANCE_UNIT = 5.0
_LEAST_WEIGHT = 1e-3
_WARM_UP_STEPS = 20
_LEAST_RATE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class FitConfig:
    """How to learn.

    Attributes:
        epochs: Passes over all questions, at least 1.
        rank: Of both low-rank maps, at least 1.
        batch: Questions a step.
        dropout_ratio: Share (0-1) of the rank's dimensions that a token loses at random in a step.
        weight_decay: Of the low-rank maps, per step and unit of the learning rate.
        rate: Learning rate of the low-rank maps at its highest.
        scalar_rate: That of the importance, the scale and the chunk's share.
        seed: Decides the first values, the order of the questions and what drops out.
    """

    epochs: int = 3
    rank: int = 32
    batch: int = 16
    dropout_ratio: float = 0.2
    weight_decay: float = 0.3
    rate: float = 1e-3
    scalar_rate: float = 3e-3
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What was learned, and the mean loss of a question in each epoch."""

    matcher: SentenceMatcher
    losses: tuple[float, ...]


def fit_matcher(
    questions: Sequence[TrainingQuestion],
    passages: Mapping[int, NDArray[np.float16]],
    config: FitConfig | None = None,
    progress: Progress | None = None,
) -> Fitted:
    """Learn the maps.

    Args:
        questions: Those without an answering candidate teach nothing and are passed over.
        passages: As `TrainingSet.passages`, (n_tokens, dim) float16 by row.
        config: How to learn.
        progress: Told how many questions were learned from.

    Returns:
        The matcher, its numbers rounded to half precision; the same to the bit for the same arguments on one
        machine.

    Raises:
        ValueError: If no question has an answering candidate.
    """
    chosen, report = config or FitConfig(), progress or _silent
    usable = [question for question in questions if question.is_reachable]
    if not usable:
        raise ValueError("no question has an answering sentence among its candidates")
    with _reproducible(chosen.seed):
        model = _Model(usable[0].tokens.shape[1], chosen)
        losses = _learn(model, usable, passages, chosen, report)
        return Fitted(model.matcher(), losses)


def save_matcher(matcher: SentenceMatcher, path: Path) -> None:
    """Write a matcher as `rag.matcher` reads it: float16 arrays named after its fields; equal ones, equal bytes.

    Raises:
        UnavailableError: `storage_failed`.
    """
    names = SentenceMatcher.__dataclass_fields__
    arrays = {name: np.asarray(getattr(matcher, name), np.float16) for name in names}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
    except OSError as error:
        raise UnavailableError(
            "storage_failed", f"{path} cannot be written: {error}", next_step="check space and permissions"
        ) from error


class _Model:
    """The numbers that are learned, and the scores that they give."""

    def __init__(self, dimension: int, config: FitConfig) -> None:
        down, up = (dimension, config.rank), (config.rank, dimension)
        self.question_down = _learned(torch.randn(down) * _INITIAL_SPREAD)
        self.question_up = _learned(torch.zeros(up))
        self.passage_down = _learned(torch.randn(down) * _INITIAL_SPREAD)
        self.passage_up = _learned(torch.zeros(up))
        self.importance = _learned(torch.zeros(dimension))
        self.importance_bias = _learned(torch.zeros(1))
        self.chunk_share = _learned(torch.tensor(_INITIAL_CHUNK_SHARE))
        self.log_scale = _learned(torch.tensor(_INITIAL_LOG_SCALE))
        self._dropout_ratio = config.dropout_ratio

    def maps(self) -> list[Tensor]:
        """The low-rank maps."""
        return [self.question_down, self.question_up, self.passage_down, self.passage_up]

    def scalars(self) -> list[Tensor]:
        """All else."""
        return [self.importance, self.importance_bias, self.chunk_share, self.log_scale]

    def scores(
        self, question: Tensor, chunks: Sequence[Tensor], sentences: Sequence[CandidateSentence]
    ) -> Tensor:
        """Score sentences: (n_sentences,) from (n, dim) question tokens and (m, dim) tokens of each chunk."""
        raw = torch.nn.functional.softplus(
            question @ self.importance * _IMPORTANCE_UNIT + self.importance_bias
        )
        weights = (raw + _LEAST_WEIGHT) / (raw + _LEAST_WEIGHT).sum()
        asked = self._moved(question, self.question_down, self.question_up)
        told = self._moved(torch.cat(list(chunks)), self.passage_down, self.passage_up)
        by_chunk = torch.split(asked @ told.T, [len(chunk) for chunk in chunks], dim=1)
        whole = torch.stack([chunk.amax(dim=1) for chunk in by_chunk])
        parts = torch.stack([by_chunk[s.chunk][:, s.first : s.last].amax(dim=1) for s in sentences])
        around = (whole @ weights)[[s.chunk for s in sentences]]
        return (parts @ weights + self.chunk_share * around) * self.log_scale.exp()

    def matcher(self) -> SentenceMatcher:
        """What the product reads of it."""
        return SentenceMatcher(
            question_down=_rounded(self.question_down),
            question_up=_rounded(self.question_up),
            passage_down=_rounded(self.passage_down),
            passage_up=_rounded(self.passage_up),
            importance=_rounded(self.importance * _IMPORTANCE_UNIT),
            importance_bias=_rounded(self.importance_bias),
        )

    def _moved(self, tokens: Tensor, down: Tensor, up: Tensor) -> Tensor:
        inner = torch.nn.functional.dropout(tokens @ down, self._dropout_ratio, training=True)
        return torch.nn.functional.normalize(tokens + inner @ up, dim=1)


def _learn(
    model: _Model,
    questions: Sequence[TrainingQuestion],
    passages: Mapping[int, NDArray[np.float16]],
    config: FitConfig,
    report: Progress,
) -> tuple[float, ...]:
    """Take all steps; the mean loss of each epoch."""
    maps = {"params": model.maps(), "weight_decay": config.weight_decay}
    optimizer = torch.optim.AdamW([maps, {"params": model.scalars(), "weight_decay": 0.0}])
    order, shuffle = list(questions), Random(config.seed).shuffle
    batches = -(-len(order) // config.batch)
    losses = []
    for epoch in range(config.epochs):
        shuffle(order)
        summed = 0.0
        for number in range(batches):
            report("learn", epoch * batches + number, config.epochs * batches)
            batch = order[number * config.batch : (number + 1) * config.batch]
            _set_rates(optimizer, config, epoch * batches + number + 1, config.epochs * batches)
            optimizer.zero_grad()
            for question in batch:
                loss = _loss(model, question, passages)
                (loss / len(batch)).backward()  # type: ignore[no-untyped-call]  # torch does not type it
                summed += loss.item()
            optimizer.step()
        losses.append(summed / len(order))
    report("learn", config.epochs * batches, config.epochs * batches)
    return tuple(losses)


def _loss(model: _Model, question: TrainingQuestion, passages: Mapping[int, NDArray[np.float16]]) -> Tensor:
    chunks = [torch.from_numpy(passages[row]).float() for row in question.rows]
    scores = model.scores(torch.from_numpy(question.tokens), chunks, question.sentences)
    answering = [at for at, sentence in enumerate(question.sentences) if sentence.answers]
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[answering], 0)


def _set_rates(optimizer: torch.optim.Optimizer, config: FitConfig, step: int, steps: int) -> None:
    """A short warm-up, then down in a straight line; `step` counts from 1."""
    share = min(1.0, step / _WARM_UP_STEPS) * max(_LEAST_RATE_SHARE, 1 - step / steps)
    for group, rate in zip(optimizer.param_groups, (config.rate, config.scalar_rate), strict=True):
        group["lr"] = rate * share


@contextmanager
def _reproducible(seed: int) -> Iterator[None]:
    """Make torch give the same numbers every time, and leave it as it was found."""
    strict, threads = torch.are_deterministic_algorithms_enabled(), torch.get_num_threads()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        torch.use_deterministic_algorithms(True)
        torch.set_num_threads(_THREADS)
        try:
            yield
        finally:
            torch.use_deterministic_algorithms(strict)
            torch.set_num_threads(threads)


def _learned(values: Tensor) -> Tensor:
    return values.requires_grad_()


def _rounded(values: Tensor) -> NDArray[np.float32]:
    return values.detach().numpy().astype(np.float16).astype(np.float32)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
