import pytest

from eval.measures import score_rankings
from eval.report import RetrievalReport, missed_floors, render_retrieval, report_rows
from eval.results_page import compose_page
from eval.retrieval import PoolSize, TaskResult
from index.embedding.protocol import EmbedderSpec
from index.retriever import RetrievalConfig

SPEC = EmbedderSpec("some-model", "0123abcd", 8, 512, "query: ", "passage: ")
FOUND, LATE, NEVER = ["a"], ["b", "a"], ["b"]


def result(
    ranker: str, *rankings: list[str], task: str = "zh → en", floor: float | None = None
) -> TaskResult:
    asked = {f"q{at}": ranking for at, ranking in enumerate(rankings)}
    # Each question is about a document of its own.
    own = {question: [f"{question} {name}" for name in ranking] for question, ranking in asked.items()}
    scores = score_rankings({question: {f"{question} a"} for question in asked}, own)
    return TaskResult(task, PoolSize.OWN, 120, ranker, scores, floor)


def report(*results: TaskResult) -> RetrievalReport:
    return RetrievalReport("summit", SPEC, RetrievalConfig(), {"xquad_questions": "ff00"}, results)


def render(made: RetrievalReport) -> str:
    return compose_page(render_retrieval(made))


def worse_of(page: str) -> str:
    return page.split("## Worse than something else")[1].split("<!-- part:")[0]


def section(page: str, title: str) -> str:
    return page.split(f"# {title}\n")[1].split("\n##")[0]


def test_page_names_command_model_revision_and_packs() -> None:
    page = render(report(result("summit", FOUND), result("BM25 alone", NEVER)))

    assert "`summit eval retrieval --packs DIR --libraries --out eval/RESULTS.md`" in page
    assert "some-model, revision `0123abcd`" in page
    assert "- xquad_questions `ff00`" in page
    assert page.endswith("\n")


def test_every_figure_has_n_and_an_interval() -> None:
    page = render(report(result("summit", FOUND, FOUND, FOUND, LATE), result("BM25 alone", *[NEVER] * 4)))

    # 3 of 4 on four documents, worth 4 · 3/4 questions: Wilson's interval for .75 of 3 is [.256, .963].
    (row,) = [line for line in page.splitlines() if line.startswith("| zh → en | 120 | 4 | summit |")]
    assert "**.750 [.256, .963]**" in row


def test_what_is_worse_than_a_baseline_comes_first_with_its_counts() -> None:
    ours = result("summit", FOUND, LATE, LATE, FOUND)
    weak = result("BM25 alone", *[NEVER] * 4)
    strong = result("raw dense alone", FOUND, FOUND, FOUND, LATE)

    page = render(report(ours, weak, strong))

    assert page.index("## Worse than something else") < page.index("### Floors") < page.index("### Among")
    worse = worse_of(page)
    assert "3 of 5 comparisons" in worse
    assert (
        "recall@1 .500 against .750 of raw dense alone (n = 4; only the product right 1 times,"
        " only the baseline 2; p = 1.00, exact McNemar)"
    ) in worse
    assert "MRR@10 .750 against .875 of raw dense alone (n = 4)" in worse
    assert "recall@5" not in worse


def test_nothing_worse_is_said_too() -> None:
    page = render(report(result("summit", FOUND), result("BM25 alone", FOUND)))

    assert "Nothing: none of the 5 figures" in worse_of(page)


def test_a_floor_is_missed_from_below_and_met_when_reached() -> None:
    reached = result("summit", FOUND, LATE, task="zh → zh", floor=0.5)
    missed = result("summit", FOUND, LATE, NEVER, task="en → en", floor=0.5)
    baseline = result("BM25 alone", NEVER, task="en → en", floor=0.5)
    made = report(reached, missed, baseline)

    assert missed_floors(made) == [missed]
    floors = section(render(made), "Floors")
    assert "| zh → zh | 2 | .500 [.055, .945] | .500 | met |" in floors
    assert "| en → en | 3 | .333 [.045, .841] | .500 | **missed** |" in floors


def test_rows_for_json_hold_plain_values() -> None:
    (row,) = report_rows(report(result("summit", FOUND, floor=0.9)))

    assert (row["task"], row["pool"], row["ranker"], row["n"], row["floor"]) == (
        "zh → en",
        "own",
        "summit",
        1,
        0.9,
    )
    assert row["MRR@10"] == {
        "value": 1.0,
        "low": pytest.approx(0.2065, abs=1e-4),
        "high": 1.0,
    }  # Wilson, n = 1
    assert set(row) >= {"recall@1", "recall@5", "recall@10"}
