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


def training_packs() -> dict[str, Rows]:
    """The packs that the matcher is learned from, small, beside two that it must not be learned from."""
    answers = (("Martha Reed", "玛莎·里德"), ("dancing", "八字舞"), ("three francs", "三法郎"))
    made = xquad()
    made["xquad_questions"] = [
        {
            **row,
            "answer_en": english,
            "answer_en_start": PARALLEL[at][0].index(english),
            "answer_zh": chinese,
            "answer_zh_start": PARALLEL[at][1].index(chinese),
        }
        for at, (row, (english, chinese)) in enumerate(zip(made["xquad_questions"], answers, strict=True))
    ]
    permit = "Permits come from the mayor. A permit lasts 90 days. Fees are paid in cash."
    made |= _span_pack("squad2", permit, "How long does a permit last?", "90 days")
    made["squad2_questions"] = [
        *made["squad2_questions"],
        {
            "qid": "no",
            "pid": "squad2-0",
            "question": "Who ate the permit?",
            "answerable": False,
            "answers": [],
        },
    ]
    made |= _span_pack("cmrc2018", "桥长九百米。桥于1951年通车。", "桥什么时候通车？", "1951年")
    made |= _span_pack("drcd", "寺廟在山上。寺內有兩口鐘。", "寺內有幾口鐘？", "兩口鐘")
    sentences = ["Salt keeps meat dry .", "Cooks like it .", "Dry meat does not rot ."]
    made["clapnq_en"] = [
        {
            "qid": "clap-0",
            "question": "why does salted meat keep",
            "title": "Salt",
            "text": " ".join(sentences) + " ",
            "answerable": True,
            "references": [{"answer": "It stays dry.", "selected_sentences": [sentences[0], sentences[2]]}],
        },
        {
            "qid": "clap-1",
            "question": "who sold it",
            "title": "Trade",
            "text": "Ships came .",
            "answerable": False,
            "references": [],
        },
    ]
    made["rgb_zh_refine"] = made["ocnli_zh"] = [{"id": "0"}]
    return made


def _span_pack(name: str, text: str, question: str, answer: str) -> dict[str, Rows]:
    found = {"text": answer, "start": text.index(answer)}
    passages = [{"pid": f"{name}-0", "title": name, "text": text}]
    asked = {"qid": f"{name}-q", "pid": f"{name}-0", "question": question, "answers": [found]}
    return {f"{name}_passages": passages, f"{name}_questions": [asked]}
