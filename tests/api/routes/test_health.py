import re
from threading import Event

from fastapi.testclient import TestClient

from api.service import Service
from corpus.errors import DataError
from rag.workspace import Progress
from tests.api.checks import ask, assert_problem, wait_until
from tests.api.conftest import Connect
from tests.api.stand_in import StandInEngine


def test_an_open_service_is_live_and_ready(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "live"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_a_server_is_live_at_once_and_ready_when_the_engine_is_open(
    connect: Connect, service: Service
) -> None:
    may_open = Event()

    def load(report: Progress) -> Service:
        report("encode", 32, 150)
        assert may_open.wait(10)
        return service

    client = connect(source=load)
    assert client.get("/livez").status_code == 200
    wait_until(lambda: "encode 32/150" in client.get("/readyz").text)
    waiting = client.get("/readyz")
    assert_problem(waiting, 503, "not_ready")
    assert int(waiting.headers["retry-after"]) >= 1
    assert_problem(client.post("/api/v1/ask", json=ask()), 503, "not_ready")
    assert client.get("/").status_code == 200

    may_open.set()

    wait_until(lambda: client.get("/readyz").status_code == 200)
    assert client.post("/api/v1/ask", json=ask()).status_code == 200


def test_a_server_whose_engine_cannot_be_opened_stays_up_and_says_why(connect: Connect) -> None:
    def load(_: Progress) -> Service:
        raise DataError(
            "index_mismatch", "the index is of another model", next_step="run `summit index rebuild`"
        )

    client = connect(source=load)
    wait_until(lambda: client.get("/readyz").json()["code"] != "not_ready")

    problem = assert_problem(client.get("/readyz"), 503, "index_mismatch")
    assert problem.next_step == "run `summit index rebuild`"
    assert_problem(client.post("/api/v1/ask", json=ask()), 503, "index_mismatch")
    assert client.get("/livez").status_code == 200


def test_a_mistake_while_opening_is_reported_without_its_words(connect: Connect) -> None:
    def load(_: Progress) -> Service:
        raise RuntimeError("private words")

    client = connect(source=load)
    wait_until(lambda: client.get("/readyz").json()["code"] != "not_ready")

    assert_problem(client.get("/readyz"), 503, "open_failed")
    assert "private words" not in client.get("/readyz").text


class TestMetrics:
    def test_requests_are_counted_by_the_template_of_their_address(self, client: TestClient) -> None:
        client.get("/api/v1/documents/doc_acd6f7e2dc3b8ffd/text")
        client.get("/api/v1/documents/doc_0/text")
        client.get("/no/such/place")
        client.request("BREW", "/livez")

        text = client.get("/metrics").text

        route = "/api/v1/documents/{doc_id}/text"
        assert f'summit_requests_total{{method="GET",route="{route}",status="200"}} 1.0' in text
        assert f'summit_requests_total{{method="GET",route="{route}",status="404"}} 1.0' in text
        assert 'summit_requests_total{method="GET",route="unmatched",status="404"} 1.0' in text
        assert 'summit_requests_total{method="other",route="/livez",status="405"} 1.0' in text
        assert "/no/such/place" not in text

    def test_answers_stages_and_abstentions_are_counted(self, client: TestClient) -> None:
        client.post("/api/v1/ask", json=ask())
        client.post("/api/v1/ask", json=ask("谁赢了比赛？"))

        text = client.get("/metrics").text

        assert 'summit_answers_total{language="en",status="answered"} 1.0' in text
        assert 'summit_answers_total{language="zh",status="no_answer"} 1.0' in text
        assert 'summit_abstentions_total{reason="not_stated"} 1.0' in text
        assert 'summit_stage_seconds_count{stage="retrieve"} 2.0' in text
        assert "summit_documents 2.0" in text
        assert "summit_index_generation 3.0" in text

    def test_no_label_holds_what_a_user_wrote_or_a_document_id(
        self, client: TestClient, engine: StandInEngine
    ) -> None:
        client.post("/api/v1/ask", json=ask("Is Zanzibar mentioned?"))
        client.get("/Zanzibar?Zanzibar=Zanzibar")

        text = client.get("/metrics").text

        assert len(engine.asked) == 1
        assert "Zanzibar" not in text
        assert not re.search(r"doc_[0-9a-f]", text)
