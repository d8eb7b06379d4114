"""How often the support judge is right on public sets, as it was last measured: they are not in the project.

`judge_accuracy.json` is written by `summit eval judge --packs DIR --update` and read by every report, so that what is
known of the judge stands beside each number that rests on it, with or without the packs.
"""

from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError
from eval.measures import Rate
from eval.saved import write_text

__all__ = ["BUNDLED_RECORD", "JudgeRecord", "judge_code_sha256", "load_judge_record"]

_ROOM = Path(__file__).parent
BUNDLED_RECORD = _ROOM.joinpath("judge_accuracy.json")
_CODE = (
    "judge.py",
    "metrics/surface.py",
    "metrics/naming.py",
    "metrics/sourcing.py",
    "metrics/modality.py",
    "metrics/exactness.py",
    "metrics/evidence.py",
    "metrics/folding.py",
)


class JudgeRecord(BaseModel):
    """What was measured.

    Attributes:
        judge: Its name.
        code_sha256: Of the modules that it is made of, as they were.
        sets: By the name of the set, how often the judge was right.
        base_rates: By the name of the set, how often one is right (0-1) who always says the most frequent label.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    judge: str
    code_sha256: str
    sets: dict[str, Rate]
    base_rates: dict[str, float] = Field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """Whether the judge is still the one that was measured."""
        return self.code_sha256 == judge_code_sha256()

    def save(self, path: Path = BUNDLED_RECORD) -> None:
        """Write it.

        Raises:
            UnavailableError: `storage_failed`.
        """
        write_text(path, self.model_dump_json(indent=2) + "\n")


def judge_code_sha256() -> str:
    """Of the modules that the judge is made of, by name and content."""
    digest = sha256()
    for name in _CODE:
        content = sha256((_ROOM / name).read_bytes()).hexdigest()
        digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()


def load_judge_record(path: Path = BUNDLED_RECORD) -> JudgeRecord:
    """Read what was measured.

    Raises:
        DataError: `judge_record_damaged`.
    """
    try:
        return JudgeRecord.model_validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise DataError(
            "judge_record_damaged",
            f"{path.name} cannot be read",
            next_step="check it out again, or write it anew with `summit eval judge --packs DIR --update`",
        ) from error
