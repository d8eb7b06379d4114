"""What is printed of two runs: n beside every figure, the slices that changed, both languages."""

from corpus.model import Language
from eval.cases import Case
from eval.compare import RunComparison, compare_runs
from eval.compare_report import comparison_table
from eval.observed import ObservedAnswer
from tests.eval.test_compare import SHIFTED, good, run


def shifts(asked: Case) -> ObservedAnswer | None:
    return SHIFTED if asked.id < "a10" else good(asked)


def compared() -> RunComparison:
    return compare_runs(run(name="before"), run(shifts, name="after"))


def rows(table: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("|") and "---" not in line
    ]


def test_every_figure_has_its_n_and_the_runs_their_names() -> None:
    head, *found = rows(comparison_table(compared()))

    assert head == ["figure", "before", "after", "difference [95 %]", "n", "verdict"]
    assert found[0][:3] == ["Citations hold to the character", "100.0%", "50.0%"]
    assert found[0][4:] == ["20", "worse"]
    assert found[0][3].startswith("-50.0 [")


def test_slices_that_got_better_or_worse_are_named_with_their_type() -> None:
    table = comparison_table(compared())
    behind = table.partition("Single slices that got worse or better")[2]

    assert ["English, Single fact", "Citations hold to the character", "100.0%", "50.0%"] in [
        row[:4] for row in rows(behind)
    ]
    assert "No single slice got worse or better." in comparison_table(compare_runs(run(), run()))


def test_all_of_it_is_said_in_chinese_too() -> None:
    table = comparison_table(compared(), language=Language.ZH)

    assert rows(table)[0] == ["指标", "before", "after", "差值 [95%]", "n", "结论"]
    assert "变差" in table
    assert "英文，单项事实" in table
    assert "† 由支撑判定器裁定：其准确率尚未测定，请谨慎解读。" in table
    assert "worse" not in table


def test_how_often_the_judge_is_right_stands_below() -> None:
    assert "† Decided by the support judge (right in 0.8)." in comparison_table(compared(), " (right in 0.8)")
