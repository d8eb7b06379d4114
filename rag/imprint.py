"""What a document says of itself: who wrote, edited or reviewed it, who put it out, which issue it is.

Such questions are answered from the lines above and below the body, and only where they are about a document:
"Who wrote the EU AI Act?" has the words of "Who wrote this?", and another answer.
"""

import re
from collections.abc import Iterable, Sequence

from corpus.loading import Sentence
from corpus.model import BlockKind, Language
from rag.names import Name
from rag.question import Question
from rag.reading import Reader
from rag.sources import SourceMention

__all__ = [
    "asks_for_author",
    "asks_for_imprint",
    "asks_for_issue",
    "documents_meant",
    "imprint_sentences",
    "is_about_documents",
]

_AUTHOR = re.compile(
    r"谁(?:写|撰写|执笔|编写|起草|审(?:稿|校|的|核了)|编(?:辑|的))"
    r"|(?:审核|编辑|校对|审稿|审校|撰写|执笔)(?:人|者)?(?:一栏)?[^，。？]{0,6}(?:是谁|谁|哪几?[位个人]|有谁|是哪)"
    r"|(?:由)?哪[几两三]?[位个人](?:[^，。？]{0,3})(?:审核|审校|编辑|撰写|撰稿|执笔|校对)"
    r"|作者(?:分别|都|各)?(?:是|为|叫|姓)|谁是[^，。？]{0,12}作者|作者[？?]?$|执笔|撰稿|撰写人|审稿人"
    r"|\b(?:who|which people) (?:wrote|authored|drafted|penned|edited|reviewed)\b"
    r"(?! (?:all |the )*(?:\d|submissions?|proposals?|projects?|entries))"
    r"|\bwho (?:is|was|are|were) the (?:authors?|writers?|editors?|reviewers?)\b|\b(?:what|which) authors?\b"
    r"|\bwhose by-?line\b|\bby-?lines?\b|\bsigned with\b|\bnames? of the (?:authors?|writers?)|署名"
    r"|\bwho\b[^?]{0,40}\b(?:signed? off|edited|reviewed)\b"
    r"|\b(?:written|authored|edited) by (?:whom|who)\b|\bauthor's name\b|\bname of the author\b"
    r"|\b(?:credited|named|listed|given) (?:with|as|for) (?:the )?(?:review|edit|writ|author|draft)\w*",
    re.IGNORECASE,
)
_OTHERS_TOO = re.compile(r"审|编辑|校|\bedit|\breview|\bsigned? off|\bteam\b|\bwhich people\b", re.IGNORECASE)
_ISSUE = re.compile(
    r"第几期|哪一?期|第多少期|(?:总共|一共|累计|总)[^，。？]{0,6}(?:多少|几)期|期号|刊号"
    r"|\b(?:issue|running|volume) (?:number|no\b)"
    r"|\b(?:which|what) (?:issue|number|instal?lment|edition|volume)\b"
    r"(?=[^?]{0,50}\b(?:series|review|newsletter|journal|bulletin|briefing|periodical|publication|preview)\b)",
    re.IGNORECASE,
)
_ISSUE_LINE = re.compile(
    r"第\s*\d+\s*期|\b(?:[Ii]ssue|[Vv]ol(?:ume|\.)?)(?: [Nn]o\.?| [Nn]umber)? ?\d+\b|\bNo\. ?\d+\b"
)
_PUBLISHER = re.compile(
    r"哪[个家一]*(?:机构|单位|智库|公众号|媒体|账号)"
    r"|\b(?:which|what) (?:\w+ )?"
    r"(?:institut\w+|organi[sz]ation|account|outlet|think[- ]tank|cent(?:re|er)|publisher)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"[这该此它本]|文章|文件|文档|报告|前瞻|评论|材料|动态|公众号|简报|稿|刊|帖|一文|原文|全文|这篇|那篇"
    r"|\b(?:it|its|this|that|these|them|both|one|article|paper|report|piece|preview|document|text|commentary|briefing|brief|post"
    r"|study|analysis|note|issue|newsletter|review|byline|by-line)s?\b",
    re.IGNORECASE,
)
# The words of a question that asks for an author and says nothing of what was written.
_ONLY_ASKS = re.compile(
    r"谁|是|的|作者|撰写|执笔|编辑|编写|起草|审核|审校|校对|撰稿|审稿|署名|名字|什么|分别|一栏|[写编审校人者哪几位个有叫了都]"
    r"|\b(?:who|whom|what|which|is|was|are|were|the|of|by|and|names?|authors?|author's|writers?|editors?|reviewers?"
    r"|wrote|written|authored|edited|reviewed|drafted|penned|signed|off|with)\b|\W",
    re.IGNORECASE,
)
# Lines of credits (written, edited, reviewed by) stand within so many lines of each other.
_CREDIT_LINES = 2


def asks_for_author(text: str) -> bool:
    """Whether a question asks who wrote, edited or reviewed something."""
    return _AUTHOR.search(text) is not None


def asks_for_issue(text: str) -> bool:
    """Whether a question asks which issue of a periodical something is."""
    return _ISSUE.search(text) is not None


def asks_for_imprint(text: str) -> bool:
    """Whether a question asks anything that the lines around a body tell."""
    return asks_for_author(text) or asks_for_issue(text)


def is_about_documents(
    asked: str, question: Question, mention: SourceMention, readers: Sequence[Reader]
) -> bool:
    """Whether what was written is one of the documents, and not something that they speak of.

    Args:
        asked: The question with all its words.
        question: The question as read.
        mention: The documents that it names.
        readers: The documents that are asked.
    """
    if mention.doc_ids:
        return True
    if any(not _belongs_to_one(name, readers) for name in question.names):
        return False
    return _DOCUMENT.search(asked) is not None or not _ONLY_ASKS.sub("", asked)


def documents_meant(question: Question, readers: Sequence[Reader]) -> list[Reader]:
    """Those whose titles hold the most words of a question: "the piece on the France-India alliance"; all if equal."""
    held = [_words_of_title(question, reader) for reader in readers]
    return [reader for reader, count in zip(readers, held, strict=True) if count == max(held)]


def _words_of_title(question: Question, reader: Reader) -> int:
    title = "\n".join(reader.title(language) for language in Language).lower()
    return sum(term.lower() in title for term in question.terms)


def _belongs_to_one(name: Name, readers: Iterable[Reader]) -> bool:
    """Whether a name is one by which a document calls itself or says what it is about."""
    for reader in readers:
        for language in Language:
            own = [reader.publisher(language), reader.title(language)]
            if any(name.is_in(text) for text in (*own, reader.opening(language))) and not name.is_quoted:
                return True
            # A title is seldom quoted word for word.
            if name.is_quoted and any(_words_of(name.written) <= _words_of(text) for text in own):
                return True
    return False


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[\u3400-\u9fff]|[a-z]+", text.lower()))


def imprint_sentences(reader: Reader, asked: str) -> list[Sentence]:
    """The lines of a document that say what a question asks about it, in reading order; none if there are none.

    The author stands alone, unless editors or reviewers are asked for too; the publisher stands beside an author
    or an issue that is asked for, never alone, since bodies that publish are also spoken of.
    """
    found: set[Sentence] = set()
    if asks_for_author(asked):
        found.update(_credits(reader, others=_OTHERS_TOO.search(asked) is not None))
    if asks_for_issue(asked):
        found.update(s for s in _above_the_body(reader) if _ISSUE_LINE.search(_words(reader, s)))
    if found and _PUBLISHER.search(asked):
        found.update(_publisher_lines(reader))
    return sorted(found, key=lambda sentence: sentence.span.start)


def _credits(reader: Reader, *, others: bool) -> list[Sentence]:
    """The lines that name the author in the document's passport, with those next to them if others are asked for."""
    author = reader.document.passport.author
    lines = _mastheads(reader)
    own = [line for line in lines if author and author in _words(reader, line)]
    if not own or not others:
        return own
    return [line for line in lines if any(abs(line.block - other.block) <= _CREDIT_LINES for other in own)]


def _above_the_body(reader: Reader) -> list[Sentence]:
    """The lines of the masthead, and the first paragraphs up to the first section: an editor's note."""
    first = min(
        (section.span.start for section in reader.document.sections if section.span.start > 0), default=0
    )
    lines = set(_mastheads(reader))
    return [s for s in reader.sentences if s in lines or s.span.start < first]


def _publisher_lines(reader: Reader) -> list[Sentence]:
    publisher = reader.document.passport.publisher
    return [line for line in _mastheads(reader) if _words(reader, line) in publisher][:1]


def _mastheads(reader: Reader) -> list[Sentence]:
    return [s for s in reader.sentences if reader.block_kind(s) is BlockKind.MASTHEAD]


def _words(reader: Reader, sentence: Sentence) -> str:
    return sentence.span.of(reader.document.text)
