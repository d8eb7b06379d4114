"""Understanding a question: its language, what it asks for, and what an answer must be about."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

import rjieba

from corpus.errors import InvalidInputError
from corpus.language import has_han, question_language
from corpus.model import Language
from rag.lexicon.asking import ASKS, SHAPES, STOPWORDS_EN, STOPWORDS_ZH
from rag.lexicon.people import (
    FULL_FOREIGN,
    NO_PLACES_OR_PEOPLE,
    TITLES_EN,
    TRANSLITERATION,
    looks_like_person,
)
from rag.names import Name, NameIndex, glossed_in, known_cities
from rag.question_kinds import Asks, Shape
from rag.subjects import PERSON_TAGS, subjects_in
from rag.values import Value, ValueKind, find_values

__all__ = ["MAX_QUESTION_CHARS", "Question", "check_question", "read_question"]

MAX_QUESTION_CHARS = 2000
_CONTROL = re.compile(
    # With the second control range, what turns the reading direction, and what stands for broken bytes.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_QUOTED = re.compile(r"[“\"「『《‘'](?P<inside>[^”\"」』》’']{2,40})[”\"」』》’']")
_LATIN_NAME = re.compile(
    r"\b[A-Z](?:[A-Za-zÀ-ɏ0-9&'’\-]|\.(?=\w))*(?:\s+(?:of|de|von|der|and|the)?\s*[A-Z][A-Za-zÀ-ɏ0-9&\-]*)*"
)
_LATIN_TOKEN = re.compile(r"\d*[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9&\-]*")
# "Which company bosses" asks for people.
_PEOPLE_OF = re.compile(
    r"(?:公司|企业|机构|政府|部门|组织)的?[^，。？]{0,4}(?:老板|负责人|掌门人|高管|首席|领导|代表|官员|总裁)"
    r"|\b(?:compan\w+|firms?|corporate|business|tech|government|institution\w*)\s+(?:\w+\s+)?"
    r"(?:boss(?:es)?|executives?|heads?|chiefs?|leaders?|ceos?|officials?|representatives?)\b",
    re.IGNORECASE,
)
_TIME_UNIT = re.compile(
    r"\s?(?:天|年|月|日|小时|分钟|周|星期|次|倍|成|份(?:材料|文件|报告)|篇)|\s?(?:days?|hours?|years?|months?|weeks?|times|minutes?"
    r"|documents?|sources?|texts?|articles?|of the)\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    "QUESTION ANSWER MP MPS PM TV WWII PDF URL DOI CEO CFO CTO APP PPT IT VS OK FAQ HTTP HTTPS WWW WORD EXCEL".split()
)
_FOOTNOTE_NUMBER = re.compile(
    r"(?:第\s*)?(\d{1,3})\s*号?\s*(?:脚注|注释)|(?:第\s*)?(\d{1,3})\s*号注(?![册意重视入射定资销])|(?:脚注|注释|(?<![关备附标批贯专倾灌])注|\b(?:foot|end)?notes?|\breference)\s*(?:第|number|no\.?|#)?\s*(\d{1,3})(?!\d)"
    r"|第\s*(\d{1,3})\s*(?:条|个|号)?\s*(?:脚注|注释|注(?![册意重视入射定资销]))",
    re.IGNORECASE,
)
# "A Stargate-style project" names Stargate.
_SUFFIX = re.compile(r"-(?:style|like|type|based|led|backed|born|bound)$", re.IGNORECASE)
_OR = re.compile(
    r"[^，。？?]{0,4}[，,]?\s*(?:还是|或者?|抑或)\s*(?:在|于|是|约)?\s*"
    r"|[^,.?]{0,8},?\s*\bor\b\s*(?:on |in |is it |the |was it )*",
    re.IGNORECASE,
)
# "R1-versus-GPT-4" names two.
_SET_AGAINST = re.compile(r"-(?:versus|vs\.?|against|to|and)-", re.IGNORECASE)
_TITLES = r"总理|总统|主席|部长|首相|外长|总裁|首席执行官|大臣|特使|议长|先生|女士|教授|书记"
# A run of characters that spell foreign names, which the tagger may cut up: 纳 德拉.
_SPELLED = re.compile(f"[{''.join(sorted(TRANSLITERATION))}]{{3,}}")
# What prizes, cups and games are called.
_CALLED = ("奖", "杯", "运会", "赛")
# What stands in so many names that it names nothing by itself.
_OF_NO_ACCOUNT = frozenset({"AI"})
_ASKED_WHOLE = re.compile(r"(?:what|who) (?:is|are|was|were) (?:the )?[A-Z]\w+ [A-Z]\w*\s*\??", re.IGNORECASE)
# Shorter words are too often parts of names to be somebody.
_STRANGE = 4
# What titles are made of: Special Envoy, Prime Minister.
_OF_TITLES = frozenset((*TITLES_EN, "Vice", "Prime", "Special", "Foreign", "Chief", "General"))
# 来的有 Olaf Scholz: the family name says who it is.
_FIRST_AND_FAMILY = re.compile(r"\b[A-Z][a-z]+ (?P<family>[A-Z][a-z]{3,})\b")
# 苹果公司: whose firm it is stands before the word; not which, what kind or how many.
_FIRM = re.compile(
    r"(?:^|(?<=[，,。？?、 ]))(?!哪|这|那|什么|某|一|几|多少|各)([\u3400-\u9fff]{2,4})(?=公司|集团)"
)
# Several capitalised words in a Chinese question are one name: Current AI.
_LATIN_RUN = re.compile(r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]*)+")
# 得州, 鲁尔区: what ends so is a place, however short.
_DISTRICTS = "州省市县"
_TERM_TAGS = ("n", "v", "a", "eng", "i", "j", "l", "b", "t", "z")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the rest of the room sees it."""

    text: str
    language: Language
    shape: Shape
    asks: frozenset[Asks]
    values: tuple[Value, ...]
    """Figures and dates that the question states; not the counts written as words (`five themes`)."""
    wanted_count: int | None
    """How many items a list question asks for, when it says so."""
    names: tuple[Name, ...]
    terms: tuple[str, ...]
    """Content words as written, each once, in order."""
    footnote: int | None
    """The number of the footnote that the question is about, when it gives one."""
    alternatives: tuple[Value, ...] = ()
    """Figures or dates of which the question wants the right one: "€109 billion or €113 billion?"; none or several."""
    names_documents: bool = False
    """Whether it speaks of the documents themselves; then it is about them, however unlike their words it is."""


def check_question(text: str) -> str:
    """Return a question fit to be answered, trimmed and in NFC.

    Raises:
        InvalidInputError: `question_empty`, `question_too_long` or `question_control_characters`.
    """
    trimmed = unicodedata.normalize("NFC", text).strip()
    if not any(character.isalnum() for character in trimmed):
        raise InvalidInputError("question_empty", "the question has no words", next_step="write a question")
    if len(trimmed) > MAX_QUESTION_CHARS:
        raise InvalidInputError(
            "question_too_long",
            f"the question has {len(trimmed)} characters, at most {MAX_QUESTION_CHARS} are read",
            next_step="shorten it, or ask several questions",
        )
    if _CONTROL.search(trimmed) or any("\ud800" <= character <= "\udfff" for character in trimmed):
        raise InvalidInputError(
            "question_control_characters",
            "the question holds control characters or broken Unicode",
            next_step="remove them and ask again",
        )
    return trimmed


def read_question(
    text: str,
    names: NameIndex,
    language: Language | None = None,
    *,
    whole: str | None = None,
    names_documents: bool = False,
) -> Question:
    """Read a checked question.

    Args:
        text: The question, as `check_question` returns it, or what is left of it without the words that only
            speak of documents.
        names: The names known from the documents and the table of places.
        language: The language of the answer; that of the question if None.
        whole: The question with all its words, which decide the shape of the answer; `text` if None.
        names_documents: Whether it speaks of the documents.

    Returns:
        What the question asks for and what it states.
    """
    written_in = question_language(text)
    asks = frozenset(kind for kind, pattern in ASKS.items() if pattern.search(text))
    if _PEOPLE_OF.search(text):
        asks -= {Asks.ORGANISATION}
    shape = _shape(whole or text)
    if shape is Shape.LIST:
        asks -= {Asks.COUNT}  # whoever lists the items has counted them
    values = find_values(text)
    stated = tuple(v for v in values if not v.is_word)
    return Question(
        text=text,
        language=language or written_in,
        shape=shape,
        asks=asks,
        values=stated,
        wanted_count=_wanted_count(text, values),
        names=_names(text, names),
        terms=tuple(_terms(text)),
        footnote=_footnote_number(text),
        alternatives=_alternatives(text, stated),
        names_documents=names_documents or shape is Shape.TWO_DOCUMENT,
    )


def _shape(text: str) -> Shape:
    """The first shape whose words the question uses; the order of the table decides."""
    return next((shape for shape, pattern in SHAPES.items() if pattern.search(text)), Shape.FACT)


def _alternatives(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """The values that only "or" stands between."""
    found: list[Value] = []
    for left, right in pairwise(values):
        if left.kind is right.kind and _OR.fullmatch(text[left.end : right.start]):
            found += [value for value in (left, right) if value not in found]
    return tuple(found)


def _wanted_count(text: str, values: Sequence[Value]) -> int | None:
    counts = [
        int(v.number)
        for v in values
        if v.is_word and v.kind is ValueKind.NUMBER and v.number and not _TIME_UNIT.match(text, v.end)
    ]
    return next((count for count in counts if 2 <= count <= 20), None)


def _footnote_number(text: str) -> int | None:
    match = _FOOTNOTE_NUMBER.search(text)
    return int(next(group for group in match.groups() if group)) if match else None


def _names(text: str, known: NameIndex) -> tuple[Name, ...]:
    """Known names first, then whatever else looks like one."""
    found = known.find(text)
    spelt = [name.spellings for name in found]
    found += [name for name in known.find_paired(text) if name.spellings not in spelt]
    covered = [name.written for name in found]
    glossed = glossed_in(text)
    quoted = [match["inside"] for match in _QUOTED.finditer(text)]
    for candidate in [*quoted, *_name_candidates(text, covered, known)]:
        # Both 英国 and 伦敦 may be said of one place.
        repeats = any(
            candidate in other for other in (*covered, *(s for name in found for s in name.spellings))
        )
        holds_another = candidate not in quoted and any(other in candidate for other in covered)
        if holds_another and _is_strange(candidate, text, covered, known):
            holds_another = False
        if holds_another and not has_han(text):
            candidate = _strange_rest(candidate, text, covered, known)
            holds_another = not candidate
        if not (repeats or holds_another):
            spellings = glossed.get(candidate, (candidate,))
            found.append(Name(candidate, spellings, is_quoted=candidate in quoted))
            covered.append(candidate)
    return tuple(found)


def _name_candidates(text: str, covered: list[str], known: NameIndex) -> list[str]:
    """Latin words inside Chinese, and what the tagger takes for a person or a rarer place."""
    if question_language(text) is Language.EN:
        return _english_names(text)
    rest = text
    for spelling in covered:
        rest = rest.replace(spelling, " ")
    tagged = rjieba.tag(rest)
    # A word that only the tagger's guess makes a person (这张牌) is one if the documents know it.
    sure = {word for word, tag in rjieba.tag(rest, hmm=False) if tag in PERSON_TAGS and len(word) > 2}
    guessed = [w for w, tag in tagged if tag in PERSON_TAGS and looks_like_person(w)]
    guessed += [w for w, tag in tagged if tag.startswith(("n", "j")) and _is_spelled(w) and known.occurs(w)]
    titled = [w for w, tag in tagged if tag.startswith("n") and _is_spelled(w) and _has_title(w, text)]
    guessed += titled
    sure |= {word for word in guessed if _has_title(word, text)}
    guessed = [w for w in guessed if w not in NO_PLACES_OR_PEOPLE and (w in sure or known.occurs(w))]
    people = [known.whole(w, rest) for w in guessed]
    places = [w for w, tag in tagged if tag == "ns" and len(w) >= 2 and w not in NO_PLACES_OR_PEOPLE]
    # The tagger takes 罗列 for a place.
    places = [
        w for w in places if len(w) > 2 or w[-1] in _DISTRICTS or known.occurs(w) or w in known_cities()
    ]
    latin = [run for run in _LATIN_RUN.findall(text) if _is_strange(run, text, covered, known)]
    people_en = [m.group() for m in _FIRST_AND_FAMILY.finditer(rest) if known.occurs(m["family"])]
    latin += people_en
    latin += [w for w in _LATIN_TOKEN.findall(rest) if not _is_no_name(w) and w not in " ".join(people_en)]
    spelled = [_without_than(word, known) for word in _SPELLED.findall(rest)]
    spelled = [word for word in spelled if not known.occurs(word)]
    things = [w for w, tag in tagged if tag == "nz" and w.endswith(_CALLED) and not known.occurs(w)]
    subjects = [who for who, _ in subjects_in(rest)]
    subjects += [body for body in _FIRM.findall(rest) if not any(map(known.occurs, rjieba.cut(body)))]
    # 赴印 names India, and nothing by itself.
    foreign = FULL_FOREIGN.findall(rest)
    named = (*foreign, *latin, *spelled, *people, *places, *things, *subjects)
    return [word for word in named if not known.find_paired(word)]


def _is_strange(written: str, text: str, covered: list[str], known: NameIndex) -> bool:
    """Whether a name of two words is another than the one of no account in it: "Current AI"."""
    first, *rest = written.split()
    if (
        not rest
        or known.occurs(written)
        or not all(word in _OF_NO_ACCOUNT for word in rest)
        or first in covered
    ):
        return False
    if not first.isalpha() or (text.startswith(written) and not has_han(text)):
        return False  # a sentence begins with a capital anyhow: "Besides AI"
    within = re.search(rf"[^.?!\s]\s+{first}\b", text) is not None
    known_so = known.occurs(first) if not within else re.search(rf"\b{first}\b", known.written)
    return not known_so or has_han(text) or _ASKED_WHOLE.fullmatch(text.strip()) is not None


def _strange_rest(written: str, text: str, covered: list[str], known: NameIndex) -> str:
    """The person of a name that no document has, without the known name beside it: "UN chief Guterres"; "" if none."""
    rest = written.partition(" ")[2] if text.startswith(written) else written
    for spelling in covered:
        rest = re.sub(rf"\b{re.escape(spelling)}(?:['’]s?)?(?![\w-])", " ", rest)
    words = [re.sub(r"['’]s?$", "", word) for word in rest.split()]
    own = [word for word in words if word.isalpha() and word[0].isupper() and word not in _OF_TITLES]
    strange = any(len(word) >= _STRANGE and not known.occurs(word) for word in own)
    return " ".join(own) if strange else ""


def _without_than(word: str, known: NameIndex) -> str:
    """A name without the 比 that compares with it: 比布莱 in 比布莱切利."""
    rest = word.removeprefix("比")
    return rest if rest != word and len(rest) > 1 and known.occurs(rest) and not known.occurs(word) else word


def _has_title(word: str, text: str) -> bool:
    """Whether a word stands beside a title: 李强总理, 总理李强."""
    return re.search(rf"(?:{_TITLES}){re.escape(word)}|{re.escape(word)}(?:{_TITLES})", text) is not None


def _is_spelled(word: str) -> bool:
    """Whether a word is made of the characters that spell foreign names: 万斯, 皮柴."""
    return len(word) > 1 and all(character in TRANSLITERATION for character in word)


def _is_no_name(word: str) -> bool:
    return word.upper().removesuffix("S") in _NO_NAMES or word.upper() in _NO_NAMES


def _english_names(text: str) -> list[str]:
    """Capitalised runs; the first word of a sentence counts only with another capital behind it."""
    names = []
    stated = find_values(text)
    for match in _LATIN_NAME.finditer(_SET_AGAINST.sub(lambda found: "," * len(found.group()), text)):
        if any(value.start <= match.start() < value.end for value in stated):
            continue  # "10 Feb"
        written = re.sub(r"['’]s?$", "", match.group().strip(" .'’"))
        starts_sentence = re.search(r"(?:^|[.?!]\s+)$", text[: match.start()]) is not None
        written = _SUFFIX.sub("", written)
        words = written.split()
        inner_capital = any(map(str.isupper, words[0][1:]))  # DeepSeek, OpenAI
        if starts_sentence and not inner_capital and (len(words) == 1 or words[0].lower() in STOPWORDS_EN):
            # "Did the U.S. come": neither "Did" nor "the" is part of a name.
            written = " ".join(dropwhile(str.islower, words[1:]))
        if written and all(map(_is_no_name, written.split())):
            continue  # "PDF URL"
        if starts_sentence and words[1:] and all(map(_is_no_name, words[1:])):
            continue  # "Source URL"
        if _is_no_name(written) or find_values(written):
            continue
        if written and written.lower() not in STOPWORDS_EN:
            names.append(written)
    return names + re.findall(r"\b\d+[A-Z]\w*", text)


def _terms(text: str) -> list[str]:
    """Content words: no stop words, no question words, no figures."""
    if question_language(text) is Language.ZH:
        words = [word for word, tag in rjieba.tag(text) if tag.startswith(_TERM_TAGS)]
        words = [word for word in words if word not in STOPWORDS_ZH]
    else:
        words = [word for word in _LATIN_TOKEN.findall(text) if word.lower() not in STOPWORDS_EN]
    return list(dict.fromkeys(words))
