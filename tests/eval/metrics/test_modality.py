import pytest

from eval.metrics.modality import is_modality_turned

WILL = "The summit will open in Paris on Monday."
WILL_ZH = "峰会将于周一在巴黎开幕。"


@pytest.mark.parametrize(
    ("claim", "quote", "turned"),
    [
        (WILL, WILL, False),
        (WILL.replace("will", "may"), WILL, True),
        (WILL.replace("will", "did"), WILL, True),
        (WILL.replace("will open", "has opened"), WILL, True),
        (WILL, WILL.replace("will open", "opened"), True),
        (WILL.replace("will open", "is to open"), WILL, False),
        ("The summit opens in May.", "The summit will open in May.", False),
        (WILL_ZH, WILL_ZH, False),
        (WILL_ZH.replace("将", "已"), WILL_ZH, True),
        (WILL_ZH.replace("将", "可能"), WILL_ZH, True),
        (WILL_ZH.replace("将", "计划"), WILL_ZH, False),
        ("这一算法把能耗砍掉了一半。", "这一算法将能耗砍掉一半。", False),
        ("The goats did eat the hay.", WILL, False),
    ],
)
def test_what_is_planned_possible_or_done_is_told_from_the_others(
    claim: str, quote: str, *, turned: bool
) -> None:
    assert is_modality_turned(claim, [quote]) is turned
