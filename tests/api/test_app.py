import json
import re
import subprocess
import sys

import pytest
from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient

from tests.api.checks import assert_problem

ROUTES = {
    "/api/v1/ask": {"post"},
    "/api/v1/search": {"post"},
    "/api/v1/check": {"post"},
    "/api/v1/documents": {"get"},
    "/api/v1/documents/{doc_id}": {"get"},
    "/api/v1/documents/{doc_id}/text": {"get"},
    "/api/v1/documents/{doc_id}/original": {"get"},
    "/api/v1/verify": {"post"},
    "/api/v1/info": {"get"},
    "/v1/models": {"get"},
    "/v1/models/{model}": {"get"},
    "/v1/chat/completions": {"post"},
    "/livez": {"get"},
    "/readyz": {"get"},
    "/metrics": {"get"},
}


def test_the_description_is_sound_and_complete(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()

    OpenAPI.model_validate(schema)
    assert {path: set(methods) for path, methods in schema["paths"].items()} == ROUTES
    text = json.dumps(schema)
    references = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', text))
    assert references <= set(schema["components"]["schemas"])
    assert "HTTPValidationError" not in text, "a route promises another shape of refusal than it has"


def test_every_refusal_is_described_as_a_problem(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()

    for path, methods in schema["paths"].items():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    # Clients of OpenAI's wire format read its own shape of refusals.
                    shape = "application/json" if path.startswith("/v1/") else "application/problem+json"
                    assert list(response["content"]) == [shape], (path, status)


def test_an_address_that_does_not_exist_is_a_problem(client: TestClient) -> None:
    for path in ("/nowhere", "/api/v1/", "/static/nothing.js", "/static/../app.py", "/api/v2/ask"):
        assert_problem(client.get(path), 404, "route_unknown")


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/nowhere", "/apiary", "/documents", "/documents/a/b"])
def test_a_browser_gets_the_page_where_there_is_nothing(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)

    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert '<div id="page">' in response.text
    assert "script-src 'self'" in response.headers["content-security-policy"]
    for words in ("这个地址下没有内容", "There is nothing at this address"):
        assert words in response.text


@pytest.mark.parametrize("path", ["/api/v2/ask", "/v1/nothing", "/static/nothing.js", "/metrics/x"])
def test_what_programs_call_answers_browsers_as_it_does_programs(client: TestClient, path: str) -> None:
    assert client.get(path, headers=BROWSER).headers["content-type"].startswith("application/")


def test_a_browser_that_posts_nowhere_gets_a_problem(client: TestClient) -> None:
    assert_problem(client.post("/nowhere", headers=BROWSER), 404, "route_unknown")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_taken_is_a_problem(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/ask")

    assert_problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST"


def test_nothing_happens_at_import() -> None:
    code = (
        "import sys, threading, api.app, api.cli.main;print(threading.active_count(), 'torch' in sys.modules)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["1", "False"]
