"""A real model in a real child process."""

import json
import os
import time
from pathlib import Path
from threading import Event, Timer

import pytest

from rag.models.embedded import EmbeddedModel
from rag.models.protocol import (
    GenerationCancelledError,
    GenerationRequest,
    LanguageModelError,
    Message,
    ModelFault,
    OutputFormat,
)
from rag.writing.output import claims_format, read_claims

QUESTION = Message(
    "user",
    'Passages:\n[bcdf] The bridge opened in 1932.\n\nWhen did it open? JSON: {"claims":[{"keys":[],"text":""}]}',
)
REQUEST = GenerationRequest((QUESTION,), claims_format(["bcdf", "kqxz"], 2), max_tokens=120, timeout_s=300)
FOREVER = OutputFormat("forever", {}, 'root ::= "a" root')
ENDLESS = GenerationRequest((Message("user", "a"),), FOREVER, max_tokens=1500, timeout_s=300)


@pytest.mark.slow
def test_output_keeps_to_the_grammar_and_is_the_same_each_time(small_model: EmbeddedModel) -> None:
    first = "".join(small_model.stream(REQUEST))
    second = "".join(small_model.stream(REQUEST))

    assert first == second
    assert set(json.loads(first)) == {"claims"}
    assert all(set(claim.keys) <= {"bcdf", "kqxz"} for claim in read_claims(first))


@pytest.mark.slow
def test_the_next_text_does_not_wait_for_one_that_was_given_up(small_model: EmbeddedModel) -> None:
    hung_up = Event()
    Timer(1.0, hung_up.set).start()
    with pytest.raises(GenerationCancelledError):
        list(small_model.stream(ENDLESS, hung_up.is_set))

    started = time.monotonic()
    next(iter(small_model.stream(REQUEST)))

    assert time.monotonic() - started < 30, "1500 tokens take far longer"


@pytest.mark.slow
def test_a_prompt_longer_than_the_context_is_told_apart(small_model: EmbeddedModel) -> None:
    request = GenerationRequest((Message("user", "word " * 4000),), max_tokens=10, timeout_s=300)

    with pytest.raises(LanguageModelError) as caught:
        list(small_model.stream(request))

    assert caught.value.fault is ModelFault.PROMPT_TOO_LONG


@pytest.mark.slow
def test_a_child_that_was_killed_is_started_again(small_model: EmbeddedModel) -> None:
    next(iter(small_model.stream(REQUEST)))
    assert small_model.process_id is not None
    os.kill(small_model.process_id, 9)
    time.sleep(0.2)

    assert "".join(small_model.stream(REQUEST))


@pytest.mark.slow
def test_closing_ends_the_child_and_removes_its_socket(small_model: EmbeddedModel) -> None:
    next(iter(small_model.stream(REQUEST)))
    process_id = small_model.process_id
    assert process_id is not None

    small_model.close()

    assert small_model.process_id is None
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_a_file_that_is_no_model_fails_and_leaves_no_process(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    path = tmp_path / "no-model.gguf"
    path.write_bytes(b"GGUF and nothing more")
    model = EmbeddedModel("no-model", path)

    with pytest.raises(LanguageModelError) as caught:
        list(model.stream(REQUEST))

    assert caught.value.fault is ModelFault.FAILED
    assert model.process_id is None
