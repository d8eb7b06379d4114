"""Names in a question and their other spellings: places from a table, people and bodies from the documents.

A document that writes 安妮·布韦罗（Anne Bouverot） tells both names of one person, and so does a rendering that
stands beside its original. Such pairs bridge a question in one language to text in the other.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate

import rjieba

from corpus.language import has_han
from corpus.model import Document, Language
from rag.family_names import is_called_by_family_name
from rag.lexicon.people import TRANSLITERATION

__all__ = [
    "Name",
    "NameIndex",
    "cities_in",
    "contains_name",
    "country_in_short",
    "glossed_in",
    "known_cities",
    "mine_names",
]

_GLOSS = re.compile(
    r"(?P<zh>[\u3400-\u9fff·・]{2,20})\s*[（(]\s*(?P<en>[A-Z][A-Za-zÀ-ɏ.'’&\-]*(?: [A-Za-zÀ-ɏ.'’&\-]+){0,6})\s*[）)]"
)
_GLOSS_EN = re.compile(
    r"(?P<en>[A-Z][A-Za-zÀ-ɏ.'’&\-]+(?: [A-Z][A-Za-zÀ-ɏ.'’&\-]+){0,5})\s*"
    r"[（(]\s*(?P<zh>[\u3400-\u9fff·・]{2,20})\s*[）)]"
)


_MOST_WORDS = 0.6
_PAPER = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:邮报|时报|日报|晚报)|\b(?:[A-Z]\w+ )+(?:Post|Times|Journal|Herald|Tribune|Gazette)\b"
)
_PALACE = re.compile(r"[宫府]$|\b(?:House|Kremlin|[EÉ]lys[eé]e)\b")
_IN_SHORT = re.compile("[\u3400-\u9fff](?:企|方|军|媒|资|商)")
_GOES_TO = re.compile(r"[访赴抵驻](.)")
_LONGEST_WHOLE = 6
_PAIR = 2
_ACRONYM = re.compile(r"([A-Z]{3,6})s?")
# What a company's name ends with beyond its own word, and how long that must be to stand alone.
_COMPANY_ZH = re.compile(
    r"(?P<own>[\u3400-\u9fff]+?)(?:人工智能|智能|科技|技术|网络|信息)*(?:股份|有限)*(?:公司|集团)"
)
_COMPANY_EN = re.compile(
    r"(?: (?:AI|Inc|Corp|Corporation|Ltd|Limited|Technolog(?:y|ies)|Group|Company|Co)\.?)+$"
)
_SHORTEST_LATIN, _SHORTEST_HAN = 4, 3
# A developing country (发展中国家) is not China.
_PARTS_OF_WORDS = {"中国": "(?<!发展)中国"}
# Names that are other words in lower case: to polish, a turkey.
_ALSO_WORDS = frozenset(
    {"Polish", "Turkey", "China", "Swiss", "Reading", "Nice", "Nature", "Science", "Wired"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the spellings under which texts in either language may carry it."""

    written: str
    spellings: tuple[str, ...]
    """All accepted spellings, the written one among them."""
    abbreviations: tuple[str, ...] = ()
    """Single characters that stand for it inside Chinese compounds (中美, 法印)."""
    is_place: bool = False
    is_quoted: bool = False
    """Words that the question put in quotation marks: what they name may be written otherwise."""

    def bridges_to(self, language: Language) -> bool:
        """Whether the name is known in a language's script, so that its absence from a text says something."""
        return any(has_han(spelling) is (language is Language.ZH) for spelling in self.spellings)

    def is_in(self, text: str) -> bool:
        """Whether a text carries the name in any spelling, or most words of one of several words."""
        if any(contains_name(text, spelling) for spelling in self.spellings):
            return not self.is_place or self._beyond_titles(text)
        return (
            self._abbreviated_in(text)
            or self._mostly_in(text)
            or self._spelt_out_in(text)
            or self._family_in(text)
        )

    def _family_in(self, text: str) -> bool:
        return not (self.is_place or self.is_quoted) and is_called_by_family_name(self.written, text)

    def _beyond_titles(self, text: str) -> bool:
        """Whether a place is spoken of, and not only a newspaper that is called after it."""
        rest = _PAPER.sub(" ", text)
        return (
            rest == text or any(contains_name(rest, s) for s in self.spellings) or self._abbreviated_in(rest)
        )

    def _mostly_in(self, text: str) -> bool:
        """Titles and particles come and go around a name: "Vice Premier (of the State Council) Zhang"."""
        words = [re.sub(r"['’]s$", "", word) for word in self.written.split() if word != "AI"]
        if len(words) < 2:
            return False
        return sum(contains_name(text, word) for word in words) >= _MOST_WORDS * len(words)

    def _spelt_out_in(self, text: str) -> bool:
        """Whether an acronym's letters begin words that stand together: LLMs are large language models."""
        match = _ACRONYM.fullmatch(self.written)
        if match is None:
            return False
        words = r"[\s\-]+(?:of |and |the )?".join(rf"{letter}[a-z]+" for letter in match[1].lower())
        return re.search(rf"\b{words}\b", text.lower()) is not None

    def _abbreviated_in(self, text: str) -> bool:
        return any(
            pair in text
            for own in self.abbreviations
            for other in _abbreviations()
            for pair in (own + other, other + own)
            if own != other
        )


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names that can be told apart: the table's places and what the documents themselves gloss."""

    names: tuple[Name, ...]
    written: str = ""
    """All that the documents say, in every language that they can be read in."""
    sources: frozenset[str] = frozenset()
    """What the documents and those who publish them are called, in lower case."""
    _spelt: tuple[tuple[str, str, Name], ...] = field(init=False, repr=False, compare=False)
    """Each spelling with the word that a text must at least hold, in lower case, and its name."""

    def __post_init__(self) -> None:
        """Prepare what every text is searched for."""
        spelt = ((s, re.split(r"[\s\-–]", s)[0].lower(), name) for name in self.names for s in name.spellings)
        object.__setattr__(self, "_spelt", tuple(spelt))

    def occurs(self, word: str) -> bool:
        """Whether the documents carry a word anywhere."""
        return contains_name(self.written, word)

    def whole(self, word: str, text: str) -> str:
        """A word of a text, made as long as the documents always write it there: 马克 of 马克龙 becomes 马克龙."""
        at = text.find(word)
        while at >= 0 and len(word) < _LONGEST_WHOLE and at + len(word) < len(text):
            longer = text[at : at + len(word) + 1]
            if not has_han(longer[-1]) or not 0 < self.written.count(longer) == self.written.count(word):
                break
            word = longer
        return word

    def is_source(self, name: "Name") -> bool:
        """Whether a name is that of a document or of its publisher."""
        return name.written.lower() in self.sources

    def find(self, text: str) -> list[Name]:
        """The known names that a text carries, each once, the longest spelling first."""
        lowered = text.lower()
        hits = [
            (spelling, name)
            for spelling, word, name in self._spelt
            if word in lowered and contains_name(text, spelling) and (not name.is_place or name.is_in(text))
        ]
        found: dict[tuple[str, ...], Name] = {}
        covered = text
        for spelling, name in sorted(hits, key=lambda hit: (-len(hit[0]), hit[0])):
            if contains_name(covered, spelling) and name.spellings not in found:
                found[name.spellings] = Name(spelling, name.spellings, name.abbreviations, name.is_place)
                covered = _blank_out(covered, spelling)
        return list(found.values())

    def find_paired(self, text: str) -> list[Name]:
        """The places that are named by one character each: both of 中美 and 法印, and that of 赴印 and 访法."""
        short = {character: name for name in self.names for character in name.abbreviations}
        words = [text] if len(text) == _PAIR else rjieba.cut(text)
        pairs = (word for word in words if len(word) == _PAIR and word[0] != word[1])
        paired = [short[c] for word in pairs if all(c in short for c in word) for c in word]
        # 访美 is a journey to America, 访美丽的村庄 is none: the character must end a word.
        ends = set(accumulate(map(len, words)))
        journeys = (match for match in _GOES_TO.finditer(text) if match.end() in ends)
        return paired + [short[match[1]] for match in journeys if match[1] in short]


def contains_name(text: str, spelling: str) -> bool:
    """Whether a text carries a spelling: Chinese anywhere, Latin as whole words; short acronyms by their case."""
    if spelling in _PARTS_OF_WORDS:
        return re.search(_PARTS_OF_WORDS[spelling], text) is not None
    if has_han(spelling):
        return spelling in text
    return _name_pattern(spelling).search(text) is not None


def glossed_in(text: str) -> dict[str, tuple[str, str]]:
    """The names that a text gives in both scripts, as "Shenyan Technology (深言科技)", each with its two spellings."""
    found: dict[str, tuple[str, str]] = {}
    for match in (*_GLOSS.finditer(text), *_GLOSS_EN.finditer(text)):
        pair = (match["en"], match["zh"])
        found |= dict.fromkeys(pair, pair)
    return found


def mine_names(documents: Iterable[Document]) -> NameIndex:
    """Collect the names that documents gloss, and add the table's places.

    Args:
        documents: Their texts are searched for `中文名（Latin Name）` and the reverse.

    Returns:
        One index; the parts of a person's name (布韦罗, Bouverot) are spellings of the whole.
    """
    known = list(documents)
    glossed: dict[str, set[str]] = {}
    for document in known:
        for match in [*_GLOSS.finditer(document.text), *_GLOSS_EN.finditer(document.text)]:
            chinese = _own_part(match["zh"])
            if chinese:
                glossed.setdefault(match["en"], set()).add(chinese)
    mined = [_glossed_name(latin, _common_ending(chinese)) for latin, chinese in sorted(glossed.items())]
    written = "\n".join(text for document in known for text in _texts(document))
    return NameIndex((*mined, *_places()), written, frozenset(_source_names(known)))


def _texts(document: Document) -> Iterable[str]:
    yield document.text
    yield from (rendering.text for rendering in document.translations)


def _source_names(documents: Iterable[Document]) -> Iterable[str]:
    for document in documents:
        passport = document.passport
        for name in (
            passport.title,
            passport.publisher,
            passport.title_translated,
            passport.publisher_translated,
        ):
            for part in re.split(r"[（）(),，]", name or ""):
                if part.strip():
                    yield part.strip().lower()


def _glossed_name(latin: str, chinese: set[str]) -> Name:
    spellings = {latin, *chinese}
    for whole in chinese:
        if re.search(r"[·・]", whole):
            spellings |= {part for part in re.split(r"[·・]", whole) if len(part) >= 2}
            spellings |= {latin.split()[-1]}
        elif short := _short_name(latin, whole):
            spellings |= set(short)
    return Name(latin, tuple(sorted(spellings, key=lambda s: (-len(s), s))))


def _short_name(latin: str, chinese: str) -> tuple[str, str] | None:
    """How a company is called for short in both languages: 米斯特拉尔, Mistral; None for what is no company."""
    match = _COMPANY_ZH.fullmatch(chinese)
    own = _COMPANY_EN.sub("", latin)
    if match is None or own == latin or len(own) < _SHORTEST_LATIN:
        return None
    place = next((s for p in _places() for s in p.spellings if match["own"].startswith(s)), "")
    short = match["own"].removeprefix(place)
    return (short, own) if len(short) >= _SHORTEST_HAN else None


def _common_ending(chinese: set[str]) -> set[str]:
    """What several glosses of one Latin name share at their ends: 希望欧洲成为人工智能 and 在人工智能 say 人工智能."""
    first, *rest = sorted(chinese, key=len)
    endings = (first[start:] for start in range(len(first) - 1))
    shared = next((end for end in endings if all(name.endswith(end) for name in rest)), "")
    return {shared} if rest and shared else chinese


def _own_part(written: str) -> str:
    """The name at the end of a run of characters: all of it with a middle dot, else its last word."""
    if re.search(r"[·・]", written):
        head, *rest = re.split(r"(?<=[·・])", written, maxsplit=1)
        given = head.rstrip("·・")
        spelled = len(given) - len(given.rstrip("".join(TRANSLITERATION)))
        words = rjieba.cut(given)
        first = given[-spelled:] if spelled else (words[-1] if words else given)
        return first + "·" + "".join(rest)
    words = rjieba.cut(written)
    return "".join(words[-4:]) if len(words) > 4 else written


@cache
def _name_pattern(spelling: str) -> re.Pattern[str]:
    by_case = (len(spelling) <= 4 and spelling.upper() == spelling) or spelling in _ALSO_WORDS
    flags = 0 if by_case else re.IGNORECASE
    words = r"[\s\-–]+".join(re.escape(word) for word in re.split(r"[\s\-–]+", spelling) if word)
    return re.compile(rf"(?<![A-Za-z]){words}(?![A-Za-z])", flags)


def _blank_out(text: str, spelling: str) -> str:
    if spelling in _PARTS_OF_WORDS:
        return re.sub(_PARTS_OF_WORDS[spelling], " ", text)
    if has_han(spelling):
        return text.replace(spelling, " ")
    return _name_pattern(spelling).sub(" ", text)


@cache
def _places() -> tuple[Name, ...]:
    places = []
    for _, chinese, short, english, capital_zh, capital_en in _place_rows():
        spellings = [s for cell in (chinese, english, capital_zh, capital_en) for s in cell.split("|") if s]
        places.append(Name(spellings[0], tuple(spellings), tuple(c for c in short.split("|") if c), True))
    return tuple(places)


@cache
def known_cities() -> frozenset[str]:
    """The Chinese names of cities that are no capitals."""
    return frozenset(name for zh, _ in _city_rows() for name in zh.split("|"))


def country_in_short(word: str) -> str | None:
    """The Chinese name of the country for which the first character of a word stands: 法企, 美方; None for others."""
    if not _IN_SHORT.fullmatch(word):
        return None
    return next((place.spellings[0] for place in _places() if word[0] in place.abbreviations), None)


def cities_in(text: str) -> list[str]:
    """The cities that a text names, capitals among them, as it writes them."""
    return [spelling for spelling in _cities() if contains_name(text, spelling)]


@cache
def _cities() -> tuple[str, ...]:
    """The spellings of all known cities in both languages; no palaces of governments."""
    cells = [cell for row in _city_rows() for cell in row]
    for row in _place_rows():
        cells += row[4:6]
    names = {name for cell in cells for name in cell.split("|") if name}
    return tuple(sorted(name for name in names if not _PALACE.search(name)))


def _city_rows() -> list[tuple[str, str]]:
    rows = files("rag.lexicon").joinpath("cities.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return [(zh, en) for zh, en, *_ in cells]


def _place_rows() -> list[list[str]]:
    rows = files("rag.lexicon").joinpath("places.tsv").read_text("utf-8").splitlines()
    return [(row.split("\t") + [""] * 6)[:6] for row in rows if not row.startswith("#")]


@cache
def _abbreviations() -> tuple[str, ...]:
    return tuple(sorted({c for place in _places() for c in place.abbreviations}))
