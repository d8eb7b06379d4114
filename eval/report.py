"""Retrieval in the page of results: from the experiment's results to Markdown, the same for the same results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from eval.measures import CUTOFFS, Mean, Rate, compare_hits
from eval.results_page import Part, PartName
from eval.retrieval import PoolSize, TaskResult
from index.embedding.protocol import EmbedderSpec
from index.retriever import RetrievalConfig

__all__ = ["RetrievalReport", "missed_floors", "render_retrieval", "report_rows"]

_COMMAND = "summit eval retrieval --packs DIR --libraries --out eval/RESULTS.md"
_TITLES = {
    PoolSize.OWN: "Among the pack's own passages",
    PoolSize.ALL: "Among the passages of all packs",
}
_MEASURES = (*(f"recall@{k}" for k in CUTOFFS), f"MRR@{CUTOFFS[-1]}", f"nDCG@{CUTOFFS[-1]}")


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """All that a page of results says.

    Attributes:
        product: The name of the ranker that is the product; the others are baselines.
        embedder: The model that all of them share.
        config: How the product searches.
        packs: By pack that was read, the SHA-256 of its content.
        results: In the order in which they are to be shown, the rankers of a task together.
        faults: By pack that could not be read, why.
    """

    product: str
    embedder: EmbedderSpec
    config: RetrievalConfig
    packs: dict[str, str]
    results: tuple[TaskResult, ...]
    faults: Mapping[str, str] = field(default_factory=dict)


def render_retrieval(report: RetrievalReport) -> Part:
    """The part of the page of results."""
    lines = [*_about(report), "", *_floors(report)]
    if report.faults:
        told = ", ".join(f"{name} ({code})" for name, code in sorted(report.faults.items()))
        lines = [f"**Not measured, since the pack could not be read: {told}.**", "", *lines]
    for pool in PoolSize:
        found = [result for result in report.results if result.pool is pool]
        if found:
            lines += ["", f"### {_TITLES[pool]}", "", *_table(found)]
    return Part(PartName.RETRIEVAL, "Retrieval", _worse(report), [*lines, "", *_sources(report)])


def missed_floors(report: RetrievalReport) -> list[TaskResult]:
    """The product's results that are below the floor set for them."""
    return [r for r in report.results if r.ranker == report.product and _is_missed(r)]


def report_rows(report: RetrievalReport) -> Iterator[dict[str, object]]:
    """One row of plain values a task and ranker, for JSON."""
    for result in report.results:
        yield {
            "task": result.task,
            "pool": result.pool.value,
            "passages": result.passages,
            "ranker": result.ranker,
            "n": result.scores.n,
            "floor": result.floor,
            **{name: _interval_row(figure) for name, figure in _figures(result)},
        }


def _about(report: RetrievalReport) -> list[str]:
    spec, config = report.embedder, report.config
    settings = ", ".join(f"{name} {value}" for name, value in config.model_dump().items())
    return [
        f"Made by `{_COMMAND}`, where DIR holds the public packs named",
        "below. The first run takes some minutes to encode the passages.",
        "",
        f"Model: {spec.name}, revision `{spec.revision}`.",
        f"Retrieval: {settings}.",
        "",
        "All systems search with the same model and the same terms:",
        "",
        f"- **{report.product}** is the product's retriever;",
        "- *BM25 alone* is its lexical index by itself, over the same chunks;",
        "- *BM25 over paragraphs* is the same over uncut paragraphs;",
        "- *raw dense alone* compares the vectors as the model gives them, chunk by chunk;",
        "- *LangChain*, *LlamaIndex* and *Haystack* cut with their default splitters and search with their default",
        "  retrievers, over the vectors of the same model; asked of each pack's own passages.",
        "",
        "A passage is a paragraph, a document of its own in the index; a chunk that is found counts for",
        "its paragraph, and passages of equal text are one. “zh → en” asks in Chinese and searches English",
        "passages. Where the answer is only in the other language, both languages are searched and the",
        "paragraph that answers in the question's own language is hidden; where each has it, either counts.",
        "XQuAD's own passages are an index of their own; all else is asked of one index of all passages, of",
        "which only those of the pack, or of the language, may be found.",
        "",
        "In brackets are 95 % intervals. Questions on one paragraph depend on each other: for recall@k it is",
        "Wilson's for as many questions as they are worth by the design effect, for MRR@10 and nDCG@10 (beyond",
        "rank 10 counts 0) BCa bootstrap with paragraphs drawn, not questions. McNemar's test takes every",
        "question by itself, so its p is somewhat too small. Bold is the best of a task.",
    ]


def _worse(report: RetrievalReport) -> list[str]:
    found = [line for rows in _by_task(report.results) for line in _worse_lines(report.product, rows)]
    total = sum(len(_MEASURES) for _ in _by_task(report.results))
    if not found:
        return [f"Nothing: none of the {total} figures below is lower than that of a baseline."]
    lead = (
        f"{len(found)} of {total} comparisons with the best of the baselines; all others are level or better."
    )
    return [lead, "", *found]


def _worse_lines(product: str, rows: Sequence[TaskResult]) -> Iterator[str]:
    (ours,) = [row for row in rows if row.ranker == product]
    baselines = [row for row in rows if row.ranker != product]
    if not baselines:
        return
    place = f"{ours.task}, {_TITLES[ours.pool].lower()}"
    for k in CUTOFFS:
        best = max(baselines, key=lambda row: row.scores.recall[k].value)
        if ours.scores.recall[k].value < best.scores.recall[k].value:
            compared = compare_hits(ours.scores.hits[k], best.scores.hits[k])
            yield (
                f"- {place}: recall@{k} {_number(ours.scores.recall[k].value)} against"
                f" {_number(best.scores.recall[k].value)} of {best.ranker} (n = {ours.scores.n}; only the"
                f" product right {compared.wins} times, only the baseline {compared.losses};"
                f" p = {compared.p_value:.2f}, exact McNemar)"
            )
    for at in range(len(CUTOFFS), len(_MEASURES)):
        top = max(baselines, key=lambda row: _values(row)[at].value)
        own, theirs = _values(ours)[at].value, _values(top)[at].value
        if own < theirs:
            yield (
                f"- {place}: {_MEASURES[at]} {_number(own)} against {_number(theirs)} of {top.ranker}"
                f" (n = {ours.scores.n})"
            )


def _floors(report: RetrievalReport) -> list[str]:
    lines = ["### Floors", "", "| task | n | recall@1 | floor | |", "|---|---:|---|---:|---|"]
    for result in report.results:
        if result.ranker == report.product and result.floor is not None:
            verdict = "**missed**" if _is_missed(result) else "met"
            figure = _figure(result.scores.recall[1])
            lines.append(
                f"| {result.task} | {result.scores.n} | {figure} | {_number(result.floor)} | {verdict} |"
            )
    return lines


def _table(results: Sequence[TaskResult]) -> Iterator[str]:
    yield f"| task | passages | n | system | {' | '.join(_MEASURES)} |"
    yield f"|---|---:|---:|---|{'---|' * len(_MEASURES)}"
    for rows in _by_task(results):
        best = [max(figure.value for figure in column) for column in zip(*map(_values, rows), strict=True)]
        for row in rows:
            figures = [
                f"**{_figure(figure)}**" if figure.value == top else _figure(figure)
                for figure, top in zip(_values(row), best, strict=True)
            ]
            cells = [row.task, str(row.passages), str(row.scores.n), row.ranker, *figures]
            yield f"| {' | '.join(cells)} |"


def _sources(report: RetrievalReport) -> Iterator[str]:
    yield "### Packs of the retrieval part"
    yield ""
    yield "SHA-256 of the uncompressed content:"
    yield ""
    for name, digest in sorted(report.packs.items()):
        yield f"- {name} `{digest}`"


def _by_task(results: Iterable[TaskResult]) -> Iterator[list[TaskResult]]:
    for _, rows in groupby(results, key=lambda row: (row.pool, row.task)):
        yield list(rows)


def _is_missed(result: TaskResult) -> bool:
    return result.floor is not None and result.scores.recall[1].value < result.floor


def _values(result: TaskResult) -> list[Rate | Mean]:
    return [*(result.scores.recall[k] for k in CUTOFFS), result.scores.mrr, result.scores.ndcg]


def _figures(result: TaskResult) -> Iterator[tuple[str, Rate | Mean]]:
    yield from zip(_MEASURES, _values(result), strict=True)


def _interval_row(figure: Rate | Mean) -> dict[str, float]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _figure(figure: Rate | Mean) -> str:
    return f"{_number(figure.value)} [{_number(figure.low)}, {_number(figure.high)}]"


def _number(value: float) -> str:
    """A figure from 0 to 1 in three places, without the leading nought."""
    return f"{value:.3f}".removeprefix("0")
