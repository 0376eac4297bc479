"""Diagrams of «Обыкновенная дробь»: circles in parts, a bar of chocolate, a number ray."""

from seed_content.decks.board import Area, Board


def cover(b: Board, a: Area) -> None:
    """Five eighths of a circle."""
    b.pie(a.cx, a.cy, 2.45, 8, 5, b.c.first, b.c.first_soft)


def chocolate(b: Board, a: Area) -> None:
    """Four equal pieces, a little apart."""
    w, h, gap = 2.3, 2.5, 0.18
    x = a.cx - (4 * w + 3 * gap) / 2
    for i in range(4):
        left = x + i * (w + gap)
        b.rect(left, a.y + 0.2, w, h, "8A4B2B" if i % 2 == 0 else "9A5733", radius=0.12)
        for column in range(2):
            for row in range(2):
                b.rect(
                    left + 0.2 + column * 1.0,
                    a.y + 0.4 + row * 1.1,
                    0.9,
                    1.0,
                    None,
                    line="6E3A1F",
                    width=2.5,
                    radius=0.08,
                )
        b.fraction(left + w / 2, a.y + 3.35, "1", "4", 28)


def one_quarter(b: Board, a: Area) -> None:
    """One quarter of a circle."""
    b.pie(a.cx, a.cy, 2.3, 4, 1, b.c.first, b.c.first_soft)
    b.fraction(a.cx + 0.95, a.cy - 0.95, "1", "4", 40, color="FFFFFF")


def named_parts(b: Board, a: Area) -> None:
    """A half, a third and a quarter."""
    for i, (parts, name, full, soft) in enumerate(
        (
            (2, "половина", b.c.first, b.c.first_soft),
            (3, "треть", b.c.second, b.c.second_soft),
            (4, "четверть", b.c.third, b.c.third_soft),
        )
    ):
        cx = a.cx + (i - 1) * 3.9
        b.pie(cx, a.y + 1.5, 1.4, parts, 1, full, soft)
        b.label(cx - 1.0, a.y + 3.05, 1.9, 0.7, name, 26, bold=True)
        b.fraction(cx + 1.15, a.y + 3.42, "1", str(parts), 26)


def anatomy(b: Board, a: Area) -> None:
    """Three quarters with its parts named."""
    cx = a.cx - 2.6
    b.fraction(cx, a.cy, "3", "4", 110, top_color=b.c.first, bottom_color=b.c.second)
    for dy, colour, word, what in (
        (-0.9, b.c.first, "числитель", "сколько долей взяли"),
        (0.9, b.c.second, "знаменатель", "на сколько равных частей разделили"),
    ):
        y = a.cy + dy
        b.line(cx + 2.0, y, cx + 0.9, y, colour, 3, arrow=True)
        b.label(cx + 2.2, y - 0.55, 5.5, 0.6, word, 32, bold=True, color=colour, align="left")
        b.label(cx + 2.2, y + 0.02, 6.0, 0.5, what, 22, align="left")


def denominator(b: Board, a: Area) -> None:
    """A circle in six parts and a fraction over six."""
    b.pie(a.x + 2.2, a.cy, 2.05, 6, 0, b.c.second, b.c.second_soft)
    b.fraction(a.x + 5.2, a.cy, "?", "6", 66, top_color="B7AB92", bottom_color=b.c.second)


def numerator(b: Board, a: Area) -> None:
    """Five parts of eight and the fraction."""
    b.pie(a.x + 2.2, a.cy, 2.05, 8, 5, b.c.first, b.c.first_soft)
    b.fraction(a.x + 5.2, a.cy - 0.2, "5", "8", 66, top_color=b.c.first)
    b.label(a.x + 4.05, a.cy + 1.1, 2.3, 0.5, "пять восьмых", 22, bold=True)


def ray(b: Board, a: Area) -> None:
    """Three quarters on a number ray."""
    x0, unit, y = a.x + 0.6, 7.6, a.cy + 0.2
    b.line(x0, y, a.x + a.w - 0.4, y, b.c.ink, 3, arrow=True)
    b.line(x0, y, x0 + unit * 0.75, y, b.c.first, 6)
    for i in range(5):
        x = x0 + unit * i / 4
        b.line(x, y - 0.2, x, y + 0.2, b.c.ink, 2.5)
        if i in (0, 4):
            b.label(x - 0.4, y + 0.28, 0.8, 0.5, "0" if i == 0 else "1", 28, bold=True)
        elif i != 3:
            b.fraction(x, y + 0.85, str(i), "4", 24)
    b.oval(x0 + unit * 0.75, y, 0.16, 0.16, b.c.first)
    b.fraction(x0 + unit * 0.75, y - 1.0, "3", "4", 34, color=b.c.first)


def questions(b: Board, a: Area) -> None:
    """Three figures with some of their parts painted."""
    y = a.y + 1.75
    for i, x in enumerate((a.x + 1.9, a.cx, a.x + a.w - 1.9)):
        b.oval(x, a.y + 3.7, 0.27, 0.27, b.c.ink, text=str(i + 1), size=20, color="FFFFFF")
    side = 1.35
    for column in range(2):
        for row in range(2):
            chosen = column == 0 and row == 0
            b.rect(
                a.x + 1.9 - side + column * side,
                y - side + row * side,
                side,
                side,
                b.c.first if chosen else b.c.first_soft,
                line=b.c.sheet,
                width=2.5,
            )
    b.pie(a.cx, y, 1.4, 3, 2, b.c.second, b.c.second_soft)
    left = a.x + a.w - 1.9 - 1.75
    for i in range(5):
        b.rect(
            left + i * 0.7,
            y - 0.6,
            0.7,
            1.2,
            b.c.third if i < 3 else b.c.third_soft,
            line=b.c.sheet,
            width=2.5,
        )


def hike(b: Board, a: Area) -> None:
    """Twelve kilometres in three equal parts, two of them walked."""
    x, w, y, h = a.x + 0.6, a.w - 1.2, a.y + 1.5, 0.75
    for i in range(3):
        b.rect(
            x + i * w / 3,
            y,
            w / 3,
            h,
            b.c.second if i < 2 else b.c.second_soft,
            line=b.c.sheet,
            width=3,
            text="пройдено" if i < 2 else "осталось",
            size=22,
            bold=True,
            color="FFFFFF" if i < 2 else b.c.ink,
        )
    b.line(x, y - 0.35, x + w, y - 0.35, b.c.ink, 2)
    for end in (x, x + w):
        b.line(end, y - 0.5, end, y - 0.2, b.c.ink, 2)
    b.label(a.cx - 1.5, y - 1.0, 3, 0.6, "12 км", 28, bold=True)
    b.line(x, y + h + 0.3, x + w * 2 / 3, y + h + 0.3, b.c.first, 2)
    for end in (x, x + w * 2 / 3):
        b.line(end, y + h + 0.15, end, y + h + 0.45, b.c.first, 2)
    b.fraction(x + w / 3, y + h + 1.02, "2", "3", 28, color=b.c.first)


def summary(b: Board, a: Area) -> None:
    """Five eighths as a picture and as figures."""
    b.pie(a.x + 2.2, a.cy, 1.9, 8, 5, b.c.first, b.c.first_soft)
    b.fraction(a.x + 5.1, a.cy, "5", "8", 66, top_color=b.c.first, bottom_color=b.c.second)
