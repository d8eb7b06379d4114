"""Single cases on the report's page: the worst answers with all that is needed to judge them, and the failures."""

from collections.abc import Iterator, Sequence

from eval.case_files import MalformedCase
from eval.cases import Case, GoldSpan
from eval.observed import ObservedAnswer, ObservedCitation, ObservedPassage
from eval.report_markup import both, code, list_of, said, ui
from eval.report_metrics import better_of, metric_title
from eval.report_verdicts import in_order, is_yes_or_no, missed_metrics, worst_outcomes
from eval.report_words import STATUSES, TYPES, Words, unit_text
from eval.summary import Better, CaseOutcome, CitationVerdict, Unit

__all__ = ["failures_section", "worst_section"]

_PASSAGES_SHOWN = 10


def worst_section(outcomes: Sequence[CaseOutcome], most: int) -> str:
    """The worst cases, at most so many, as finished HTML."""
    worst = worst_outcomes(outcomes)
    if not worst:
        return f'<section id="worst"><h2>{ui("worst")}</h2><p>{ui("none")}</p></section>'
    shown = worst[:most]
    count = Words(
        f"{len(worst)} of {len(outcomes)} cases fell short on some yes-or-no count; {len(shown)} are shown."
        " Answers that mislead come first, then those that fall short on most counts. Every case, with its"
        " verdicts and scores, is in results.jsonl; all figures are in summary.json.",
        f"{len(outcomes)} 题中有 {len(worst)} 题存在未达标项，以下列出 {len(shown)} 题："
        "误导读者的回答在前，其余按未达标的项数由多到少排列。"
        "全部题目的裁定与得分见 results.jsonl，全部指标见 summary.json。",
    )
    articles = "".join(_article(at, outcome) for at, outcome in enumerate(shown, start=1))
    return f'<section id="worst"><h2>{ui("worst")}</h2><p>{both(count)}</p>{articles}</section>'


def failures_section(outcomes: Sequence[CaseOutcome], malformed: Sequence[MalformedCase] = ()) -> str:
    """Every asking that gave no answer, and every malformed case, with its reason, as finished HTML."""
    rows = "".join((*_failure_rows(outcomes), *map(_malformed_row, malformed)))
    if not rows:
        return f'<section id="failures"><h2>{ui("failures")}</h2><p>{ui("none")}</p></section>'
    note = Words(
        "These are not scored: they count neither for nor against the system. A later asking that failed is"
        " listed too; its case is scored by its first.",
        "这些题目未计分，既不算对也不算错。重复提问中失败的也列在此处，该题以首次回答计分。",
    )
    head = "".join(f'<th scope="col">{ui(key)}</th>' for key in ("case", "question", "asking", "reason"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<section id="failures"><h2>{ui("failures")}</h2><p>{both(note)}</p>'
        f'<div class="wide" tabindex="0">{table}</div></section>'
    )


def _failure_rows(outcomes: Sequence[CaseOutcome]) -> Iterator[str]:
    for outcome in outcomes:
        for observation in outcome.observations:
            if observation.failure is not None:
                question = said(outcome.case.question, outcome.case.language)
                yield (
                    f'<tr><th scope="row">{code(outcome.case.id)}</th><td class="words">{question}</td>'
                    f'<td>{observation.repeat + 1}</td><td class="words">{said(observation.failure)}</td></tr>'
                )


def _malformed_row(found: MalformedCase) -> str:
    reason = said(f"case_malformed: line {found.line}: {found.fault}")
    return f'<tr><th scope="row">{code(found.case_id)}</th><td>–</td><td>–</td><td class="words">{reason}</td></tr>'


def _article(at: int, outcome: CaseOutcome) -> str:
    case, observation = outcome.case, outcome.observations[0]
    seen = observation.seen
    title = f'<h3><span class="rank">{at}</span>{said(case.question, case.language)}</h3>'
    facts = [code(case.id), both(TYPES.get(case.type, Words(case.type, case.type))), ui(case.language.value)]
    if seen is not None:
        stated = (seen.status, seen.abstain_reason, seen.mode)
        facts += [_stated(word) for word in stated if word]
    facts.append(f'<span lang="zxx">{unit_text(observation.elapsed_ms, Unit.MILLISECONDS)}</span>')
    missed = list_of([both(metric_title(metric)) for metric in missed_metrics(outcome)], "missed")
    return (
        f'<article class="case" id="case-{at}">{title}<p class="meta">{" · ".join(facts)}</p>'
        f'<div class="fell"><h4>{ui("failed_metrics")}</h4>{missed}</div>'
        f'<div class="sides"><div>{_expected(case)}</div><div>{_answered(outcome, seen)}</div></div>'
        f"{_passages(case, seen)}{_scores(outcome)}</article>"
    )


def _expected(case: Case) -> str:
    parts: list[str] = []
    if case.history:
        turns = [f"{ui(f'role_{turn.role}')}: {said(turn.content)}" for turn in case.history]
        parts.append(f"<h4>{ui('history')}</h4>{list_of(turns, 'turns')}")
    if not case.answerable:
        parts.append(f"<h4>{ui('gold')}</h4><p>{ui('unanswerable')}</p>")
    for key, spans in (("gold", case.gold), ("gold_alternatives", case.gold_alternatives)):
        if spans:
            quotes = [
                f"<q>{said(span.quote)}</q> {_place(span.doc_id, span.start, span.end)}" for span in spans
            ]
            parts.append(f"<h4>{ui(key)}</h4>{list_of(quotes, 'quotes')}")
    if case.facts:
        facts = [f" <i>{ui('or')}</i> ".join(map(said, spellings)) for spellings in case.facts]
        parts.append(f"<h4>{ui('facts')}</h4>{list_of(facts, 'facts')}")
    if case.forbidden:
        parts.append(f"<h4>{ui('forbidden')}</h4>{list_of([*map(said, case.forbidden)], 'facts')}")
    if case.note.strip():
        parts.append(f'<h4>{ui("note")}</h4><p class="note">{said(case.note)}</p>')
    return "".join(parts)


def _answered(outcome: CaseOutcome, seen: ObservedAnswer | None) -> str:
    if seen is None:
        return f"<h4>{ui('answer')}</h4><p>{ui('none')}</p>"
    text = said(seen.answer, seen.language, limit=6000, markers=True) if seen.answer else ui("none")
    parts = [f'<h4>{ui("answer")}</h4><p class="answer">{text}</p>']
    doubted = [
        f"{said(seen.answer[claim.start : claim.end], seen.language, limit=300)} – {_stated(claim.label)}"
        for claim in seen.claims
        if claim.label not in (None, "supported")
    ]
    if doubted:
        parts.append(f"<h4>{ui('doubted')}</h4>{list_of(doubted, 'turns')}")
    if seen.citations:
        verdicts = dict(enumerate(outcome.citations))
        cited = [_citation(citation, verdicts.get(at)) for at, citation in enumerate(seen.citations)]
        parts.append(f"<h4>{ui('citations')}</h4>{list_of(cited, 'quotes')}")
    return "".join(parts)


def _citation(citation: ObservedCitation, verdict: CitationVerdict | None) -> str:
    place = _place(citation.doc_id, citation.char_start, citation.char_end)
    rendering = ""
    if citation.translation:
        rendering = f'<br><span class="rendering">{ui("translation")} {said(citation.translation)}</span>'
    quote = f"<q>{said(citation.quote, citation.language)}</q> {place}{rendering}"
    return f'<b class="marker" lang="zxx">[{citation.n}]</b> {quote}{_chips(verdict)}'


def _chips(verdict: CitationVerdict | None) -> str:
    if verdict is None:
        return ""
    needed = {True: "needed", False: "not_needed", None: "no_claim"}[verdict.needed]
    chips = (
        ("holds" if verdict.holds else "broken", verdict.holds),
        ("on_gold" if verdict.on_gold else "off_gold", verdict.on_gold),
        (needed, verdict.needed is True),
    )
    return '<span class="chips">' + " ".join(_chip(key, is_good=good) for key, good in chips) + "</span>"


def _chip(key: str, *, is_good: bool) -> str:
    return f'<span class="chip {"good" if is_good else "bad"}">{ui(key)}</span>'


def _passages(case: Case, seen: ObservedAnswer | None) -> str:
    if seen is None or not seen.passages:
        return ""
    gold = (*case.gold, *case.gold_alternatives)
    items = "".join(
        f"<li>{_place(passage.doc_id, passage.char_start, passage.char_end)} "
        f'<span class="score" lang="zxx">{passage.score:.3f}</span> '
        f"{_chip('on_gold', is_good=True) if _is_on(passage, gold) else ''}"
        f'<p class="passage">{said(passage.text, limit=1500)}</p></li>'
        for passage in seen.passages[:_PASSAGES_SHOWN]
    )
    count = f'<span class="n" lang="zxx">{len(seen.passages[:_PASSAGES_SHOWN])} / {len(seen.passages)}</span>'
    return f"<details><summary>{ui('passages')} {count}</summary><ol>{items}</ol></details>"


def _scores(outcome: CaseOutcome) -> str:
    rows = "".join(
        f'<tr><th scope="row">{both(metric_title(metric))}{_lower(metric)}</th>'
        f"<td>{_score(metric, outcome.scores[metric])}</td></tr>"
        for metric in in_order([*outcome.scores])
    )
    table = f'<table class="scores"><tbody>{rows}</tbody></table>'
    return f"<details><summary>{ui('scores')}</summary>{table}</details>"


def _score(metric: str, score: float) -> str:
    if is_yes_or_no(metric):
        return ui("yes" if score >= 0.5 else "no")
    return f'<span lang="zxx">{unit_text(score, Unit.SCORE)}</span>'


def _lower(metric: str) -> str:
    return f" <small>{ui('lower')}</small>" if better_of(metric) is Better.LOWER else ""


def _stated(word: str | None) -> str:
    if word is None:
        return ui("bare")
    words = STATUSES.get(word)
    return said(word) if words is None else both(words)


def _place(doc_id: str, start: int, end: int) -> str:
    return code(f"{doc_id}[{start}:{end}]")


def _is_on(passage: ObservedPassage, gold: Sequence[GoldSpan]) -> bool:
    return any(
        passage.doc_id == span.doc_id and passage.char_start < span.end and span.start < passage.char_end
        for span in gold
    )
