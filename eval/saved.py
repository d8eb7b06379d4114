"""A run's figures on disk: `figures.json` with all figures, `outcomes.jsonl` with every case behind them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import DataError, NotFoundError, UnavailableError
from eval.case_files import MalformedCase
from eval.cases import Case
from eval.observed import Observation
from eval.summary import CaseOutcome, CitationVerdict, RetrieverRow, RunSummary, Slice

__all__ = ["OUTCOMES", "SUMMARY", "load_summary", "save_summary", "write_text"]

SUMMARY: Final = "figures.json"
OUTCOMES: Final = "outcomes.jsonl"
_Value = TypeVar("_Value")


class _Verdict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int
    holds: bool
    on_gold: bool
    needed: bool | None


class _Outcome(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    case: Case
    observations: tuple[Observation, ...]
    scores: dict[str, float]
    citations: tuple[_Verdict, ...]


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    configuration: dict[str, str]
    hashes: dict[str, str]
    judge: dict[str, str]
    slices: tuple[Slice, ...]
    malformed: tuple[MalformedCase, ...] = ()
    retrievers: tuple[RetrieverRow, ...] = ()


def save_summary(summary: RunSummary, folder: Path) -> None:
    """Write a summary; equal ones give equal bytes.

    Raises:
        UnavailableError: `storage_failed`.
    """
    head = _Head(
        name=summary.name,
        configuration=_sorted(summary.configuration),
        hashes=_sorted(summary.hashes),
        judge=_sorted(summary.judge),
        slices=summary.slices,
        malformed=summary.malformed,
        retrievers=summary.retrievers,
    )
    lines = [_outcome(outcome).model_dump_json() for outcome in summary.outcomes]
    write_text(folder / OUTCOMES, "".join(f"{line}\n" for line in lines))
    page = json.dumps(head.model_dump(mode="json"), ensure_ascii=False, indent=2)
    write_text(folder / SUMMARY, page + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a file, and the folder that it lies in if there is none.

    Raises:
        UnavailableError: `storage_failed`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UnavailableError(
            "storage_failed", f"{path} cannot be written: {error}", next_step="check space and permissions"
        ) from error


def load_summary(folder: Path) -> RunSummary:
    """Read what `save_summary` wrote.

    Raises:
        NotFoundError: `run_unknown`, if there are no figures in the folder.
        DataError: `run_log_damaged`, naming the file.
    """
    try:
        head_text = (folder / SUMMARY).read_text("utf-8")
        # Not `splitlines`: an answer may hold other ends of lines, which JSON leaves as they are.
        lines = [line for line in (folder / OUTCOMES).read_text("utf-8").split("\n") if line]
    except FileNotFoundError as error:
        raise NotFoundError(
            "run_unknown", f"{folder} holds no figures of a run", next_step="make them with `summit eval run`"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder, str(error)) from error
    try:
        head = _Head.model_validate_json(head_text)
        outcomes = tuple(_restored(_Outcome.model_validate_json(line)) for line in lines)
    except ValidationError as error:
        raise _damaged(folder, str(error.errors(include_url=False, include_input=False)[0]["msg"])) from error
    return RunSummary(
        head.name,
        head.configuration,
        head.hashes,
        head.judge,
        head.slices,
        outcomes,
        head.malformed,
        head.retrievers,
    )


def _outcome(outcome: CaseOutcome) -> _Outcome:
    return _Outcome(
        case=outcome.case,
        observations=outcome.observations,
        scores=_sorted(outcome.scores),
        citations=tuple(
            _Verdict(n=c.n, holds=c.holds, on_gold=c.on_gold, needed=c.needed) for c in outcome.citations
        ),
    )


def _restored(seen: _Outcome) -> CaseOutcome:
    verdicts = tuple(CitationVerdict(c.n, c.holds, c.on_gold, c.needed) for c in seen.citations)
    return CaseOutcome(seen.case, seen.observations, seen.scores, verdicts)


def _sorted(mapping: Mapping[str, _Value]) -> dict[str, _Value]:
    return dict(sorted(mapping.items()))


def _damaged(folder: Path, fault: str) -> DataError:
    return DataError(
        "run_log_damaged",
        f"the figures in {folder} cannot be read: {fault}",
        next_step="run again, or name another folder",
    )
