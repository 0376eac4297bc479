"""A label that stands beside a drawing and a line from it to the part that it names."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour


def callout(
    c: Canvas,
    words: str,
    at: Point,
    to: Point,
    *,
    size: float = 26,
    colour: Colour = "#22324A",
    line: Colour = "#5B6B80",
    bold: bool = False,
) -> None:
    """Write ``words`` before ``at`` (after it, where ``to`` lies to the left), point to ``to``.

    The line ends in a dot with a light rim, so that it is seen on dark and light parts alike.
    """
    to_right = to[0] >= at[0]
    c.line([at, to], "#FFFFFF", 5, round_ends=False)
    c.line([at, to], line, 2.2)
    c.oval(*to, 6.5, 6.5, line, line="#FFFFFF", width=2)
    x = at[0] - 10 if to_right else at[0] + 10
    c.text(x, at[1], words, size, colour, bold=bold, anchor="rm" if to_right else "lm")
