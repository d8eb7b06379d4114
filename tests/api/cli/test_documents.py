import pytest
from fastapi.testclient import TestClient

from api.schemas import DocumentOut, DocumentPage, DocumentTextOut
from corpus.library import bundled_documents
from tests.api.cli.conftest import Run

DOCUMENT = bundled_documents()[0]


def test_the_list_has_a_line_for_each_document(run: Run) -> None:
    result = run("documents", "list")

    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert sorted(row[0] for row in rows) == sorted(d.doc_id for d in bundled_documents())
    assert [DOCUMENT.doc_id, "zh", "think_tank", "2025-01", DOCUMENT.passport.title] in rows


def test_a_passport_shows_its_facts(run: Run) -> None:
    result = run("documents", "show", DOCUMENT.doc_id)

    facts = dict(line.split(": ", 1) for line in result.stdout.splitlines())
    assert facts["publisher"] == DOCUMENT.passport.publisher
    assert facts["pages"] == "10"
    assert "url" not in facts, "it has none"


def test_the_text_is_printed_as_it_is(run: Run) -> None:
    assert run("documents", "text", DOCUMENT.doc_id).stdout == DOCUMENT.text + "\n"
    part = run("documents", "text", DOCUMENT.doc_id, "--start", "1701", "--end", "1888")
    assert part.stdout == DOCUMENT.text[1701:1888] + "\n"


def test_json_is_what_the_api_sends(run: Run, client: TestClient) -> None:
    listed = DocumentPage.model_validate_json(run("documents", "list", "--json").stdout, extra="forbid")
    shown = DocumentOut.model_validate_json(
        run("documents", "show", DOCUMENT.doc_id, "--json").stdout, extra="forbid"
    )
    text = DocumentTextOut.model_validate_json(
        run("documents", "text", DOCUMENT.doc_id, "--json").stdout, extra="forbid"
    )

    url = f"/api/v1/documents/{DOCUMENT.doc_id}"
    assert listed.model_dump(mode="json") == client.get("/api/v1/documents").json()
    assert shown.model_dump(mode="json") == client.get(url).json()
    assert text.model_dump(mode="json") == client.get(f"{url}/text").json()


@pytest.mark.parametrize("command", ["show", "text"])
def test_an_unknown_document_is_exit_code_4(run: Run, command: str) -> None:
    result = run("documents", command, "doc_0")

    assert (result.exit_code, result.stdout) == (4, "")
    assert "error [document_unknown]" in result.stderr


def test_a_range_that_is_none_is_exit_code_2(run: Run) -> None:
    result = run("documents", "text", DOCUMENT.doc_id, "--start", "9", "--end", "9")

    assert result.exit_code == 2
    assert "error [range_invalid]" in result.stderr
