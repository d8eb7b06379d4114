"""The public question sets, read from a folder outside the project and checked against its manifest.

The folder has one gzip'd JSON Lines file a pack and a `manifest.json` with the SHA-256 of each file's
uncompressed content. Rows are typed with the fields that are measured by; other fields are left alone.
"""

import gzip
import zlib
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError
from corpus.model import Language

__all__ = [
    "AnsweredSpanQuestion",
    "ClapnqReference",
    "ClapnqReferenceRow",
    "ClapnqRow",
    "ForgivingPacks",
    "HotpotRow",
    "MtragDialogueRow",
    "MtragRow",
    "MtragTurn",
    "NomiraclRow",
    "OcnliRow",
    "PackAnswer",
    "PackDocument",
    "Packs",
    "RamdocsRow",
    "RgbAnsweredRow",
    "RgbRow",
    "RowWithDocuments",
    "SpanPassage",
    "SpanQuestion",
    "TatoebaRow",
    "WiceRow",
    "XquadPassage",
    "XquadQuestion",
]

_MANIFEST = "manifest.json"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)


class XquadPassage(_Row):
    """A paragraph in both languages."""

    pid: str
    title: str
    en: str
    zh: str

    def text(self, language: Language) -> str:
        """The paragraph in one of its languages."""
        return self.zh if language is Language.ZH else self.en


class XquadQuestion(_Row):
    """A question in both languages; `pid` is the paragraph that answers it."""

    qid: str
    pid: str
    question_en: str
    question_zh: str

    def question(self, language: Language) -> str:
        """The question in one of its languages."""
        return self.question_zh if language is Language.ZH else self.question_en


class SpanPassage(_Row):
    """A paragraph of SQuAD 2.0, CMRC 2018 or DRCD."""

    pid: str
    title: str
    text: str


class SpanQuestion(_Row):
    """A question on such a paragraph; one that cannot be answered was still asked about `pid`."""

    qid: str
    pid: str
    question: str
    answerable: bool = True


class PackDocument(_Row):
    """One of the texts that a question comes with."""

    text: str
    title: str = ""


class RowWithDocuments(_Row):
    """A question with its texts: RAMDocs, HotpotQA."""

    id: str
    question: str
    docs: tuple[PackDocument, ...]


class NomiraclRow(_Row):
    """A question of NoMIRACL with the ten texts that were retrieved for it."""

    qid: str
    question: str
    answerable: bool
    docs: tuple[PackDocument, ...]


class RgbRow(_Row):
    """A question of RGB with texts that answer it, that do not, and in some files that answer it falsely."""

    id: str
    query: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    positive_wrong: tuple[str, ...] = ()


class ClapnqRow(_Row):
    """A question of CLAP NQ and its one text."""

    qid: str
    question: str
    title: str
    text: str
    answerable: bool


class MtragRow(_Row):
    """The last turn of a dialogue of MTRAG with the texts it rests on, if any."""

    id: str
    contexts: tuple[PackDocument, ...]


class PackAnswer(_Row):
    """A stretch of a passage that answers."""

    text: str


class AnsweredSpanQuestion(SpanQuestion):
    """A question of SQuAD 2.0, CMRC 2018 or DRCD with what answers it; nothing if nothing does."""

    answers: tuple[PackAnswer, ...]


class RgbAnsweredRow(RgbRow):
    """A question of RGB with its answers: all of the outer ones, any one spelling of the inner ones.

    `fake_answers` is what the texts of `positive_wrong` say instead; `positive_groups` has the texts that
    answer each part of a question that has several.
    """

    answers: tuple[tuple[str, ...], ...]
    fake_answers: tuple[tuple[str, ...], ...] = ()
    positive_groups: tuple[tuple[str, ...], ...] = ()


class RamdocsRow(RowWithDocuments):
    """A question of RAMDocs: all gold answers are to be given, and no wrong one."""

    gold_answers: tuple[str, ...]
    wrong_answers: tuple[str, ...]


class HotpotRow(RowWithDocuments):
    """A question of HotpotQA; `answer_in_docs` says whether the texts hold the very words of the answer."""

    answer: str
    answer_in_docs: bool


class ClapnqReference(_Row):
    """The sentences that one annotator wrote an answer from."""

    selected_sentences: tuple[str, ...]


class ClapnqReferenceRow(ClapnqRow):
    """A question of CLAP NQ with what it was answered from."""

    references: tuple[ClapnqReference, ...]


class MtragTurn(_Row):
    """One message of a dialogue."""

    speaker: Literal["user", "agent"]
    text: str


class MtragDialogueRow(MtragRow):
    """A dialogue of MTRAG, the question last, and whether it can be answered."""

    answerability: tuple[str, ...]
    dialogue: Annotated[tuple[MtragTurn, ...], Field(min_length=1)]


class WiceRow(_Row):
    """A claim of WiCE and the sentences of the page that it cites."""

    id: str
    claim: str
    label: Literal["supported", "partially_supported", "not_supported"]
    evidence: tuple[str, ...]


class OcnliRow(_Row):
    """A pair of OCNLI."""

    id: str
    premise: str
    hypothesis: str
    label: Literal["entailment", "neutral", "contradiction"]


class TatoebaRow(_Row):
    """A sentence and its translation."""

    id: str
    zh: str
    en: str


class _ManifestFile(_Row):
    rows: int
    sha256_of_jsonl: str


class _Manifest(_Row):
    files: Mapping[str, _ManifestFile]


RowT = TypeVar("RowT", bound=BaseModel)


class Packs:
    """A folder of packs.

    Attributes:
        folder: Holds `manifest.json` and the files it names.
        read: By pack that was read so far, the SHA-256 of its uncompressed content.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, str] = {}

    def rows(self, name: str, row_type: type[RowT]) -> tuple[RowT, ...]:
        """Read a pack.

        Args:
            name: As in the manifest, e.g. `xquad_passages`.
            row_type: What one of its rows is.

        Returns:
            All rows in the file's order.

        Raises:
            DataError: `pack_missing` if the folder, its manifest or the file is not there, `pack_damaged` if
                one of them is not what it was when the manifest was written.
        """
        lines = self._content(name).splitlines()
        try:
            return tuple(row_type.model_validate_json(line) for line in lines)
        except ValidationError as error:
            raise _damaged(f"a row of {name} is not a {row_type.__name__}: {error}") from error

    def _entry(self, name: str) -> _ManifestFile:
        try:
            return self._manifest.files[name]
        except KeyError as error:
            raise _missing(f"{self.folder / _MANIFEST} names no pack {name}") from error

    def _content(self, name: str) -> bytes:
        wanted = self._entry(name).sha256_of_jsonl
        path = self.folder / f"{name}.jsonl.gz"
        try:
            content = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise _missing(f"there is no {path}") from error
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(f"{path} cannot be read: {error}") from error
        if (found := sha256(content).hexdigest()) != wanted:
            raise _damaged(f"the content of {path} has sha256 {found}, the manifest says {wanted}")
        self.read[name] = wanted
        return content

    @cached_property
    def _manifest(self) -> _Manifest:
        path = self.folder / _MANIFEST
        try:
            return _Manifest.model_validate_json(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _missing(f"there is no {path}") from error
        except (OSError, ValidationError) as error:
            raise _damaged(f"{path} cannot be read: {error}") from error


def _missing(detail: str) -> DataError:
    return DataError(
        "pack_missing", detail, next_step="name the folder of the packs with --packs or SUMMIT_BENCH_DIR"
    )


def _damaged(detail: str) -> DataError:
    return DataError("pack_damaged", detail, next_step="fetch the folder of the packs again")


class ForgivingPacks(Packs):
    """A folder of packs in which one that cannot be read has no rows.

    Attributes:
        faults: Why, by pack.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.faults: dict[str, str] = {}

    def rows(self, name: str, row_type: type[RowT]) -> tuple[RowT, ...]:
        """The rows of a pack, none if it cannot be read."""
        try:
            return super().rows(name, row_type)
        except DataError as error:
            self.faults[name] = error.code
            return ()
