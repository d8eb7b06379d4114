"""Processes that are killed or run out of disk while they write, for the tests of record and builder.

python -m tests.index.crashes put DATA_DIR                 put documents without end
python -m tests.index.crashes put-on-full-disk DATA_DIR    put one without room, then with
python -m tests.index.crashes sync BASE OUT                sync copies of BASE, each killed a step later
python -m tests.index.crashes sync-on-full-disk DATA_DIR   sync with room for ever larger files
"""

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from corpus.errors import SummitError
from index import generation
from index.builder import IndexBuilder
from tests.index.fakes import CHUNKING, FakeEmbedder, builder, open_record, put

_SIZES = (0, 10, 50, 100, 130, 200, 300, 500, 800, 1000, 1200, 1500, 2000, 4000, 1_000_000)


def put_forever(data_dir: Path) -> None:
    record = open_record(data_dir)
    for number in count(record.sequence()):
        put(record, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def put_on_full_disk(data_dir: Path) -> None:
    record = open_record(data_dir)
    try:
        with largest_file(1000):
            put(record, 2)
    except SummitError as error:
        sys.stdout.write(f"{error.code}\n")
    sys.stdout.write(f"{len(record.entries())}\n")
    put(record, 2)
    sys.stdout.write(f"{len(record.entries())}\n")


def sync_killed_at_every_failpoint(base: Path, out: Path) -> None:
    """Write the steps in order to OUT/reached.json; copy number i died at the i-th of them."""
    reached = []
    for number in count():
        data_dir = out / f"{number:03d}"
        shutil.copytree(base, data_dir)
        (out / "last").write_text("")
        child = os.fork()  # nothing has started a thread yet
        if child == 0:
            sync_until(number, data_dir, out / "last")
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            break
        reached.append((out / "last").read_text())
    (out / "reached.json").write_text(json.dumps(reached))


def sync_until(number: int, data_dir: Path, last: Path) -> None:
    seen = count()

    def stop(name: str) -> None:
        if next(seen) == number:
            last.write_text(name)
            os.kill(os.getpid(), signal.SIGKILL)

    generation._failpoints.append(stop)
    builder(data_dir, open_record(data_dir)).sync(lambda stage, done, total: stop(f"{stage} {done}"))
    os._exit(0)


def sync_on_full_disk(data_dir: Path) -> None:
    """Report, for each size of the largest file allowed, what came of a sync.

    First of one for which the record need not be written, only a generation; then of one with a new document.
    """
    record, root = open_record(data_dir), data_dir / "generations"
    without_questions = IndexBuilder(record, root, FakeEmbedder(), CHUNKING)
    for size in _SIZES:
        report_sync(size, without_questions, root)
    put(record, 2)
    for size in _SIZES:
        report_sync(size, builder(data_dir, record), root)


def report_sync(size: int, build: IndexBuilder, root: Path) -> None:
    try:
        with largest_file(size):
            build.sync()
        result = "done"
    except SummitError as error:
        result = error.code
    sys.stdout.write(f"{size} {result} {generation.read_current(root)}\n")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: what a full disk looks like to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def main() -> None:
    scenarios: dict[str, Callable[..., None]] = {
        "put": put_forever,
        "put-on-full-disk": put_on_full_disk,
        "sync": sync_killed_at_every_failpoint,
        "sync-on-full-disk": sync_on_full_disk,
    }
    scenarios[sys.argv[1]](*map(Path, sys.argv[2:]))


if __name__ == "__main__":
    main()
