"""The measured system beside other retrievers: as a Markdown table, and as a section of the report's page."""

from collections.abc import Iterator, Sequence

from corpus.model import Language
from eval.report_markup import both, said, ui
from eval.report_metrics import metric_title
from eval.report_words import UI, Words, interval_text, value_text
from eval.summary import Figure, RetrieverRow

__all__ = ["retrievers_section", "retrievers_table"]


def retrievers_table(rows: Sequence[RetrieverRow], language: Language) -> Iterator[str]:
    """The lines of a Markdown table in words of a language, behind an empty line and a title; none without rows."""
    if not rows:
        return
    yield from ("", UI["retrievers_lead"].of(language), "", UI["retrievers_care"].of(language), "")
    head = (
        UI["system"],
        UI["questions"],
        *(metric_title(f.metric) for f in rows[0].figures),
        UI["characters"],
    )
    yield f"| {' | '.join(words.of(language) for words in head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        figures = [" ".join(filter(None, (_told(f), _verdict(row, f, language)))) for f in row.figures]
        cells = (row.system, UI[row.language].of(language), *figures, _characters(row))
        yield f"| {' | '.join(cells)} |"
    yield from ("", UI["settings"].of(language) + Words(":", "：").of(language), "")
    yield from (f"- {name}: {words}" for name, words in {row.system: row.settings for row in rows}.items())


def retrievers_section(rows: Sequence[RetrieverRow]) -> str:
    """Finished HTML; nothing without rows."""
    if not rows:
        return ""
    titles = "".join(
        f'<th scope="col">{both(metric_title(figure.metric))}</th>' for figure in rows[0].figures
    )
    body = "".join(
        f'<tr class="whole"><th scope="row">{said(row.system)}</th><td>{ui(row.language)}</td>'
        + "".join(_cell(row, figure) for figure in row.figures)
        + f'<td><span class="value" lang="zxx">{_characters(row)}</span></td></tr>'
        for row in rows
    )
    settings = "".join(
        f"<div><dt>{said(name)}</dt><dd>{said(words)}</dd></div>"
        for name, words in {row.system: row.settings for row in rows}.items()
    )
    return (
        f'<section id="retrievers"><h2>{ui("retrievers")}</h2><p>{ui("retrievers_lead")}</p>'
        f"<p>{ui('retrievers_care')}</p>"
        f'<div class="wide" tabindex="0"><table class="types"><thead><tr><th scope="col">{ui("system")}</th>'
        f'<th scope="col">{ui("questions")}</th>{titles}'
        f'<th scope="col">{ui("characters")}</th></tr></thead><tbody>{body}</tbody></table></div>'
        f"<dl>{settings}</dl></section>"
    )


def _told(figure: Figure) -> str:
    return " ".join(filter(None, (value_text(figure), interval_text(figure), f"n = {figure.n}")))


def _cell(row: RetrieverRow, figure: Figure) -> str:
    verdict = row.verdicts.get(figure.metric)
    told = f" {ui(f'verdict_{verdict}')}" if verdict else ""
    return f'<td><span class="value" lang="zxx">{_told(figure)}</span>{told}</td>'


def _verdict(row: RetrieverRow, figure: Figure, language: Language) -> str | None:
    verdict = row.verdicts.get(figure.metric)
    return f"({UI[f'verdict_{verdict}'].of(language)})" if verdict else None


def _characters(row: RetrieverRow) -> str:
    return "–" if row.characters is None else f"{row.characters:,.0f}"
