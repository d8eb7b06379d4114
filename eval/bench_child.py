"""What a fresh process does for `summit bench`: open the engine, answer questions, say how large it became.

Run as `python -m eval.bench_child`. It prints `ready` once questions can be asked, reads a JSON list of
questions from standard input, answers them, and prints its memory in MB as JSON.
"""

import json
import sys
from pathlib import Path

from rag.answer import AnswerMode
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_engine

_STATUS = Path("/proc/self/status")
_KB_PER_MB = 1024


def main() -> None:
    """Open, answer, report."""
    engine = open_engine(EngineSettings())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for question in json.loads(sys.stdin.read()):
        engine.ask(AskRequest(question, mode=AnswerMode.EXTRACTIVE))
    json.dump(_memory_mb(), sys.stdout)


def _memory_mb() -> dict[str, float]:
    """Resident and highest resident memory; empty where the system does not tell."""
    if not _STATUS.exists():
        return {}
    fields = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines() if ":" in line)
    names = {"resident": "VmRSS", "peak": "VmHWM"}
    return {name: int(fields[field].split()[0]) / _KB_PER_MB for name, field in names.items()}


if __name__ == "__main__":
    main()
