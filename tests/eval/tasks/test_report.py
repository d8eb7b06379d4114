import json
from dataclasses import replace

from eval.measures import Rate
from eval.results_page import compose_page
from eval.summary import Better
from eval.tasks.report import render_tasks, tasks_json
from eval.tasks.rows import Failure, Reference, TaskName, TaskRow, TasksReport, mean_of_rates, share
from eval.tasks.written_report import render_written
from eval.written import Way
from index.embedding.protocol import EmbedderSpec

SPEC = EmbedderSpec("model", "0123456789abcdef0123", 16, 512, "query: ", "passage: ")
NOISE, ABSTENTION = TaskName.NOISE, TaskName.ABSTENTION


def render(found: TasksReport) -> str:
    return compose_page(render_tasks(found))


def report(*rows: TaskRow, failures: tuple[Failure, ...] = (), limit: int | None = None) -> TasksReport:
    return TasksReport(rows, failures, {}, {"rgb_en_noise": "ab12"}, SPEC, None, limit, 7)


def row(condition: str, yes: int, no: int, *references: Reference) -> TaskRow:
    return TaskRow(
        NOISE, "rgb_en_noise", condition, share("answer_said", [True] * yes + [False] * no), references
    )


def test_the_furthest_behind_comes_first_and_what_is_ahead_is_not_there() -> None:
    page = render(
        report(
            row("near", 8, 2, Reference("X", 0.85)),
            row("far", 2, 8, Reference("X", 0.9)),
            row("ahead", 9, 1, Reference("X", 0.2)),
            row("alone", 5, 5),
        )
    )

    worse = page.split("## Worse than something else")[1].split("<!-- part:")[0]
    assert "2 of 3 figures" in worse
    assert worse.index("far") < worse.index("near")
    assert "ahead" not in worse
    assert "alone" not in worse
    assert (
        "far, right answer in what is said: .200 [.057, .510] (n = 10) against .900 of X; .700 behind\n"
        in worse
    )
    assert ".050 behind, cannot be told apart" in worse


def test_a_row_shows_direction_n_interval_and_references() -> None:
    lower = TaskRow(
        ABSTENTION,
        "nomiracl_zh",
        "the passages answer",
        share("refused", [True, False], Better.LOWER),
        (Reference("GPT-4", 0.044, compared=False),),
        "a note",
    )

    page = render(report(lower))

    wanted = (
        "| nomiracl_zh | the passages answer | refused ↓ | 2 | .500 [.095, .905] | *GPT-4 .044*; a note |"
    )
    assert wanted in page


def test_nothing_measured_is_a_dash_and_no_zero() -> None:
    page = render(report(TaskRow(NOISE, "rgb_en_noise", "c", share("exact", []))))

    assert "| 0 | – |" in page


def test_failures_are_named_before_the_tables() -> None:
    failures = (Failure(NOISE, "rgb_en_noise", "r1", "question_too_long"),)

    page = render(report(row("c", 1, 0), failures=failures))

    assert "- noise, rgb_en_noise: question r1: question_too_long" in page
    assert page.index("Could not be measured") < page.index("## Noise")


def test_every_pack_comes_with_its_licence_and_the_command_with_its_limit() -> None:
    page = render(report(row("c", 1, 0), limit=60))

    assert "- rgb_en_noise `ab12`; RGB: CC BY-NC-SA 4.0, non-commercial, evaluation only" in page
    assert "summit eval packs --packs DIR --limit 60" in page
    assert "at most 60 questions" in page


def test_json_says_all_that_the_page_does() -> None:
    figure = mean_of_rates("right_decision", Rate(0.5, 4, 0.2, 0.8), Rate(0.5, 4, 0.2, 0.8))
    found = tasks_json(report(TaskRow(NOISE, "rgb_en_noise", "c", figure, (Reference("X", 0.75),))))

    (only,) = json.loads(json.dumps(found))["rows"]
    assert (only["task"], only["metric"], only["method"]) == ("noise", "right_decision", "mover_wilson")
    assert (only["value"], only["n"], only["shortfall"]) == (0.5, 8, 0.25)
    assert only["references"] == [{"name": "X", "value": 0.75, "compared": True}]


def test_the_written_part_says_how_many_answers_the_model_wrote() -> None:
    checked = replace(
        report(row("c", 1, 0)), way=Way.CHECKED, origins={"written": 7, "llm_not_needed": 2, "llm_timeout": 1}
    )

    page = compose_page(render_written({way: replace(checked, way=way) for way in Way}, "a model"))

    assert "Of 10 answers of *written, checked*, the model wrote 7; 2 needed none" in page
    assert "1 are extractive since it wrote nothing that could be used (`llm_timeout` 1)" in page
    assert tasks_json(checked)["origins"] == {"llm_not_needed": 2, "llm_timeout": 1, "written": 7}
