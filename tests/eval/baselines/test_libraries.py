"""The libraries themselves, where the extra is installed; that it is missing, where it is not."""

from importlib.util import find_spec

import pytest

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


@needs_libraries
def test_the_comparison_has_every_system_in_both_languages(engine: Engine) -> None:
    found = compare_on_cases(load_cases(BUNDLED_CASES, engine.documents), engine)
    assert {(f.system, f.language.value) for f in found} == {
        (name, language) for name in ("summit", *LIBRARIES.values()) for language in ("zh", "en")
    }
    for item in found:
        assert item.recall[M.RECALL_AT_1].value <= item.recall[M.RECALL_AT_10].value
        assert item.recall[M.RECALL_AT_1].n == 16
    part = render_baselines(found, "first")
    assert part.worse
    assert any("Chinese questions" in line for line in part.body)
    assert baselines_json(found).count('"system"') == 8


@pytest.mark.skipif(INSTALLED, reason="the extra `baselines` is installed")
def test_without_the_extra_it_says_what_to_install(engine: Engine) -> None:
    with pytest.raises(UnavailableError) as problem:
        open_libraries([HARBOUR], engine.embedder)
    assert problem.value.code == "baselines_missing"
    assert "baselines" in problem.value.next_step
