"""What a run says, ready to be shown: figures by slice, cases with their verdicts, what was measured and how.

Nothing here computes; `eval/summarise.py` fills it, the reports and the comparison read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eval.case_files import MalformedCase
from eval.cases import Case
from eval.observed import Observation

__all__ = [
    "Better",
    "CaseOutcome",
    "CitationVerdict",
    "Figure",
    "RetrieverRow",
    "RunSummary",
    "Slice",
    "Unit",
]


class Unit(StrEnum):
    """What a figure counts in."""

    SHARE = "share"
    """0 to 1, of cases or claims."""
    SCORE = "score"
    """0 to 1, a mean of scores that are not yes or no."""
    MILLISECONDS = "ms"
    MEBIBYTES = "MiB"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it rests on.

    Attributes:
        metric: Stable name in lower case with underscores, such as `passage_cited`.
        value: In `unit`; None where `n` is 0.
        n: How many cases (or claims) it is over.
        low: Lower end of the 95 % interval, None where there is none (one reading, or too few).
        high: Its upper end.
        unit: What it counts in.
        better: Which way is good.
        method: How value and interval were got: `wilson_by_passage`, `bca_bootstrap_by_passage`, `order_statistics`, ….
        rests_on_judge: Whether the support judge decides it, whose accuracy then stands beside it.
    """

    metric: str
    value: float | None
    n: int
    low: float | None
    high: float | None
    unit: Unit
    better: Better
    method: str
    rests_on_judge: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of the cases of one language, or of one type, or of one type in one language, or of all.

    `language` is `zh`, `en` or None for both; `case_type` is a type's name or None for all types.
    """

    language: str | None
    case_type: str | None
    cases: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class RetrieverRow:
    """How a system, or a retriever beside it, did with the same questions in one language.

    Attributes:
        system: Its name.
        settings: Its defaults in words.
        language: Of the questions, `zh` or `en`.
        figures: Recall, MRR and nDCG of what it found.
        characters: How much text the passages are that it gives by default, on average; None where that is not known.
        verdicts: By metric, what the measured system is beside it on the same questions: better, worse or cannot_tell;
            nothing for the system itself.
    """

    system: str
    settings: str
    language: str
    figures: tuple[Figure, ...]
    characters: float | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitationVerdict:
    """What became of one citation of an answer."""

    n: int
    holds: bool
    """Whether its quote stands at its offsets."""
    on_gold: bool
    """Whether it overlaps gold or an alternative."""
    needed: bool | None
    """ALCE's precision: whether the claim would lose its support without it; None if it supports no claim."""


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case, what was seen of its answers, and what each metric says of the first of them.

    Attributes:
        case: As it was asked.
        observations: One for each asking, the first first; at least one.
        scores: By metric, 0 to 1; yes and no are 1 and 0. Metrics that do not apply are left out.
        citations: A verdict for each citation of the first answer.
    """

    case: Case
    observations: tuple[Observation, ...]
    scores: Mapping[str, float]
    citations: tuple[CitationVerdict, ...]

    @property
    def failure(self) -> str | None:
        """Why it could not be asked, if so."""
        return self.observations[0].failure

    @property
    def failed_again(self) -> tuple[Observation, ...]:
        """The later askings that gave no answer; the case is scored by its first all the same."""
        return tuple(seen for seen in self.observations[1:] if seen.failure is not None)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A whole run.

    Attributes:
        name: Of the system that was measured.
        configuration: What decided the answers, by name: model, generation, settings, question set.
        hashes: SHA-256 by name: of the question set, the documents, the index.
        judge: The support judge's name and accuracy by set, shown beside what rests on it.
        slices: All, then by language, then by type, then both.
        outcomes: In the order of the cases.
        malformed: Lines of the question set that could not be asked, with what is wrong with each.
        retrievers: The system and other retrievers on the same questions; empty if none was asked.
    """

    name: str
    configuration: Mapping[str, str]
    hashes: Mapping[str, str]
    judge: Mapping[str, str]
    slices: tuple[Slice, ...]
    outcomes: tuple[CaseOutcome, ...]
    malformed: tuple[MalformedCase, ...] = ()
    retrievers: tuple[RetrieverRow, ...] = ()

    @property
    def failures(self) -> dict[str, str]:
        """Why each case that has no scores has none, by its id."""
        unread = {
            found.case_id: f"case_malformed: line {found.line}: {found.fault}" for found in self.malformed
        }
        unasked = {outcome.case.id: outcome.failure for outcome in self.outcomes if outcome.failure}
        return unread | unasked

    @property
    def failed_askings(self) -> dict[str, str]:
        """Why askings gave no answer, by case id: the reason of a first one, `asking 2: ` before that of a later."""
        found = {case_id: [reason] for case_id, reason in self.failures.items()}
        for outcome in self.outcomes:
            later = [f"asking {seen.repeat + 1}: {seen.failure}" for seen in outcome.failed_again]
            if later:
                found.setdefault(outcome.case.id, []).extend(later)
        return {case_id: "; ".join(reasons) for case_id, reasons in found.items()}
