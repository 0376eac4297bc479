"""A sheet to paint on in pixels of the finished picture; drawn twice as large for smooth edges."""

import functools
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from seed_content.measure import Point, arrow_head
from seed_content.tools import font
from seed_content.typography import bind

Colour = str | tuple[int, int, int]

_SCALE = 2


@functools.lru_cache(maxsize=256)
def _written(line: str, size: int, bold: bool, anchor: str) -> tuple[Image.Image, int, int]:
    """A line of text as a mask and where it begins from its anchor; a film repeats its words."""
    face = font(size, bold)
    left, above, right, below = (
        math.floor(v) if i < 2 else math.ceil(v)
        for i, v in enumerate(face.getbbox(line, anchor=anchor))
    )
    mask = Image.new("L", (max(1, right - left), max(1, below - above)), 0)
    ImageDraw.Draw(mask).text((-left, -above), line, 255, face, anchor=anchor)
    return mask, left, above


class Canvas:
    """Paints on a sheet of ``width`` × ``height`` pixels; angles in degrees, y grows downwards."""

    def __init__(self, width: int, height: int, sheet: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * _SCALE, height * _SCALE), sheet)
        self.draw = ImageDraw.Draw(self.image)

    def _up(self, points: Sequence[Point]) -> list[Point]:
        return [(x * _SCALE, y * _SCALE) for x, y in points]

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: Colour | None,
        *,
        line: Colour | None = None,
        width: float = 2,
        radius: float = 0,
    ) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        self.draw.rounded_rectangle(
            self._up([(x, y), (x + w, y + h)]),
            radius * _SCALE,
            fill,
            line,
            int(width * _SCALE),
        )

    def oval(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        fill: Colour | None,
        *,
        line: Colour | None = None,
        width: float = 2,
    ) -> None:
        """An ellipse about its centre."""
        self.draw.ellipse(
            self._up([(cx - rx, cy - ry), (cx + rx, cy + ry)]), fill, line, int(width * _SCALE)
        )

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        self.draw.polygon(self._up(points), fill)

    def line(
        self, points: Sequence[Point], colour: Colour, width: float = 3, *, round_ends: bool = True
    ) -> None:
        """A polyline with rounded joints and ends."""
        up = self._up(points)
        thick = max(1, int(width * _SCALE))
        self.draw.line(up, colour, thick, joint="curve")
        if round_ends and thick > 3:
            r = thick / 2 - 0.5
            for x, y in (up[0], up[-1]):
                self.draw.ellipse([x - r, y - r, x + r, y + r], colour)

    def dashes(
        self, a: Point, b: Point, colour: Colour, width: float = 2, dash: float = 10
    ) -> None:
        """A dashed straight line; ``dash`` is the length of a stroke and of a gap."""
        long = math.dist(a, b)
        for i in range(max(1, int(long / (2 * dash) + 0.5))):
            u, v = i * 2 * dash / long, min(1.0, (i * 2 + 1) * dash / long)
            self.line(
                [
                    (a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u),
                    (a[0] + (b[0] - a[0]) * v, a[1] + (b[1] - a[1]) * v),
                ],
                colour,
                width,
                round_ends=False,
            )

    def arrow(self, a: Point, b: Point, colour: Colour, width: float = 3) -> None:
        """A straight arrow whose tip is at ``b``."""
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        long = 7 + width * 2.6
        base = (b[0] - math.cos(angle) * long, b[1] - math.sin(angle) * long)
        self.line([a, (base[0] + math.cos(angle), base[1] + math.sin(angle))], colour, width)
        self.polygon(arrow_head(b, angle, long, long * 0.48), colour)

    def arc(
        self,
        cx: float,
        cy: float,
        r: float,
        start: float,
        end: float,
        colour: Colour,
        width: float = 3,
    ) -> None:
        """An arc of a circle; degrees counter-clockwise from the right, as in mathematics."""
        steps = max(2, int(abs(end - start) / 2))
        self.line(
            [
                (
                    cx + r * math.cos(math.radians(start + (end - start) * i / steps)),
                    cy - r * math.sin(math.radians(start + (end - start) * i / steps)),
                )
                for i in range(steps + 1)
            ],
            colour,
            width,
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: Colour,
        *,
        bold: bool = False,
        anchor: str = "mm",
    ) -> None:
        """Text, its lines parted by newlines; ``anchor`` in Pillow's letters: lm, mm, rm."""
        lines = bind(words).split("\n")
        step = size * 1.22
        top = y - step * (len(lines) - 1) / 2 if anchor[1] == "m" else y
        for i, line in enumerate(lines):
            mask, left, above = _written(line, int(size * _SCALE), bold, anchor)
            at = (round(x * _SCALE) + left, round((top + i * step) * _SCALE) + above)
            self.draw.bitmap(at, mask, colour)

    def copy(self) -> "Canvas":
        """The same sheet once more, to paint a film's next frame over a background."""
        twin = Canvas.__new__(Canvas)
        twin.width, twin.height = self.width, self.height
        twin.image = self.image.copy()
        twin.draw = ImageDraw.Draw(twin.image)
        return twin

    def finished(self) -> Image.Image:
        """The picture in its own size."""
        return self.image.reduce(_SCALE)

    def save(self, path: Path) -> None:
        """Write the picture; the format follows the name: png, jpg or webp."""
        image = self.finished()
        if path.suffix == ".png":
            image.save(path, optimize=True)
        elif path.suffix == ".jpg":
            image.save(path, quality=90, subsampling=0)
        else:
            image.save(path, quality=88, method=4)
