"""A native chart: ``type`` bar, column, pie or line, ``categories``, ``series`` of values."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Inches, Pt

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.palette import rgb
from seed_content.decks.runs import FONT

_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "pie": XL_CHART_TYPE.PIE,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
_TONES = ("first", "second", "third", "quiet", "ink")


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """A chart over the whole area, its numbers with a comma; ``unit`` is written after them.

    ``series`` are ``name``, ``values`` (as many as ``categories``) and optionally ``color``;
    ``labels`` (true) writes the values; ``size`` in points. Raises ``ValueError`` for a type that
    there is not or for values that are not as many as the categories.
    """
    if data["type"] not in _TYPES:
        raise ValueError(f"chart: no type {data['type']!r}")
    categories, series = data["categories"], data["series"]
    filled: Any = CategoryChartData(number_format=_format(data, series))  # type: ignore[no-untyped-call]
    filled.categories = categories
    for one in series:
        if len(one["values"]) != len(categories):
            raise ValueError(f"chart: values of {one['name']!r} are not as many as categories")
        filled.add_series(one["name"], one["values"])
    chart = b.shapes.add_chart(
        _TYPES[data["type"]], Inches(a.x), Inches(a.y), Inches(a.w), Inches(a.h), filled
    ).chart
    size = Pt(data.get("size", 18))
    chart.font.size, chart.font.name = size, FONT
    chart.font.color.rgb = rgb(b.c.ink)
    chart.has_title = False
    pie = data["type"] == "pie"
    chart.has_legend = pie or len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.RIGHT if pie else XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = size
    plot = chart.plots[0]
    _paint(b, plot, data, pie=pie)
    if data.get("labels", True):
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = _format(data, series), False
        labels.font.size, labels.font.bold = size, True
        labels.show_value = True
    if not pie:
        _axes(b, chart, data)


def _format(data: dict[str, Any], series: list[dict[str, Any]]) -> str:
    """A number format with as many decimals as the values have, and the unit."""
    values = [value for one in series for value in one["values"]]
    decimals = max(len(f"{value}".partition(".")[2]) if value % 1 else 0 for value in values)
    number = "0." + "0" * decimals if decimals else "0"
    unit = data.get("unit", "")
    return f'{number}" {unit}"' if unit else number


def _paint(b: Board, plot: Any, data: dict[str, Any], *, pie: bool) -> None:
    if pie:
        for i in range(len(data["categories"])):
            fill = plot.series[0].points[i].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(colour(b.c, _TONES[i % len(_TONES)]))
        return
    if data["type"] != "line":
        plot.gap_width = 60
    for i, (drawn, said) in enumerate(zip(plot.series, data["series"], strict=True)):
        tone = rgb(colour(b.c, said.get("color", _TONES[i % len(_TONES)])))
        if data["type"] == "line":
            drawn.smooth = False
            drawn.format.line.color.rgb, drawn.format.line.width = tone, Pt(3)
            drawn.marker.format.fill.solid()
            drawn.marker.format.fill.fore_color.rgb = tone
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = tone


def _axes(b: Board, chart: Any, data: dict[str, Any]) -> None:
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(b.c.first_soft)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = rgb(b.c.ink)
    chart.category_axis.has_major_gridlines = False
    values = [value for one in data["series"] for value in one["values"]]
    if min(values) >= 0:
        chart.value_axis.minimum_scale = 0
    if data["type"] == "bar":
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
