"""What may be refused over HTTP has words on the page, in both languages, with what to do."""

import re
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent
_ROW = re.compile(r"^\| `(?P<code>[a-z_]+)` \| (?P<status>\d{3}|–) \|", re.MULTILINE)
_TABLE = re.compile(r"export const failures(?P<language>En|Zh)\b.*?\n\}", re.DOTALL)
_ENTRY = re.compile(r"^  (?P<code>[a-z_]+): \[(?P<said>.+)\],$", re.MULTILINE)
# Those that the page itself gives, as docs/page.md tells.
_OF_THE_PAGE = {"offline", "silent", "cut_off", "malformed"}


def told() -> dict[str, dict[str, str]]:
    source = (_ROOT / "api/page/src/words/failures.ts").read_text("utf-8")
    return {
        table["language"]: {entry["code"]: entry["said"] for entry in _ENTRY.finditer(table.group())}
        for table in _TABLE.finditer(source)
    }


def over_http() -> set[str]:
    table = (_ROOT / "docs/errors.md").read_text("utf-8")
    return {row["code"] for row in _ROW.finditer(table) if row["status"] != "–"}


def test_every_code_of_the_table_has_words_in_both_languages() -> None:
    codes = over_http()
    assert len(codes) > 40
    for language, words in told().items():
        assert words.keys() - _OF_THE_PAGE == codes, language


def test_the_words_are_of_their_language_and_say_what_to_do() -> None:
    languages = told()
    assert set(languages) == {"En", "Zh"}
    for code, said in languages["Zh"].items():
        what, _, following = said.partition(", ")
        assert what.endswith('。"'), code
        assert following.endswith('。"') or following.endswith("_ZH"), code
        assert not re.search("[,;:?!]", what), f"{code}: half-width marks"
    for code, said in languages["En"].items():
        assert not re.search("[\u4e00-\u9fff]", said), code
        assert said.count(".") >= 1, code
