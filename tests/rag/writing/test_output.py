"""Reading what models write."""

import json

import pytest

from corpus.model import Language
from rag.writing.output import RawClaim, claims_format, keyed_claims, read_claims

ONE = RawClaim(("bcdf",), "The summit was in Paris.")
JSON = '{"claims":[{"keys":["bcdf"],"text":"The summit was in Paris."}]}'


@pytest.mark.parametrize(
    "output",
    [
        JSON,
        f"```json\n{JSON}\n```",
        f"<think>{{which?}}</think>Here it is: {JSON} I hope it helps.",
        '{"answer": [{"key": "[bcdf]", "text": "The summit was in Paris."}]}',
        '[{"keys":["bcdf"],"text":"The summit was in Paris."}]',
        '{"claims":[{"keys":["bcdf"],"text":"The summit was in Paris."},{"keys":["kqxz"],"te',
        "The summit was in Paris. [bcdf]",
        "1. The summit was in Paris. [bcdf]\n",
    ],
    ids=["plain", "fenced", "amid words", "other names", "bare list", "cut short", "marked line", "numbered"],
)
def test_a_claim_is_found_whatever_it_is_wrapped_in(output: str) -> None:
    assert read_claims(output) == [ONE]


@pytest.mark.parametrize(
    "output", ["", "I do not know.", "{", "{" * 5000, '{"claims":[]}', '{"claims":[1,{"text":2}]}']
)
def test_junk_holds_no_claim(output: str) -> None:
    assert read_claims(output) == []


def test_keys_that_were_never_given_out_are_rejected_and_counted() -> None:
    raw = [
        RawClaim(("bcdf", "made", "bcdf"), "One."),
        RawClaim(("made", "up"), "Two. Three."),
        RawClaim((), "Four."),
    ]

    found = keyed_claims(raw, ["bcdf", "kqxz"], Language.EN)

    assert found.claims == (RawClaim(("bcdf",), "One."),)
    assert (found.unknown_keys, found.keyless) == (3, 3)


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        (Language.ZH, "峰会在巴黎举行。共有五个主题", ["峰会在巴黎举行。", "共有五个主题。"]),
        (Language.ZH, "峰会在巴黎（法国）", ["峰会在巴黎（法国）。"]),
        (Language.ZH, "他说：“会办好的。”", ["他说：“会办好的。”"]),
        (
            Language.EN,
            "It was in Paris [bcdf]. It had\nfive themes [2]",
            ["It was in Paris.", "It had five themes."],
        ),
        (Language.EN, "A\u200b b\u202ec;", ["A b c."]),
        (Language.EN, "...", []),
    ],
)
def test_the_sentence_is_the_unit(language: Language, text: str, sentences: list[str]) -> None:
    claims = keyed_claims([RawClaim(("bcdf",), text)], ["bcdf"], language).claims

    assert [claim.text for claim in claims] == sentences


def test_a_sentence_said_twice_is_said_once() -> None:
    assert keyed_claims([ONE, ONE], ["bcdf"], Language.EN).claims == (ONE,)


def test_schema_and_grammar_name_the_keys_and_the_limits() -> None:
    wanted = claims_format(["bcdf", "kqxz"], 3)
    schema = json.loads(json.dumps(wanted.json_schema))

    claims = schema["properties"]["claims"]
    assert claims["maxItems"] == 3
    assert claims["items"]["properties"]["keys"]["items"]["enum"] == ["bcdf", "kqxz"]
    assert r'key ::= "\"bcdf\"" | "\"kqxz\""' in wanted.grammar
    assert '("," claim){0,2}' in wanted.grammar
