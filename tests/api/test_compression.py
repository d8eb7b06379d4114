"""What browsers load is compressed; what is streamed, or called by programs, passes as it is."""

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.checks import ask

APP = Path(__file__).parent.parent.parent / "api" / "static" / "app"
MOST_BYTES = 100 * 1024
GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_the_page_is_sent_compressed_and_is_the_file(client: TestClient, name: str) -> None:
    with client.stream("GET", f"/static/app/{name}", headers=GZIP) as response:
        raw = b"".join(response.iter_raw())

    assert response.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in response.headers["vary"].lower()
    assert gzip.decompress(raw) == (APP / name).read_bytes()
    assert len(raw) <= MOST_BYTES


def test_who_cannot_read_it_gets_the_file_itself(client: TestClient) -> None:
    plain = client.get("/static/app/page.js", headers={"Accept-Encoding": "identity"})
    part = client.get("/static/app/page.js", headers=GZIP | {"Range": "bytes=0-4095"})

    assert "content-encoding" not in plain.headers
    assert plain.content == (APP / "page.js").read_bytes()
    assert (part.status_code, part.content) == (206, plain.content[:4096])
    assert "content-encoding" not in part.headers


def test_a_file_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/static/app/page.js", headers=GZIP).headers["etag"]

    again = client.get("/static/app/page.js", headers=GZIP | {"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_a_document_to_read_is_compressed(client: TestClient) -> None:
    doc_id = client.get("/api/v1/documents").json()["data"][0]["doc_id"]
    headers = GZIP | {"Accept": "text/html"}
    response = client.get(f"/documents/{doc_id}/plain", headers=headers)

    assert response.headers["content-encoding"] == "gzip"
    assert "</article>" in response.text


def test_events_and_answers_are_not_touched(client: TestClient) -> None:
    whole = client.post("/api/v1/ask", json=ask(), headers=GZIP)
    events = client.post("/api/v1/ask", json=ask(stream=True), headers=GZIP | {"Accept": "text/html"})

    assert len(whole.content) > 1024
    assert "content-encoding" not in whole.headers
    assert events.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in events.headers
