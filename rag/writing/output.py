"""What a model may say, and reading what it says: claims with keys, whatever it wraps them in."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from corpus.model import Language
from corpus.sentences import split_sentences
from rag.models.protocol import OutputFormat
from rag.writing.evidence import plain

__all__ = ["ClaimReader", "KeyedClaims", "RawClaim", "claims_format", "keyed_claims", "read_claims"]

_MAX_TEXT: Final = 400
_MAX_KEYS: Final = 3
# A claim on a line of its own, for a model that was not held to JSON: "A sentence. [kqxz][bcdf]"
_MARKED_LINE: Final = re.compile(
    r"^[\s\-*•\d.、)]*(?P<text>.*?\w.*?)\s*(?P<keys>(?:\[[a-z]{2,8}\][\s,，。.]*)+)$", re.M
)
_STOPS: Final = tuple("。！？.!?…")
_CLOSERS: Final = "”\"’'）)】」』》"
_MARK: Final = re.compile(r"\s*\[([a-z]{2,8}|\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class RawClaim:
    """A claim as the model wrote it."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class KeyedClaims:
    """Claims that rest on passages that were shown, a sentence each.

    Attributes:
        claims: Each with at least one key, all of them given out.
        unknown_keys: How many keys were named that were never given out.
        keyless: How many sentences were left without a key and dropped.
    """

    claims: tuple[RawClaim, ...]
    unknown_keys: int
    keyless: int


def claims_format(keys: Sequence[str], most_claims: int) -> OutputFormat:
    """The form of the output: at most so many claims, with keys from those that were given out.

    Args:
        keys: All keys; not empty.
        most_claims: At least 1.
    """
    claim = {
        "type": "object",
        "properties": {
            "keys": {
                "type": "array",
                "items": {"type": "string", "enum": list(keys)},
                "minItems": 1,
                "maxItems": _MAX_KEYS,
            },
            "text": {"type": "string", "minLength": 1, "maxLength": _MAX_TEXT},
        },
        "required": ["keys", "text"],
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim, "maxItems": most_claims}},
        "required": ["claims"],
        "additionalProperties": False,
    }
    return OutputFormat("claims", schema, _grammar(keys, most_claims))


def _grammar(keys: Sequence[str], most_claims: int) -> str:
    keys_of_claim = rf'"{{\"keys\":[" key ("," key){{0,{_MAX_KEYS - 1}}} "],"'
    alternatives = " | ".join(rf'"\"{key}\""' for key in keys)
    return "\n".join(
        [
            rf'root ::= "{{\"claims\":[" (claim ("," claim){{0,{most_claims - 1}}})? "]}}"',
            rf'claim ::= {keys_of_claim} "\"text\":\"" char{{1,{_MAX_TEXT}}} "\"}}"',
            f"key ::= {alternatives}",
            r'char ::= [^"\\\x7F\x00-\x1F] | "\\" ["\\/]',
        ]
    )


def read_claims(output: str) -> list[RawClaim]:
    """Find the claims in what a model wrote: JSON, JSON inside other text, JSON cut short, or marked lines."""
    found = [claim for value in _json_values(output) for claim in _claims_in(value)]
    if found:
        return found
    return [
        RawClaim(tuple(_MARK.findall(line["keys"])), line["text"].strip())
        for line in _MARKED_LINE.finditer(output)
    ]


@dataclass(slots=True)
class ClaimReader:
    """Reads claims while they are being written, a sentence each; gives out each once.

    Attributes:
        known: The keys that were given out.
        language: Of the answer.
        most: The most sentences; what comes after them is not read.
        unknown_keys: How many keys were named so far that were never given out.
        keyless: How many sentences so far were left without a key and dropped.
    """

    known: Sequence[str]
    language: Language
    most: int
    unknown_keys: int = 0
    keyless: int = 0
    _text: str = ""
    _read: set[RawClaim] = field(default_factory=set)
    _given: set[str] = field(default_factory=set)

    def feed(self, piece: str) -> list[RawClaim]:
        """Take in a piece; returns the claims that it completes."""
        self._text += piece
        if "}" not in piece:
            return []
        return self._new(claim for value in _json_values(self._text) for claim in _claims_in(value))

    def finish(self) -> list[RawClaim]:
        """The claims that only the end of the output shows to be whole."""
        return self._new(read_claims(self._text))

    def _new(self, raw: Iterable[RawClaim]) -> list[RawClaim]:
        unread = [claim for claim in raw if claim not in self._read]
        self._read.update(unread)
        found = keyed_claims(unread, self.known, self.language)
        self.unknown_keys += found.unknown_keys
        self.keyless += found.keyless
        new = [claim for claim in found.claims if claim.text not in self._given]
        new = new[: self.most - len(self._given)]
        self._given.update(claim.text for claim in new)
        return new


def keyed_claims(raw: Sequence[RawClaim], known: Sequence[str], language: Language) -> KeyedClaims:
    """Keep what rests on keys that were given out, cut into sentences.

    Args:
        raw: Claims as the model wrote them.
        known: The keys that were given out.
        language: Of the answer.
    """
    claims: list[RawClaim] = []
    unknown = keyless = 0
    for claim in raw:
        keys = tuple(dict.fromkeys(key for key in claim.keys if key in known))
        unknown += sum(key not in known for key in claim.keys)
        sentences = list(_sentences(claim.text, language))
        if not keys:
            keyless += len(sentences)
            continue
        claims += [RawClaim(keys, sentence) for sentence in sentences]
    return KeyedClaims(_without_repeats(claims), unknown, keyless)


def _without_repeats(claims: Sequence[RawClaim]) -> tuple[RawClaim, ...]:
    return tuple({claim.text: claim for claim in reversed(claims)}.values())[::-1]


def _sentences(text: str, language: Language) -> Iterator[str]:
    """A claim's sentences, each with its stop and without marks of the model's own."""
    shown = plain(_MARK.sub("", text))
    for span in split_sentences(shown, language):
        sentence = span.of(shown)
        if not any(character.isalnum() for character in sentence):
            continue
        ends = sentence.rstrip(_CLOSERS).endswith(_STOPS)
        yield (
            sentence if ends else sentence.rstrip("；;，,、：: ") + ("。" if language is Language.ZH else ".")
        )


def _json_values(text: str) -> Iterator[Any]:  # Any: JSON
    """Every JSON object in a text that is not inside another one that can be read."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = text.find("{", end)


def _claims_in(value: object) -> Iterator[RawClaim]:
    """The claims of a JSON value: one itself, or a list of them under any name."""
    if not isinstance(value, dict):
        return
    text, keys = value.get("text"), value.get("keys", value.get("key"))
    if isinstance(text, str):
        named = keys if isinstance(keys, list) else [keys]
        yield RawClaim(tuple(str(key).strip("[] ") for key in named if isinstance(key, str)), text)
        return
    for inner in value.values():
        for item in inner if isinstance(inner, list) else []:
            yield from _claims_in(item)
