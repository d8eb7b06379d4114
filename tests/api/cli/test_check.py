from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.check_schemas import CheckOut
from api.problem_schemas import Problem
from tests.api.cli.conftest import Run

GOOD = "Anne Bouverot came."
BAD = "Anne Bouverot did not come."
ABSENT = "It rained."


def test_each_sentence_stands_with_its_verdict_and_the_quote(run: Run) -> None:
    result = run("check", "-", text=f"{GOOD} {BAD}\n")

    assert (result.exit_code, result.stderr) == (13, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"supported[1]  {GOOD}"
    assert lines[1] == f"contradicted[1]  {BAD}"
    assert lines[2] == "    negation: “not”; the document has “安妮·布韦罗”"
    assert "[1] Preview of the AI Action Summit in France" in result.stdout
    assert lines[-1] == "supported 1, contradicted 1"


def test_a_chinese_text_is_told_in_chinese(run: Run) -> None:
    result = run("check", text="安妮·布韦罗没有来。下雨了。")

    lines = result.stdout.splitlines()
    assert lines[0] == "不符[1]  安妮·布韦罗没有来。"
    assert lines[1] == "    正反：文中为“没有”，文件为“安妮·布韦罗”"
    assert lines[2] == "文件未提  下雨了。"
    assert lines[-1] == "不符 1，文件未提 1"


@pytest.mark.parametrize(
    ("text", "exit_code"),
    [(GOOD, 0), (BAD, 13), (ABSENT, 10), (f"{GOOD} {ABSENT}", 10), (f"{BAD} {ABSENT}", 13)],
)
def test_the_exit_code_tells_the_worst(run: Run, text: str, exit_code: int) -> None:
    assert run("check", text=text).exit_code == exit_code
    assert run("check", "--json", text=text).exit_code == exit_code


def test_file_and_pipe_give_the_same(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(f"{GOOD}\n{BAD}\n", "utf-8")

    outputs = {
        run("check", str(file)).stdout,
        run("check", "-", text=f"{GOOD}\n{BAD}\n").stdout,
        run("check", text=f"{GOOD}\n{BAD}\n").stdout,
    }

    assert len(outputs) == 1


def test_a_pipe_gets_no_escape_codes(run: Run) -> None:
    assert "\x1b" not in run("check", text=BAD).stdout


def test_json_is_what_the_api_sends(run: Run, client: TestClient) -> None:
    out = CheckOut.model_validate_json(run("check", "--json", text=BAD).stdout, extra="forbid")

    assert out.model_dump(mode="json") == client.post("/api/v1/check", json={"text": BAD}).json()


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "text_empty"), ("x" * 20_001, "text_too_long"), ("a\x07b", "text_control_characters")],
)
def test_a_bad_text_is_an_error_with_a_next_step(run: Run, text: str, code: str) -> None:
    result = run("check", "-", text=text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error [{code}]: ")
    assert len(result.stderr.rstrip("\n").split("\n")) == 2


def test_a_missing_file_and_one_that_is_not_utf_8_are_errors(run: Run, tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("caf\xe9 est l\xe0".encode("latin-1"))

    for name in (str(tmp_path / "none.txt"), str(latin), str(tmp_path)):
        result = run("check", name, "--json")
        problem = Problem.model_validate_json(result.stderr, extra="forbid")
        assert (result.exit_code, result.stdout, problem.code) == (2, "", "input_unreadable")
