"""How well the checks tell true claims from false ones, by fault and by language."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.model import Language
from eval.claims import Fault, LabelledClaim
from eval.measures import Rate, rate
from rag.checking import CheckedText
from rag.checks.finding import Verdict

__all__ = ["CheckedLabel", "ChecksReport", "Row", "TextEngine", "measure_checks"]

# What a text of several sentences amounts to: its worst sentence.
_WORST_FIRST = (Verdict.CONTRADICTED, Verdict.ABSENT, Verdict.PARTIAL, Verdict.SUPPORTED)


class TextEngine(Protocol):
    """What checks a text: the engine, or a client of a running service."""

    def check(
        self, text: str, *, language: Language | None = None, second_reading: bool = False
    ) -> CheckedText:
        """Check each sentence of a text."""
        ...


@dataclass(frozen=True, slots=True)
class CheckedLabel:
    """A labelled claim with the verdict it was given."""

    claim: LabelledClaim
    verdict: Verdict
    differs: tuple[tuple[str, str, str | None], ...]
    """Kind, words of the claim, words of the document."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: how many claims of a kind came out as they should."""

    name: str
    language: Language | None
    count: int
    share: Rate


@dataclass(frozen=True, slots=True)
class ChecksReport:
    """All that was measured.

    `caught`: false claims that were not called supported, by fault; `contradicted`: those called contradicted;
    `flagged`: true claims called anything but supported; `denied`: true claims called contradicted or absent;
    `absent`: claims that no document speaks of and were called so; `half`: half-true claims not called supported.
    """

    rows: tuple[Row, ...]
    results: tuple[CheckedLabel, ...]
    milliseconds_p50: float
    """Of one claim."""


def measure_checks(
    claims: Sequence[LabelledClaim],
    engine: TextEngine,
    progress: Callable[[str, int, int], None],
    *,
    second_reading: bool = False,
) -> ChecksReport:
    """Check every claim and count.

    Args:
        claims: At least one.
        engine: What checks; it is given one claim at a time.
        progress: Told a stage, how much is done and how much there is.
        second_reading: Whether the language model reads again what is found nowhere.
    """
    engine.check(claims[0].claim)  # the first check fills caches
    results, took = [], []
    for done, claim in enumerate(claims, start=1):
        started = time.perf_counter()
        checked = engine.check(claim.claim, second_reading=second_reading)
        took.append((time.perf_counter() - started) * 1e3)
        results.append(_result(claim, checked))
        progress("checks", done, len(claims))
    return ChecksReport(tuple(_rows(results)), tuple(results), statistics.median(took))


def _result(claim: LabelledClaim, checked: CheckedText) -> CheckedLabel:
    verdicts = {sentence.verdict for sentence in checked.sentences}
    verdict = next(verdict for verdict in _WORST_FIRST if verdict in verdicts)
    findings = [finding for sentence in checked.sentences for finding in sentence.findings]
    return CheckedLabel(claim, verdict, tuple((f.kind.value, f.said, f.document) for f in findings))


def _rows(results: Sequence[CheckedLabel]) -> list[Row]:
    false = [r for r in results if r.claim.label is Verdict.CONTRADICTED]
    true = [r for r in results if r.claim.label is Verdict.SUPPORTED]
    absent = [r for r in results if r.claim.label is Verdict.ABSENT]
    half = [r for r in results if r.claim.label is Verdict.PARTIAL]
    rows = []
    for fault in Fault:
        rows += _row(f"caught: {fault}", [r for r in false if r.claim.fault is fault], _is_caught)
    rows += _row("caught", false, _is_caught)
    rows += _row("contradicted", false, lambda r: r.verdict is Verdict.CONTRADICTED)
    rows += _row("flagged", true, _is_caught)
    rows += _row("denied", true, lambda r: r.verdict in (Verdict.CONTRADICTED, Verdict.ABSENT))
    rows += _row("absent", absent, lambda r: r.verdict is Verdict.ABSENT)
    return rows + _row("half", half, _is_caught)


def _is_caught(result: CheckedLabel) -> bool:
    return result.verdict is not Verdict.SUPPORTED


def _row(name: str, results: Sequence[CheckedLabel], holds: Callable[[CheckedLabel], bool]) -> list[Row]:
    """The line for each language and for both; none where there is no claim of the kind."""
    rows = []
    for language in (*Language, None):
        chosen = [r for r in results if language in (None, r.claim.language)]
        if chosen:
            count = sum(holds(result) for result in chosen)
            rows.append(Row(name, language, count, rate(count, len(chosen))))
    return rows
