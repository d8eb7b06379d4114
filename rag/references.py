"""Following a sentence to where it comes from: its footnote, the source it names."""

import re

from corpus.loading import Sentence
from corpus.model import Footnote, Span
from rag.names import contains_name
from rag.publishers import Publisher, publisher_of, publishers_in
from rag.question import Question
from rag.question_kinds import Shape
from rag.reading import Reader

__all__ = [
    "note_behind",
    "notes_numbered",
    "notes_pointing_to",
    "reported_source",
]

_REPORTED = re.compile(
    r"(?<![数依证根凭占])据(?!报道|悉|称|了解)(?P<zh>[^，。：；]{2,24}?)(?=(?:称|报道|介绍|统计|透露|显示|披露|的))"
    r"|根据(?P<zh2>[^，。；]{2,40}?)(?=，|的数据)"
    r"|(?P<zh3>[\u3400-\u9fff]{2,8}?)(?:的?最新)?(?:的)?研究显示"
    r"|(?:^|[，。；])(?!并|在)(?P<zh4>[\u3400-\u9fffA-Za-z]{2,9}?)(?:在[^，。]{2,16})?(?:称|表示|强调|指出)(?=，|：)"
    r"|[Aa]ccording to (?:the )?(?P<en>[A-Z][^,.;]{2,60}?)(?=,|\.|;)"
    r"|(?:[Tt]he latest |[Nn]ew )?[Rr]esearch (?:by|from) (?:the )?(?P<en2>[A-Z][^,.;]{2,50}?)(?= shows|,)"
    r"|(?P<en3>(?:[A-Z][\w.’'-]+ ){1,4})(?:said|says|stressed|stated) (?:that|in)"
)


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
    hosts = {
        known.host
        for known in publishers_in(question.text)
        if cited or not (_speaks_of(reader, known) or _is_venue(question.text, known))
    }
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


def _is_venue(text: str, known: Publisher) -> bool:
    """Whether a publisher's name stands for the house in which something takes place."""
    return any(
        re.search(rf"在{re.escape(name)}|\b(?:at|in|inside) (?:the )?{re.escape(name)}", text)
        for name in (*known.chinese, *known.english)
    )


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
