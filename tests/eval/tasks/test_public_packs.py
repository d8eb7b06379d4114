"""Every task on the first rows of the public packs, which are not part of the project."""

import gzip
import json
import os
from itertools import islice
from pathlib import Path

import pytest

from eval.tasks.rows import TaskName
from eval.tasks.run import ALL_TASKS, run_tasks
from index.embedding import EmbeddingConfig, open_embedder
from index.models.folder import ModelFolder
from tests.eval.bundles import write_packs
from tests.eval.tasks.made_up import EqualJudge

_REPOSITORY = Path(__file__).parents[3]
_ROWS = 2
_NEGATIVES = 6


@pytest.fixture
def first_rows(tmp_path: Path) -> Path:
    """A folder with the first rows of each pack; the passages of all, where questions have their own file."""
    folder = Path(os.environ.get("SUMMIT_BENCH_DIR") or _REPOSITORY.parent / "shared" / "bench")
    if not (folder / "manifest.json").exists():
        pytest.skip("the public packs are not here; name their folder in SUMMIT_BENCH_DIR")
    names = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    made = {}
    for name in names:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            made[name] = [
                json.loads(line) for line in islice(lines, None if name == "squad2_passages" else _ROWS)
            ]
    for row in (row for name in made if name.startswith("rgb_") for row in made[name]):
        row["negative"] = row["negative"][:_NEGATIVES]
    asked = {row["pid"] for row in made["squad2_questions"]}
    made["squad2_passages"] = [row for row in made["squad2_passages"] if row["pid"] in asked]
    return write_packs(tmp_path / "packs", made)


@pytest.mark.packs
@pytest.mark.slow
def test_every_task_reads_and_asks_the_public_packs(
    first_rows: Path, tmp_path: Path, default_model_folder: ModelFolder
) -> None:
    embedder = open_embedder(EmbeddingConfig(), models_dir=default_model_folder.path.parent)

    report = run_tasks(first_rows, embedder, limit=2, judge=EqualJudge(), work_dir=tmp_path / "work")

    assert report.failures == ()
    assert report.gaps == {}
    assert {row.task for row in report.rows} == set(TaskName)
    measured = {row.pack for row in report.rows if row.figure.n}
    assert measured == {task.packs[0] for task in ALL_TASKS}
