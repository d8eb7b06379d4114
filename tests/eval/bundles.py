"""A folder of packs as the public one is laid out, with made-up content."""

import gzip
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

Rows = Sequence[Mapping[str, object]]

# English paragraph, Chinese paragraph, English question, Chinese question.
PARALLEL = (
    (
        "The lighthouse on Gull Island was built in 1874 by the engineer Martha Reed.",
        "海鸥岛上的灯塔由工程师玛莎·里德于1874年建造。",
        "Who built the lighthouse on the island?",
        "岛上的灯塔是谁建造的？",
    ),
    (
        "Honey bees tell each other where flowers are by dancing in a figure of eight.",
        "蜜蜂通过跳八字舞来告诉同伴花朵的位置。",
        "How do bees tell each other where flowers are?",
        "蜜蜂怎样告诉同伴花在哪里？",
    ),
    (
        "The city council raised the price of a bus ticket to three francs in March.",
        "市议会在三月把公共汽车票价提高到三法郎。",
        "How much does a bus ticket cost since March?",
        "三月以后公共汽车票多少钱？",
    ),
)


def xquad() -> dict[str, Rows]:
    """The two files of XQuAD."""
    passages = [
        {"pid": f"p{at}", "title": f"T{at}", "en": row[0], "zh": row[1]} for at, row in enumerate(PARALLEL)
    ]
    questions = [
        {"qid": f"q{at}", "pid": f"p{at}", "question_en": row[2], "question_zh": row[3]}
        for at, row in enumerate(PARALLEL)
    ]
    return {"xquad_passages": passages, "xquad_questions": questions}


def write_packs(folder: Path, packs: Mapping[str, Rows]) -> Path:
    """Write packs and the manifest that vouches for them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, rows in packs.items():
        content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(content, mtime=0))
        files[name] = {"rows": len(rows), "sha256_of_jsonl": sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"files": files}), "utf-8")
    return folder
