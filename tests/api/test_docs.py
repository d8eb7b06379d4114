"""The documentation says what the code does."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api.problems
import corpus.errors
from api.problems import HTTP_PROBLEMS, OTHER_PROBLEM
from api.reference import rewrite
from corpus.errors import SummitError

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROOMS = ("corpus", "index", "rag", "eval", "api")
CLASSES = {
    name: value
    for module in (corpus.errors, api.problems)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, SummitError)
}
MADE_CODES = {"f'{what}_unknown'": ("document_unknown", "chunk_unknown")}
"""Codes that are put together, by the expression that does it."""


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_the_generated_parts_are_up_to_date(path: Path) -> None:
    text = path.read_text("utf-8")

    assert rewrite(text) == text, "run `make docs`"


def test_every_code_in_the_source_is_documented_and_the_other_way_round() -> None:
    in_source = {code for code, _ in _raised()} | {
        code for code, *_ in (*HTTP_PROBLEMS.values(), OTHER_PROBLEM)
    }

    assert in_source == set(_documented())


def test_the_documented_status_and_exit_code_are_those_of_the_class() -> None:
    documented = _documented()

    for code, kind in _raised():
        status, exit_code = documented[code]
        assert status in {"–", str(kind.http_status)}, code
        assert exit_code in {"–", str(kind.exit_code)}, code
        assert {status, exit_code} != {"–"}, code


def test_the_statuses_of_the_frameworks_own_refusals_are_documented() -> None:
    documented = _documented()

    for status, (code, *_) in HTTP_PROBLEMS.items():
        assert documented[code][0] == str(status)


def test_every_address_is_in_the_guide(client: TestClient) -> None:
    guide = (DOCS / "api.md").read_text("utf-8")

    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {path}" in guide, (method, path)


def test_every_example_in_the_guide_works(client: TestClient) -> None:
    guide = (DOCS / "api.md").read_text("utf-8")
    posts = re.findall(r"curl -sN? (\S+) -H '[^']*' \\\n\s+-d '([^']*)'", guide)
    gets = re.findall(r"curl -s '(\S+)'", guide)
    assert (len(posts), len(gets)) == (6, 2), "the examples changed: see that each is still found"

    for url, body in posts:
        assert client.post(url, json=json.loads(body)).status_code == 200, url
    for url in gets:
        assert client.get(url).status_code == 200, url


def _documented() -> dict[str, tuple[str, str]]:
    """Status and exit code by code, as docs/errors.md has them."""
    rows = re.findall(
        r"^\| `(\w+)` \| (\S+) \| (\S+) \|", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE
    )
    assert len({code for code, *_ in rows}) == len(rows), "a code is documented twice"
    return {code: (status, exit_code) for code, status, exit_code in rows}


def _raised() -> Iterator[tuple[str, type[SummitError]]]:
    """Every code in the source with the class it is raised with."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                    yield from _codes(node, CLASSES[node.func.id], path)
                if isinstance(node, ast.ClassDef) and node.name in CLASSES and path.name != "errors.py":
                    yield from _own_codes(node, path)


def _own_codes(node: ast.ClassDef, path: Path) -> Iterator[tuple[str, type[SummitError]]]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
            yield from _codes(call, CLASSES[node.name], path)


def _codes(call: ast.Call, kind: type[SummitError], path: Path) -> Iterator[tuple[str, type[SummitError]]]:
    if not call.args:
        return
    code = call.args[0]
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value, kind
    elif isinstance(code, ast.JoinedStr):
        for made in MADE_CODES[ast.unparse(code)]:
            yield made, kind
    else:
        assert path.name == "problems.py", f"{path}: a code has to stand in the source as text"
