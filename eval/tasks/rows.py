"""What the tasks give: a figure a row, beside it what others reached, and what could not be measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from eval.measures import Rate, rate
from eval.statistics import clustered_rate
from eval.summary import Better, Figure, Unit
from eval.written import Way
from index.embedding.protocol import EmbedderSpec

__all__ = [
    "Better",
    "Failure",
    "Reference",
    "TaskName",
    "TaskRow",
    "TasksReport",
    "mean_of_rates",
    "rate_about",
    "share",
]


class TaskName(StrEnum):
    """The families of tasks, in the order of the report."""

    ABSTENTION = "abstention"
    NOISE = "noise"
    COUNTERFACTUAL = "counterfactual"
    CONFLICT = "conflict"
    MULTI_HOP = "multi_hop"
    DIALOGUE = "dialogue"
    CLAIMS = "claims"
    SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class Reference:
    """What something else reached.

    Attributes:
        name: Who or what.
        value: In the unit of the figure it stands beside.
        compared: Whether being worse than this is being worse than a baseline. False where the two cannot be
            told from one number (never refusing is easy), or where the other is no competitor (a larger
            model, people).
    """

    name: str
    value: float
    compared: bool = True


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One figure.

    Attributes:
        task: The family.
        pack: As in the manifest.
        condition: Which questions with which passages.
        figure: The number with what it rests on.
        references: What others reached.
        note: What a reader must know to compare.
    """

    task: TaskName
    pack: str
    condition: str
    figure: Figure
    references: tuple[Reference, ...] = ()
    note: str = ""

    @property
    def best(self) -> Reference | None:
        """The best of the references that are compared."""
        compared = [item for item in self.references if item.compared]
        if self.figure.better is Better.HIGHER:
            return max(compared, key=lambda item: item.value, default=None)
        return min(compared, key=lambda item: item.value, default=None)

    @property
    def shortfall(self) -> float:
        """How much worse than the best reference, in the figure's unit; 0 if level, better or alone."""
        if self.best is None or self.figure.value is None:
            return 0.0
        lead = self.figure.value - self.best.value
        return max(-lead if self.figure.better is Better.HIGHER else lead, 0.0)

    @property
    def told_apart(self) -> bool:
        """Whether the best reference lies outside the figure's interval."""
        low, high = self.figure.low, self.figure.high
        if self.best is None or low is None or high is None:
            return False
        return not low <= self.best.value <= high


@dataclass(frozen=True, slots=True)
class Failure:
    """A pack that could not be read, or a question that could not be asked; it counts in no figure.

    `row_id` is None for a whole pack. `reason` never repeats a pack's words.
    """

    task: TaskName
    pack: str
    row_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TasksReport:
    """A whole run.

    Attributes:
        rows: In the order of the families.
        failures: What could not be measured.
        gaps: Packs whose passages should stand in the index beside others and do not, with the reason.
        packs: SHA-256 of each pack that was read, of its uncompressed content.
        embedder: The model that passages and questions are encoded with.
        judge: Name of what judged the claims; None if nothing did.
        limit: The most questions of a cell; None if all were asked.
        documents: How many the index holds; None if no task needed it.
        way: How the questions were answered.
        origins: How many answers a model wrote, and why the others are not its; as `Bench.origins`.
    """

    rows: tuple[TaskRow, ...]
    failures: tuple[Failure, ...]
    gaps: Mapping[str, str]
    packs: Mapping[str, str]
    embedder: EmbedderSpec
    judge: str | None
    limit: int | None
    documents: int | None
    way: Way = Way.EXTRACTIVE
    origins: Mapping[str, int] = field(default_factory=dict)


def share(
    metric: str,
    verdicts: list[bool],
    better: Better = Better.HIGHER,
    *,
    about: Sequence[str] | None = None,
) -> Figure:
    """The share of verdicts that are yes, with its interval; no value where there are none.

    Args:
        metric: The figure's name.
        verdicts: One for each question.
        better: Which way is good.
        about: For each question, the paragraph or dialogue that it shares with others, which depend on it; Wilson's
            interval is then for as many questions as they are worth. None where each has its own.
    """
    if not verdicts:
        return Figure(metric, None, 0, None, None, Unit.SHARE, better, "wilson")
    found = rate_about(verdicts, about)
    method = "wilson" if about is None else "wilson_by_passage"
    return Figure(metric, found.value, found.n, found.low, found.high, Unit.SHARE, better, method)


def rate_about(verdicts: Sequence[bool], about: Sequence[str] | None) -> Rate:
    """A share with its interval; of questions that share what they are about, for as many as they are worth.

    Raises:
        ValueError: If there are no verdicts, or not as many paragraphs.
    """
    if about is None:
        return rate(sum(verdicts), len(verdicts))
    values = {str(at): float(verdict) for at, verdict in enumerate(verdicts)}
    found = clustered_rate(values, dict(zip(values, about, strict=True)))
    return Rate(found.value, found.n, found.low, found.high)


def mean_of_rates(metric: str, first: Rate, second: Rate) -> Figure:
    """The plain mean of two rates over different questions, so that the larger group does not decide.

    Its interval is put together from those of the two rates.

    Source: Zou and Donner, Statistics in Medicine 2008 (MOVER), with Wilson's limits.
    """
    value = (first.value + second.value) / 2
    down = ((first.value - first.low) ** 2 + (second.value - second.low) ** 2) ** 0.5 / 2
    up = ((first.high - first.value) ** 2 + (second.high - second.value) ** 2) ** 0.5 / 2
    n = first.n + second.n
    return Figure(metric, value, n, value - down, value + up, Unit.SHARE, Better.HIGHER, "mover_wilson")
