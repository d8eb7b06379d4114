"""What several tests of the doors check."""

import time
from collections.abc import Callable
from typing import Any  # of JSON

from httpx2 import Response

from api.problem_schemas import Problem


def assert_problem(response: Response, status: int, code: str) -> Problem:
    """A refusal has the status and the code, the one shape, and tells what to do."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(response.text, extra="forbid")
    assert (problem.code, problem.status) == (code, status)
    assert problem.type == f"urn:summit:problem:{code}"
    assert problem.detail
    assert problem.next_step
    assert problem.request_id == response.headers["x-request-id"]
    return problem


def wait_until(condition: Callable[[], bool], timeout_s: float = 10) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def ask(question: str = "Who is Anne Bouverot?", **fields: object) -> dict[str, Any]:
    """The body of a question."""
    return {"question": question, **fields}
