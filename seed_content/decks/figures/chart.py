"""A native chart: ``type`` bar, column, pie or line, ``categories``, ``series`` of values."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.util import Inches, Pt

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.decimals import decimal
from seed_content.decks.palette import rgb
from seed_content.decks.runs import FONT

_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "pie": XL_CHART_TYPE.PIE,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
# Outside a column the numbers are ink on the sheet; inside they would be too dark.
_PLACES = {
    "bar": XL_LABEL_POSITION.OUTSIDE_END,
    "column": XL_LABEL_POSITION.OUTSIDE_END,
    "line": XL_LABEL_POSITION.ABOVE,
}
# The locale stands in the format: programs of another language would write a decimal point.
_RUSSIAN = "[$-419]"
_TONES = ("first", "second", "third", "quiet", "ink")


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """A chart over the whole area, its numbers with a comma; ``unit`` is written after them.

    ``series`` are ``name``, ``values`` (as many as ``categories``) and optionally ``color``;
    ``labels`` (true) writes the values, a pie's in its legend; ``size`` in points. Raises
    ``ValueError`` for a type that there is not, for values that are not as many as the categories
    and for a pie of several series.
    """
    if data["type"] not in _TYPES:
        raise ValueError(f"chart: no type {data['type']!r}")
    categories, series = data["categories"], data["series"]
    for one in series:
        if len(one["values"]) != len(categories):
            raise ValueError(f"chart: values of {one['name']!r} are not as many as categories")
    filled: Any = CategoryChartData(number_format=_format(data, series))  # type: ignore[no-untyped-call]
    pie, labelled = data["type"] == "pie", data.get("labels", True)
    if pie and len(series) != 1:
        raise ValueError(f"chart: series of a pie are {len(series)}, not 1")
    filled.categories = _told(data) if pie and labelled else categories
    for one in series:
        filled.add_series(one["name"], one["values"])
    chart = b.shapes.add_chart(
        _TYPES[data["type"]], Inches(a.x), Inches(a.y), Inches(a.w), Inches(a.h), filled
    ).chart
    size = Pt(data.get("size", 18))
    chart.font.size, chart.font.name = size, FONT
    chart.font.color.rgb = rgb(b.c.ink)
    chart.has_title = False
    chart.has_legend = pie or len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.RIGHT if pie else XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = size
    plot = chart.plots[0]
    _paint(b, plot, data, pie=pie)
    if labelled and not pie:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = _format(data, series), False
        labels.font.size, labels.font.bold = size, True
        labels.show_value = True
        labels.position = _PLACES[data["type"]]
    if not pie:
        _axes(b, chart, data)


def _format(data: dict[str, Any], series: list[dict[str, Any]]) -> str:
    """A number format with as many decimals as the values have, the unit, and a true minus."""
    values = [value for one in series for value in one["values"]]
    decimals = max(len(f"{value}".partition(".")[2]) if value % 1 else 0 for value in values)
    whole = "#,##0" if max(map(abs, values)) >= 10000 else "0"
    number = whole + ("." + "0" * decimals if decimals else "")
    if data.get("unit"):
        number += f'" {data["unit"]}"'
    return f"{_RUSSIAN}{number};{_RUSSIAN}−{number}"


def _told(data: dict[str, Any]) -> list[str]:
    """A pie's categories with their values: beside thin slices numbers would be torn."""
    unit = f" {data['unit']}" if data.get("unit") else ""
    (one,) = data["series"]
    return [
        f"{name}: {decimal(value)}{unit}"
        for name, value in zip(data["categories"], one["values"], strict=True)
    ]


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
            drawn.smooth, drawn.marker.size = False, 10
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
    else:  # names at the axis would lie on the columns that go down
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    marks = chart.value_axis.tick_labels
    marks.number_format, marks.number_format_is_linked = (
        f"{_RUSSIAN}General;{_RUSSIAN}−General",
        False,
    )
    if data["type"] == "bar":
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
