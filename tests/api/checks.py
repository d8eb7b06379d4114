"""What several tests of the doors check."""

from typing import Any

from httpx2 import Response

from api.schemas import Problem


def assert_problem(response: Response, status: int, code: str) -> Problem:
    """A refusal has the status and the code, the one shape, and tells what to do."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(response.text, extra="forbid")
    assert (problem.code, problem.status) == (code, status)
    assert problem.type == f"urn:summit:problem:{code}"
    assert problem.detail, problem.next_step
    assert problem.next_step
    assert problem.request_id == response.headers["x-request-id"]
    return problem


def ask(question: str = "Who is Anne Bouverot?", **fields: Any) -> dict[str, Any]:  # Any: wrong types, too
    """The body of a question."""
    return {"question": question, **fields}
