import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DataError, InvalidInputError
from corpus.language import detect_language
from corpus.model import Language
from eval.checks import ChecksReport, measure_checks
from eval.checks_cli import checks_json, checks_table
from eval.claims import Fault, load_claims
from rag.checking import CheckedSentence, CheckedText
from rag.checks.finding import Finding, FindingKind, Verdict


class Marked:
    """Gives the verdict that a claim begins with."""

    def check(
        self, text: str, *, language: Language | None = None, second_reading: bool = False
    ) -> CheckedText:
        verdict = Verdict(text.split()[0])
        findings = (Finding(FindingKind.NUMBER, "77", "770"),) if verdict is Verdict.CONTRADICTED else ()
        sentence = CheckedSentence(0, len(text), text, verdict, findings, (), 0.5)
        return CheckedText(language or detect_language(text), (sentence,), (), {}, 1, ())


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def line(number: int, said: str, label: str, fault: str | None = None, language: str = "en") -> str:
    return json.dumps(
        {"id": f"c{number}", "language": language, "claim": said, "label": label, "fault": fault}
    )


@pytest.fixture
def report(tmp_path: Path) -> ChecksReport:
    lines = [
        line(1, "contradicted a", "contradicted", "number"),
        line(2, "absent b", "contradicted", "number"),
        line(3, "supported c", "contradicted", "number"),
        line(4, "contradicted 丁", "contradicted", "date", "zh"),
        line(5, "supported e", "supported"),
        line(6, "partial f", "supported"),
        line(7, "absent g", "supported"),
        line(8, "absent h", "absent"),
        line(9, "partial i", "absent"),
        line(10, "partial j", "partial", "half"),
    ]
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return measure_checks(load_claims({}, str(file)), Marked(), silent)


def test_shares_are_counted_by_fault_and_language(report: ChecksReport) -> None:
    counted = {(row.name, row.language): (row.count, row.share.n) for row in report.rows}

    assert counted["caught: number", Language.EN] == (2, 3)
    assert counted["caught: date", Language.ZH] == (1, 1)
    assert ("caught: date", Language.EN) not in counted
    assert counted["caught", None] == (3, 4)
    assert counted["contradicted", None] == (2, 4)
    assert counted["flagged", None] == (2, 3)
    assert counted["denied", None] == (1, 3)
    assert counted["absent", None] == (1, 2)
    assert counted["half", None] == (1, 1)


def test_the_table_shows_intervals_and_every_miss(report: ChecksReport) -> None:
    table = checks_table(report)

    assert "| False claims caught: number | – | 2/3 = 67% (21% to 94%) | 2/3 = 67% (21% to 94%) |" in table
    misses = [row.split(" ")[1] for row in table.splitlines() if row.startswith("- ")]
    assert misses == ["c3", "c6", "c7", "c9"]


def test_the_report_in_json_holds_every_verdict(report: ChecksReport) -> None:
    told = json.loads(json.dumps(checks_json(report)))

    assert [result["verdict"] for result in told["results"]][:3] == ["contradicted", "absent", "supported"]
    assert told["results"][0]["differs"] == [{"kind": "number", "said": "77", "document": "770"}]


def test_a_claim_has_the_fields_that_a_line_gives(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(f"\n{line(1, 'a', 'contradicted', 'factor_ten')}\n\n", "utf-8")

    (claim,) = load_claims({}, str(file))

    assert (claim.fault, claim.label, claim.of, claim.gold) == (
        Fault.FACTOR_TEN,
        Verdict.CONTRADICTED,
        None,
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"id": "a"}',
        line(1, "a", "wrong"),
        line(1, "a", "supported", "colour"),
        line(1, "", "absent"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_number(text: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(text, "utf-8")

    with pytest.raises(DataError, match=r"claims\.jsonl, line 1: ") as caught:
        load_claims({}, str(file))

    assert caught.value.code == "claim_malformed"


@pytest.mark.parametrize("write", [lambda _: None, lambda file: file.write_bytes(b"\xff\xfe\xfa")])
def test_a_file_that_cannot_be_read_is_refused(write: Callable[[Path], object], tmp_path: Path) -> None:
    write(tmp_path / "claims.jsonl")

    with pytest.raises(InvalidInputError) as caught:
        load_claims({}, str(tmp_path / "claims.jsonl"))

    assert caught.value.code == "input_unreadable"
