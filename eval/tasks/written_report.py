"""Written answers in the page of results: the same questions answered in each way, side by side."""

from collections.abc import Iterator, Mapping, Sequence

from eval.results_page import Part, PartName
from eval.summary import Better, Figure
from eval.tasks.report import MEASURES, how_many, packs_command, sources, value_text
from eval.tasks.rows import Reference, TaskRow, TasksReport
from eval.written import Way
from rag.writing.notices import Notice

__all__ = ["render_written"]

_INTRODUCTION = """\
Made by `{command}` with the language model {model}, where DIR holds the public packs named below.
{asked} All three ways answered the same questions.

*Extractive* is the answer without a model. *Written, unchecked* is what the model wrote from the same passages, as it
left it; a model that wrote nothing has refused. *Written, checked* is what the product answers: sentences that the
checks do not let through are repaired once or left out, and where nothing is left the answer is the extractive one.
Questions that the engine refuses without asking a model are refused in all three. Intervals: Wilson's. *Beside it*
names what others reached, with the reservations made above. {origins}"""


def render_written(reports: Mapping[Way, TasksReport], model: str) -> Part:
    """The part of the page of results.

    Args:
        reports: One for each way, with the same rows.
        model: What the language model is called.
    """
    checked = reports[Way.CHECKED]
    by_way = {way: {_key(row): row for row in reports[way].rows} for way in Way}
    introduction = _INTRODUCTION.format(
        command=packs_command(checked, "--mode written"),
        model=model,
        asked=how_many(checked),
        origins=_origins(checked.origins),
    )
    head = ["| pack | questions and passages | measure | n | " + " | ".join(Way) + " | beside it |"]
    head += ["|---|---|---|---:|" + "---|" * (len(Way) + 1)]
    table = [_line([by_way[way].get(_key(row)) for way in Way], row) for row in checked.rows]
    failed = [
        f"- {way}: {failure.pack}, {failure.row_id or 'the whole pack'}: {failure.reason}"
        for way in Way
        for failure in reports[way].failures
    ]
    failures = ["### Written answers that could not be measured", "", *failed, ""] if failed else []
    lines = [introduction, "", *failures, *head, *table, "", *sources(checked)]
    return Part(PartName.WRITTEN, "Written answers", list(_worse(by_way)), lines)


def _origins(counted: Mapping[str, int]) -> str:
    """How many of the checked answers a model wrote: where it failed they are extractive, and tell nothing of it."""
    written, unneeded = counted.get("written", 0), counted.get(Notice.NOT_NEEDED, 0)
    others = {code: n for code, n in counted.items() if code not in ("written", Notice.NOT_NEEDED)}
    reasons = ", ".join(
        f"`{code}` {n}" for code, n in sorted(others.items(), key=lambda item: (-item[1], item[0]))
    )
    left = f" ({reasons})" if reasons else ""
    return (
        f"Of {sum(counted.values())} answers of *{Way.CHECKED}*, the model wrote {written}; {unneeded} needed none"
        f" (refused, or told by the documents' structure); {sum(others.values())} are extractive since it wrote"
        f" nothing that could be used{left}."
    )


_Key = tuple[str, str, str]


def _key(row: TaskRow) -> _Key:
    return row.pack, row.condition, row.figure.metric


def _line(found: Sequence[TaskRow | None], row: TaskRow) -> str:
    arrow = "↑" if row.figure.better is Better.HIGHER else "↓"
    figures = ["–" if item is None else value_text(item.figure) for item in found]
    beside = "; ".join(_reference(reference) for reference in row.references)
    cells = [
        row.pack,
        row.condition,
        f"{MEASURES[row.figure.metric]} {arrow}",
        str(row.figure.n),
        *figures,
        beside,
    ]
    return f"| {' | '.join(cells)} |"


def _reference(reference: Reference) -> str:
    text = f"{reference.name} {reference.value:.3f}".replace(" 0.", " .")
    return text if reference.compared else f"*{text}*"


def _worse(by_way: Mapping[Way, Mapping[_Key, TaskRow]]) -> Iterator[str]:
    """Where checked answers are worse than the extractive or the unchecked ones, the furthest behind first."""
    lines = []
    rows = by_way[Way.CHECKED]
    for key, row in rows.items():
        for way in (Way.EXTRACTIVE, Way.UNCHECKED):
            other = by_way[way].get(key)
            behind = 0.0 if other is None else _behind(row.figure, other.figure)
            if other is not None and behind > 0:
                lines.append((behind, _told(row, other, way)))
    yield f"{len(lines)} of {2 * len(rows)} comparisons of checked written answers with the two other ways."
    yield ""
    yield from (line for _, line in sorted(lines, key=lambda item: -item[0]))


def _behind(figure: Figure, other: Figure) -> float:
    if figure.value is None or other.value is None:
        return 0.0
    lead = figure.value - other.value
    return max(-lead if figure.better is Better.HIGHER else lead, 0.0)


def _told(row: TaskRow, other: TaskRow, way: Way) -> str:
    what = f"{row.pack}, {row.condition}, {MEASURES[row.figure.metric]}"
    return (
        f"- {what}: {value_text(row.figure)} (n = {row.figure.n}) against {value_text(other.figure)} of {way}"
    )
