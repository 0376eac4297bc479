"""Diagrams of «Рычаг»: beams on a support, forces and their arms, things about us."""

import math

from seed_content.decks.board import Area, Board

_BEAM = "8A5A33"
_IRON = "6C7686"


def _support(b: Board, x: float, y: float, size: float = 0.6) -> None:
    b.polygon(
        [(x, y), (x + size * 0.75, y + size * 1.3), (x - size * 0.75, y + size * 1.3)], b.c.first
    )


def _beam(b: Board, x1: float, x2: float, y: float) -> None:
    b.rect(x1, y - 0.11, x2 - x1, 0.22, _BEAM, radius=0.08)


def cover(b: Board, a: Area) -> None:
    """A beam leaning to neither side: a big weight near, a small one far."""
    y, pivot = a.cy + 0.55, a.x + 1.65
    _beam(b, a.x, a.x + a.w, y)
    _support(b, pivot, y + 0.11, 0.9)
    b.rect(a.x + 0.1, y - 1.51, 1.4, 1.4, b.c.second, radius=0.12)
    b.rect(a.x + a.w - 0.8, y - 0.81, 0.7, 0.7, b.c.third, radius=0.08)
    b.line(a.x - 0.2, y + 1.3, a.x + a.w + 0.2, y + 1.3, b.c.ink, 3)


def machines(b: Board, a: Area) -> None:
    """A lever, a pulley and an inclined plane."""
    w = a.w / 3
    for i, name in enumerate(("рычаг", "блок", "наклонная плоскость")):
        b.rect(a.x + i * w + 0.12, a.y + 0.1, w - 0.24, 3.7, "FFFFFF", radius=0.18)
        b.label(a.x + i * w, a.y + 3.12, w, 0.55, name, 24, bold=True)
    x, y = a.x + 0.5, a.y + 1.95
    _beam(b, x, x + w - 1.0, y)
    _support(b, x + 1.0, y + 0.11, 0.55)
    b.rect(x + 0.1, y - 0.71, 0.6, 0.6, b.c.second, radius=0.06)
    b.line(x + w - 1.2, y - 1.1, x + w - 1.2, y - 0.3, b.c.first, 4, arrow=True)
    cx, cy = a.cx, a.y + 1.15
    b.line(cx, a.y + 0.35, cx, cy, _IRON, 4)
    b.line(cx - 0.9, a.y + 0.35, cx + 0.9, a.y + 0.35, b.c.ink, 4)
    b.line(cx - 0.5, cy, cx - 0.5, cy + 0.95, b.c.ink, 2)
    b.line(cx + 0.5, cy, cx + 0.5, cy + 1.3, b.c.first, 3.5, arrow=True)
    b.oval(cx, cy, 0.5, 0.5, b.c.first_soft, line=b.c.first, width=4)
    b.oval(cx, cy, 0.09, 0.09, b.c.ink)
    b.rect(cx - 0.82, cy + 0.95, 0.64, 0.64, b.c.second, radius=0.06)
    x, y = a.x + 2 * w + 0.5, a.y + 2.75
    run, rise = w - 1.0, 1.6
    b.polygon([(x, y), (x + run, y), (x + run, y - rise)], b.c.first_soft, line=b.c.first)
    t = math.atan2(rise, run)
    ux, uy, nx, ny = math.cos(t), -math.sin(t), -math.sin(t), -math.cos(t)
    px, py, s = x + run * 0.38, y - rise * 0.38, 0.6
    b.polygon(
        [
            (px, py),
            (px + ux * s, py + uy * s),
            (px + ux * s + nx * s, py + uy * s + ny * s),
            (px + nx * s, py + ny * s),
        ],
        b.c.second,
    )
    sx, sy = px + ux * (s + 0.08) + nx * s / 2, py + uy * (s + 0.08) + ny * s / 2
    b.line(sx, sy, sx + ux * 0.75, sy + uy * 0.75, b.c.first, 4, arrow=True)


def _forces(b: Board, a: Area, y: float, left: float, right: float, pivot: float) -> None:
    _beam(b, left - 0.4, right + 0.4, y)
    _support(b, pivot, y + 0.11, 0.6)
    b.label(pivot - 0.62, y - 0.62, 0.6, 0.45, "О", 24, bold=True)
    b.oval(pivot, y, 0.09, 0.09, b.c.ink)
    b.line(left, y, left, y + 1.75, b.c.second, 5, arrow=True)
    b.label(left - 0.85, y + 1.15, 0.7, 0.6, "F₁", 30, bold=True, color=b.c.second)
    b.line(right, y, right, y + 0.95, b.c.third, 5, arrow=True)
    b.label(right + 0.15, y + 0.5, 0.7, 0.6, "F₂", 30, bold=True, color="8F5F06")


def parts(b: Board, a: Area) -> None:
    """A beam, its support and two forces."""
    left, right, pivot, y = a.x + 1.6, a.x + 10.2, a.x + 4.6, a.y + 1.25
    _forces(b, a, y, left, right, pivot)
    b.label(pivot - 1.5, y + 1.0, 3.0, 0.55, "точка опоры", 24, bold=True, color=b.c.first)


def arms(b: Board, a: Area) -> None:
    """The arms of two forces from the support."""
    left, right, pivot, y = a.x + 1.6, a.x + 10.2, a.x + 4.6, a.y + 1.75
    _forces(b, a, y, left, right, pivot)
    top = y - 0.85
    for x1, x2, text, colour in (
        (left, pivot, "l₁", b.c.second),
        (pivot, right, "l₂", "8F5F06"),
    ):
        middle = (x1 + x2) / 2
        b.line(middle, top, x1 + 0.1, top, colour, 2.5, arrow=True)
        b.line(middle, top, x2 - 0.1, top, colour, 2.5, arrow=True)
        b.label(middle - 0.5, top - 0.72, 1.0, 0.6, text, 30, bold=True, color=colour)
    for x in (left, pivot, right):
        b.line(x, top - 0.3, x, y - 0.15, b.c.quiet, 1.5, dash=True)


def experiment(b: Board, a: Area) -> None:
    """A beam with marks: two weights at 3, three at 2."""
    y, step = a.y + 1.3, 0.72
    _beam(b, a.cx - 4 * step - 0.1, a.cx + 4 * step + 0.1, y)
    for i in range(-4, 5):
        b.line(a.cx + i * step, y - 0.11, a.cx + i * step, y + 0.11, "FFFFFF", 2)
        b.label(a.cx + i * step - 0.3, y - 0.6, 0.6, 0.42, str(abs(i)), 20)
    b.line(a.cx, y + 0.11, a.cx, a.y + 4.5, _IRON, 6)
    b.rect(a.cx - 0.9, a.y + 4.45, 1.8, 0.2, _IRON, radius=0.05)
    b.oval(a.cx, y, 0.13, 0.13, b.c.first)
    for side, count, colour in ((-3, 2, b.c.second), (2, 3, b.c.third)):
        x = a.cx + side * step
        b.line(x, y + 0.11, x, y + 0.5, b.c.ink, 2)
        for k in range(count):
            b.rect(x - 0.26, y + 0.5 + k * 0.66, 0.52, 0.6, colour, radius=0.07)


def law(b: Board, a: Area) -> None:
    """The law of the lever as a proportion and as a product."""
    b.rect(a.x + 0.3, a.cy - 2.05, a.w - 0.6, 4.1, "FFFFFF", radius=0.2)
    y = a.cy - 0.65
    b.fraction(a.cx - 1.0, y, "F₁", "F₂", 48, color=b.c.ink)
    b.label(a.cx - 0.4, y - 0.45, 0.8, 0.9, "=", 48, bold=True)
    b.fraction(a.cx + 1.0, y, "l₂", "l₁", 48, color=b.c.ink)
    b.label(
        a.x + 0.4, a.cy + 0.75, a.w - 0.8, 0.9, "F₁ · l₁ = F₂ · l₂", 40, bold=True, color=b.c.first
    )


def around(b: Board, a: Area) -> None:
    """Scissors, a seesaw, a wheelbarrow and tweezers, their supports marked."""
    w, gap = (a.w - 0.9) / 4, 0.3
    tips = (
        ("Ножницы", "опора между силами"),
        ("Качели", "опора между силами"),
        ("Тачка", "опора — ось колеса"),
        ("Пинцет", "опора с края"),
    )
    for i, (name, tip) in enumerate(tips):
        x = a.x + i * (w + gap)
        b.rect(x, a.y + 0.2, w, 4.5, "FFFFFF", radius=0.18)
        b.label(x, a.y + 3.3, w, 0.55, name, 26, bold=True)
        b.label(x, a.y + 3.85, w, 0.5, tip, 20)
    y = a.y + 1.75
    x = a.x + w / 2
    for s in (-1, 1):
        b.line(x - s * 0.12, y + 0.1, x + s * 0.5, y - 1.1, _IRON, 8)
        b.line(x - s * 0.0, y, x - s * 0.45, y + 0.7, _IRON, 8)
        b.oval(x - s * 0.52, y + 0.98, 0.3, 0.36, None, line=b.c.second, width=7)
    b.oval(x, y, 0.12, 0.12, b.c.first)
    x = a.x + w + gap + w / 2
    _beam(b, x - 1.15, x + 1.15, y)
    _support(b, x, y + 0.11, 0.65)
    b.oval(x - 0.9, y - 0.36, 0.25, 0.25, b.c.second)
    b.oval(x + 0.9, y - 0.36, 0.25, 0.25, b.c.third)
    b.oval(x, y, 0.1, 0.1, b.c.first)
    x = a.x + 2 * (w + gap) + w / 2
    b.polygon(
        [(x - 0.75, y - 0.55), (x + 0.55, y - 0.55), (x + 0.35, y + 0.3), (x - 0.5, y + 0.3)],
        b.c.third,
    )
    b.line(x - 0.78, y + 0.72, x + 1.2, y + 0.1, _BEAM, 8)
    b.line(x + 0.5, y + 0.35, x + 0.5, y + 1.05, _IRON, 6)
    b.oval(x - 0.8, y + 0.72, 0.36, 0.36, _IRON)
    b.oval(x - 0.8, y + 0.72, 0.12, 0.12, b.c.first)
    x = a.x + 3 * (w + gap) + w / 2
    for s in (-1, 1):
        b.polygon(
            [
                (x, y - 1.15),
                (x + s * 0.42, y + 0.1),
                (x + s * 0.1, y + 1.2),
                (x + s * 0.03, y + 1.2),
                (x + s * 0.24, y + 0.1),
                (x, y - 0.8),
            ],
            _IRON,
        )
    b.oval(x, y - 1.05, 0.12, 0.12, b.c.first)


def stone(b: Board, a: Area) -> None:
    """A crowbar under a stone, its arms to scale."""
    pivot, y, unit = a.x + 3.3, a.y + 2.1, 5.6  # unit: inches for one metre of the crowbar
    left, right = pivot - 0.2 * unit, pivot + 1.2 * unit
    b.rect(left - 0.5, y - 0.08, right - left + 0.7, 0.16, _IRON, radius=0.06)
    _support(b, pivot, y + 0.08, 0.55)
    b.polygon(
        [
            (left - 0.85, y - 0.08),
            (left - 0.95, y - 0.75),
            (left - 0.4, y - 1.35),
            (left + 0.35, y - 1.25),
            (left + 0.75, y - 0.6),
            (left + 0.6, y - 0.08),
        ],
        "9AA3B2",
        line=_IRON,
    )
    b.label(left - 0.85, y - 0.95, 1.5, 0.6, "600 Н", 24, bold=True)
    b.line(right, y - 1.35, right, y - 0.25, b.c.second, 5, arrow=True)
    b.label(
        right - 1.65, y - 1.35, 1.5, 0.6, "F₂ = ?", 28, bold=True, color=b.c.second, align="right"
    )
    line = y + 1.15
    for x1, x2, text in ((left, pivot, "0,2 м"), (pivot, right, "1,2 м")):
        b.line(x1, line, x2, line, b.c.ink, 2)
        b.label((x1 + x2) / 2 - 0.75, line + 0.08, 1.5, 0.55, text, 24, bold=True)
    for x in (left, pivot, right):
        b.line(x, line - 0.15, x, line + 0.15, b.c.ink, 2)


def gain(b: Board, a: Area) -> None:
    """The two forces as bars to scale."""
    floor = a.y + 4.2
    for x, newtons, name, colour in (
        (a.x + 1.2, 600, "F₁", b.c.second),
        (a.x + 3.6, 100, "F₂", b.c.third),
    ):
        high = newtons / 600 * 3.5
        b.rect(x, floor - high, 1.3, high, colour)
        b.label(x - 0.4, floor - high - 0.55, 2.1, 0.5, f"{newtons} Н", 24, bold=True)
        b.label(x, floor + 0.08, 1.3, 0.5, name, 26, bold=True)
    b.line(a.x + 0.7, floor, a.x + 5.4, floor, b.c.ink, 2.5)
    b.label(
        a.x + 2.9, a.y + 0.5, 2.9, 1.0, "выигрыш\nв силе — 6 раз", 24, bold=True, color=b.c.first
    )
