"""A small service behind the wire format, over a real socket, that misbehaves as it is told."""

import json
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import cast

from tests.eval.made_up import DOCUMENTS, HARBOUR
from tests.loopback import LoopbackHandler, LoopbackServer

__all__ = ["QUOTE", "FlakyService", "answer_body", "behaviours"]

QUOTE = "The harbour has 84 berths."
_PATIENCE_S = 10.0


def answer_body(**changes: object) -> dict[str, object]:
    """A good answer, as DESIGN.md's wire format has it."""
    start = HARBOUR.index(QUOTE)
    return {
        "id": "ans_1",
        "status": "answered",
        "abstain_reason": None,
        "mode": "extractive",
        "language": "en",
        "question": "How many berths are there?",
        "answer": f"{QUOTE} [1]",
        "claims": [
            {"start": 0, "end": 26, "citations": [1], "support": {"label": "supported", "method": "copied"}}
        ],
        "citations": [
            {
                "n": 1,
                "doc_id": "harbour",
                "char_start": start,
                "char_end": start + len(QUOTE),
                "quote": QUOTE,
                "language": "zh",
                "translation": None,
                "footnotes": [{"number": 3, "url": "https://example.org/3"}, {"number": 4, "url": None}],
            }
        ],
        "passages": [{"doc_id": "harbour", "char_start": 0, "char_end": 2, "text": "港口", "score": 1}],
        "timings_ms": {"retrieve": 1, "answer": 0.5},
        "index_generation": 3,
        "warnings": [],
    } | changes


class FlakyService(LoopbackServer):
    """A service on a free port; a context manager.

    Attributes:
        behaviour: What it does with questions that `by_question` does not name.
        by_question: What it does with a question instead.
        bodies: What it was asked, in order.
        keys: The header `Authorization` of each question.
        texts: Canonical text by document; may be changed.
        describes_itself: Whether it has `/api/v1/info`.
        generation: Of its index.
        page_size: Documents a page.
    """

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.behaviour: Behaviour = behaviours["good"]
        self.by_question: dict[str, Behaviour] = {}
        self.bodies: list[dict[str, object]] = []
        self.keys: list[str | None] = []
        self.texts = {document.doc_id: document.text for document in DOCUMENTS}
        self.hashes: dict[str, str] = {}
        self.describes_itself = True
        self.generation = 3
        self.page_size = 1
        self.lock = Lock()

    def hash_of(self, doc_id: str) -> str:
        return self.hashes.get(doc_id, sha256(self.texts[doc_id].encode()).hexdigest())


class _Handler(LoopbackHandler):
    @property
    def service(self) -> FlakyService:
        return cast(FlakyService, self.owner)

    def do_GET(self) -> None:
        service = self.service
        path, _, query = self.path.partition("?")
        if path == "/api/v1/documents":
            ids = sorted(service.texts)
            at = int(query.removeprefix("cursor=") or 0)
            after = at + service.page_size
            more = after < len(ids)
            page = [self._passport(doc_id) for doc_id in ids[at:after]]
            self.send_json({"data": page, "next_cursor": str(after) if more else None, "has_more": more})
        elif path.startswith("/api/v1/documents/"):
            doc_id = path.split("/")[4]
            text = service.texts[doc_id]
            told = {"char_start": 0, "char_end": 2, "text": "X", "language": "en", "by": "hand"}
            self.send_json(
                {"text": text, "text_sha256": sha256(text.encode()).hexdigest(), "translations": [told]}
            )
        elif path == "/api/v1/info" and service.describes_itself:
            self.send_json({"name": "flaky", "version": "9", "index_generation": service.generation})
        else:
            self.send_json({"detail": "Not Found"}, 404)

    def do_POST(self) -> None:
        service = self.service
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with service.lock:
            service.bodies.append(body)
            service.keys.append(self.headers["Authorization"])
        service.by_question.get(body["question"], service.behaviour)(self)

    def _passport(self, doc_id: str) -> dict[str, object]:
        return {
            "doc_id": doc_id,
            "title": doc_id,
            "language": "zh",
            "kind": "press",
            "text_sha256": self.service.hash_of(doc_id),
        }

    def send_json(self, body: object, status: int = 200, kind: str = "application/json") -> None:
        self.send_bytes(json.dumps(body, ensure_ascii=False).encode(), status, kind)

    def send_bytes(
        self, data: bytes, status: int = 200, kind: str = "application/json", length: int | None = None
    ) -> None:
        """A response; with a `length` other than that of the data the connection is closed half-way."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = length is not None

    def send_events(self, *events: tuple[str, object], pause_s: float = 0.0, cut: bool = False) -> None:
        """Server-sent events in chunks; `cut` leaves out the last chunk, which says that all has come."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for name, data in events:
            text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
            self.send_chunk(f": ping\n\nevent: {name}\ndata: {text}\n\n".encode())
            self.service.closing.wait(pause_s)
        if not cut:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = cut

    def send_chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


Behaviour = Callable[[_Handler], None]


def _hang_up(handler: _Handler) -> None:
    handler.close_connection = True


def _sleep(handler: _Handler) -> None:
    handler.service.closing.wait(_PATIENCE_S)


def _drip(handler: _Handler) -> None:
    """Never silent for long, and never done."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.service.closing.wait(0.05):
        handler.wfile.write(b" ")


def _problem(handler: _Handler) -> None:
    body = {"code": "queue_full", "detail": "too many\n questions wait", "status": 503}
    handler.send_json(body, 503, "application/problem+json")


def _claim(start: int, end: int, *numbers: int) -> dict[str, object]:
    return {"start": start, "end": end, "citations": numbers or [1]}


_DELTAS = (("meta", {"id": "ans_1"}), ("delta", {"text": " "}), ("delta", {"text": QUOTE}))

behaviours: dict[str, Behaviour] = {
    "good": lambda handler: handler.send_json(answer_body()),
    "bare": lambda handler: handler.send_json({"status": "no_answer", "answer": "–", "citations": []}),
    "500": lambda handler: handler.send_bytes(b"<h1>oh</h1>", 500, "text/html"),
    "500 cut": lambda handler: handler.send_bytes(b"<h1>oh", 500, "text/html", length=11),
    "problem": _problem,
    "moved": lambda handler: handler.send_bytes(b"", 307),
    "cut": lambda handler: handler.send_bytes(json.dumps(answer_body()).encode()[:200], length=900),
    "not JSON": lambda handler: handler.send_bytes(b"{'status': 1}"),
    "not UTF-8": lambda handler: handler.send_bytes(
        b'{"status": "answered", "answer": "\xff", "citations": []}'
    ),
    "another type": lambda handler: handler.send_json(answer_body(answer=12)),
    "another status": lambda handler: handler.send_json(answer_body(status="maybe")),
    "claim before the start": lambda handler: handler.send_json(answer_body(claims=[_claim(-5, 26)])),
    "claim behind the end": lambda handler: handler.send_json(answer_body(claims=[_claim(0, 31)])),
    "claim of nothing": lambda handler: handler.send_json(answer_body(claims=[_claim(26, 26)])),
    "claim in bytes": lambda handler: handler.send_json(
        answer_body(answer="港口有84个泊位。 [1]", claims=[_claim(0, 23)])
    ),
    "claim that cites nothing given": lambda handler: handler.send_json(
        answer_body(claims=[_claim(0, 26), _claim(0, 26, 1, 2)])
    ),
    "not a number": lambda handler: handler.send_json(answer_body(timings_ms={"retrieve": float("nan")})),
    "hangs up": _hang_up,
    "sleeps": _sleep,
    "drips": _drip,
    "stream": lambda handler: handler.send_events(*_DELTAS, ("done", answer_body()), pause_s=0.05),
    "stream cut": lambda handler: handler.send_events(*_DELTAS, cut=True),
    "stream cut behind its end": lambda handler: handler.send_events(
        *_DELTAS, ("done", answer_body()), cut=True
    ),
    "stream without end": lambda handler: handler.send_events(*_DELTAS),
    "stream of nonsense": lambda handler: handler.send_events(("delta", "{")),
    "stream with an error": lambda handler: handler.send_events(
        *_DELTAS, ("error", {"code": "model_failed", "detail": "out of memory"})
    ),
}
"""By name, what may be done with a question."""
