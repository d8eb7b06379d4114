"""Who and what a sentence names, with the kind of each name: places, people, bodies."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import rjieba

from corpus.language import has_han
from corpus.model import Language
from rag.checks.bodies import bodies_in
from rag.checks.evidence import is_chinese
from rag.checks.listed import capitals, listed
from rag.checks.openers import Openers
from rag.family_names import is_called_by_family_name
from rag.lexicon.asking import STOPWORDS_EN
from rag.lexicon.claims import FRAME_WORDS, NO_NAMES
from rag.lexicon.people import FULL_FOREIGN, NO_PLACES_OR_PEOPLE, SPELT, TRANSLITERATION, looks_like_person
from rag.names import Name, NameIndex, glossed_in
from rag.subjects import subjects_in

__all__ = [
    "Mention",
    "MentionFinder",
    "MentionKind",
    "find_mentions",
    "is_named",
    "is_spelt_in",
    "remembering_finder",
]


class MentionKind(StrEnum):
    """What a name is of, as far as can be told."""

    PLACE = "place"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text; `spellings` are all under which it may stand elsewhere, `at` where it begins."""

    written: str
    kind: MentionKind
    spellings: tuple[str, ...]
    at: int
    name: Name | None = None
    country: Name | None = None
    """Of a capital: the country for which it may stand."""


_LATIN = re.compile(
    r"[A-ZÀ-Þ][\wÀ-ɏ'’&.-]*[\wÀ-ɏ](?:[ \-](?:(?:of|de|von|der|for) )?[A-ZÀ-Þ][\wÀ-ɏ'’&.-]*[\wÀ-ɏ])*"
)
_LATIN_IN_CHINESE = re.compile(r"[A-Za-z][A-Za-z0-9.&-]*[A-Za-z0-9](?: [A-Z][A-Za-z0-9.&-]*)*")
_TITLED = re.compile(
    rf"(?:总统|总理|首相|主席|部长|特使|大臣|首席执行官|总裁|创始人|国务卿|CEO)(?P<who>[{SPELT}]{{2,6}})(?![{SPELT}·・])"
)
# The Washington Post is in no capital.
_TITLED_WORK = re.compile(
    r"《[^》]*》|\bWashington Post\b"
    r"|\bParis (?:(?:AI )?(?:Action )?[Ss]ummit|Peace Forum|meeting|gathering|conference|event)\b"
)
# Where something is held: 在大皇宫, 在国家信托大厅. A name found before is blank.
_VENUE = re.compile(
    r"[在于赴到](?P<venue>[\u4e00-\u9fff□]{2,8}?(?:宫|殿|厅|馆|堡|酒店|大厦|总部|会议中心|庄园))"
)
# A palace that is also said for the country is a place when it is named in full.
_PALACE = re.compile(r"爱丽舍宫|\b[ÉE]lys[ée]e Palace\b")
_HALL = re.compile(r"\b(?:Palace|Hall|Castle|Hotel|Stadium|Cent(?:er|re))$")
# "J. D." before a surname.
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+\.?")
_POSSESSIVE = re.compile(r"['’]s?$|-(?:style|like|led|based|backed|made|wide)$")
_COMMON = frozenset({"AI", "人工智能"})
_TITLE_BEFORE = re.compile(
    r"(?:President|Minister|Chancellor|Premier|CEO|Envoy|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|executive)\s+$"
)
# A shorter word is taken for somebody only if it is built like a name.
_FULL_NAME = 3
# Words of the tagger that are no names of anybody.
_NO_BODIES = frozenset("商务部长 外交部长 外长 峰会 前瞻".split())


_KNOWS_NONE = Openers()


def find_mentions(text: str, names: NameIndex, openers: Openers = _KNOWS_NONE) -> tuple[Mention, ...]:
    """The names of a text, each once, none inside another.

    Args:
        text: A sentence in Chinese or English.
        names: Known names with their spellings in both languages.
        openers: Tells which first words of English sentences are names.
    """
    found: list[Mention] = []
    text = _CURRENCIES.sub(lambda match: " " * len(match.group()), text)
    covered = text
    untitled = _TITLED_WORK.sub(lambda match: "□" * len(match.group()), text)
    untitled = _PALACE.sub(lambda match: "□" * len(match.group()), untitled)
    for capital, country in capitals():
        written = next((s for s in capital.spellings if _where(untitled, s) >= 0), None)
        if written is not None:
            at = _where(untitled, written)
            found.append(Mention(written, MentionKind.PLACE, capital.spellings, at, capital, country))
            covered = _blank_out(covered, capital.spellings)
    known = [*names.find(covered), *listed().find(covered), *names.find_paired(text)]
    for name in sorted(known, key=lambda name: -len(name.written)):
        if name.written in _COMMON or _COMMON & set(name.spellings):
            continue
        at = _where(covered, name.written)
        if at < 0 and name.written in text:
            continue
        kind = MentionKind.PLACE if name.is_place else _kind_of(name.written)
        found.append(Mention(name.written, kind, name.spellings, max(at, 0), name))
        covered = _blank_out(covered, name.spellings)
    short = {c for name in names.names for c in name.abbreviations}
    unknown = _unknown_chinese(covered, short) if is_chinese(text) else _unknown_english(covered, openers)
    glossed = glossed_in(text)
    unknown = [replace(m, spellings=glossed.get(m.written, m.spellings)) for m in unknown]
    found += [_known_by_sound(_in_full(mention, text, names), names) for mention in unknown]
    unique = {mention.written: mention for mention in sorted(found, key=lambda m: m.at)}
    return tuple(unique.values())


MentionFinder = Callable[[str], tuple[Mention, ...]]
"""Gives the names of a text."""
_TEXTS_KEPT = 8192


def remembering_finder(names: NameIndex) -> MentionFinder:
    """A finder that remembers the sentences it has seen: the same evidence comes again and again.

    It also knows the people whom the documents name behind an office: 德国总理朔尔茨.
    """
    written = names.written
    titled = {_titled_in_full(match, names) for match in _TITLED.finditer(written)}
    people = tuple(Name(who, (who,)) for who in sorted(titled) if len(who) > 1)
    known = NameIndex((*names.names, *people), names.written, names.sources)
    openers = Openers.of(names.written)
    return lru_cache(_TEXTS_KEPT)(lambda text: find_mentions(text, known, openers))


def _titled_in_full(match: re.Match[str], names: NameIndex) -> str:
    """Whoever stands behind an office, with a last character that spells no foreign name: 马克龙."""
    whole = names.whole(match["who"], match.string[match.start("who") : match.end() + 1])
    return whole if rjieba.tag(whole)[-1][1].startswith("n") else match["who"]


def is_named(mention: Mention, text: str) -> bool:
    """Whether a text carries a name in any of its spellings, or by the character that stands for a country."""
    text = _CURRENCIES.sub(" ", text)
    if mention.name is not None:
        return mention.name.is_in(text) or _is_abbreviated(mention.name, text)
    if any(spelling in text for spelling in mention.spellings if spelling != mention.written):
        return True
    if has_han(mention.written):
        if mention.written in text or _folded(mention.written) in _folded(text):
            return True
        if is_called_by_family_name(mention.written, text):
            return True
        return mention.kind is MentionKind.PERSON and _is_transliterated_in(mention.written, text)
    if mention.written.isupper() and _abbreviates(mention.written, text):
        return True
    if is_called_by_family_name(mention.written, text):
        return True
    words = [w for w in re.split(r"[\s-]+", mention.written) if w.lower() not in STOPWORDS_EN]
    lowered = text.lower()
    carried = [w for w in words if re.search(rf"(?<![a-z]){re.escape(w.lower())}", lowered)]
    return bool(words) and len(carried) >= _MOST * len(words)


def _in_full(mention: Mention, text: str, names: NameIndex) -> Mention:
    """A Chinese name of which the tagger has only the beginning, as the documents always write it: 马克 of 马克龙."""
    if mention.kind is not MentionKind.PERSON or not has_han(mention.written):
        return mention
    whole = names.whole(mention.written, text)
    return mention if whole == mention.written else replace(mention, written=whole, spellings=(whole,))


def _known_by_sound(mention: Mention, names: NameIndex) -> Mention:
    """A person whose name is a known one in another transliteration, with the known one's spellings."""
    if mention.kind is not MentionKind.PERSON or not has_han(mention.written):
        return mention
    for name in names.names:
        for spelling in name.spellings:
            if any(_is_transliterated_in(mention.written, part) for part in re.split("[·・]", spelling)):
                spellings = (mention.written, *name.spellings)
                return Mention(mention.written, mention.kind, spellings, mention.at, name)
    return mention


def _is_transliterated_in(name: str, text: str) -> bool:
    """Whether a text has a foreign name in another transliteration, one character apart: 肖尔茨, 朔尔茨."""
    folded = _folded(name)
    if len(folded) < _TRANSLITERATED or any(c not in SPELT for c in folded):
        return False
    return any(
        all(c in SPELT for c in text[at : at + len(folded)])
        and sum(a != b for a, b in zip(folded, text[at : at + len(folded)], strict=True)) == 1
        for at in range(len(text) - len(folded) + 1)
    )


_TRANSLITERATED = 3


def _abbreviates(letters: str, text: str) -> bool:
    """Whether the words of a text begin with the letters, one after the other: LLM, large language model."""
    # Of "Human-Centered AI" stand H and AI in HAI.
    parts = (word if word.isupper() else word[0] for word in re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", text))
    words = re.findall(r"[A-Za-z]+", text)
    initials = "".join(word[0] for word in words).upper() + " " + "".join(parts).upper()
    return len(letters) > 2 and letters in initials


_MOST = 0.6
# No country is named by its money.
_CURRENCIES = re.compile(r"US(?=\$)|美元|美金|\bUS dollars?")


def _is_abbreviated(name: Name, text: str) -> bool:
    """Whether one character stands for a country: 法企, 美方, Z美."""
    return any(
        re.search(rf"{short}(?:企|方|军|媒|资|商|版|籍|裔|欧|[一-鿿]?两国)|Z{short}", text)
        for short in name.abbreviations
    )


def is_spelt_in(mention: Mention, language: Language) -> bool:
    """Whether a name's absence from a text of a language says something: it is known in that script."""
    return any(has_han(spelling) is (language is Language.ZH) for spelling in mention.spellings)


def _blank_out(text: str, spellings: Iterable[str]) -> str:
    for spelling in sorted(spellings, key=len, reverse=True):
        while (at := _where(text, spelling)) >= 0:
            text = text[:at] + "□" * len(spelling) + text[at + len(spelling) :]
    return text


def _where(text: str, written: str) -> int:
    if has_han(written):
        return text.find(written)
    if written.lower() not in text.lower():
        return -1
    match = re.search(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", text)
    return match.start() if match else -1


def _kind_of(written: str) -> MentionKind:
    if has_han(written):
        return MentionKind.PERSON if "·" in written or looks_like_person(written) else MentionKind.OTHER
    return MentionKind.OTHER


def _unknown_chinese(text: str, short: set[str]) -> list[Mention]:
    found = []
    for match in FULL_FOREIGN.finditer(text):
        found.append(Mention(match.group(), MentionKind.PERSON, (match.group(),), match.start()))
    for match in _TITLED.finditer(text):
        found.append(Mention(match["who"], MentionKind.PERSON, (match["who"],), match.start("who")))
    found += [Mention(body, MentionKind.OTHER, (body,), at) for body, at in bodies_in(text)]
    at = 0
    for word, tag in rjieba.tag(text):
        start = text.find(word, at)
        at = max(at, start + len(word))
        kind = None if all(c in short for c in word) else _tagged_kind(word, tag)
        if kind is MentionKind.PERSON and all(c in SPELT for c in word):
            # The tagger cuts off the beginning of a foreign name that it does not know: 布|弗罗.
            while start > 0 and text[start - 1] in TRANSLITERATION:
                start, word = start - 1, text[start - 1] + word
        if re.match(f"[{SPELT}]+[·・]□", text[start:]):
            kind = None  # the first name of somebody who is known by the family name
        if kind is not None and not any(m.at <= start < m.at + len(m.written) for m in found):
            found.append(Mention(word, kind, (word,), start))
    found += [
        Mention(who, MentionKind.PERSON, (who,), start)
        for who, start in subjects_in(text)
        if "□" not in who
        and not any(m.at < start + len(who) and start < m.at + len(m.written) for m in found)
    ]
    for match in _VENUE.finditer(text):
        venue = match["venue"].replace("□", "")
        if len(venue) > 1 and not any(venue in m.written for m in found):
            found.append(Mention(venue, MentionKind.PLACE, (venue,), match.start("venue")))
    for match in _LATIN_IN_CHINESE.finditer(text):
        if match.group() not in NO_NAMES and match.group()[0].isupper():
            found.append(Mention(match.group(), MentionKind.OTHER, (match.group(),), match.start()))
    return found


def _tagged_kind(word: str, tag: str) -> MentionKind | None:
    if (
        len(word) < 2
        or not has_han(word)
        or word in NO_PLACES_OR_PEOPLE | _NO_BODIES | FRAME_WORDS
        or "□" in word
        or "两国" in word
    ):
        return None
    if tag == "ns":
        return MentionKind.PLACE
    if tag.startswith("nr") and (looks_like_person(word) or len(word) >= _FULL_NAME):
        return MentionKind.PERSON
    return MentionKind.OTHER if tag == "nt" else None


def _unknown_english(text: str, openers: Openers) -> list[Mention]:
    found = []
    # OpenAI's Altman is two names.
    for match in _LATIN.finditer(re.sub(r"['’]s (?=[A-Z])", " | ", text)):
        opens = not text[: match.start()].strip("\"'“‘ ") or text[: match.start()].rstrip()[-1:] in ".!?:"
        words = match.group().split(" ")
        offset = match.start()
        opener = _POSSESSIVE.sub("", words[0])
        is_known = opens and openers.is_name(opener, text[offset + len(opener) :])
        gerund = words[0].endswith("ing")
        plain = len(words) == 1 or words[0].lower() in STOPWORDS_EN or gerund
        if opens and plain and (gerund or not is_known):
            offset += len(words[0]) + 1
            words = words[1:]
        while words and (_POSSESSIVE.sub("", words[0]) in NO_NAMES or words[0].lower() in STOPWORDS_EN):
            offset += len(words[0]) + 1
            words = words[1:]
        while words and (words[-1] in NO_NAMES or words[-1].lower() in STOPWORDS_EN):
            words = words[:-1]
        written = _POSSESSIVE.sub("", " ".join(words))
        if len(written) > 1 and not _INITIALS.fullmatch(written):
            title = _TITLE_BEFORE.search(text[:offset]) is not None
            kind = MentionKind.PERSON if title else MentionKind.OTHER
            kind = MentionKind.PLACE if _HALL.search(written) else kind
            found.append(Mention(written, kind, (written,), offset))
    # Chinese names that an English sentence carries in brackets.
    for match in re.finditer(r"[\u4e00-\u9fff·]{2,8}", text):
        found.append(Mention(match.group(), MentionKind.OTHER, (match.group(),), match.start()))
    return found


def _folded(text: str) -> str:
    return re.sub(r"[\s·・]", "", text).lower()
