"""A run of the engine beside the retrievers that need no library: the same questions, the same sums."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Language
from eval.askers import EngineAsker
from eval.baselines.beside import rows_beside
from eval.baselines.bundled import asked_alone
from eval.baselines.pieces import PlainText
from eval.baselines.plain import open_plain
from eval.cases import BUNDLED_CASES
from eval.figures import figures_of
from eval.metrics.catalogue import M
from eval.report_files import figures_table, summary_json
from eval.report_page import render_page
from eval.run import FinishedRun, load_questions, run_questions
from eval.saved import load_summary, save_summary
from eval.summary import RunSummary
from rag.engine import Engine

NAMES = ("summit", "BM25 over paragraphs", "dense over paragraphs")


@pytest.fixture(scope="module")
def finished(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> FinishedRun:
    asker = EngineAsker(engine)
    return run_questions(load_questions(BUNDLED_CASES, asker), asker, tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def summary(finished: FinishedRun, engine: Engine) -> RunSummary:
    texts = [PlainText(document.doc_id, document.text) for document in finished.documents]
    rows = rows_beside(finished, open_plain(texts, engine.embedder))
    return replace(figures_of(finished, engine.embedder), retrievers=rows)


def test_every_retriever_stands_beside_the_system_on_the_same_questions(
    summary: RunSummary, finished: FinishedRun
) -> None:
    asked = asked_alone(finished.cases)
    assert [(row.system, row.language) for row in summary.retrievers] == [
        (name, language) for language in ("zh", "en") for name in NAMES
    ]
    for row in summary.retrievers:
        wanted = [case for case in asked if case.language == row.language]
        assert {figure.n for figure in row.figures} == {len(wanted)} == {16}
        assert [figure.metric for figure in row.figures] == [
            M.RECALL_AT_1, M.RECALL_AT_5, M.RECALL_AT_10, M.MRR, M.NDCG,
        ]  # fmt: skip


def test_the_systems_own_row_is_the_mean_of_the_scores_of_its_run(
    summary: RunSummary, finished: FinishedRun
) -> None:
    asked = {case.id for case in asked_alone(finished.cases)}
    for row in summary.retrievers[::3]:
        scores = [
            outcome.scores[M.RECALL_AT_10]
            for outcome in summary.outcomes
            if outcome.case.id in asked and outcome.case.language == row.language
        ]
        assert row.figures[2].value == pytest.approx(sum(scores) / len(scores))


def test_words_find_chinese_for_chinese_and_little_across_languages(summary: RunSummary) -> None:
    found = {(row.system, row.language): row.figures[2].value or 0 for row in summary.retrievers}

    assert found["BM25 over paragraphs", "zh"] > 0.6
    assert found["BM25 over paragraphs", "en"] < found["dense over paragraphs", "en"]


def test_their_rows_are_in_the_table_the_page_and_the_files(summary: RunSummary, tmp_path: Path) -> None:
    english, chinese = (figures_table(summary, language) for language in (Language.EN, Language.ZH))
    page = render_page(summary)

    for name in NAMES:
        assert f"\n| {name} | Chinese | " in english
        assert f"\n| {name} | 英文 | " in chinese
        assert name in page.split('<section id="retrievers">')[1].split("</section>")[0]
    # The verdict is the system's, pair by pair of the same questions; itself it is not compared with.
    own, words = (next(row for row in summary.retrievers if row.system == name) for name in NAMES[:2])
    assert (dict(own.verdicts), set(words.verdicts)) == ({}, {f.metric for f in words.figures})
    assert set(words.verdicts.values()) <= {"better", "worse", "cannot_tell"}
    across = next(row for row in summary.retrievers if (row.system, row.language) == (NAMES[1], "en"))
    assert across.verdicts[M.RECALL_AT_10] == "better"
    line = next(line for line in english.splitlines() if line.startswith(f"| {NAMES[1]} | English"))
    assert "(better)" in line
    assert line.rstrip(" |").split("| ")[-1] == f"{across.characters:,.0f}"
    assert f"- {NAMES[1]}: {words.settings}" in english
    assert "pieces of 4,000 characters" in english
    assert "几乎就是全部文本" in chinese
    assert "pieces of 4,000 characters" in page
    assert "Other retrievers on the same questions" in page
    assert "同一批问题上的其他检索方式" in page
    assert [row["system"] for row in json.loads(summary_json(summary))["retrievers"]] == [*NAMES, *NAMES]
    save_summary(summary, tmp_path)
    assert load_summary(tmp_path).retrievers == summary.retrievers


def test_without_them_there_is_no_trace(summary: RunSummary) -> None:
    bare = replace(summary, retrievers=())

    assert "BM25" not in figures_table(bare)
    assert "retrievers" not in render_page(bare)


def test_a_system_that_shows_no_passages_has_no_rows(finished: FinishedRun, engine: Engine) -> None:
    hidden = {
        case_id: tuple(
            seen.model_copy(update={"seen": seen.seen and seen.seen.model_copy(update={"passages": ()})})
            for seen in every
        )
        for case_id, every in finished.observations.items()
    }
    assert rows_beside(replace(finished, observations=hidden), []) == ()
