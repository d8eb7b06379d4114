"""Answers as a stream of events, of the shape and order that the contract says."""

import json
from typing import Any

from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.problem_schemas import Problem
from corpus.errors import UnavailableError
from tests.api.checks import ask, assert_problem
from tests.api.stand_in import StandInEngine


class TestStream:
    def test_the_events_come_in_the_order_of_the_contract(self, client: TestClient) -> None:
        events = _events(client, ask(stream=True))

        names = [name for name, _ in events]
        assert names[:3] == ["meta", "status", "sources"]
        assert names[-1] == "done"
        middle = names[3:-1]
        assert set(middle) == {"delta", "citation"}
        assert middle == sorted(middle, reverse=True), "all of the text before the citations"

    def test_done_holds_the_whole_answer(self, client: TestClient) -> None:
        *_, (_, done) = _events(client, ask(stream=True))

        assert done == client.post("/api/v1/ask", json=ask()).json()

    def test_the_pieces_add_up_to_the_answer(self, client: TestClient) -> None:
        events = _events(client, ask("谁是安妮·布韦罗？", stream=True))

        pieces = [data["text"] for name, data in events if name == "delta"]
        assert "".join(pieces) == events[-1][1]["answer"]
        assert all(piece.count("[") == piece.count("]") for piece in pieces), "a marker was torn"

    def test_citations_are_those_of_the_answer(self, client: TestClient) -> None:
        events = _events(client, ask(stream=True))

        assert [data for name, data in events if name == "citation"] == events[-1][1]["citations"]

    def test_an_answer_without_citations_streams_too(self, client: TestClient) -> None:
        events = _events(client, ask("Who won the match?", stream=True))

        assert [name for name, _ in events] == ["meta", "status", "sources", "delta", "done"]

    def test_chinese_is_not_escaped_and_nothing_is_cached(self, client: TestClient) -> None:
        response = client.post("/api/v1/ask", json=ask("谁是安妮·布韦罗？", stream=True))

        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-cache"
        assert response.headers["x-accel-buffering"] == "no"
        assert "安妮·布韦罗".encode() in response.content
        assert b"\\u" not in response.content

    def test_what_goes_wrong_after_the_beginning_ends_the_stream_as_a_problem(
        self, client: TestClient, engine: StandInEngine
    ) -> None:
        engine.failure_later = UnavailableError("storage_failed", "the disk is gone", next_step="find it")

        *_, (name, problem) = _events(client, ask(stream=True))

        assert name == "error"
        assert Problem.model_validate(problem, extra="forbid").code == "storage_failed"
        assert problem["request_id"]

    def test_a_mistake_of_ours_ends_the_stream_as_one(
        self, client: TestClient, engine: StandInEngine
    ) -> None:
        engine.failure_later = ZeroDivisionError("secret")

        with capture_logs() as logs:
            *_, (name, problem) = _events(client, ask(stream=True))

        assert (name, problem["code"]) == ("error", "internal")
        (entry,) = [entry for entry in logs if entry["event"] == "unexpected"]
        assert (entry["kind"], entry["request_id"]) == ("ZeroDivisionError", problem["request_id"])
        assert "secret" not in f"{problem} {entry}"

    def test_a_bad_question_is_a_problem_not_a_stream(self, client: TestClient) -> None:
        assert_problem(client.post("/api/v1/ask", json=ask("", stream=True)), 422, "question_empty")


def _events(client: TestClient, body: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Read a stream as a client would: name and data of each event; ids count from 1."""
    response = client.post("/api/v1/ask", json=body)
    assert response.status_code == 200
    frames = [
        dict(line.split(": ", 1) for line in frame.split("\n")) for frame in response.text.split("\n\n")[:-1]
    ]
    assert [frame["id"] for frame in frames] == [str(n) for n in range(1, len(frames) + 1)]
    return [(frame["event"], json.loads(frame["data"])) for frame in frames]
