"""The Earth in June and in December beside the Sun, seen along the plane of its orbit."""

from seed_content.films.captions import CREAM, SOFT
from seed_content.films.globe import AXIS, View, declination, globe, on_parallel, parallel, place
from seed_content.films.noon_in_moscow import LATITUDE, day_length, half_hours, noon_height
from seed_content.films.plane import BLUE, GOLD, RED, ray
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_VIEW = View(0)
_R = 78.0
_SUN: Point = (320.0, 164.0)
_TURN = 6.0  # seconds of the film for a day
# Where the Earth is on its orbit, where in the frame, which side its Sun is, what it is called.
_PAIR: tuple[tuple[float, Point, int, str], ...] = (
    (180, (132, 164), 1, "июнь"),
    (0, (508, 164), -1, "декабрь"),
)


def globes_board(sheet: Canvas, shown: int) -> Canvas:
    """What does not move: the Sun and the first or both globes, on a copy of ``sheet``."""
    c = sheet.copy()
    for size, colour in ((38, "#3A3524"), (32, "#8A6A24"), (27, "#FFD45C")):
        c.oval(*_SUN, size, size, colour)
    for degrees, at, side, _ in _PAIR[:shown]:
        _one(c, degrees, at, side)
    return c


def two_globes(c: Canvas, t: float, s: list[float]) -> None:
    """What the captions 3–5 and 10–11, begun at ``s``, say of the globes of the board."""
    for k, (degrees, at, side, month) in enumerate(_PAIR):
        if t >= s[3 + k]:
            _under(c, t, s, degrees, at, month)
            if t < s[5]:
                _noon(c, degrees, at, side)
            elif t < s[6]:
                _town(c, degrees, at, 360 * (t - s[5]) / _TURN)
            elif t < s[11]:
                summer = k == 0
                for dx, dy, warm in ((-6, -40, summer), (6, 42, not summer)):
                    word, ink = ("лето", GOLD) if warm else ("зима", BLUE)
                    c.rect(at[0] + dx - 29, at[1] + dy - 14, 58, 28, "#1E2A38", radius=8)
                    c.text(at[0] + dx, at[1] + dy, word, 20, ink, bold=True)


def _one(c: Canvas, degrees: float, at: Point, side: int) -> None:
    """A globe with its equator and Moscow's parallel, and rays that come from the Sun."""
    sun = place(degrees + 180)
    for dy in (-22, 14, 50):
        c.arrow((_SUN[0] - side * 44, at[1] + dy), (at[0] + side * 98, at[1] + dy), "#C9993A", 2)
    globe(c, _VIEW, at, _R, sun)
    for name, r in (("С", 1.56), ("Ю", -1.5)):
        c.text(*_VIEW.on(at, _R * r, AXIS), name, 17, SOFT, bold=True)
    parallel(c, _VIEW, at, _R, sun, 0, ("#8CC1EA", "#3A5470"), 2)
    parallel(c, _VIEW, at, _R, sun, LATITUDE, (GOLD, "#6F86A0"), 4)


def _noon(c: Canvas, degrees: float, at: Point, side: int) -> None:
    """Moscow at noon: its horizon and the ray's angle with it."""
    town = _VIEW.on(at, _R, on_parallel(LATITUDE, 0, place(degrees + 180)))
    height = noon_height(declination(degrees))
    # The ray comes level; the horizon is turned from it by the Sun's height, up on this side.
    level = 0 if side > 0 else 180
    tilt = level + side * height
    c.line([ray(town, 46, tilt), ray(town, 46, tilt + 180)], CREAM, 2.5)
    c.line([town, ray(town, 92, level)], GOLD, 2.5)
    c.arc(*town, 30, level, tilt, CREAM, 2)
    c.oval(*town, 6, 6, RED)
    c.text(
        *ray(town, 50, level + side * max(height / 2, 20)), f"{height:.0f}°", 19, CREAM, bold=True
    )


def _town(c: Canvas, degrees: float, at: Point, hour_angle: float) -> None:
    """Moscow carried round by the Earth's turning, seen while it is on this side."""
    point = on_parallel(LATITUDE, hour_angle, place(degrees + 180))
    if _VIEW.seen(point)[2] > 0:
        c.oval(*_VIEW.on(at, _R, point), 6, 6, RED)


def _under(c: Canvas, t: float, s: list[float], degrees: float, at: Point, month: str) -> None:
    words = month
    if s[5] <= t < s[6]:
        words = f"{month}: день около {half_hours(day_length(declination(degrees)))}"
    elif t >= s[11]:
        words = {"июнь": "начало июля: 152 млн км", "декабрь": "начало января: 147 млн км"}[month]
    c.text(at[0], 292, words, 19, SOFT, bold=True)
