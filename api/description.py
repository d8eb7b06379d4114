"""The description of the API for machines, with what the framework does not put in by itself."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problem_schemas import Problem
from api.version import VERSION

__all__ = ["TITLE", "describe_with"]

TITLE: Final = "summit"
_TEXT: Final = (
    "Answers questions in Chinese or English from its documents only. Every citation gives the characters it"
    " rests on: 0-based, half-open offsets in Unicode code points of the document's canonical text."
    " Refusals are problems as RFC 9457 has them, with a stable `code`."
)


def describe_with(app: FastAPI, *, key: bool) -> None:
    """Let an app describe itself.

    Args:
        app: The app, with all its routes.
        key: Whether requests have to carry one.
    """

    def openapi() -> dict[str, Any]:  # Any: JSON, as the framework has it
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app, key=key)
        return app.openapi_schema

    # The framework's own way to change the description is to replace this method.
    app.openapi = openapi  # type: ignore[method-assign]


def _describe(app: FastAPI, *, key: bool) -> dict[str, Any]:  # Any: as above
    schema = get_openapi(title=TITLE, version=VERSION, description=_TEXT, routes=app.routes)
    components = schema.setdefault("components", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    components.setdefault("schemas", {}).update({**problem.pop("$defs"), Problem.__name__: problem})
    _without_422(schema)
    if key:
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{"key": []}]
    return schema


def _without_422(schema: dict[str, Any]) -> None:  # Any: as above
    """Take out the refusal that the framework describes by itself; under `/v1` none has that status or shape."""
    for path, operations in schema["paths"].items():
        if path.startswith("/v1/"):
            for operation in operations.values():
                operation["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
