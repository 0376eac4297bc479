"""The frame of a wall chart: a heading over the sheet and light cards that group its parts."""

from seed_content.pictures.canvas import Canvas, Colour

INK = "#1F2A44"
SOFT = "#5A6780"
BLUE = "#2B6CB0"
RED = "#CC4237"
GREEN = "#2F855A"
AMBER = "#B7791F"
VIOLET = "#6B4FA8"
TEAL = "#1F7F86"


def heading(c: Canvas, words: str, colour: Colour = INK) -> None:
    """The title of the chart, centred at its upper edge."""
    c.text(c.width / 2, 54, words, 44, colour, bold=True)


def card(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    fill: Colour = "#FFFFFF",
    line: Colour = "#D5DCE8",
) -> None:
    """A light panel with a thin border and round corners."""
    c.rect(x, y, w, h, fill, line=line, width=2, radius=18)
