"""What is counted for operators; labels never hold a user's text or a document's id."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from rag.answer import Answer

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_STAGE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 30, 60)


class Metrics:
    """The metrics of one app, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "summit_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "summit_request_seconds",
            "Time to the end of the answer.",
            ["route"],
            buckets=_REQUEST_BUCKETS,
            registry=registry,
        )
        self._stages = Histogram(
            "summit_stage_seconds",
            "Time in a stage of answering.",
            ["stage"],
            buckets=_STAGE_BUCKETS,
            registry=registry,
        )
        self._answers = Counter(
            "summit_answers", "Questions by outcome.", ["status", "language"], registry=registry
        )
        self._abstained = Counter(
            "summit_abstentions", "Questions not answered as put, by reason.", ["reason"], registry=registry
        )
        self.taken = Gauge(
            "summit_engine_taken", "Calls to the engine, running or waiting.", registry=registry
        )
        self.documents = Gauge("summit_documents", "Documents that can be asked about.", registry=registry)
        self.generation = Gauge("summit_index_generation", "Generation of the index.", registry=registry)

    def observe_request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the template of its address, not the address."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def observe_answer(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status.value, answer.language.value).inc()
        if answer.abstain_reason is not None:
            self._abstained.labels(answer.abstain_reason.value).inc()
        self.observe_stages(answer.timings_ms)

    def observe_stages(self, timings_ms: dict[str, float]) -> None:
        """Count the time of each stage."""
        for stage, milliseconds in timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def text(self) -> bytes:
        """Everything, in the text format of Prometheus."""
        return generate_latest(self._registry)
