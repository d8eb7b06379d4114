"""From a data folder to a running engine: build what is missing, open what is there."""

from collections.abc import Callable
from pathlib import Path

from threadpoolctl import threadpool_limits

from corpus.errors import DataError, UnavailableError
from corpus.library import BUNDLED_FOLDER, load_library
from index.builder import IndexBuilder
from index.embedding import Embedder, open_embedder
from index.generation import generations_path
from index.models.build import build_default_model
from index.models.folder import MODEL_NAME
from index.record import Record, record_path
from index.snapshot import Snapshot, open_snapshot
from rag.engine import Engine
from rag.lexicon.neutral_questions import NEUTRAL_QUESTIONS
from rag.models.opening import open_language_model
from rag.models.protocol import LanguageModel, LanguageModelError
from rag.settings import EngineSettings
from rag.writing.attempts import WrittenAnswers

__all__ = ["Progress", "open_engine", "open_written_answers", "prepare", "rebuild_index"]

Progress = Callable[[str, int, int], None]
"""Told a stage, how much of it is done and how much there is (0 when that is not known)."""


def prepare(settings: EngineSettings, progress: Progress | None = None) -> None:
    """Build the model if it is missing, take in the bundled documents, bring the index up to date.

    Does nothing that is done already, so that a second start takes seconds.

    Raises:
        DataError: `model_damaged`, `library_damaged`.
        UnavailableError: `index_busy`, `storage_failed`.
    """
    report = progress or _silent
    _bring_up_to_date(settings, _embedder(settings, report), report)


def open_engine(settings: EngineSettings, progress: Progress | None = None) -> Engine:
    """Prepare what is missing and open the engine.

    When the index cannot be brought up to date (the disk is full, another process is building) but a sound
    generation is there, the engine opens on that one and says so in its warnings.

    Raises:
        DataError: `model_damaged`, `library_damaged`, `index_damaged`.
        UnavailableError: `index_busy`, `storage_failed`, and no generation can be served.
    """
    # A question is too small to be shared among threads: they would wait for each other, and for other requests.
    threadpool_limits(1)
    report = progress or _silent
    embedder = _embedder(settings, report)
    warnings: tuple[str, ...] = ()
    try:
        _bring_up_to_date(settings, embedder, report)
    except UnavailableError as error:
        warnings = (f"{error.code}: {error.detail}; an older index is served",)
        snapshot = _open_or_raise(settings, embedder, error)
    else:
        snapshot = open_snapshot(settings.data_dir, embedder, settings.chunking)
    return Engine(snapshot, embedder, settings, warnings, open_written_answers(settings))


def open_written_answers(settings: EngineSettings) -> WrittenAnswers | None:
    """What writes answers, if a language model is configured; one that cannot be opened is told to each answer.

    Raises:
        InvalidInputError: `llm_model_unknown`.
    """
    if settings.llm_model is None:
        return None
    model: LanguageModel | LanguageModelError | None
    try:
        model = open_language_model(settings, settings.models_dir)
    except LanguageModelError as error:
        model = error.with_traceback(None)
    assert model is not None, "a model is named"
    name = Path(settings.llm_model).stem if settings.llm_model.endswith(".gguf") else settings.llm_model
    return WrittenAnswers(name, model, timeout_s=settings.llm_timeout_s)


def _open_or_raise(settings: EngineSettings, embedder: Embedder, cause: UnavailableError) -> Snapshot:
    """The last sound generation; what kept a new one from being written, if there is none."""
    try:
        return open_snapshot(settings.data_dir, embedder, settings.chunking)
    except DataError as error:
        raise cause from error


def _bring_up_to_date(settings: EngineSettings, embedder: Embedder, report: Progress) -> None:
    with Record(record_path(settings.data_dir)) as record:
        for entry, document in load_library(BUNDLED_FOLDER):
            record.put_document(document, (BUNDLED_FOLDER / entry.file).read_bytes(), entry.format)
        _builder(settings, record, embedder).sync(report)


def rebuild_index(settings: EngineSettings, progress: Progress | None = None) -> int:
    """Bring the index up to the record, writing what is missing, damaged or of other settings; its number."""
    return _rebuild(settings, progress or _silent)


def _rebuild(settings: EngineSettings, report: Progress) -> int:
    embedder = _embedder(settings, report)
    with Record(record_path(settings.data_dir)) as record:
        return _builder(settings, record, embedder).sync(report)


def _embedder(settings: EngineSettings, report: Progress) -> Embedder:
    if settings.embedding.model == MODEL_NAME:
        _build_model_if_missing(settings, report)
    return open_embedder(settings.embedding, models_dir=settings.models_dir)


def _build_model_if_missing(settings: EngineSettings, report: Progress) -> None:
    try:
        open_embedder(settings.embedding, models_dir=settings.models_dir)
    except DataError as error:
        if error.code != "model_missing":
            raise
        build_default_model(
            settings.models_dir, progress=lambda _, share: report("model", int(share * 100), 100)
        )


def _builder(settings: EngineSettings, record: Record, embedder: Embedder) -> IndexBuilder:
    folder = generations_path(settings.data_dir)
    return IndexBuilder(record, folder, embedder, settings.chunking, question_templates=NEUTRAL_QUESTIONS)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
