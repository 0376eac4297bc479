"""A drawing board of native shapes, in inches from the slide's top left corner."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from seed_content.decks.palette import Palette, rgb
from seed_content.decks.runs import write_runs
from seed_content.measure import Point, arrow_head, text_width

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True)
class Area:
    """Where on the slide a diagram may draw, in inches."""

    x: float
    y: float
    w: float
    h: float

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2


class Board:
    """Draws native shapes into ``shapes``, a slide's shape collection."""

    def __init__(self, shapes: Any, palette: Palette) -> None:
        self.shapes = shapes
        self.c = palette

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str | None,
        *,
        line: str | None = None,
        width: float = 1.5,
        radius: float = 0.0,
        text: str = "",
        size: float = 20,
        bold: bool = False,
        color: str | None = None,
    ) -> None:
        """A rectangle; ``radius`` in inches rounds its corners, ``text`` stands in its middle."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if radius else MSO_SHAPE.RECTANGLE
        shape = self.shapes.add_shape(kind, Inches(x), Inches(y), Inches(w), Inches(h))
        if radius:
            shape.adjustments[0] = min(0.5, radius / min(w, h))
        self._paint(shape, fill, line, width)
        if text:
            self._text(shape, text, size, bold, color, "center", "middle")

    def oval(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        fill: str | None,
        *,
        line: str | None = None,
        width: float = 1.5,
        text: str = "",
        size: float = 20,
        bold: bool = False,
        color: str | None = None,
    ) -> None:
        """An ellipse about its centre."""
        shape = self.shapes.add_shape(
            MSO_SHAPE.OVAL, Inches(cx - rx), Inches(cy - ry), Inches(2 * rx), Inches(2 * ry)
        )
        self._paint(shape, fill, line, width)
        if text:
            self._text(shape, text, size, bold, color, "center", "middle")

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: str | None = None,
        width: float = 2.0,
        *,
        dash: bool = False,
        arrow: bool = False,
    ) -> None:
        """A straight line; ``width`` in points; ``arrow`` puts a head at its end."""
        connector = self.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(x1), Inches(y1), Inches(x2), Inches(y2)
        )
        self._plain(connector)
        self._stroke(connector.line, color or self.c.ink, width)
        if dash:
            connector.line.dash_style = MSO_LINE.DASH
        if arrow:
            self._head(x1, y1, x2, y2, color or self.c.ink, width)

    def polygon(
        self,
        points: Sequence[Point],
        fill: str | None,
        *,
        line: str | None = None,
        width: float = 1.5,
        close: bool = True,
    ) -> None:
        """A polygon through the points, or an open polyline."""
        builder = self.shapes.build_freeform(
            int(Inches(points[0][0])), int(Inches(points[0][1])), scale=1.0
        )
        builder.add_line_segments(
            [(int(Inches(x)), int(Inches(y))) for x, y in points[1:]], close=close
        )
        self._paint(builder.convert_to_shape(), fill, line, width)

    def sector(
        self,
        cx: float,
        cy: float,
        r: float,
        start: float,
        end: float,
        fill: str,
        *,
        line: str | None = None,
        width: float = 2.0,
    ) -> None:
        """A slice of a circle; degrees clockwise from the top."""
        steps = max(2, int((end - start) / 4))
        rim = [
            (
                cx + r * math.sin(math.radians(start + (end - start) * i / steps)),
                cy - r * math.cos(math.radians(start + (end - start) * i / steps)),
            )
            for i in range(steps + 1)
        ]
        self.polygon([(cx, cy), *rim], fill, line=line or self.c.sheet, width=width)

    def pie(
        self, cx: float, cy: float, r: float, parts: int, taken: int, fill: str, rest: str
    ) -> None:
        """A circle in equal parts, the first of which are taken."""
        for i in range(parts):
            step = 360 / parts
            self.sector(cx, cy, r, i * step, (i + 1) * step, fill if i < taken else rest)

    def label(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        text: str,
        size: float = 20,
        *,
        bold: bool = False,
        color: str | None = None,
        align: str = "center",
        anchor: str = "middle",
    ) -> None:
        """Text in a box without a border; ``size`` in points."""
        box = self.shapes.add_textbox(Inches(x), Inches(y), Inches(w), Inches(h))
        self._text(box, text, size, bold, color, align, anchor)

    def fraction(
        self,
        cx: float,
        cy: float,
        top: str,
        bottom: str,
        size: float = 40,
        *,
        color: str | None = None,
        top_color: str | None = None,
        bottom_color: str | None = None,
        bold: bool = True,
    ) -> None:
        """A fraction with a horizontal bar whose middle is at (cx, cy)."""
        ink = color or self.c.ink
        high = size / 72 * 1.15
        longest = max(text_width(line, size, bold=bold) for line in (top, bottom))
        wide = longest / 72 + 0.16
        box = wide + 0.6
        self.label(cx - box / 2, cy - high, box, high, top, size, bold=bold, color=top_color or ink)
        self.line(cx - wide / 2, cy, cx + wide / 2, cy, ink, max(1.5, size / 16))
        self.label(cx - box / 2, cy, box, high, bottom, size, bold=bold, color=bottom_color or ink)

    def _head(self, x1: float, y1: float, x2: float, y2: float, color: str, width: float) -> None:
        """An arrow's head as a small triangle: it looks the same in every program."""
        angle = math.atan2(y2 - y1, x2 - x1)
        long = 0.1 + width * 0.035
        tip = (x2 + math.cos(angle) * long * 0.5, y2 + math.sin(angle) * long * 0.5)
        self.polygon(arrow_head(tip, angle, long, long * 0.5), color)

    def _paint(self, shape: Any, fill: str | None, line: str | None, width: float) -> None:
        self._plain(shape)
        if fill is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        if line is None:
            shape.line.fill.background()
        else:
            self._stroke(shape.line, line, width)

    @staticmethod
    def _plain(shape: Any) -> None:
        """Drop the theme's style of a shape: its shadow is drawn even where it is switched off."""
        for style in shape._element.xpath("p:style"):
            shape._element.remove(style)

    @staticmethod
    def _stroke(line: Any, color: str, width: float) -> None:
        line.color.rgb = rgb(color)
        line.width = Pt(width)

    def _text(
        self,
        shape: Any,
        text: str,
        size: float,
        bold: bool,
        color: str | None,
        align: str,
        anchor: str,
    ) -> None:
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = Inches(0.04)
        frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = _ANCHOR[anchor]
        for i, part in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.alignment = _ALIGN[align]
            write_runs(paragraph, part, color=color or self.c.ink, size=size, bold=bold)
