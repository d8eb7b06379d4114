"""The real engine over the bundled documents, with a model behind an endpoint that talks as it is told."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from rag.engine import Engine
from rag.models.endpoint import Endpoint, EndpointModel
from rag.writing.attempts import WrittenAnswers
from tests.rag.models.talking_server import Behaviour, TalkingServer

Talk = Callable[..., tuple[Engine, TalkingServer]]


@pytest.fixture
def talk(engine: Engine) -> Iterator[Talk]:
    """Gives the engine, or another that is given, a model that behaves so."""
    with ExitStack() as stack:

        def start(
            behaviour: Behaviour,
            *,
            context_tokens: int = 8192,
            timeout_s: float = 10.0,
            over: Engine | None = None,
        ) -> tuple[Engine, TalkingServer]:
            server = stack.enter_context(TalkingServer(behaviour))
            where = Endpoint(server.base_url, "a-model", context_tokens=context_tokens, max_retries=0)
            written = WrittenAnswers("a-model", EndpointModel(where), timeout_s, pause_s=30)
            stack.callback(written.close)
            base = over or engine
            return Engine(base.snapshot, base.embedder, base.settings, (), written), server

        yield start
