import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.errors import UnavailableError
from corpus.model import Language
from eval.observed import Observation
from eval.report_files import (
    REPORT_FILES,
    figures_table,
    junit_xml,
    results_jsonl,
    summary_json,
    write_reports,
)
from eval.summary import CaseOutcome
from tests.eval.summaries import EMPTY, FAILED, HOSTILE, MISLEADING, MISSING, RIGHT, SUMMARY, turned_around


def suite_of(suite: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(junit_xml(SUMMARY))
    return [test for found in root if found.attrib["name"] == suite for test in found]


def test_there_is_a_line_for_each_case_in_their_order() -> None:
    rows = [json.loads(line) for line in results_jsonl(SUMMARY).splitlines()]

    assert [row["id"] for row in rows] == ["right-en", "missing-en", "misleading-zh", "failed-zh"]
    assert rows[0]["verdicts"] == {"citations_valid": "pass", "facts_right": "pass", "false_refusal": "pass"}
    assert rows[0]["scores"]["false_refusal"] == 0
    assert rows[1]["missed"] == ["facts_right", "false_refusal"]
    (citation,) = rows[2]["answer"]["citations"]
    assert (citation["holds"], citation["on_gold"], citation["needed"]) == (False, False, None)
    assert [passage["score"] for passage in rows[2]["answer"]["passages"]] == [0.5, 0.25]


def test_a_case_that_failed_has_its_reason_and_neither_answer_nor_scores() -> None:
    failed = json.loads(results_jsonl(SUMMARY).splitlines()[3])

    assert failed["failure"] == "TimeoutError: nothing within 30 s <b>"
    assert (failed["answer"], failed["scores"], failed["verdicts"]) == (None, {}, {})


def test_what_is_not_seen_is_written_by_its_number_and_read_back_whole() -> None:
    text = results_jsonl(SUMMARY)

    assert not set("\u202e\u202c\x00\ud800\u2028") & set(text)
    assert json.loads(text.splitlines()[2])["answer"]["citations"][0]["quote"] == HOSTILE


def test_a_separator_in_an_answer_does_not_end_a_line() -> None:
    case = MISLEADING.case.model_copy(update={"note": "a\u2028b\x85c"})
    (line,) = results_jsonl(replace(SUMMARY, outcomes=(replace(MISLEADING, case=case),))).splitlines()

    assert json.loads(line)["note"] == "a\u2028b\x85c"


def test_a_number_that_json_does_not_know_is_null() -> None:
    observation = MISLEADING.observations[0].model_copy(update={"first_token_ms": float("nan")})
    outcome = replace(MISLEADING, observations=(observation,))

    row = json.loads(results_jsonl(replace(SUMMARY, outcomes=(outcome,))))

    assert row["askings"][0]["first_token_ms"] is None


def test_the_summary_has_every_slice_with_figures_and_what_failed() -> None:
    found = json.loads(summary_json(SUMMARY))

    assert (found["name"], found["cases"]) == ("summit <i>", 4)
    assert found["failed"] == {"failed-zh": "TimeoutError: nothing within 30 s <b>"}
    assert [(part["language"], part["type"]) for part in found["slices"]] == [
        (None, None),
        ("zh", None),
        ("en", None),
        (None, "fact"),
        ("en", "fact"),
    ]
    assert found["slices"][0]["figures"][0] == {
        "metric": "facts_right",
        "value": 0.5,
        "n": 2,
        "low": 0.095,
        "high": 0.905,
        "unit": "share",
        "better": "higher",
        "method": "wilson",
        "rests_on_judge": False,
    }
    assert found["slices"][1]["figures"][0]["value"] is None


def asked_twice(first: CaseOutcome, failure: str | None) -> CaseOutcome:
    """The case of an outcome asked again, without an answer if there is a failure."""
    seen = None if failure else first.observations[0].seen
    again = Observation(case_id=first.case.id, repeat=1, seen=seen, failure=failure)
    return replace(first, observations=(*first.observations, again))


TWICE = replace(
    SUMMARY,
    outcomes=(
        asked_twice(RIGHT, "timeout: nothing"),
        asked_twice(MISSING, None),
        asked_twice(FAILED, "http_500: again"),
    ),
)


def test_an_asking_that_failed_later_is_counted_with_those_that_failed() -> None:
    found = json.loads(summary_json(TWICE))

    assert found["failed"] == {
        "right-en": "asking 2: timeout: nothing",
        "failed-zh": "TimeoutError: nothing within 30 s <b>; asking 2: http_500: again",
    }
    assert found["askings"] == {"all": 6, "failed": 3}
    root = ElementTree.fromstring(junit_xml(TWICE))
    assert root.attrib["errors"] == "3"
    assert [(t.attrib["name"], t[0].attrib["message"]) for t in root[0]] == [
        ("right-en (asking 2)", "timeout: nothing"),
        ("failed-zh", "TimeoutError: nothing within 30 s <b>"),
        ("failed-zh (asking 2)", "http_500: again"),
    ]


def test_why_there_is_no_stability_is_said_in_both_languages() -> None:
    once, twice = json.loads(summary_json(SUMMARY)), json.loads(summary_json(TWICE))
    assert once["stability_missing"] == "Stability was not measured: every question was asked once."
    assert twice["stability_missing"].startswith(
        "2 of 3 questions count in no figure of stability: fewer than"
    )
    assert "\n1 later askings failed; their questions are scored by the first.\n" in figures_table(TWICE)
    chinese = figures_table(TWICE, Language.ZH)
    assert "\n3 题中有 2 题得到的回答不足两次，不计入稳定性指标。\n" in chinese
    assert "\n重复提问中有 1 次失败，相应题目以首次回答计分。\n" in chinese
    whole = replace(SUMMARY, outcomes=(asked_twice(MISSING, None),))
    assert json.loads(summary_json(whole))["stability_missing"] is None
    assert "tability" not in figures_table(whole)


def test_junit_has_a_test_for_each_case_and_yes_or_no_metric() -> None:
    root = ElementTree.fromstring(junit_xml(SUMMARY))

    # right-en has 3 such metrics, missing-en and misleading-zh 2 each; failed-zh is one error.
    assert root.attrib == {"tests": "8", "failures": "4", "errors": "1"}
    assert [suite.attrib["name"] for suite in root] == [
        "asked",
        "citations_valid",
        "facts_right",
        "refusal_recall",
        "false_refusal",
    ]
    assert [len(suite) for suite in root] == [1, 2, 2, 1, 2]
    for suite in root:
        assert suite.attrib["tests"] == str(len(suite))


def test_a_verdict_against_the_answer_is_a_failure_with_its_message() -> None:
    right, missing = suite_of("facts_right")

    assert list(right) == []
    (failure,) = missing
    assert missing.attrib == {"classname": "facts_right.en.fact", "name": "missing-en"}
    assert failure.attrib["message"] == "All facts right: no, wanted yes"
    assert "answer (no_answer): The documents do not say." in (failure.text or "")
    assert "gold harbour[10:36]: The harbour has 84 berths." in (failure.text or "")


def test_a_metric_that_is_better_low_fails_when_it_is_yes() -> None:
    right, missing = suite_of("false_refusal")

    assert list(right) == []
    assert missing[0].attrib["message"] == "Answerable questions refused: yes, wanted no"


def test_what_could_not_be_asked_is_an_error_and_no_failure() -> None:
    (test,) = suite_of("asked")

    assert test.attrib["name"] == "failed-zh"
    assert [(child.tag, child.attrib["message"]) for child in test] == [
        ("error", "TimeoutError: nothing within 30 s <b>")
    ]


def test_junit_holds_what_xml_cannot_by_its_number() -> None:
    failure = suite_of("citations_valid")[1][0]

    assert "<script>alert(1)</script> & U+202Egnp.exeU+202C U+0000U+D800" in (failure.text or "")


def test_the_table_has_a_column_for_each_language_with_n_and_interval() -> None:
    lines = figures_table(SUMMARY).splitlines()

    assert lines[0] == "|  | all (4) | Chinese (2) | English (2) |"
    assert "| All facts right | 50.0% [9.5, 90.5] n = 2 | – | 50.0% [9.5, 90.5] n = 2 |" in lines
    assert "| Answerable questions refused (lower is better) | 25.0% [5.0, 70.0] n = 4 | – | – |" in lines
    assert "| Time to answer, median (lower is better) | 12.5 ms n = 3 | – | – |" in lines
    recall = "0.750 [0.600, 0.900] n = 4"
    judge = "(judge right on WiCE 0.71, n = 358)"
    assert f"| Claims borne out by their citations (recall) † {judge} | {recall} | – | {recall} |" in lines


def test_under_the_table_stand_the_judge_and_what_could_not_be_asked() -> None:
    table = figures_table(replace(SUMMARY, judge={"WiCE": "0.71 | <b>"}))

    assert "† Decided by the support judge: right on WiCE 0.71 \\| \\<b\\>\n" in table
    assert table.endswith("\n1 of 4 could not be asked and count in no figure.\n")


def test_the_table_speaks_chinese_too() -> None:
    table = figures_table(replace(SUMMARY, judge={}), Language.ZH)

    assert table.startswith("|  | 全部 (4) | 中文 (2) | 英文 (2) |\n")
    assert "| 事实全对 | 50.0% [9.5, 90.5] n = 2 | – |" in table
    assert "| 误拒率（越低越好） |" in table
    assert "† 由支撑判定器裁定：其准确率尚未测定，请谨慎解读\n" in table
    assert "4 题中有 1 题未能提问，不计入任何指标。\n" in table


def test_a_run_of_nothing_has_files_too() -> None:
    assert results_jsonl(EMPTY) == ""
    assert ElementTree.fromstring(junit_xml(EMPTY)).attrib["tests"] == "0"
    assert figures_table(EMPTY) == "|  | all (0) |\n| --- | --- |\n"


def test_all_files_are_written_and_written_again_the_same_to_the_byte(tmp_path: Path) -> None:
    first = write_reports(SUMMARY, tmp_path / "a" / "b")
    before = [path.read_bytes() for path in first]
    write_reports(turned_around(SUMMARY), tmp_path / "a" / "b")

    assert [path.name for path in first] == [*REPORT_FILES]
    assert [path.read_bytes() for path in first] == before


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UnavailableError, match="cannot be written") as caught:
        write_reports(SUMMARY, tmp_path / "file" / "folder")
    assert caught.value.code == "storage_failed"


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.EN, "right on our labelled claims 0.8"), (Language.ZH, "在自标论断上判对 0.8")],
)
def test_what_is_known_of_the_judge_is_said_in_the_tables_language(language: Language, words: str) -> None:
    assert words in figures_table(replace(SUMMARY, judge={"name": "surface", "accuracy": "0.8"}), language)


def test_base_rates_of_the_judge_are_told_in_the_tables_language() -> None:
    known = {"name": "surface", "accuracy": "0.8 [0.7, 0.9] (n = 7; always the most frequent label: 0.623)"}
    chinese = figures_table(replace(SUMMARY, judge=known), Language.ZH)

    assert "一律判为最常见标签：0.623" in chinese
    assert "most frequent" not in chinese


def test_beside_a_number_of_the_judge_stand_all_three_sets_without_their_intervals() -> None:
    known = {
        "OCNLI": "0.6 [0.5, 0.7] (n = 9)",
        "accuracy": "0.8 [0.7, 0.9] (n = 7)",
        "WiCE": "0.7",
        "recall": "1",
    }
    english, chinese = (
        figures_table(replace(SUMMARY, judge=known), language) for language in (Language.EN, Language.ZH)
    )

    assert (
        "† (judge right on our labelled claims 0.8 (n = 7), right on WiCE 0.7, right on OCNLI 0.6 (n = 9)) |"
        in english
    )
    assert (
        "†（判定器在自标论断上判对 0.8 (n = 7)，在 WiCE 上判对 0.7，在 OCNLI 上判对 0.6 (n = 9)） |"
        in chinese
    )
