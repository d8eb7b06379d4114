"""The house rules that no linter knows."""

import ast
import importlib
import importlib.util
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("corpus", "index", "rag", "eval", "api")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MAX_LINES = 400

# Imports inside functions, and why they are there. Nothing here crosses from one room to another.
# Modules of an extra, with the packages that they stand on.
OPTIONAL = {
    "eval.baselines.haystack": ["haystack"],
    "eval.baselines.llama_index": ["llama_index"],
}
INNER_IMPORTS = {
    "rag/models/opening.py": {
        "rag.models.embedded",
        "rag.models.endpoint",
    },  # the client takes most of a second to load, and most commands need no model
    "index/embedding/sentence_transformer.py": {
        "torch",
        "sentence_transformers",
    },  # torch takes seconds and 300 MB
    "eval/bench.py": {
        "torch",
        "sentence_transformers",
    },  # only the row that compares with torch may pay for it
    "eval/answers_cli.py": {
        "eval.answers"
    },  # the commands: each loads only what it needs (scipy, ir-measures)
    "eval/checks_cli.py": {"eval.checks", "eval.claims"},  # scipy
    "eval/cli.py": {
        "eval.packs",
        "eval.report",
        "eval.retrieval_run",
        "eval.bench",
        "eval.bench_report",
    },
    "eval/run_cli.py": {
        "eval.baselines.beside",
        "eval.baselines.bundled",
        "eval.baselines.registry",
        "eval.compare",
        "eval.compare_report",
        "eval.figures",
        "eval.report_files",
        "eval.report_words",
        "eval.statistics",
    },  # scipy, ir-measures
    "eval/baselines_cli.py": {
        "eval.baselines.bundled",
        "eval.baselines.report",
    },  # scipy
    "eval/gate_cli.py": {
        "eval.figures",
        "eval.gate",
        "eval.gate_report",
        "eval.report_words",
    },  # scipy
    "eval/faults_cli.py": {
        "eval.faults",
        "eval.figures",
        "eval.judge",
        "eval.saved",
    },  # scipy, ir-measures
    "eval/judge_cli.py": {
        "eval.judge",
        "eval.judge_record",
        "eval.measures",
        "eval.support_pairs",
        "eval.tasks.rows",
        "eval.tasks.run",
    },  # scipy, ir-measures
    "eval/tasks_cli.py": {
        "eval.judge",
        "eval.tasks.report",
        "eval.tasks.rows",
        "eval.tasks.run",
        "eval.tasks.written_report",
    },  # scipy, ir-measures
    "eval/fit_cli.py": {
        "eval.fit_matcher",
        "eval.fit_report",
        "eval.packs",
        "eval.training_data",
    },  # torch, scipy, ir-measures
}
# Where a person reads what is printed.
MAY_PRINT = ("api/cli/", "eval/cli.py", "eval/console.py", "eval/bench_child.py", "api/reference.py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "."] if not node.level else ["." * node.level + (node.module or "")]
    return []


def faulty_imports(room: str, tree: ast.AST) -> list[str]:
    """Imports from a room to the right, from the tests, or by a relative path."""
    right = ROOMS[ROOMS.index(room) + 1 :]
    names = [name for node in ast.walk(tree) for name in imported(node)]
    return [name for name in names if name.split(".")[0] in (*right, "tests") or name.startswith(".")]


def inner_imports(tree: ast.AST) -> Iterator[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    for function in (node for node in ast.walk(tree) if isinstance(node, functions)):
        yield from (name for node in ast.walk(function) for name in imported(node))


def prints(tree: ast.AST) -> bool:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)


def is_script(tree: ast.Module) -> bool:
    """Whether a module ends in `if __name__ == "__main__"`."""
    return isinstance(tree.body[-1], ast.If) and "__main__" in ast.unparse(tree.body[-1].test)


@pytest.fixture(params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> tuple[Path, ast.Module]:
    path: Path = request.param
    return path, ast.parse(path.read_text("utf-8"))


def test_every_room_is_looked_at() -> None:
    assert {name_of(path).split("/")[0] for path in MODULES} == set(ROOMS)


def test_a_room_imports_only_from_rooms_to_its_left(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    assert faulty_imports(name_of(path).split("/")[0], tree) == []


def test_nothing_is_imported_inside_a_function_but_for_a_reason(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    assert [name for name in inner_imports(tree) if name not in INNER_IMPORTS.get(name_of(path), set())] == []


def test_the_reasons_for_inner_imports_are_still_needed() -> None:
    for name, excused in INNER_IMPORTS.items():
        present = set(inner_imports(ast.parse((ROOT / name).read_text("utf-8"))))
        assert excused - present == set(), name


def test_the_checks_can_fail() -> None:
    bad = ast.parse(
        "import api.app\nfrom rag import engine\nfrom .x import y\ndef f():\n    import os\n    print(os)\n"
    )
    assert faulty_imports("index", bad) == ["api.app", "rag", ".x"]
    assert faulty_imports("api", bad) == [".x"]
    assert list(inner_imports(bad)) == ["os"]
    assert prints(bad)
    assert not prints(ast.parse("console.print(1)  # print(1)"))


def test_no_file_imports_eval_bare() -> None:
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert all(alias.name != "eval" for alias in node.names), name_of(path)


def test_a_module_says_what_it_is_for(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    docstring = ast.get_docstring(tree)
    assert docstring is not None, name_of(path)
    assert docstring.split("\n")[0].endswith((".", ":", "?"))


def test_a_module_is_of_one_purpose_and_a_readable_length(module: tuple[Path, ast.Module]) -> None:
    path, _ = module
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


def test_a_module_exports_on_purpose(module: tuple[Path, ast.Module]) -> None:
    _path, tree = module
    if len(tree.body) <= 1 or is_script(tree):
        return  # nothing but a docstring, or run and never imported
    assigned = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert "__all__" in assigned


def test_every_exported_name_exists(module: tuple[Path, ast.Module]) -> None:
    path, _ = module
    name = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if name in OPTIONAL and not all(map(importlib.util.find_spec, OPTIONAL[name])):
        pytest.skip("the extra that it needs is not installed")
    loaded = importlib.import_module(name)
    exported = getattr(loaded, "__all__", [])
    assert [item for item in exported if not hasattr(loaded, item)] == []
    assert len(set(exported)) == len(exported)


def test_only_the_command_line_prints(module: tuple[Path, ast.Module]) -> None:
    path, tree = module
    assert not prints(tree) or name_of(path).startswith(MAY_PRINT)


def tracked_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file() or name.startswith(
            ("api/static/", "corpus/documents/", "tests/test_architecture")
        ):
            continue
        try:
            yield name, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # weights and pictures


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return dict(tracked_texts())


def test_no_tracked_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    pattern = re.compile(r"(?<![\w.<>/:])/(?:home|Users|root|work|mnt|opt)/\w+")
    assert texts
    assert {name: found for name, text in texts.items() if (found := pattern.findall(text))} == {}
    assert pattern.search("see /home/someone/x")


def test_no_tracked_file_names_a_package_index(texts: dict[str, str]) -> None:
    # Put together here, so that this file does not hold what it looks for.
    address = rf"https?://[^\s\"']*/(?:{'|'.join(['simple', 'artifactory', 'devpi'])})\b"
    option = "-".join(["-", "(?:extra-)?index", "url"])
    pattern = re.compile(f"{address}|{option}")
    assert {name: found for name, text in texts.items() if (found := pattern.findall(text))} == {}
    assert pattern.search("/".join(["http:/", "mirror.example", "simple"]))
    assert pattern.search("-".join(["pip install -", "extra", "index", "url"]))
