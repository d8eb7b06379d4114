"""The measured system beside other retrievers: as a Markdown table, and as a section of the report's page."""

from collections.abc import Iterator, Sequence

from corpus.model import Language
from eval.report_markup import both, said, ui
from eval.report_metrics import metric_title
from eval.report_words import UI, interval_text, value_text
from eval.summary import Figure, RetrieverRow

__all__ = ["retrievers_section", "retrievers_table"]


def retrievers_table(rows: Sequence[RetrieverRow], language: Language) -> Iterator[str]:
    """The lines of a Markdown table in words of a language, behind an empty line and a title; none without rows."""
    if not rows:
        return
    titles = [metric_title(figure.metric).of(language) for figure in rows[0].figures]
    yield from ("", UI["retrievers_lead"].of(language), "")
    yield f"| {' | '.join((UI['system'].of(language), UI['questions'].of(language), *titles))} |"
    yield f"|{' --- |' * (len(titles) + 2)}"
    for row in rows:
        cells = (row.system, UI[row.language].of(language), *map(_told, row.figures))
        yield f"| {' | '.join(cells)} |"


def retrievers_section(rows: Sequence[RetrieverRow]) -> str:
    """Finished HTML; nothing without rows."""
    if not rows:
        return ""
    titles = "".join(
        f'<th scope="col">{both(metric_title(figure.metric))}</th>' for figure in rows[0].figures
    )
    body = "".join(
        f'<tr class="whole"><th scope="row">{said(row.system)}</th><td>{ui(row.language)}</td>'
        + "".join(f'<td><span class="value" lang="zxx">{_told(figure)}</span></td>' for figure in row.figures)
        + "</tr>"
        for row in rows
    )
    settings = "".join(
        f"<div><dt>{said(name)}</dt><dd>{said(words)}</dd></div>"
        for name, words in {row.system: row.settings for row in rows}.items()
    )
    return (
        f'<section id="retrievers"><h2>{ui("retrievers")}</h2><p>{ui("retrievers_lead")}</p>'
        f'<div class="wide" tabindex="0"><table class="types"><thead><tr><th scope="col">{ui("system")}</th>'
        f'<th scope="col">{ui("questions")}</th>{titles}</tr></thead><tbody>{body}</tbody></table></div>'
        f"<dl>{settings}</dl></section>"
    )


def _told(figure: Figure) -> str:
    return " ".join(filter(None, (value_text(figure), interval_text(figure), f"n = {figure.n}")))
