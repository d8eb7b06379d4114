"""The product's own words around what documents say, in both languages.

Nothing here states a fact about the world: a lead-in names a source, a remark says what a document does or
does not give, a refusal says what was looked at.
"""

import re

from corpus.model import Footnote, Language, SourceKind
from rag.publishers import publisher_of
from rag.reading import Reader

__all__ = ["Phrases"]

_KINDS = {
    SourceKind.OFFICIAL: {Language.ZH: "官方文件", Language.EN: "an official document"},
    SourceKind.THINK_TANK: {Language.ZH: "智库报告", Language.EN: "a think-tank paper"},
    SourceKind.PRESS: {Language.ZH: "报道", Language.EN: "a press report"},
    SourceKind.COMMENTARY: {Language.ZH: "评论文章", Language.EN: "a commentary"},
    SourceKind.UNKNOWN: {Language.ZH: "文件", Language.EN: "a document"},
}
_MONTHS = "January February March April May June July August September October November December".split()
_COUNT_EN = {
    1: "The document does not say this",
    2: "Neither of the two documents says this",
}
_COUNT_ZH = {1: "这份文件", 2: "两份文件"}


class Phrases:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._zh = language is Language.ZH

    def choose(self, chinese: str, english: str) -> str:
        """The one of two wordings that this language wants."""
        return chinese if self._zh else english

    def lead_in(self, reader: Reader) -> str:
        """Names a source before what it says."""
        name, kind = self.publisher(reader), _KINDS[reader.document.passport.kind][self.language]
        date = self.date(reader.document.passport.date)
        if self._zh:
            return f"据{self._marked(reader, name)}{date}的{kind}："
        return f"According to {name}, {kind} of {date}: " if date else f"According to {name}, {kind}: "

    def _marked(self, reader: Reader, name: str) -> str:
        """A publisher in Chinese: what is read under that title stands in title marks, a body does not."""
        titled = reader.document.passport.kind in (SourceKind.COMMENTARY, SourceKind.PRESS)
        return f"《{name}》" if titled else name

    def lead_in_again(self, reader: Reader) -> str:
        """Names the same source once more."""
        return self.choose("该文还说：", "It also says: ")

    def publisher(self, reader: Reader) -> str:
        """The publisher's name, short enough for a sentence."""
        name = reader.publisher(self.language) or reader.title(self.language)
        return re.sub(r"\s*[（(][^（()）]*[)）]", "", name).strip()

    def date(self, iso: str) -> str:
        """A date as it is written in a sentence; ISO 8601 that may stop at the month or the year."""
        parts = [int(part) for part in iso.split("-") if part.isdigit()]
        if not parts:
            return ""
        if self._zh:
            return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
        year, *rest = parts
        named = [_MONTHS[rest[0] - 1]] if rest and 1 <= rest[0] <= 12 else []
        day = [str(rest[1])] if len(rest) > 1 else []
        return " ".join([*day, *named, str(year)])

    def footnote(self, note: Footnote) -> str:
        """Where a note points, behind the sentence that carries it."""
        if note.url is None:
            return self.choose(
                f"（注{note.number}：文中该注为空，没有给出来源。）",
                f" (Note {note.number} is empty: it gives no source, reference or link.)",
            )
        known = publisher_of(note.url)
        by = "" if known is None else known.name(self.language) + self.choose("，", ", ")
        return self.choose(f"（注{note.number}：{by}{note.url}）", f" (Note {note.number}: {by}{note.url})")

    def no_footnote(self) -> str:
        """Says that a sentence carries no note."""
        return self.choose("（这句话没有脚注。）", " (This sentence carries no footnote.)")

    def unsourced(self) -> str:
        """Says that a document gives no source for what it says."""
        return self.choose(
            "文中没有给出来源，也未注明出处。",
            "The text names no source for this claim; it is unsourced there.",
        )

    def reported_by(self, source: str) -> str:
        """Says whom a document names as its source."""
        return self.choose(f"文中注明的来源：{source}。", f"The source it names: {source}.")

    def document_is(self, reader: Reader) -> str:
        """Says which document a sentence stands in."""
        name, title = self.publisher(reader), reader.title(self.language)
        return self.choose(f"出自《{name}》的《{title}》。", f"It is in “{title}” by {name}.")

    def untranslated(self, language: Language) -> str:
        """Goes before a quote in the other language when there is no rendering of it."""
        if self._zh:
            return "原文为英文，没有译文：" if language is Language.EN else "原文："
        return "In Chinese, without a translation: " if language is Language.ZH else "In the original: "

    def not_found(self, documents: int, missing: list[str]) -> str:
        """A refusal: what was searched and, if it can be told, what was missing."""
        if documents == 0:
            return self.choose(
                "没有文件符合所给的筛选条件。", "No document fits the filters that were given."
            )
        if self._zh:
            which = _COUNT_ZH.get(documents, f"{documents}份文件")
            named = f"，也没有在相关处出现{'、'.join(f'“{word}”' for word in missing)}" if missing else ""
            return f"{which}{'都' if documents > 1 else ''}没有提到这一点{named}。最接近的段落如下。"
        which = _COUNT_EN.get(documents, f"None of the {documents} documents says this")
        verb = "does" if len(missing) == 1 else "do"
        named = f"; {_join_en(missing)} {verb} not appear in this connection" if missing else ""
        return f"{which}{named}. The closest passages are below."

    def closest(self, reader: Reader, words: str, *, rendered: bool) -> str:
        """Repeats the closest sentence behind a refusal, as what it is: close, and not the answer.

        Args:
            reader: Where it stands.
            words: The sentence, or its rendering in this language.
            rendered: Whether it is a rendering.
        """
        name = self._marked(reader, self.publisher(reader)) if self._zh else self.publisher(reader)
        facts = [name, self.date(reader.document.passport.date)]
        facts += [self.choose("译文", "translated")] if rendered else []
        source = self.choose("，", ", ").join(filter(None, facts))
        return self.choose(
            f"最接近的一句（{source}）：“{words}”", f" The closest sentence ({source}): “{words}”"
        )

    def premise(self, stated: str) -> str:
        """Names the part of a question that a document contradicts, if it has words; the document's own follow."""
        if not stated:
            return self.choose(
                "问题的前提与文件不符，文件的说法是：",
                "The question takes for granted what the documents do not say; what they say is:",
            )
        return self.choose(
            f"问题里的“{stated}”与文件不符，文件的说法是：",
            f"The question says “{stated}”, but the documents do not; what they say is:",
        )


def _join_en(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]
