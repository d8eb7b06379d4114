"""The settings of the server: those of the engine, and how its doors are opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsError

from corpus.errors import InvalidInputError
from rag.settings import EngineSettings

__all__ = ["ServerSettings", "is_loopback", "load_engine_settings", "load_settings"]

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


class ServerSettings(EngineSettings):
    """Everything that decides how the service listens; read once from the environment and passed in.

    Raises:
        InvalidInputError: `host_needs_key` if others could reach the service and no key is set.
    """

    host: str = Field(default="127.0.0.1", min_length=1, description="Address or name to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    api_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="Key that requests must carry as `Authorization: Bearer …`; at least 16 characters.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Further names, separated by commas, under which the service may be called; the loopback"
        " names and `host` always may.",
    )
    max_concurrent: int = Field(default=2, ge=1, le=64, description="Questions answered at the same time.")
    max_queued: int = Field(
        default=32, ge=0, le=10_000, description="Questions that may wait; further ones are refused."
    )
    max_body_bytes: int = Field(default=256 * 1024, ge=1024, description="Longest request body.")
    body_timeout_s: float = Field(default=20.0, gt=0, description="Longest time to wait for a whole body.")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(name.strip() for name in value.split(",") if name.strip())
            if isinstance(value, str)
            else value
        )

    @model_validator(mode="after")
    def _refuse_open_doors(self) -> Self:
        if self.api_key is None and not is_loopback(self.host):
            raise InvalidInputError(
                "host_needs_key",
                f"others could reach the service on {self.host}, and no key is set",
                next_step="set SUMMIT_API_KEY to a long random text, or listen on 127.0.0.1",
            )
        return self

    @property
    def host_names(self) -> frozenset[str]:
        """All names under which the service may be called, in lower case, without ports or brackets."""
        return frozenset(
            name.strip("[]").lower() for name in (*_LOOPBACK_NAMES, self.host, *self.allowed_hosts)
        )


def load_settings(**overrides: Any) -> ServerSettings:  # noqa: ANN401 - pydantic checks each field
    """Read the server's settings from the environment; what is given here and is not None wins.

    Raises:
        InvalidInputError: `settings_invalid` or `host_needs_key`.
    """
    with _explained():
        return ServerSettings(**{name: value for name, value in overrides.items() if value is not None})


def load_engine_settings() -> EngineSettings:
    """Read the engine's settings from the environment.

    Raises:
        InvalidInputError: `settings_invalid`.
    """
    with _explained():
        return EngineSettings()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        detail = f"{'__'.join(str(part) for part in first['loc'])}: {first['msg']}"
    except SettingsError as error:
        detail = str(error)
    else:
        return
    # Not chained: the cause may hold a secret.
    raise InvalidInputError(
        "settings_invalid",
        f"a setting cannot be used ({detail})",
        next_step="correct the variable, SUMMIT_ and the name in capitals; docs/operations.md lists all",
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
