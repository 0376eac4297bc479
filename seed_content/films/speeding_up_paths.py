"""Scenes of a car speeding up that are about its way: an area, a parabola, odd numbers."""

from seed_content.films.captions import CREAM
from seed_content.films.road import ROAD, car
from seed_content.films.speeding_up import BLUE, END, GOLD, RED, S, V, moving, path, says, speed
from seed_content.films.timing import comma
from seed_content.pictures.canvas import Canvas

_SHADE = "#7A4A48"


def _filled(c: Canvas, tau: float) -> None:
    c.polygon([V.at(0, 0), V.at(tau, 0), V.at(tau, speed(tau))], _SHADE)
    V.curve(c, speed, max(tau, 0.01), RED)
    c.line([ROAD.at(0, 4), ROAD.at(path(tau), 4)], BLUE, 5)
    car(c, path(tau), RED)


def area(c: Canvas, tau: float) -> None:
    """The area under the graph of speed grows as the car's way does."""
    _filled(c, tau)
    says(
        c,
        (f"t = {comma(tau)} с", 24, CREAM),
        (f"площадь = {comma(path(round(tau, 1)))}", 26, "#E79A8C"),
        (f"s = {comma(path(round(tau, 1)))} м", 26, BLUE),
    )


def triangle(c: Canvas, tau: float) -> None:
    """The area is a triangle: its legs are drawn, then the formula is clear."""
    _filled(c, END)
    p = tau / END
    c.line([V.at(0, 0), V.at(END * p, 0)], GOLD, 4)
    c.line([V.at(END, 0), V.at(END, speed(END) * p)], GOLD, 4)
    if p == 1:
        c.text(*V.at(3.55, 1.6), "t = 5 с", 17, CREAM, bold=True)
        c.text(*V.at(3.75, 4.6), "v = 10 м/с", 17, CREAM, bold=True)
    says(
        c,
        ("s = t · v / 2 = at² / 2", 24, CREAM),
        ("5 с · 10 м/с : 2 = 25 м", 20, GOLD),
        ("2 м/с² · (5 с)² : 2 = 25 м", 20, BLUE),
    )


def parabola(c: Canvas, tau: float) -> None:
    """Both graphs together: twice the time, four times the way."""
    moving(c, tau)
    V.curve(c, speed, tau, RED)
    S.curve(c, path, tau, BLUE)
    for second in (2, 4):
        if tau >= second:
            x, y = S.at(second, path(second))
            c.dashes((x, S.y), (x, y), GOLD, 1.5, 4)
            c.dashes((S.x, y), (x, y), GOLD, 1.5, 4)
            c.oval(x, y, 5, 5, GOLD)
            c.text(x - 8, y - 12, f"{path(second):g} м", 15, GOLD, bold=True, anchor="rm")


def odd(c: Canvas, tau: float) -> None:
    """The way of each second in a colour of its own, on the road and under the graph."""
    rows: list[tuple[str, int, str]] = []
    for second in range(1, 6):
        end = min(tau, float(second))
        if end <= second - 1:
            break
        colour = BLUE if second % 2 else GOLD
        c.polygon(
            [
                V.at(second - 1, 0),
                V.at(second - 1, speed(second - 1)),
                V.at(end, speed(end)),
                V.at(end, 0),
            ],
            "#3D6E96" if second % 2 else "#7A683A",
        )
        c.line([ROAD.at(path(second - 1), 4), ROAD.at(path(end), 4)], colour, 6, round_ends=False)
        if tau >= second:
            way = path(second) - path(second - 1)
            rows.append((f"{second}-я секунда: {way:g} м", 18, colour))
    moving(c, tau)
    V.curve(c, speed, max(tau, 0.01), RED)
    says(c)
    for i, (words, size, colour) in enumerate(rows):
        c.text(474, 163 + i * 23, words, size, colour)
    if tau == END:
        c.text(474, 281, "1 : 3 : 5 : 7 : 9", 22, CREAM, bold=True)
