"""Following a sentence to where it comes from: its footnote, the source it names, its author."""

import re

from corpus.loading import Sentence
from corpus.model import BlockKind, Footnote, Span
from rag.names import contains_name
from rag.publishers import Publisher, publisher_of, publishers_in
from rag.question import Question
from rag.question_kinds import Shape
from rag.reading import Reader

__all__ = [
    "asks_for_author",
    "author_sentences",
    "note_behind",
    "notes_numbered",
    "notes_pointing_to",
    "reported_source",
]

_AUTHOR = re.compile(
    r"谁(?:写|撰写|执笔|编写|起草|审(?:稿|校|的|核了)|编(?:辑|的))"
    r"|(?:审核|编辑|校对|审稿|审校|撰写|执笔)(?:人|者)?(?:一栏)?[^，。？]{0,6}(?:是谁|谁|哪几?[位个人]|有谁|是哪)"
    r"|作者(?:是|为|叫|姓)|谁是[^，。？]{0,12}作者|作者[？?]?$|执笔|撰稿|撰写人|审稿人"
    r"|\bwho (?:wrote|authored|drafted|penned|edited|reviewed)\b"
    r"(?! (?:all |the )*(?:\d|submissions?|proposals?|projects?|entries))"
    r"|\bwho (?:is|was|are|were) the (?:authors?|writers?|editors?|reviewers?)\b"
    r"|\bsigned with\b|\bnames? of the (?:authors?|writers?)|署名"
    r"|\bwho\b[^?]{0,40}\b(?:signed? off|edited|reviewed)\b"
    r"|\b(?:written|authored|edited) by (?:whom|who)\b|\bauthor's name\b|\bname of the author\b"
    r"|\b(?:credited|named|listed|given) (?:with|as|for) (?:the )?(?:review|edit|writ|author|draft)\w*",
    re.IGNORECASE,
)
# Lines of credits (written, edited, reviewed by) stand within so many lines of each other.
_CREDIT_LINES = 2
_REPORTED = re.compile(
    r"(?<![数依证根凭占])据(?!报道|悉|称|了解)(?P<zh>[^，。：；]{2,24}?)(?=(?:称|报道|介绍|统计|透露|显示|披露|的))"
    r"|根据(?P<zh2>[^，。；]{2,40}?)(?=，|的数据)"
    r"|(?P<zh3>[\u3400-\u9fff]{2,8}?)(?:的?最新)?(?:的)?研究显示"
    r"|(?:^|[，。；])(?!并|在)(?P<zh4>[\u3400-\u9fffA-Za-z]{2,9}?)(?:在[^，。]{2,16})?(?:称|表示|强调|指出)(?=，|：)"
    r"|[Aa]ccording to (?:the )?(?P<en>[A-Z][^,.;]{2,60}?)(?=,|\.|;)"
    r"|(?:[Tt]he latest |[Nn]ew )?[Rr]esearch (?:by|from) (?:the )?(?P<en2>[A-Z][^,.;]{2,50}?)(?= shows|,)"
    r"|(?P<en3>(?:[A-Z][\w.’'-]+ ){1,4})(?:said|says|stressed|stated) (?:that|in)"
)


def asks_for_author(text: str) -> bool:
    """Whether a question asks who wrote a document."""
    return _AUTHOR.search(text) is not None


_OTHERS_TOO = re.compile(r"审|编辑|校|\bedit|\breview|\bsigned? off|\bteam\b|\bwhich people\b", re.IGNORECASE)


def author_sentences(reader: Reader, text: str) -> list[Sentence]:
    """The lines above or below the body that name the author in the document's passport.

    Where `text` asks for editors or reviewers too, the lines next to them come along.
    """
    author = reader.document.passport.author
    lines = [s for s in reader.sentences if reader.block_kind(s) is BlockKind.MASTHEAD]
    own = [s for s in lines if author and author in s.span.of(reader.document.text)]
    if not own or not _OTHERS_TOO.search(text):
        return own
    return [s for s in lines if any(abs(s.block - line.block) <= _CREDIT_LINES for line in own)]


def notes_numbered(reader: Reader, number: int) -> list[tuple[Footnote, Sentence]]:
    """The notes of a number with the sentences that carry their markers."""
    return [
        (note, reader.sentence_at(Span(note.offset - 1, note.offset)))
        for note in reader.document.footnotes
        if note.number == number
    ]


def notes_pointing_to(reader: Reader, question: Question) -> list[tuple[Footnote, Sentence]]:
    """The notes whose reference carries a name of the question, with the sentences of their markers.

    Only names that the document's own words do not carry are looked for: those are what is cited, not what is
    spoken of. Known publishers are looked for by their hosts, whatever is asked; other names by the words of the
    address, and only where notes are asked for.
    """
    cited = question.shape is Shape.FOOTNOTE
    hosts = {known.host for known in publishers_in(question.text) if cited or not _speaks_of(reader, known)}
    wanted = {
        word.lower()
        for name in question.names
        for word in re.findall(r"[A-Za-z]{5,}", name.written)
        if cited and not publishers_in(name.written) and not name.is_in(_body(reader))
    }
    return [
        (note, reader.sentence_at(Span(note.offset - 1, note.offset)))
        for note in reader.document.footnotes
        if note.url is not None and _is_wanted(note.url, wanted, hosts)
    ]


def _is_wanted(url: str, words: set[str], hosts: set[str]) -> bool:
    known = publisher_of(url)
    return any(word in url.lower() for word in words) or (known is not None and known.host in hosts)


def _speaks_of(reader: Reader, known: Publisher) -> bool:
    """Whether the document's own words carry a publisher's name, who is then spoken of and not only cited."""
    return any(contains_name(_body(reader), name) for name in (*known.chinese, *known.english))


def _body(reader: Reader) -> str:
    return "\n".join(sentence.span.of(reader.document.text) for sentence in reader.sentences)


def note_behind(reader: Reader, span: Span) -> Footnote | None:
    """The note that covers a sentence: its own, else the next one in the same paragraph.

    A marker at the end of a paragraph commonly stands for the sentences before it too.
    """
    own = reader.document.footnotes_in(span)
    if own:
        return own[0]
    paragraph = reader.paragraph(reader.sentence_at(span))
    rest = Span(span.end, paragraph[-1].span.end)
    later = reader.document.footnotes_in(rest)
    return later[0] if later else None


def reported_source(text: str) -> str | None:
    """Whom a sentence names as its source (据路透社报道, According to Nasscom, …), if anyone."""
    match = _REPORTED.search(text)
    if match is None:
        return None
    found = next((group for group in match.groups() if group), "").strip(" ，,")
    return found or None
