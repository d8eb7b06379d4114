"""The floors for recall@1 on the public pack, which is not part of the project."""

import os
from pathlib import Path

import pytest

from eval.packs import ForgivingPacks
from eval.report import missed_floors, report_rows
from eval.retrieval import PoolSize
from eval.retrieval_run import run_retrieval
from index.embedding import EmbeddingConfig, open_embedder
from index.models.folder import ModelFolder

_REPOSITORY = Path(__file__).parents[2]
_FLOORS = 6  # four directions, and the other language in a mixed base for both languages of question


@pytest.fixture
def packs() -> ForgivingPacks:
    folder = Path(os.environ.get("SUMMIT_BENCH_DIR") or _REPOSITORY.parent / "shared" / "bench")
    if not (folder / "manifest.json").exists():
        pytest.skip("the public packs are not here; name their folder in SUMMIT_BENCH_DIR")
    return ForgivingPacks(folder)


@pytest.mark.packs
@pytest.mark.slow
def test_recall_on_xquad_reaches_its_floors(packs: ForgivingPacks, default_model_folder: ModelFolder) -> None:
    embedder = open_embedder(EmbeddingConfig(), models_dir=default_model_folder.path.parent)

    report = run_retrieval(
        packs,
        embedder,
        sizes=[PoolSize.OWN],
        with_baselines=False,
        work_dir=_REPOSITORY / "build" / "eval",
    )

    assert sum(result.floor is not None for result in report.results) == _FLOORS
    assert not missed_floors(report), list(report_rows(report))
