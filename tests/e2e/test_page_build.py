"""The built page is what its source gives, and its own tests pass."""

import re
from pathlib import Path

from tests.e2e.node import SOURCE, STATIC, NodeProject


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_building_the_page_again_gives_the_committed_files(node_project: NodeProject) -> None:
    built = node_project.folder / "built"

    node_project.run("vite", "build", "--outDir", str(built), "--logLevel", "warn")

    new, committed = contents(built), contents(STATIC)
    assert sorted(new) == sorted(committed)
    assert [name for name in new if new[name] != committed[name]] == [], "run `npm run build` in api/page"


def test_the_page_is_of_sound_types(node_project: NodeProject) -> None:
    node_project.run("svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings")


def test_the_page_passes_its_own_tests(node_project: NodeProject) -> None:
    said = node_project.run("vitest", "run").stdout

    passed = re.search(r"Tests +(\d+) passed", said)
    assert passed is not None, said
    assert int(passed[1]) > 50


def test_the_lock_names_no_host_and_a_hash_for_every_package() -> None:
    lock = (SOURCE / "package-lock.json").read_text("utf-8")

    assert "resolved" not in lock
    assert lock.count('"integrity": "sha512-') >= lock.count('"node_modules/') > 10


def test_every_source_file_is_of_a_moderate_size() -> None:
    files = [path for suffix in ("ts", "svelte") for path in (SOURCE / "src").rglob(f"*.{suffix}")]

    assert len(files) > 30
    assert {path.name: n for path in files if (n := len(path.read_text("utf-8").splitlines())) > 260} == {}
