from xml.etree import ElementTree

import pytest

from eval.report_charts import MARKS, axis_svg, has_chart, whisker_svg
from eval.summary import Better, Figure, Unit
from tests.eval.summaries import share


def lines(svg: str, name: str) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(svg)
    return [
        (line.attrib["x1"], line.attrib["x2"]) for line in root.iter("line") if line.attrib["class"] == name
    ]


def test_the_whisker_spans_the_interval_and_the_mark_stands_at_the_value() -> None:
    svg = whisker_svg(share("facts_right", 0.75, 4, 0.301, 0.954), "zh")

    assert lines(svg, "reach") == [("30.1%", "95.4%"), ("30.1%", "30.1%"), ("95.4%", "95.4%")]
    assert ElementTree.fromstring(svg).find("circle").attrib["cx"] == "75%"  # type: ignore[union-attr]  # it is there


def test_ends_beyond_the_scale_stand_at_its_ends() -> None:
    svg = whisker_svg(share("facts_right", 1.0, 4, -0.02, 1.04), "en")

    assert lines(svg, "reach")[0] == ("0%", "100%")


def test_without_an_interval_there_is_a_mark_and_no_whisker() -> None:
    figure = Figure("facts_right", 0.5, 1, None, None, Unit.SHARE, Better.HIGHER, "given")

    assert lines(whisker_svg(figure, "all"), "reach") == []
    assert "<rect" in whisker_svg(figure, "all")


def test_each_mark_looks_different() -> None:
    figure = share("facts_right", 0.5, 4, 0.2, 0.8)

    assert len({whisker_svg(figure, mark) for mark in MARKS}) == 3


def test_only_figures_from_0_to_1_can_be_drawn() -> None:
    latency = Figure("latency_p50", 12.0, 9, None, None, Unit.MILLISECONDS, Better.LOWER, "order_statistics")
    nothing = Figure("facts_right", None, 0, None, None, Unit.SHARE, Better.HIGHER, "wilson")

    assert not has_chart(latency)
    assert not has_chart(nothing)
    for figure in (latency, nothing):
        with pytest.raises(ValueError, match="no chart"):
            whisker_svg(figure, "all")
    with pytest.raises(ValueError, match="'fr'"):
        whisker_svg(share("facts_right", 0.5, 4, 0.2, 0.8), "fr")


@pytest.mark.parametrize(
    ("unit", "labels"), [(Unit.SHARE, ["0%", "50%", "100%"]), (Unit.SCORE, ["0", "0.5", "1"])]
)
def test_the_axis_is_written_as_its_figures_are(unit: Unit, labels: list[str]) -> None:
    assert [text.text for text in ElementTree.fromstring(axis_svg(unit)).iter("text")] == labels
