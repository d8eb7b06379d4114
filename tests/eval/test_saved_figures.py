"""A run's figures go to disk and back, and the tables say what they are over."""

import json
import re
from pathlib import Path

import pytest

from corpus.errors import DataError, NotFoundError
from eval.compare import compare_runs
from eval.compare_report import comparison_table
from eval.metrics.evidence import SourceText
from eval.observed import Observation, ObservedAnswer, ObservedCitation, ObservedClaim
from eval.report_page import render_page
from eval.saved import OUTCOMES, SUMMARY, load_summary, save_summary
from eval.summarise import summarise
from eval.summary import RunSummary
from tests.eval.made_up import DOCUMENTS, case


class Trusting:
    """A judge to whom every claim with evidence is supported."""

    def supports(self, claim: str, evidence: object) -> bool:
        return bool(evidence)


GOLD = case().gold[0]


def seen(answer: str) -> ObservedAnswer:
    return ObservedAnswer(
        status="answered",
        language="en",
        answer=answer,
        claims=(ObservedClaim(start=0, end=len(answer), citations=(1,)),),
        citations=(
            ObservedCitation(
                n=1, doc_id=GOLD.doc_id, char_start=GOLD.start, char_end=GOLD.end, quote=GOLD.quote
            ),
        ),
    )


def summary(answer: str, failure: str | None = None) -> RunSummary:
    asked = case()
    observation = Observation(
        case_id=asked.id, seen=None if failure else seen(answer), failure=failure, elapsed_ms=10.0
    )
    sources = {document.doc_id: SourceText(document.text) for document in DOCUMENTS}
    return summarise("made up", [asked], {asked.id: [observation]}, sources, Trusting())


def test_figures_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = summary(GOLD.quote)
    save_summary(written, tmp_path)
    assert load_summary(tmp_path) == written


def test_an_answer_may_hold_any_end_of_line(tmp_path: Path) -> None:
    written = summary(f"{GOLD.quote}\u2028second\u0085third")
    save_summary(written, tmp_path)
    assert load_summary(tmp_path) == written


def test_equal_figures_are_equal_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        save_summary(summary(GOLD.quote), tmp_path / folder)
    for name in (SUMMARY, OUTCOMES):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_folder_without_figures_is_none() -> None:
    with pytest.raises(NotFoundError) as caught:
        load_summary(Path("nowhere"))
    assert caught.value.code == "run_unknown"


@pytest.mark.parametrize("name", [SUMMARY, OUTCOMES])
def test_figures_cut_short_are_damaged(tmp_path: Path, name: str) -> None:
    save_summary(summary(GOLD.quote), tmp_path)
    content = (tmp_path / name).read_text("utf-8")
    (tmp_path / name).write_text(content[: len(content) // 2], "utf-8")
    with pytest.raises(DataError) as caught:
        load_summary(tmp_path)
    assert caught.value.code == "run_log_damaged"


def test_a_case_that_could_not_be_asked_is_kept_with_its_reason(tmp_path: Path) -> None:
    save_summary(summary("", failure="timeout: no answer in 30 s"), tmp_path)
    (outcome,) = load_summary(tmp_path).outcomes
    assert outcome.failure == "timeout: no answer in 30 s"
    assert dict(outcome.scores) == {}


def test_a_comparison_names_both_figures_and_the_verdict() -> None:
    good, bad = summary(GOLD.quote), summary("The harbour has 12 berths.")
    table = comparison_table(compare_runs(good, bad))
    (row,) = [line for line in table.splitlines() if line.startswith("| All facts right ")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert (cells[1:3], cells[4]) == (["100.0%", "0.0%"], "1")


def test_the_page_asks_no_other_host_and_needs_no_script() -> None:
    page = render_page(summary(GOLD.quote))
    addresses = re.findall(r'(?:src|href)="(?!#)([^"]*)', page)
    assert [address for address in addresses if not address.startswith("data:")] == []
    assert "<script" not in page
    assert "url(" not in page


def test_the_page_says_everything_in_both_languages() -> None:
    page = render_page(summary(GOLD.quote))
    assert 'lang="zh' in page
    assert 'lang="en' in page
    assert "Right passage cited" in page
    assert "引到正确出处" in page


def test_markup_in_an_answer_is_shown_as_text() -> None:
    page = render_page(summary("<script>alert(1)</script> & <b>bold</b>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_is_the_same_for_the_same_figures() -> None:
    assert render_page(summary(GOLD.quote)) == render_page(summary(GOLD.quote))


def test_the_summary_is_plain_json(tmp_path: Path) -> None:
    save_summary(summary(GOLD.quote), tmp_path)
    assert json.loads((tmp_path / SUMMARY).read_text("utf-8"))["name"] == "made up"
