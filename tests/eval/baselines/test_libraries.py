"""The libraries themselves, where the extra is installed; that it is missing, where it is not."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app as program
from corpus.errors import UnavailableError
from eval.baselines.bundled import compare_on_cases
from eval.baselines.pieces import PlainText
from eval.baselines.registry import LIBRARIES, open_libraries
from eval.baselines.report import baselines_json, render_baselines
from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES
from eval.metrics.catalogue import M
from rag.engine import Engine

INSTALLED = all(find_spec(name) for name in ("langchain_core", "llama_index", "haystack"))
needs_libraries = pytest.mark.skipif(not INSTALLED, reason="the extra `baselines` is not installed")

HARBOUR = PlainText("harbour", "The harbour has 84 berths. " * 90)
BAKERY = PlainText("bakery", "面包房每天早上六点开门。" * 90)


@needs_libraries
def test_every_library_finds_the_document_and_says_where(engine: Engine) -> None:
    for library in open_libraries([HARBOUR, BAKERY], engine.embedder):
        found = library.retrieve("How many berths are there?", 3)
        assert found[0].doc_id == "harbour", library.name
        assert all(0 <= p.start < p.end <= len(HARBOUR.text) for p in found if p.doc_id == "harbour")
        assert str(library.default_k) in library.settings
        assert re.match(r"[a-z-]+ \d+\.\d+\S*[,:] ", library.settings), "its version is named"


@needs_libraries
def test_the_comparison_has_every_system_in_both_languages(engine: Engine) -> None:
    found = compare_on_cases(load_cases(BUNDLED_CASES, engine.documents), engine)
    assert {(f.system, f.language.value) for f in found} == {
        (name, language)
        for name in ("summit", *LIBRARIES.values(), "BM25 over paragraphs", "dense over paragraphs")
        for language in ("zh", "en")
    }
    for item in found:
        assert item.recall[M.RECALL_AT_1].value <= item.recall[M.RECALL_AT_10].value
        assert item.recall[M.RECALL_AT_1].n == 16
    part = render_baselines(found, "first")
    assert part.worse
    assert any("Chinese questions" in line for line in part.body)
    assert baselines_json(found).count('"system"') == 12


@pytest.mark.skipif(INSTALLED, reason="the extra `baselines` is installed")
def test_without_the_extra_it_says_what_to_install(engine: Engine) -> None:
    with pytest.raises(UnavailableError) as problem:
        open_libraries([HARBOUR], engine.embedder)
    assert problem.value.code == "baselines_missing"
    assert "baselines" in problem.value.next_step


@pytest.mark.skipif(INSTALLED, reason="the extra `baselines` is installed")
def test_without_the_extra_a_run_beside_baselines_says_so_before_it_asks_anything(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(data_dir))
    words = ["eval", "run", "--cases", "first", "--baselines", "--out", str(tmp_path / "run")]

    done = CliRunner().invoke(program, words)

    assert done.exit_code == 6
    assert "baselines_missing" in done.stderr
    assert "pip install '.[baselines]'" in done.stderr
    assert not (tmp_path / "run").exists()


@needs_libraries
def test_a_run_beside_baselines_prints_the_rows_of_all(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(data_dir))
    words = ["eval", "run", "--cases", "first", "--repeats", "1", "--baselines", "--out", str(tmp_path)]

    done = CliRunner().invoke(program, words)

    assert done.exit_code == 0, done.output
    for name in LIBRARIES.values():
        assert f"| {name} | Chinese |" in done.stdout
    rows = json.loads((tmp_path / "summary.json").read_text("utf-8"))["retrievers"]
    assert len(rows) == 12
