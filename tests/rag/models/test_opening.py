"""From settings to a model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import InvalidInputError
from rag.models.endpoint import EndpointModel
from rag.models.opening import open_language_model
from rag.models.protocol import LanguageModelError, ModelFault
from rag.settings import EngineSettings
from rag.workspace import open_written_answers

KEY = "a-key-that-must-not-be-told"


def fault_of(settings: EngineSettings) -> ModelFault:
    with pytest.raises(LanguageModelError) as caught:
        open_language_model(settings, settings.models_dir)
    written = open_written_answers(settings)
    assert written is not None
    assert written.state.fault == caught.value.fault.value
    return caught.value.fault


def test_without_a_name_there_is_no_model(tmp_path: Path) -> None:
    settings = EngineSettings(data_dir=tmp_path)

    assert open_language_model(settings, tmp_path) is None
    assert open_written_answers(settings) is None


def test_an_address_and_a_name_make_an_endpoint_and_the_key_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SUMMIT_LLM_MODEL", "a-model")
    monkeypatch.setenv("SUMMIT_LLM_API_KEY", KEY)
    settings = EngineSettings(data_dir=tmp_path)

    model = open_language_model(settings, tmp_path)

    assert isinstance(model, EndpointModel)
    assert model.name == "a-model"
    assert model.endpoint.api_key is not None
    assert model.endpoint.api_key.get_secret_value() == KEY
    assert KEY not in repr(settings) + repr(model) + settings.model_dump_json()
    model.close()


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/v1", "127.0.0.1", ""])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValidationError, match="llm_base_url"):
        EngineSettings(data_dir=tmp_path, llm_base_url=address, llm_model="a-model")


def test_an_address_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="llm_model is not"):
        EngineSettings(data_dir=tmp_path, llm_base_url="http://127.0.0.1:9/v1")


def test_a_name_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        open_written_answers(EngineSettings(data_dir=tmp_path, llm_model="qwen"))

    assert caught.value.code == "llm_model_unknown"


def test_a_file_that_is_not_there_or_altered_is_told_to_each_answer(tmp_path: Path) -> None:
    known = EngineSettings(data_dir=tmp_path, llm_model="qwen2.5-0.5b")
    assert fault_of(known) is ModelFault.MODEL_MISSING
    assert fault_of(EngineSettings(llm_model=str(tmp_path / "a.gguf"))) is ModelFault.MODEL_MISSING

    file = tmp_path / "models" / "qwen2.5-0.5b" / "model.gguf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"GGUF")
    assert fault_of(known) is ModelFault.MODEL_DAMAGED


def test_without_a_model_nothing_of_one_is_loaded() -> None:
    code = "import sys, api.cli.main; print('openai' in sys.modules, 'xllamacpp' in sys.modules)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SUMMIT_")}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False False\n"
