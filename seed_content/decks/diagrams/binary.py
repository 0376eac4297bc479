"""Diagrams of «Двоичная система счисления»: cards of bits, lamps, weights of places."""

from seed_content.decks.board import Area, Board


def _bit(b: Board, x: float, y: float, w: float, h: float, bit: str, size: float) -> None:
    on = bit == "1"
    b.rect(
        x,
        y,
        w,
        h,
        b.c.first if on else b.c.first_soft,
        radius=0.12,
        text=bit,
        size=size,
        bold=True,
        color="FFFFFF" if on else b.c.ink,
    )


def cover(b: Board, a: Area) -> None:
    """Four rows of bits as cards."""
    side, gap = 1.05, 0.16
    for row, bits in enumerate(("1011", "0110", "1101", "0011")):
        for column, bit in enumerate(bits):
            x = a.cx - 2 * side - 1.5 * gap + column * (side + gap)
            y = a.cy - 2 * side - 1.5 * gap + row * (side + gap)
            _bit(b, x, y, side, side, bit, 40)


def decimal(b: Board, a: Area) -> None:
    """345 by its places: hundreds, tens, units."""
    w, gap = 1.6, 0.3
    x0 = a.cx - 1.5 * w - gap
    for i, (digit, name, weight) in enumerate(
        (("3", "сотни", "100"), ("4", "десятки", "10"), ("5", "единицы", "1"))
    ):
        x = x0 + i * (w + gap)
        b.label(x, a.y + 0.35, w, 0.5, weight, 24, bold=True, color=b.c.second)
        b.rect(x, a.y + 0.95, w, 1.9, b.c.second_soft, radius=0.15, text=digit, size=66, bold=True)
        b.label(x - 0.1, a.y + 2.95, w + 0.2, 0.5, name, 22)
    b.label(a.x, a.y + 3.7, a.w, 0.7, "345 = 3 · 100 + 4 · 10 + 5 · 1", 28, bold=True)


def lamps(b: Board, a: Area) -> None:
    """Lamps that are on and off, a bit under each."""
    bits = "10110"
    step = 1.9
    for i, bit in enumerate(bits):
        cx, cy = a.cx + (i - 2) * step, a.y + 1.35
        on = bit == "1"
        b.oval(
            cx,
            cy,
            0.72,
            0.72,
            "FFD34D" if on else "E4E0EE",
            line=b.c.third if on else b.c.quiet,
            width=3,
        )
        b.rect(cx - 0.32, cy + 0.68, 0.64, 0.42, b.c.quiet, radius=0.06)
        b.line(cx - 0.2, cy + 0.55, cx - 0.12, cy, b.c.third if on else b.c.quiet, 2)
        b.line(cx - 0.12, cy, cx + 0.12, cy, b.c.third if on else b.c.quiet, 2)
        b.line(cx + 0.12, cy, cx + 0.2, cy + 0.55, b.c.third if on else b.c.quiet, 2)
        b.label(cx - 0.6, cy + 1.3, 1.2, 0.85, bit, 46, bold=True, color=b.c.first)


def _places(b: Board, a: Area, bits: str | None) -> None:
    w, gap = 1.7, 0.25
    x0 = a.cx - (5 * w + 4 * gap) / 2
    powers = "⁴³²¹⁰"
    for i in range(5):
        x = x0 + i * (w + gap)
        weight = str(2 ** (4 - i))
        if bits is None:
            b.rect(
                x, a.y + 0.75, w, 1.6, b.c.first_soft, radius=0.15, text=weight, size=50, bold=True
            )
            b.label(x, a.y + 2.5, w, 0.7, "2" + powers[i], 32, bold=True, color=b.c.second)
            if i < 4:
                b.label(
                    x + w - 0.2, a.y + 0.1, gap + 0.4, 0.55, "×2", 22, bold=True, color=b.c.third
                )
        else:
            on = bits[i] == "1"
            b.label(
                x, a.y + 0.2, w, 0.6, weight, 28, bold=True, color=b.c.second if on else b.c.quiet
            )
            _bit(b, x, a.y + 0.85, w, 1.5, bits[i], 50)
            if on:
                b.label(x, a.y + 2.5, w, 0.7, f"+ {weight}" if i else weight, 32, bold=True)


def weights(b: Board, a: Area) -> None:
    """The weights of five binary places and the powers of two."""
    _places(b, a, None)


def expanded(b: Board, a: Area) -> None:
    """10110 with the weights of its ones."""
    _places(b, a, "10110")


def dots(b: Board, a: Area) -> None:
    """Cards with 8, 4, 2 and 1 dots; the one with 4 is turned over."""
    w, h, gap = 1.32, 2.4, 0.18
    x0 = a.cx - (4 * w + 3 * gap) / 2
    y = a.y + 0.8
    for i, (count, columns) in enumerate(((8, 2), (4, 2), (2, 1), (1, 1))):
        x = x0 + i * (w + gap)
        shown = count != 4
        b.rect(x, y, w, h, "FFFFFF" if shown else b.c.quiet, line=b.c.quiet, width=2, radius=0.14)
        if shown:
            rows = count // columns
            for k in range(count):
                cx = x + w / 2 + (k % columns - (columns - 1) / 2) * 0.5
                cy = y + h / 2 + (k // columns - (rows - 1) / 2) * 0.5
                b.oval(cx, cy, 0.16, 0.16, b.c.first)
        b.label(x, y + h + 0.1, w, 0.85, "1" if shown else "0", 44, bold=True)


def table(b: Board, a: Area) -> None:
    """Numbers 0 to 15 and their four bits."""
    w, h, gap = 2.75, 1.05, 0.2
    x0 = a.cx - (4 * w + 3 * gap) / 2
    for number in range(16):
        column, row = divmod(number, 4)
        x, y = x0 + column * (w + gap), a.y + 0.2 + row * (h + gap)
        b.rect(x, y, w, h, "FFFFFF", radius=0.12)
        b.label(x + 0.1, y, 0.8, h, str(number), 30, bold=True, color=b.c.second)
        b.label(x + 0.95, y, 1.7, h, f"{number:04b}", 34, bold=True)
