"""The comparison with other libraries: a part of the page of results, and JSON."""

import json
from collections.abc import Iterator, Sequence

from eval.baselines.bundled import PRODUCT, SystemFigures
from eval.metrics.catalogue import M
from eval.results_page import Part, PartName
from eval.statistics import ClusteredMean, Verdict

__all__ = ["baselines_json", "render_baselines"]

_TITLES = {
    M.RECALL_AT_1: "recall@1",
    M.RECALL_AT_5: "recall@5",
    M.RECALL_AT_10: "recall@10",
    M.MRR: "MRR@10",
    M.NDCG: "nDCG@10",
}
_QUESTIONS = {"zh": "Chinese questions, Chinese documents", "en": "English questions, Chinese documents"}


def render_baselines(found: Sequence[SystemFigures], question_set: str) -> Part:
    """The part of the page of results.

    Args:
        found: Each system in each language.
        question_set: The name of the set that was asked.
    """
    lines = [
        f"Made by `summit eval baselines --cases {question_set} --out eval/RESULTS.md` with the extra `baselines`",
        "installed.",
        "",
        "Each library cuts the two bundled documents with its own default splitter and searches them with its own",
        "default retriever, over the vectors of the same model with the same prefixes, and is asked the same",
        "questions. None is given the translations that come with the documents: a user of these has none. A gold span",
        "is found when a piece shares a character with it, which favours long pieces: the last columns say how much",
        "text that is, and the two documents together have 9,282 characters. Of a piece longer than the model's 512",
        "tokens the rest is not seen. Intervals: BCa bootstrap, questions on one passage together.",
    ]
    for language, title in _QUESTIONS.items():
        lines += ["", f"### {title}", "", *_table([item for item in found if item.language == language])]
    lines += ["", "### Defaults", ""]
    lines += [f"- {name}: {settings}" for name, settings in {i.system: i.settings for i in found}.items()]
    return Part(PartName.LIBRARIES, "Other libraries on the bundled documents", list(_worse(found)), lines)


def baselines_json(found: Sequence[SystemFigures]) -> str:
    """The same as JSON."""
    rows = [
        {
            "system": item.system,
            "language": item.language.value,
            "settings": item.settings,
            **{_TITLES[m]: _numbers(value) for m, value in item.recall.items()},
            "default_k": item.default_k,
            "recall_at_default": _numbers(item.at_default),
            "characters_at_default": round(item.characters),
        }
        for item in found
    ]
    return json.dumps(rows, indent=2) + "\n"


def _numbers(value: ClusteredMean) -> dict[str, float | int | None]:
    return {"value": value.value, "low": value.low, "high": value.high, "n": value.n}


def _worse(found: Sequence[SystemFigures]) -> Iterator[str]:
    behind = [(item, m, d) for item in found for m, d in item.behind.items() if d.value < 0]
    if not behind:
        yield f"Nothing: in every measure and both languages {PRODUCT} finds more than each of them."
    for item, measure, difference in behind:
        told = ", cannot be told apart" if difference.verdict is Verdict.CANNOT_TELL else ""
        yield (
            f"- {_QUESTIONS[item.language]}: {_TITLES[measure]} {difference.second:.3f} against "
            f"{difference.first:.3f} of {item.system} (n = {difference.n}{told})"
        )


def _table(rows: Sequence[SystemFigures]) -> Iterator[str]:
    n = rows[0].recall[M.RECALL_AT_1].n
    yield (
        f"| system, n = {n} | "
        + " | ".join(_TITLES.values())
        + " | found by default | characters by default |"
    )
    yield "|---|" + "---|" * (len(_TITLES) + 1) + "---:|"
    for row in rows:
        cells = [_cell(row.recall[measure]) for measure in _TITLES]
        default = f"{_cell(row.at_default)} in {row.default_k}"
        yield f"| {row.system} | " + " | ".join(cells) + f" | {default} | {row.characters:.0f} |"


def _cell(value: ClusteredMean) -> str:
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"
