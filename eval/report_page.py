"""A run as one page for a reader: self-contained HTML in English and Chinese, without scripts or requests.

Both languages stand in the page and a switch made of style shows one of them; what was asked, quoted and
answered is there once, in its own language.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.model import Language
from eval.report_cases import failures_section, worst_section
from eval.report_charts import axis_svg, has_chart, whisker_svg
from eval.report_markup import both, code, said, ui
from eval.report_metrics import GROUPS, method_words, metric_meaning, metric_title
from eval.report_retrievers import retrievers_section
from eval.report_verdicts import in_order
from eval.report_words import (
    TYPES,
    UI,
    Words,
    interval_text,
    judge_facts,
    later_failures,
    stability_gap,
    value_text,
)
from eval.summary import Better, Figure, RunSummary, Slice, Unit

__all__ = ["render_page"]

_STYLE = Path(__file__).parent / "templates" / "report.css"
_OTHERS = Words("Others", "其他")
_SECTIONS = ("figures", "by_type", "retrievers", "worst", "failures", "setup")


def render_page(summary: RunSummary, *, worst: int = 30, language: Language = Language.EN) -> str:
    """Write the page.

    Args:
        summary: What to show.
        worst: How many of the worst cases to show with all their details.
        language: In which the page opens.

    Returns:
        HTML, the same for the same summary.
    """
    main = "".join(
        (
            _figures_section(summary),
            _by_type_section(summary),
            retrievers_section(summary.retrievers),
            worst_section(summary.outcomes, worst),
            failures_section(summary.outcomes, summary.malformed),
            _setup_section(summary),
        )
    )
    switches = "".join(
        f'<input class="switch" type="radio" name="language" id="to-{short}" aria-label="{label}"'
        f"{' checked' if short == language.value else ''}>"
        for short, label in (("en", "English"), ("zh", "中文"))
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if language is Language.ZH else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
        f"<title>{UI['title'].en} · {UI['title'].zh}</title>\n"
        f"<style>\n{_STYLE.read_text('utf-8')}</style>\n</head>\n"
        f'<body>{switches}<div class="page">\n{_header(summary)}\n<main>{main}</main>\n</div></body>\n</html>\n'
    )


def _header(summary: RunSummary) -> str:
    outcomes = summary.outcomes
    of = {lang: sum(outcome.case.language is lang for outcome in outcomes) for lang in Language}
    failed, every = len(summary.failures), len(outcomes) + len(summary.malformed)
    count = Words(
        f"{every} questions, {of[Language.ZH]} in Chinese and {of[Language.EN]} in English; "
        + (f"{failed} could not be asked." if failed else "all could be asked."),
        f"共 {every} 题，中文 {of[Language.ZH]} 题，英文 {of[Language.EN]} 题；"
        + (f"其中 {failed} 题未能提问。" if failed else "全部完成提问。"),
    )
    remarks = filter(None, (later_failures(summary), stability_gap(summary)))
    more = "".join(f'<p class="count">{both(words)}</p>' for words in remarks)
    links = "".join(
        f'<li><a href="#{name}">{ui(name)}</a></li>'
        for name in _SECTIONS
        if name != "retrievers" or summary.retrievers
    )
    return (
        '<header><p class="languages"><label for="to-zh" lang="zh-Hans">中</label> / '
        '<label for="to-en" lang="en">EN</label></p>'
        f'<p class="system">{said(summary.name)}</p><h1>{ui("title")}</h1>'
        f'<p class="count{" short" if failed else ""}">{both(count)}</p>{more}'
        f"<nav><h2>{ui('contents')}</h2><ul>{links}</ul></nav></header>"
    )


def _figures_section(summary: RunSummary) -> str:
    # All, then one for each language: the rows of every chart.
    rows = [(part.language or "all", part) for part in summary.slices if part.case_type is None]
    groups = "".join(
        f'<section class="group"><h3>{both(title)}</h3>{_axis(metrics, rows)}'
        f'<ul class="figures">{"".join(_metric(metric, rows, summary) for metric in metrics)}</ul></section>'
        for title, metrics in _grouped([part for _, part in rows])
    )
    lead = f"<p>{ui('how_to_read')}</p>" if groups else f"<p>{ui('no_figures')}</p>"
    return f'<section id="figures"><h2>{ui("figures")}</h2>{lead}{groups}</section>'


def _grouped(slices: Sequence[Slice]) -> Iterator[tuple[Words, list[str]]]:
    """The metrics that have a value in any of the slices, group by group."""
    present = in_order(list({f.metric for part in slices for f in part.figures if f.value is not None}))
    known = {metric.value for _, metrics in GROUPS for metric in metrics}
    named = [(title, [metric.value for metric in metrics]) for title, metrics in GROUPS]
    for title, metrics in (*named, (_OTHERS, [metric for metric in present if metric not in known])):
        if found := [metric for metric in metrics if metric in present]:
            yield title, found


def _axis(metrics: Sequence[str], rows: Sequence[tuple[str, Slice]]) -> str:
    drawn = [f for _, part in rows for f in part.figures if f.metric in metrics and has_chart(f)]
    if not drawn:
        return ""
    unit = Unit.SHARE if any(figure.unit is Unit.SHARE for figure in drawn) else Unit.SCORE
    return f'<div class="scale">{axis_svg(unit)}</div>'


def _metric(metric: str, rows: Sequence[tuple[str, Slice]], summary: RunSummary) -> str:
    found = [(mark, figure) for mark, part in rows if (figure := _figure_of(part, metric)) is not None]
    meaning = metric_meaning(metric)
    what = f'<p class="meaning">{both(meaning)}</p>' if meaning else ""
    lines = "".join(_chart_line(mark, figure) for mark, figure in found if figure.value is not None)
    return (
        f'<li><div class="what"><h4>{both(metric_title(metric))}</h4>{what}'
        f'{_remarks(found[0][1], summary)}</div><div class="lines">{lines}</div></li>'
    )


def _chart_line(mark: str, figure: Figure) -> str:
    chart = whisker_svg(figure, mark) if has_chart(figure) else ""
    label = ui(mark) if mark in UI else said(mark)
    return (
        f'<div class="line"><span class="key">{label}</span><span class="chart">{chart}</span>'
        f'<span class="value" lang="zxx"><b>{value_text(figure)}</b>{_interval_and_n(figure)}</span></div>'
    )


def _by_type_section(summary: RunSummary) -> str:
    title = f'<section id="by_type"><h2>{ui("by_type")}</h2>'
    tables = "".join(
        f'<h3>{both(group)}</h3><div class="wide" tabindex="0">{_type_table(metrics, summary)}</div>'
        for group, metrics in _grouped(summary.slices)
    )
    nothing = f"<p>{ui('no_figures')}</p>"
    return f"{title}{tables or nothing}</section>"


def _type_table(metrics: Sequence[str], summary: RunSummary) -> str:
    heads = ""
    for metric in metrics:
        figures = (_figure_of(part, metric) for part in summary.slices)
        first = next(figure for figure in figures if figure is not None)
        heads += f'<th scope="col">{both(metric_title(metric))}{_remarks(first, summary)}</th>'
    rows = "".join(
        f'<tr class="{"part" if part.language and part.case_type else "whole"}">'
        f'<th scope="row">{_slice_name(part)}</th>'
        f"{''.join(_cell(_figure_of(part, metric)) for metric in metrics)}</tr>"
        for part in sorted(summary.slices, key=_by_type_then_language)
        if any((figure := _figure_of(part, metric)) and figure.value is not None for metric in metrics)
    )
    return (
        f'<table class="types"><thead><tr><th scope="col">{ui("type")}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _by_type_then_language(part: Slice) -> tuple[int, str, int]:
    order = list(TYPES)
    at = (
        -1
        if part.case_type is None
        else order.index(part.case_type)
        if part.case_type in order
        else len(order)
    )
    return at, part.case_type or "", (None, "zh", "en").index(part.language)


def _slice_name(part: Slice) -> str:
    language = ui(part.language or "all")
    if part.case_type is None:
        return language
    words = TYPES.get(part.case_type, Words(part.case_type, part.case_type))
    return language if part.language else both(words)


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return '<td class="empty"><span lang="zxx">–</span></td>'
    return (
        f'<td><span class="value" lang="zxx"><b>{value_text(figure)}</b>{_interval_and_n(figure)}</span></td>'
    )


def _interval_and_n(figure: Figure) -> str:
    interval = interval_text(figure)
    reading = f" {ui('one_reading')}" if figure.method == "peak" else ""
    return (
        f" <span>{interval}</span>" if interval else ""
    ) + f' <span class="n">n = {figure.n}{reading}</span>'


def _remarks(figure: Figure, summary: RunSummary) -> str:
    """What a reader must know before taking a figure at its face value."""
    remarks = f'<p class="remark">{ui("lower")}</p>' if figure.better is Better.LOWER else ""
    if figure.rests_on_judge:
        known = _judge_facts(summary) or f'<span class="caution">{ui("judge_unknown")}</span>'
        remarks += f'<p class="remark">{ui("judge")} – {known}</p>'
    return remarks


def _judge_facts(summary: RunSummary) -> str:
    """How often the judge is right, set by set; nothing if that was not measured."""
    facts = [f"{both(words)} {both(value)}" for words, value in judge_facts(summary)]
    return " · ".join(facts)


def _figure_of(part: Slice, metric: str) -> Figure | None:
    return next((figure for figure in part.figures if figure.metric == metric), None)


def _setup_section(summary: RunSummary) -> str:
    methods = sorted({figure.method for part in summary.slices for figure in part.figures})
    rows = "".join(
        f"<h3>{ui(key)}</h3>"
        + (f'<dl class="{key}">{"".join(entries)}</dl>' if entries else f"<p>{ui('bare')}</p>")
        for key, entries in (
            ("configuration", [_entry(said(k), code(v)) for k, v in sorted(summary.configuration.items())]),
            ("hashes", [_entry(said(k), code(v)) for k, v in sorted(summary.hashes.items())]),
            ("the_judge", _judge_entries(summary)),
            ("methods", [_entry(code(method), both(method_words(method))) for method in methods]),
        )
    )
    return f'<section id="setup"><h2>{ui("setup")}</h2>{rows}</section>'


def _judge_entries(summary: RunSummary) -> list[str]:
    own = [_entry(ui("judge_name"), said(summary.judge["name"]))] if "name" in summary.judge else []
    return own + [_entry(both(words), both(value)) for words, value in judge_facts(summary)]


def _entry(name: str, value: str) -> str:
    return f"<div><dt>{name}</dt><dd>{value}</dd></div>"
