"""Sine and cosine: a point goes round the unit circle and draws both graphs beside it."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.pictures.canvas import Canvas

_C = (142.0, 178.0)
_R = 92.0
_X0, _LONG = 300.0, 308.0  # where the graph begins, and the length of 2π in pixels
_SIN, _COS = "#F27B63", "#63B7F2"


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    _axes(board)
    _ticks(board)
    first, sine, cosine, _last = captions
    for t in moments(captions):
        c = board.copy()
        if t < first.until:
            angle = math.tau * 0.125 * min(1.0, t / 3)
            shown = (False, False)
        elif t < sine.until:
            angle = math.tau * min(1.0, (t - sine.start) / (sine.until - sine.start - 0.5))
            shown = (True, False)
        elif t < cosine.until:
            angle = math.tau * min(1.0, (t - cosine.start) / (cosine.until - cosine.start - 0.5))
            shown = (True, True)
        else:
            angle = math.tau * (1 + 0.5 * (t - cosine.until) / (captions[-1].until - cosine.until))
            shown = (True, True)
        _graphs(c, angle, *shown, whole_sine=t >= sine.until, whole=t >= cosine.until)
        _point(c, angle, *shown)
        write_caption(c, captions, t)
        yield c.finished()


def _axes(c: Canvas) -> None:
    c.text(28, 30, "Синус и косинус", 22, CREAM, bold=True, anchor="lm")
    cx, cy = _C
    c.arrow((cx - 118, cy), (cx + 126, cy), SOFT, 1.5)
    c.arrow((cx, cy + 112), (cx, cy - 120), SOFT, 1.5)
    c.oval(cx, cy, _R, _R, None, line=CREAM, width=2)
    c.text(cx + 120, cy + 14, "x", 15, SOFT)
    c.text(cx - 14, cy - 114, "y", 15, SOFT)
    c.text(cx + _R + 10, cy + 13, "1", 14, SOFT)
    c.text(cx + 11, cy - _R - 11, "1", 14, SOFT)
    c.arrow((_X0, cy), (_X0 + _LONG + 24, cy), SOFT, 1.5)
    c.arrow((_X0, cy + 112), (_X0, cy - 120), SOFT, 1.5)
    c.text(_X0 + _LONG + 20, cy - 14, "α", 16, SOFT)
    for sign, name in ((-1, "1"), (1, "−1")):
        y = cy + sign * _R
        c.dashes((_X0, y), (_X0 + _LONG, y), "#46586D", 1, 5)
        c.text(_X0 - 12, y, name, 14, SOFT)


def _ticks(c: Canvas) -> None:
    """The marks of α, their names on the side where neither curve will pass."""
    cy = _C[1]
    for i, (name, aside) in enumerate((("π/2", -17), ("π", -10), ("3π/2", 20), ("2π", 13)), 1):
        x = _X0 + _LONG * i / 4
        c.line([(x, cy - 4), (x, cy + 4)], SOFT, 1.5)
        c.text(x + aside, cy + 15, name, 14, SOFT)


def _graphs(
    c: Canvas, angle: float, sine: bool, cosine: bool, *, whole_sine: bool, whole: bool
) -> None:
    for shown, function, colour, done in (
        (sine, math.sin, _SIN, whole_sine),
        (cosine, math.cos, _COS, whole),
    ):
        if not shown:
            continue
        end = math.tau if done else angle
        steps = max(2, int(end / math.tau * 150))
        c.line(
            [
                (
                    _X0 + _LONG * end * i / steps / math.tau,
                    _C[1] - _R * function(end * i / steps),
                )
                for i in range(steps + 1)
            ],
            colour,
            3,
        )
    if sine:
        c.text(516, 66, "y = sin α", 18, _SIN, bold=True, anchor="lm")
    if cosine:
        c.text(516, 290, "y = cos α", 18, _COS, bold=True, anchor="lm")


def _point(c: Canvas, angle: float, sine: bool, cosine: bool) -> None:
    cx, cy = _C
    x, y = cx + _R * math.cos(angle), cy - _R * math.sin(angle)
    turn = angle % math.tau
    on_graph = _X0 + _LONG * (turn if angle > math.tau else angle) / math.tau
    if sine:
        c.dashes((x, y), (on_graph, y), "#8A5A52", 1.2, 4)
        c.line([(x, cy), (x, y)], _SIN, 4)
        c.oval(on_graph, cy - _R * math.sin(angle), 5, 5, _SIN)
    if cosine:
        c.line([(cx, cy), (x, cy)], _COS, 4)
        c.oval(on_graph, cy - _R * math.cos(angle), 5, 5, _COS)
    c.line([(cx, cy), (x, y)], CREAM, 2)
    if turn > 0.05:
        c.arc(cx, cy, 24, 0, math.degrees(turn), "#F2C14E", 2.5)
    middle = turn / 2
    if turn > 0.3:
        at = (cx + 36 * math.cos(middle), cy - 36 * math.sin(middle))
        c.text(*at, "α", 15, "#F2C14E", bold=True)
    c.oval(x, y, 6, 6, "#F2C14E")
    c.text(
        cx + (_R + 17) * math.cos(angle + 0.02),
        cy - (_R + 17) * math.sin(angle + 0.02),
        "P",
        16,
        CREAM,
        bold=True,
    )
