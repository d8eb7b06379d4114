import pytest

from rag.checks.dates import check_dates
from tests.rag.checks.made import evidence, told

ZH = "2025年2月10-11日，法国将于巴黎举办峰会。"
EN = "On 10–11 February 2025, France will host the summit in Paris."
MARKET = "到 2027 年，规模预计将达到170亿美元，2024 年至 2027 年期间增长。"


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("峰会于2月10日和11日举行。", ZH, []),
        ("嘉宾晚间到场。", "嘉宾上午到场。", [("date", "晚间")]),
        ("嘉宾10日晚到场。", "嘉宾10日上午到场。", [("date", "日晚")]),
        ("Guests came in the evening.", "Guests came in the morning.", [("date", "evening")]),
        ("嘉宾早上到场。", "嘉宾上午到场。", []),
        ("The summit opens on 10 February.", EN, []),
        ("峰会将在二月举行。", ZH, []),
        ("The summit is in February 2025.", ZH, []),
        ("到2027年达到170亿美元。", MARKET, []),
        ("峰会于2025年3月10日举行。", ZH, [("date", "2025年3月10日")]),
        ("The summit opens on 12 February.", EN, [("date", "12 February")]),
        ("The summit took place in 2024.", EN, [("date", "2024")]),
        ("到2030年达到170亿美元。", MARKET, [("date", "2030年")]),
        ("The summit took place in 2024.", ZH, [("date", "2024")]),
        ("活动在峰会之后举办。", "活动将在峰会前举办。", [("date", "之后")]),
        ("The events come after the summit.", "The events are held before the summit.", [("date", "after")]),
    ],
)
def test_dates_are_compared(claim: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = told(check_dates(claim, evidence(text)))

    assert [(kind, said) for kind, said, _ in found] == expected
    assert all(document is not None for *_, document in found)


def test_a_date_that_nobody_gives_goes_beyond_the_evidence() -> None:
    assert told(check_dates("峰会于2025年举行。", evidence("峰会在巴黎举行。"))) == [("date", "2025年", None)]


def test_a_year_of_the_surroundings_is_borne_out_unless_the_sentence_has_another() -> None:
    around = "The review of 2025."

    assert check_dates("In 2025 it opened.", evidence("It opened in Paris.", context=around)) == []
    assert check_dates("In 2025 it opened.", evidence("In 2023 it opened.", context=around)) != []
