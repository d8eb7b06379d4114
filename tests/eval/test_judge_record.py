from pathlib import Path

import pytest

from corpus.errors import DataError
from eval.figures import figures_of
from eval.judge_record import BUNDLED_RECORD, JudgeRecord, judge_code_sha256, load_judge_record
from eval.measures import rate
from eval.run import FinishedRun, load_questions, run_questions
from tests.eval.test_run import Scripted, cases

__all__ = ["cases"]


def finished(path: Path, folder: Path) -> FinishedRun:
    asker = Scripted()
    return run_questions(load_questions(path, asker), asker, folder)


def test_the_judge_was_measured_on_both_public_sets_and_in_both_languages_as_it_is() -> None:
    record = load_judge_record()

    assert set(record.sets) == {"accuracy_zh", "accuracy_en", "WiCE", "OCNLI"}
    assert all(found.n >= 200 and found.low < found.value < found.high for found in record.sets.values())
    assert record.base_rates.keys() == record.sets.keys()
    assert all(0.5 <= rate < 1 for rate in record.base_rates.values())
    assert record.is_current, "the judge has changed: `summit eval judge --packs DIR --update`"


def test_a_record_is_written_and_read_again(tmp_path: Path) -> None:
    record = JudgeRecord(judge="surface", code_sha256="0", sets={"WiCE": rate(3, 4)})

    record.save(tmp_path / "record.json")

    assert load_judge_record(tmp_path / "record.json") == record
    assert not record.is_current


@pytest.mark.parametrize("content", [None, "{", '{"judge": "surface"}'])
def test_a_record_that_cannot_be_read_is_a_problem(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "record.json").write_text(content, "utf-8")

    with pytest.raises(DataError, match=r"record\.json cannot be read") as caught:
        load_judge_record(tmp_path / "record.json")
    assert caught.value.code == "judge_record_damaged"


@pytest.mark.parametrize(
    ("judge", "code", "told"),
    [
        ("surface", judge_code_sha256(), "0.750 [0.301, 0.954] (n = 4)"),
        ("surface", "0", "0.750 [0.301, 0.954] (n = 4), in an earlier form"),
        ("another judge", judge_code_sha256(), None),
    ],
)
def test_a_run_tells_what_is_known_of_its_own_judge(
    judge: str, code: str, told: str | None, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = JudgeRecord(judge=judge, code_sha256=code, sets={"WiCE": rate(3, 4), "accuracy_zh": rate(1, 2)})
    monkeypatch.setattr("eval.figures.load_judge_record", lambda: record)

    known = figures_of(finished(cases, tmp_path / "run")).judge

    assert known.get("WiCE") == told
    assert known["accuracy_zh"] != "0.500 [0.095, 0.905] (n = 2)", "measured anew with every run"
    assert BUNDLED_RECORD.exists()
