"""All tasks on small packs, by the real engine over an embedder of few words."""

from pathlib import Path

import pytest

from corpus.errors import DataError, InvalidInputError
from eval.results_page import compose_page
from eval.tasks.report import render_tasks, tasks_json
from eval.tasks.rows import TaskName, TasksReport
from eval.tasks.run import ALL_TASKS, run_tasks, task_names
from tests.eval.bundles import write_packs
from tests.eval.tasks.made_up import EqualJudge, task_packs
from tests.index.fakes import FakeEmbedder


def render(found: TasksReport) -> str:
    return compose_page(render_tasks(found))


def run(folder: Path, work: Path, *names: TaskName, judge: bool = True) -> TasksReport:
    return run_tasks(
        folder,
        FakeEmbedder(),
        names=names or tuple(TaskName),
        judge=EqualJudge() if judge else None,
        work_dir=work,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_packs(tmp_path / "packs", task_packs())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> TasksReport:
    base = tmp_path_factory.mktemp("whole")
    return run(write_packs(base / "packs", task_packs()), base / "work")


def test_every_task_gives_figures_and_nothing_fails(whole: TasksReport) -> None:
    assert list(dict.fromkeys(row.task for row in whole.rows)) == list(TaskName)
    assert {row.pack for row in whole.rows} == {task.packs[0] for task in ALL_TASKS}
    assert whole.failures == ()
    assert whole.gaps == {}
    assert whole.judge == "EqualJudge"


def test_intervals_hold_their_figures(whole: TasksReport) -> None:
    for row in whole.rows:
        figure = row.figure
        assert (figure.value is None) == (figure.n == 0), row
        if figure.value is not None:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low - 1e-9 <= figure.value <= figure.high + 1e-9, row


def test_two_runs_give_the_same_report(folder: Path, tmp_path: Path, whole: TasksReport) -> None:
    assert render(run(folder, tmp_path / "work")) == render(whole)


def test_no_words_of_the_packs_are_in_the_report(whole: TasksReport) -> None:
    shown = render(whole) + str(tasks_json(whole))

    for words in ("Ann Lee", "ferry leaves", "permit last", "渡船", "Graz", "Clark County"):
        assert words not in shown


@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_one_bad_pack_is_named_and_the_others_run(folder: Path, tmp_path: Path, damage: str) -> None:
    path = folder / "rgb_en_noise.jsonl.gz"
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9])

    report = run(folder, tmp_path / "work", TaskName.NOISE, TaskName.CONFLICT)

    (failure,) = report.failures
    assert (failure.task, failure.pack, failure.row_id) == (TaskName.NOISE, "rgb_en_noise", None)
    assert failure.reason == {"missing": "pack_missing", "truncated": "pack_damaged"}[damage]
    assert {row.pack for row in report.rows} == {"rgb_zh_refine", "rgb_zh_int", "ramdocs"}
    assert "rgb_en_noise: the whole pack" in render(report)


def test_a_bad_pack_that_no_task_asks_about_is_a_gap_in_the_index(folder: Path, tmp_path: Path) -> None:
    (folder / "drcd_passages.jsonl.gz").unlink()

    report = run(folder, tmp_path / "work", TaskName.CONFLICT)

    assert report.failures == ()
    assert report.gaps == {"drcd_passages": "pack_missing"}
    assert "drcd_passages" in render(report)


def test_a_folder_without_any_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        run(tmp_path / "nowhere", tmp_path / "work")

    assert caught.value.code == "pack_missing"


def test_a_gap_takes_nothing_from_the_whole_index(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "work", TaskName.CONFLICT)
    (folder / "drcd_passages.jsonl.gz").unlink()
    run(folder, tmp_path / "work", TaskName.CONFLICT)
    again = FakeEmbedder()
    write_packs(folder, task_packs())

    run_tasks(folder, again, names=[TaskName.CONFLICT], work_dir=tmp_path / "work")

    assert again.encoded == []


def test_claims_and_sentences_need_no_index(folder: Path, tmp_path: Path) -> None:
    report = run(folder, tmp_path / "work", TaskName.CLAIMS, TaskName.SENTENCES)

    assert report.documents is None
    assert not (tmp_path / "work").exists()
    assert set(report.packs) == {"wice_en", "ocnli_zh", "tatoeba_zh_en"}


def test_names_of_tasks_are_read_and_unknown_ones_refused() -> None:
    assert task_names([]) == tuple(TaskName)
    assert task_names(["noise", "claims"]) == (TaskName.NOISE, TaskName.CLAIMS)
    with pytest.raises(InvalidInputError) as caught:
        task_names(["nose"])
    assert caught.value.code == "task_unknown"
    assert "noise" in caught.value.next_step
