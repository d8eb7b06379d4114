import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import DataError, InvalidInputError
from corpus.library import bundled_documents
from corpus.model import Language
from eval.case_files import MalformedCase, load_cases, question_key, read_cases
from eval.cases import BUNDLED_CASES, CaseType, case_schema, request_of
from eval.measures import CUTOFFS
from tests.eval.made_up import DOCUMENTS, UNANSWERABLE, case, document, gold, row, twins


def write(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in rows), "utf-8")
    return path


def test_a_pair_is_read_with_its_gold_in_characters(tmp_path: Path) -> None:
    english, chinese = load_cases(write(tmp_path, twins()), DOCUMENTS)

    assert (english.language, chinese.language) == (Language.EN, Language.ZH)
    assert english.gold[0].span.of(DOCUMENTS[0].text) == "The harbour has 84 berths."
    assert english.facts == (("84", "eighty-four"),)


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path, twins())
    path.write_text("\n" + path.read_text("utf-8") + "{}\n", "utf-8")

    with pytest.raises(DataError, match=r"cases\.jsonl, line 4: id: Field required"):
        load_cases(path, DOCUMENTS)


TWIN: dict[str, object] = {"id": "a-zh", "language": "zh", "question": "有多少个泊位？"}
SHIFTED = gold("harbour", "84") | {"start": 0}
REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "an unknown field": ({"author": "me"}, "author: Extra inputs are not permitted"),
    "an unknown type": ({"type": "riddle"}, "type: Input should be 'fact'"),
    "an unknown language": ({"language": "fr"}, "language: Input should be 'zh' or 'en'"),
    "a blank question": ({"question": " "}, "question: String should match pattern"),
    "an offset as text": ({"gold": [gold("harbour", "84") | {"start": "21"}]}, "gold.0.start: "),
    "a negative offset": ({"gold": [gold("harbour", "84") | {"start": -1}]}, "gold.0.start: "),
    "a quote that stands elsewhere": ({"gold": [SHIFTED]}, "is not the quote '84'"),
    "an alternative that stands elsewhere": ({"gold_alternatives": [SHIFTED]}, "is not the quote '84'"),
    "an unknown document": (
        {"gold": [gold("harbour", "84") | {"doc_id": "pier"}]},
        "there is no document 'pier'",
    ),
    "a follow-up without what it follows": ({"type": "follow_up"}, "a follow_up has 0 earlier messages"),
    "a dialogue before another kind": (
        {"history": [{"role": "user", "content": "And?"}]},
        "a fact has 1 earlier messages",
    ),
    "a speaker that there is not": (
        {"history": [{"role": "system", "content": "Obey."}]},
        "history.0.role: ",
    ),
    "a fact without Chinese": (
        {"facts": [["moorings"]]},
        "facts.0: no spelling in zh among 'moorings'",
    ),
    "a fact without English": ({"facts": [["84"], ["泊位"]]}, "facts.1: no spelling in en among '泊位'"),
    "an answer that is nearly one": (
        {"near": [gold("harbour", "84")]},
        "a fact has 1 passages that nearly answer",
    ),
    "a near miss that names nothing nearly said": (
        UNANSWERABLE | {"near": []},
        "an unanswerable_near must say what the documents nearly say",
    ),
    "a near miss that stands elsewhere": (UNANSWERABLE | {"near": [SHIFTED]}, "is not the quote '84'"),
    "answerable without facts": ({"facts": []}, "answerable is True and there are 0 facts"),
    "a fact without a spelling": ({"facts": [[]]}, "facts.0: Tuple should have at least 1 item"),
    "answerable without gold": ({"gold": []}, "answerable is True and there are 0 gold"),
    "unanswerable with facts": (
        UNANSWERABLE | {"facts": [["84"]]},
        "answerable is False and there are 1 facts",
    ),
    "unanswerable with gold": (
        UNANSWERABLE | {"gold": [gold("harbour", "84")]},
        "answerable is False and there are 1 gold",
    ),
    "unanswerable by type alone": ({"type": "unanswerable_far"}, "answerable is True, which its type"),
    "an alternative for one of two": (
        {
            "gold": [gold("harbour", "84"), gold("harbour", "12.5")],
            "gold_alternatives": [gold("harbour", "berths")],
        },
        "an alternative must stand for one gold span",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_malformed_case_is_refused_with_file_and_line(name: str, tmp_path: Path) -> None:
    changes, fault = REFUSED[name]
    path = write(tmp_path, [row(**changes), row(**TWIN | changes)])

    with pytest.raises(DataError, match=r"^cases\.jsonl, line 1: .*" + re.escape(fault)) as caught:
        load_cases(path, DOCUMENTS)
    assert caught.value.code == "case_malformed"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param(
            [*twins(), row()], "line 3: the id 'a-en' stands on line 1 already", id="an id used twice"
        ),
        pytest.param([row()], "line 1: the pair 'a' needs one zh and one en, it has en", id="a pair of one"),
        pytest.param(
            [*twins(), row(id="a2", question="And here?")],
            "line 3: the pair 'a' needs one zh and one en, it has en, en, zh",
            id="of three",
        ),
        pytest.param(
            [row(), row(id="a-zh", language="zh", question="几个？", gold=[gold("harbour", "84")])],
            "line 2: 'a-zh' and its twin do not ask the same",
            id="twins with other gold",
        ),
        pytest.param(
            [row(), row(id="a-zh", language="zh", question="几个？", facts=[["84"], ["84"]])],
            "line 2: 'a-zh' and its twin do not ask the same",
            id="twins with other facts",
        ),
        pytest.param(
            [*twins(), row(id="b-en", pair="b"), row(id="b-zh", pair="b", language="zh", question="?")],
            "line 3: the question stands on line 1 already",
            id="a question asked twice",
        ),
        pytest.param([], "line 1: there are no cases", id="an empty file"),
    ],
)
def test_a_file_that_does_not_hang_together_is_refused(
    rows: list[dict[str, object]], fault: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=re.escape(fault)):
        load_cases(write(tmp_path, rows), DOCUMENTS)


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "a-en"', "utf-8")

    with pytest.raises(DataError, match="line 1: the case: Invalid JSON"):
        load_cases(path, DOCUMENTS)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InvalidInputError, match="cannot be read") as caught:
        load_cases(path, DOCUMENTS)
    assert caught.value.code == "input_unreadable"


def test_an_alternative_stands_for_the_only_gold_span_or_the_only_one_in_its_document(tmp_path: Path) -> None:
    both = [gold("harbour", "84"), gold("island", "three")]
    rows = twins(type="two_document", gold=both, gold_alternatives=[gold("island", "三座")])

    found, _ = load_cases(write(tmp_path, rows), DOCUMENTS)

    assert found.stood_in_for(found.gold_alternatives[0]) == (found.gold[1],)


def test_a_follow_up_is_asked_with_what_was_said_before() -> None:
    cases = load_cases(BUNDLED_CASES.parent / "test.jsonl", bundled_documents())
    followed = next(case for case in cases if case.type is CaseType.FOLLOW_UP)

    asked = request_of(followed)

    assert asked.question == followed.question
    assert asked.top_k == CUTOFFS[-1] == 10, "recall, MRR and nDCG are measured so deep"
    assert [turn.content for turn in asked.history] == [turn.content for turn in followed.history]
    assert len(asked.history) >= 2


def test_the_first_question_set_is_what_it_says() -> None:
    cases = load_cases(BUNDLED_CASES, bundled_documents())

    kinds = Counter(case.type for case in cases if case.language is Language.ZH)
    assert sum(kinds.values()) == 20
    assert len(cases) == 40
    later = {CaseType.COMPARISON, CaseType.TEMPORAL, CaseType.INJECTION, CaseType.FOLLOW_UP}
    assert set(kinds) == set(CaseType) - later
    assert (kinds[CaseType.UNANSWERABLE_NEAR], kinds[CaseType.UNANSWERABLE_FAR]) == (2, 2)
    assert kinds[CaseType.FALSE_PREMISE] == 2


def test_malformed_lines_are_told_one_by_one_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        [
            *twins(),
            row(id="b-en", pair="b", question="Where?", language="fr"),
            row(id="b-zh", pair="b", language="zh", question="在哪儿？"),
            row(id="a-en", pair="c", question="When?"),
        ],
    )
    path.write_text(path.read_text("utf-8") + '{"id": "torn-en"\n', "utf-8")

    found = read_cases(path, DOCUMENTS)

    # The twin of a malformed line is in order by itself.
    assert [case.id for case in found.cases] == ["a-en", "a-zh", "b-zh"]
    assert found.malformed == (
        MalformedCase(3, "b-en", "language: Input should be 'zh' or 'en'"),
        MalformedCase(5, "line 5", "the id 'a-en' stands on line 1 already"),
        MalformedCase(
            6, "torn-en", "the case: Invalid JSON: EOF while parsing an object at line 1 column 16"
        ),
    )


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(["84"], id="a number"),
        pytest.param(["泊位", "moorings"], id="one in each"),
        pytest.param(["harbour.org"], id="an address"),
        pytest.param(["SWIFT"], id="a Latin name in a Chinese document"),
    ],
)
def test_what_both_languages_write_alike_is_a_spelling_for_each(spellings: list[str], tmp_path: Path) -> None:
    documents = (*DOCUMENTS, document("bank", "绕过SWIFT系统。见 https://example.org/moorings"))
    rows = [item | {"facts": [spellings]} for item in twins()]

    assert not read_cases(write(tmp_path, rows), documents).malformed
    unspelt = [item | {"facts": [["moorings"]]} for item in twins()]
    assert len(read_cases(write(tmp_path, unspelt), documents).malformed) == 2, "an address spells nothing"


def test_a_question_is_the_same_whatever_its_marks_width_and_script_but_not_after_another_dialogue() -> None:
    def key(question: str, *said: str) -> tuple[str, ...]:
        turns = [{"role": "user", "content": words} for words in said]
        return question_key(case(question=question, history=turns, type="follow_up" if said else "fact"))

    assert key("有多少個泊位？") == key("有多少个 泊位?")
    assert key("How many?") == key("how  ＭＡＮＹ")
    assert key("How many?", "Berths") != key("How many?", "Cranes")


def test_the_schema_beside_the_cases_is_that_of_the_program() -> None:
    written = json.loads((BUNDLED_CASES.parent / "schema.json").read_text("utf-8"))

    assert written == case_schema()
    assert {"id", "pair", "language", "question", "gold", "facts"} <= set(written["required"])
