import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from api.middleware import BodyLimit
from tests.api.checks import ask, assert_problem
from tests.api.conftest import Connect
from tests.api.stand_in import StandInEngine

KEY = "a-long-random-key-for-tests"
JSON = {"Content-Type": "application/json"}
PATHS = ["/", "/livez", "/docs", "/metrics", "/openapi.json", "/static/page.css", "/api/v1/info", "/no/such"]


class TestBody:
    def test_a_body_at_the_limit_is_read_and_one_beyond_is_refused(
        self, connect: Connect, engine: StandInEngine
    ) -> None:
        client = connect(max_body_bytes=1024)
        body = b'{"question": "Who?"}'

        fits = client.post("/api/v1/ask", content=body.ljust(1024), headers=JSON)
        exceeds = client.post("/api/v1/ask", content=body.ljust(1025), headers=JSON)

        assert fits.status_code == 200
        assert_problem(exceeds, 413, "body_too_large")
        assert exceeds.headers["connection"] == "close"
        assert len(engine.asked) == 1

    def test_what_comes_is_counted_not_what_is_announced(self, client: TestClient) -> None:
        def parts() -> Iterator[bytes]:
            for _ in range(300):
                yield b" " * 1024

        chunked = client.post("/api/v1/ask", content=parts(), headers=JSON)
        understated = client.post(
            "/api/v1/ask", content=b" " * 300_000, headers=JSON | {"Content-Length": "10"}
        )

        assert_problem(chunked, 413, "body_too_large")
        assert_problem(understated, 413, "body_too_large")

    def test_a_body_that_does_not_come_is_not_waited_for(self) -> None:
        async def scenario() -> list[Message]:
            async def app(scope: Scope, receive: Receive, send: Send) -> None:
                raise AssertionError("the app must not be reached")

            async def receive() -> Message:
                await asyncio.sleep(60)
                raise AssertionError("not reached")

            sent: list[Message] = []

            async def send(message: Message) -> None:
                sent.append(message)

            limit = BodyLimit(app, max_bytes=100, timeout_s=0.01)
            scope = {"type": "http", "path": "/", "method": "POST", "headers": []}
            await limit(scope, receive, send)
            return sent

        start, body, *_ = asyncio.run(scenario())
        assert start["status"] == 408
        assert b'"body_too_slow"' in body["body"]


class TestHeaders:
    @pytest.mark.parametrize("path", PATHS)
    def test_every_answer_tells_browsers_what_not_to_do(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers

        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers

    def test_answers_are_not_cached(self, client: TestClient) -> None:
        assert client.post("/api/v1/ask", json=ask()).headers["cache-control"] == "no-store"

    def test_a_request_id_is_given_or_kept(self, client: TestClient) -> None:
        own = client.get("/livez", headers={"X-Request-ID": "brief-42.a_b"})
        first, second = client.get("/livez"), client.get("/livez")

        assert own.headers["x-request-id"] == "brief-42.a_b"
        assert first.headers["x-request-id"] != second.headers["x-request-id"]

    @pytest.mark.parametrize("offered", ["", "a b", "x" * 65, 'a"b', "né"])
    def test_a_request_id_that_could_upset_a_log_is_replaced(self, client: TestClient, offered: str) -> None:
        response = client.get("/livez", headers=[(b"X-Request-ID", offered.encode("latin-1"))])

        assert response.headers["x-request-id"] != offered
        assert len(response.headers["x-request-id"]) == 32


class TestHost:
    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "127.0.0.1:8000", "localhost:3000", "LOCALHOST", "[::1]", "[::1]:8000", "localhost."],
    )
    def test_our_own_names_are_served(self, client: TestClient, host: str) -> None:
        assert client.get("/livez", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost@evil.example",
            "",
            ":8000",
            "[::2]",
            "127.0.0.1:x",
        ],
    )
    @pytest.mark.parametrize("path", ["/livez", "/api/v1/info", "/"])
    def test_any_other_name_is_refused(self, client: TestClient, host: str, path: str) -> None:
        assert_problem(client.get(path, headers={"Host": host}), 421, "host_not_allowed")

    def test_two_names_are_refused(self, client: TestClient) -> None:
        response = client.get("/livez", headers=[("Host", "localhost"), ("Host", "evil.example")])

        assert_problem(response, 421, "host_not_allowed")

    def test_further_names_can_be_allowed(self, connect: Connect) -> None:
        client = connect(allowed_hosts="summit.example.org")

        assert client.get("/livez", headers={"Host": "summit.example.org"}).status_code == 200


class TestKey:
    @pytest.mark.parametrize(
        "path",
        ["/api/v1/info", "/api/v1/documents", "/metrics", "/documents/doc_0/plain", "/else"],
    )
    def test_with_a_key_set_everything_with_content_asks_for_it(self, connect: Connect, path: str) -> None:
        response = connect(api_key=KEY).get(path)

        assert_problem(response, 401, "key_missing")
        assert response.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/library",
            "/livez",
            "/readyz",
            "/docs",
            "/openapi.json",
            "/static/page.css",
            "/documents/doc_0",  # the frame alone: what it shows it has to ask for, with the key
        ],
    )
    def test_health_and_pages_without_documents_stay_open(self, connect: Connect, path: str) -> None:
        assert connect(api_key=KEY).get(path).status_code == 200

    def test_the_key_opens(self, connect: Connect) -> None:
        client = connect(api_key=KEY)

        for header in (f"Bearer {KEY}", f"bearer  {KEY} "):
            assert client.get("/api/v1/info", headers={"Authorization": header}).status_code == 200

    @pytest.mark.parametrize(
        ("header", "code"),
        [
            ("Bearer wrong", "key_wrong"),
            (f"Bearer {KEY}x", "key_wrong"),
            (f"Basic {KEY}", "key_missing"),
            (KEY, "key_missing"),
            ("Bearer ", "key_missing"),
        ],
    )
    def test_anything_else_does_not(self, connect: Connect, header: str, code: str) -> None:
        response = connect(api_key=KEY).get("/api/v1/info", headers={"Authorization": header})

        assert_problem(response, 401, code)
        assert KEY not in response.text

    @pytest.mark.parametrize("path", ["//api/v1/info", "/static/../api/v1/info", "/%2e/api/v1/info"])
    def test_there_is_no_way_around(self, connect: Connect, path: str) -> None:
        response = connect(api_key=KEY).get(f"http://127.0.0.1:8000{path}")

        assert response.status_code in {401, 404}

    def test_the_description_says_that_a_key_is_needed(self, connect: Connect, client: TestClient) -> None:
        assert connect(api_key=KEY).get("/openapi.json").json()["security"] == [{"key": []}]
        assert "security" not in client.get("/openapi.json").json()


class TestUnexpected:
    def test_a_mistake_of_ours_is_a_problem_that_tells_nothing(
        self, client: TestClient, engine: StandInEngine
    ) -> None:
        engine.failure = RuntimeError("private words")

        with capture_logs() as logs:
            response = client.post("/api/v1/ask", json=ask("What is secret?"))

        problem = assert_problem(response, 500, "internal")
        assert "private words" not in response.text
        assert response.headers["x-content-type-options"] == "nosniff"
        (entry,) = [entry for entry in logs if entry["event"] == "unexpected"]
        assert entry["kind"] == "RuntimeError"
        assert entry["request_id"] == problem.request_id
        assert "stand_in.py" in "".join(entry["where"])

    def test_the_next_request_is_served(self, client: TestClient, engine: StandInEngine) -> None:
        engine.failure = RuntimeError("once")
        client.post("/api/v1/ask", json=ask())
        engine.failure = None

        assert client.post("/api/v1/ask", json=ask()).status_code == 200


class TestLog:
    def test_a_request_is_logged_once_by_its_template(self, client: TestClient) -> None:
        with capture_logs() as logs:
            response = client.get("/api/v1/documents/doc_acd6f7e2dc3b8ffd", headers={"X-Request-ID": "abc"})

        (entry,) = logs
        assert response.status_code == 200
        assert entry.pop("ms") >= 0
        assert entry == {
            "event": "request",
            "log_level": "info",
            "method": "GET",
            "route": "/api/v1/documents/{doc_id}",
            "status": 200,
            "request_id": "abc",
        }

    @pytest.mark.parametrize("stream", [False, True])
    def test_no_question_answer_or_address_reaches_the_log(
        self, client: TestClient, engine: StandInEngine, stream: bool
    ) -> None:
        with capture_logs() as logs:
            client.post("/api/v1/ask", json=ask("Is Zanzibar near 安妮·布韦罗?", stream=stream))
            client.post("/api/v1/ask", json=ask(Zanzibar="Zanzibar"))
            client.get("/Zanzibar", params={"q": "Zanzibar"})
            engine.failure = RuntimeError("Zanzibar")
            client.post("/api/v1/ask", json=ask("Zanzibar?"))

        assert len([entry for entry in logs if entry["event"] == "request"]) == 4
        assert "Zanzibar" not in str(logs)
        assert "布韦罗" not in str(logs)
