"""Dot-and-whisker charts as inline SVG that any width of page can hold: a row a figure, an axis for all of them.

Places are per cent of the width, so that nothing is stretched and no text shrinks; the words and numbers stand
beside the chart, in the page, which is why it is hidden from screen readers.
"""

from eval.summary import Figure, Unit

__all__ = ["MARKS", "axis_svg", "has_chart", "whisker_svg"]

MARKS = ("all", "zh", "en")
"""What a mark stands for; each has a shape of its own, so that colour is not needed to tell them apart."""

_HEIGHT = 20
_MIDDLE = _HEIGHT // 2
_TICKS = (0, 25, 50, 75, 100)
_OPEN = f'<svg class="{{}}" width="100%" height="{_HEIGHT}" aria-hidden="true" focusable="false">'


def has_chart(figure: Figure) -> bool:
    """Whether a figure can be drawn: there is one, and it goes from 0 to 1."""
    return figure.value is not None and figure.unit in {Unit.SHARE, Unit.SCORE}


def whisker_svg(figure: Figure, mark: str) -> str:
    """One figure with its interval on a scale from 0 to 1.

    Args:
        figure: One that has a chart; without an interval only its mark is drawn.
        mark: One of `MARKS`.

    Raises:
        ValueError: If the figure cannot be drawn or there is no such mark.
    """
    if not has_chart(figure) or figure.value is None or mark not in MARKS:
        raise ValueError(f"there is no chart of {figure.metric} with the mark {mark!r}")
    parts = [_OPEN.format(f"whisker of-{mark}"), *(_line(x, 0, x, _HEIGHT, "tick") for x in _TICKS)]
    if figure.low is not None and figure.high is not None:
        low, high = _per_cent(figure.low), _per_cent(figure.high)
        parts.append(_line(low, _MIDDLE, high, _MIDDLE, "reach"))
        parts += [_line(x, _MIDDLE - 4, x, _MIDDLE + 4, "reach") for x in (low, high)]
    return "".join([*parts, _mark(_per_cent(figure.value), mark), "</svg>"])


def axis_svg(unit: Unit) -> str:
    """The numbers along the scale, as figures of a unit are written."""
    labels = (
        f'<text x="{x}%" y="14" text-anchor="{_anchor(x)}">{f"{x}%" if unit is Unit.SHARE else f"{x / 100:g}"}</text>'
        for x in _TICKS
        if x % 50 == 0
    )
    return "".join([_OPEN.format("axis"), *labels, "</svg>"])


def _mark(x: float, mark: str) -> str:
    if mark == "all":
        return (
            f'<svg x="{x:g}%" overflow="visible" class="mark">'
            f'<rect x="-4.5" y="{_MIDDLE - 4.5}" width="9" height="9"/></svg>'
        )
    return f'<circle class="mark" cx="{x:g}%" cy="{_MIDDLE}" r="5"/>'


def _line(x1: float, y1: int, x2: float, y2: int, name: str) -> str:
    return f'<line class="{name}" x1="{x1:g}%" y1="{y1}" x2="{x2:g}%" y2="{y2}"/>'


def _anchor(x: int) -> str:
    return {0: "start", 100: "end"}.get(x, "middle")


def _per_cent(share: float) -> float:
    """A place on the scale; what a bootstrap puts beyond an end stands at that end."""
    return round(100 * min(1.0, max(0.0, share)), 2)
