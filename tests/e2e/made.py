"""A document of our own in the served library, and answers and texts that no service should ever have to give."""

import unicodedata
from pathlib import Path

from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language, SourceKind
from index.record import Record, record_path

__all__ = [
    "ASTRAL",
    "ASTRAL_TEXT",
    "DISAGREEING",
    "add_document",
    "answer_of",
    "citation_of",
    "document_text",
    "in_plain_letters",
    "long_document",
]

ASTRAL_TEXT = """The 𝔸𝕃ℙ𝕊 Compute Charter 🏔
Adopted in Zürich by the ministers of four countries.
🏔🏔 The 𝔸𝕃ℙ𝕊 Compute Charter was signed in Zürich on 3 March 2024 by four ministers.
𝔸𝕃ℙ𝕊 members will spend 42 million francs on shared computing centres by 2027 🏔.
The secretariat of the charter sits in the old post office 𠮷 of Chur and is led by a board of seven.
"""


_RIVAL_TEXT = """The Alpine Compute Review

The 𝔸𝕃ℙ𝕊 Compute Charter was signed in Zürich on 9 April 2024 by five ministers.
A newspaper's account of how the charter came about.
"""
_ZH_TEXT = """《海湾算力公约》
《海湾算力公约》由四个国家的部长通过。
《海湾算力公约》于2024年3月3日在里斯本由四位部长签署。
公约秘书处设在老邮局内。
"""
_ZH_RIVAL_TEXT = """海湾算力观察

《海湾算力公约》于2024年4月9日在里斯本由五位部长签署。
这是一家报纸对公约来历的记述。
"""


def _made(
    text: str, publisher: str, kind: SourceKind, language: Language, date: str = "2024-03-03"
) -> Document:
    description = Description(
        title=text.partition("\n")[0],
        publisher=publisher,
        author="",
        date=date,
        url=None,
        language=language,
        kind=kind,
        note="",
    )
    return load_document(text.encode(), description, file_format=FileFormat.PLAIN)


ASTRAL = _made(ASTRAL_TEXT, "Alpine Compute Office", SourceKind.OFFICIAL, Language.EN)
"""An English document full of characters outside the basic plane."""
DISAGREEING = (
    (_RIVAL_TEXT, _made(_RIVAL_TEXT, "Alpine Post", SourceKind.PRESS, Language.EN, "2024-04-10")),
    (_ZH_TEXT, _made(_ZH_TEXT, "海湾算力办公室", SourceKind.OFFICIAL, Language.ZH)),
    (_ZH_RIVAL_TEXT, _made(_ZH_RIVAL_TEXT, "海湾日报", SourceKind.PRESS, Language.ZH, "2024-04-10")),
)
"""Texts with their documents: one says otherwise than the document above, two contradict each other in Chinese."""


def in_plain_letters(text: str, document: Document) -> tuple[str, Document]:
    """The same document without characters outside the basic plane, for pictures."""
    plain = unicodedata.normalize("NFKC", text.replace(" 🏔", "").replace("🏔", "")).strip() + "\n"
    passport = document.passport
    return plain, _made(plain, passport.publisher, passport.kind, passport.language, passport.date)


def add_document(data_dir: Path, text: str = ASTRAL_TEXT, document: Document = ASTRAL) -> None:
    """Put a document into a data folder's record; the next start takes it into the index."""
    with Record(record_path(data_dir)) as record:
        record.put_document(document, text.encode(), FileFormat.PLAIN)


def citation_of(document: dict[str, object], start: int, end: int, n: int = 1) -> dict[str, object]:
    """A citation of a stretch of a text that `document_text` made."""
    text = str(document["text"])
    return {
        "n": n,
        "doc_id": document["doc_id"],
        "chunk_id": f"chk_{n}",
        "title": "A text to test with",
        "publisher": "",
        "kind": "unknown",
        "date": "2025",
        "url": None,
        "page": None,
        "section": [],
        "char_start": start,
        "char_end": end,
        "quote": text[start:end],
        "language": "en",
        "translation": None,
        "footnotes": [],
        "sha256": "0" * 64,
        "text_sha256": document["text_sha256"],
        "view_url": f"/documents/{document['doc_id']}?start={start}&end={end}",
    }


def answer_of(text: str, **changes: object) -> dict[str, object]:
    """An answer over the wire, of one claim that is the whole text unless `claims` are given."""
    claim = {
        "start": 0,
        "end": len(text),
        "citations": [1],
        "support": {"label": "supported", "method": "made"},
    }
    return {
        "id": "ans_made",
        "status": "answered",
        "abstain_reason": None,
        "mode": "written",
        "model": None,
        "language": "en",
        "question": "?",
        "standalone_question": None,
        "answer": text,
        "claims": [claim],
        "citations": [],
        "passages": [],
        "timings_ms": {},
        "index_generation": 1,
        "warnings": [],
        "differences": [],
    } | changes


def document_text(text: str, *, doc_id: str = "doc_made", **changes: object) -> dict[str, object]:
    """A document's text over the wire, every line a block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append({"kind": "paragraph", "char_start": at, "char_end": at + len(line)})
        at += len(line) + 1
    return {
        "doc_id": doc_id,
        "language": "en",
        "text": text,
        "text_sha256": "1" * 64,
        "characters": len(text),
        "char_start": 0,
        "char_end": len(text),
        "pages": [],
        "sections": [],
        "blocks": blocks,
        "footnotes": [],
        "translations": [],
    } | changes


def long_document(pages: int) -> dict[str, object]:
    """A document of so many pages of some 1,500 characters, Chinese and English in turn, with a note a page."""
    zh = "各国代表在会上讨论了算力、数据与治理的安排，并就后续会议的时间交换了意见。" * 6
    en = "Delegates discussed computing capacity, data and governance, and when they would meet next. " * 6
    lines = [f"{page}-{at}. {zh if at % 2 else en}" for page in range(pages) for at in range(4)]
    text = "\n".join(lines)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return document_text(
        text,
        doc_id="doc_long",
        language="zh",
        pages=[{"page": page + 1, "char_start": starts[page * 4]} for page in range(pages)],
        footnotes=[
            {
                "number": page + 1,
                "offset": starts[page * 4] + 9,
                "url": "https://example.org/",
                "reference": None,
            }
            for page in range(pages)
        ],
    )
