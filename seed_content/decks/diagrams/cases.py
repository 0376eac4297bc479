"""Diagrams of «Падежи имён существительных»: cards, a table, a scheme with a question."""

from seed_content.decks.board import Area, Board

_CASES = (
    ("Именительный", "кто? что?", "есть", "сова", "лес"),
    ("Родительный", "кого? чего?", "нет", "совы", "леса"),
    ("Дательный", "кому? чему?", "дать", "сове", "лесу"),
    ("Винительный", "кого? что?", "вижу", "сову", "лес"),
    ("Творительный", "кем? чем?", "доволен", "совой", "лесом"),
    ("Предложный", "о ком? о чём?", "думать", "о сове", "о лесе"),
)


def _tones(b: Board) -> list[tuple[str, str]]:
    c = b.c
    return [(c.first, c.first_soft), (c.second, c.second_soft), (c.third, c.third_soft)] * 2


def cover(b: Board, a: Area) -> None:
    """The first letters of the six cases."""
    side, gap = 1.55, 0.22
    x = a.cx - (3 * side + 2 * gap) / 2
    y = a.cy - (2 * side + gap) / 2
    for i, (name, *_rest) in enumerate(_CASES):
        full, _soft = _tones(b)[i]
        b.rect(
            x + (i % 3) * (side + gap),
            y + (i // 3) * (side + gap),
            side,
            side,
            full,
            radius=0.2,
            text=name[0],
            size=60,
            bold=True,
            color="FFFFFF",
        )


def broken(b: Board, a: Area) -> None:
    """A sentence as cards; the last word has a wrong ending."""
    words = (("мышка", 2.3), ("убежала", 2.7), ("от", 1.2), ("сова", 2.0))
    gap = 0.4
    x = a.cx - (sum(w for _, w in words) + 3 * gap) / 2
    for word, w in words:
        odd = word == "сова"
        b.rect(
            x,
            a.cy - 0.75,
            w,
            1.3,
            b.c.first_soft if odd else "FFFFFF",
            line=b.c.first if odd else b.c.quiet,
            width=3 if odd else 1.5,
            radius=0.14,
            text=word,
            size=40,
            bold=odd,
            color=b.c.first if odd else b.c.ink,
        )
        x += w + gap
    b.label(x - gap - 2.0, a.cy + 0.65, 2.0, 0.6, "кого? чего?", 22, color=b.c.first)


def endings(b: Board, a: Area) -> None:
    """One word in six cases, its endings framed."""
    forms = (
        ("", "сов", "а"),
        ("нет", "сов", "ы"),
        ("дать", "сов", "е"),
        ("вижу", "сов", "у"),
        ("доволен", "сов", "ой"),
        ("думать о", "сов", "е"),
    )
    step = a.h / 6
    for i, (helper, stem, ending) in enumerate(forms):
        y = a.y + i * step
        if helper:
            b.label(a.x, y, 2.7, step, helper, 24, color=b.c.quiet, align="right")
        b.label(a.x + 2.75, y, 1.3, step, stem, 34, bold=True, align="right")
        w = 0.5 if len(ending) == 1 else 0.82
        b.rect(
            a.x + 4.05,
            y + 0.12,
            w,
            step - 0.2,
            b.c.first_soft,
            line=b.c.first,
            width=2,
            text=ending,
            size=34,
            bold=True,
            color=b.c.first,
        )


def table(b: Board, a: Area) -> None:
    """Cases, their questions and two examples."""
    widths = (3.6, 3.3, 2.4, 2.4)
    x0 = a.cx - sum(widths) / 2
    high = 0.7
    for row, cells in enumerate(
        [("Падеж", "Вопросы", "кто?", "что?")]
        + [(name, question, one, two) for name, question, _h, one, two in _CASES]
    ):
        x, y = x0, a.y + 0.1 + row * high
        for column, text in enumerate(cells):
            fill = "FFFFFF" if row % 2 else b.c.second_soft
            b.rect(
                x,
                y,
                widths[column],
                high,
                b.c.first if row == 0 else fill,
                line=b.c.sheet,
                width=2,
                text=text,
                size=24,
                bold=row == 0 or column == 0,
                color="FFFFFF" if row == 0 else b.c.ink,
            )
            x += widths[column]


def phrase(b: Board, a: Area) -> None:
    """A phrase whose first letters are those of the cases, each word in one piece of text."""
    words = ("**И**ван", "**Р**одил", "**Д**евчонку,", "**В**елел", "**Т**ащить", "**П**елёнку")
    step = a.h / 6
    for i, word in enumerate(words):
        y = a.y + i * step
        full, soft = _tones(b)[i]
        b.rect(a.x + 1.0, y + 0.06, 4.4, step - 0.12, soft, radius=0.1)
        b.rect(a.x + 1.0, y + 0.06, 0.16, step - 0.12, full)
        b.label(a.x + 1.4, y, 3.9, step, word, 34, align="left")


def helpers(b: Board, a: Area) -> None:
    """A card a case with its helping word."""
    w, h, gap = 3.7, 2.2, 0.3
    x0 = a.cx - (3 * w + 2 * gap) / 2
    for i, (name, question, helper, one, _two) in enumerate(_CASES):
        x, y = x0 + (i % 3) * (w + gap), a.y + 0.15 + (i // 3) * (h + gap)
        full, soft = _tones(b)[i]
        b.rect(x, y, w, h, soft, radius=0.15)
        b.label(x + 0.2, y + 0.14, w - 0.4, 0.5, name, 22, bold=True, color=full, align="left")
        b.label(x + 0.2, y + 0.66, w - 0.4, 0.85, f"{helper} **{one}**", 32, align="left")
        b.label(x + 0.2, y + 1.5, w - 0.4, 0.5, question, 22, color=b.c.ink, align="left")


def steps(b: Board, a: Area) -> None:
    """A question led from the main word to the noun."""
    y = a.cy
    b.rect(a.x, y - 0.5, 2.4, 1.0, "FFFFFF", line=b.c.quiet, radius=0.12, text="подарил", size=30)
    b.rect(
        a.x + 3.6,
        y - 0.5,
        2.4,
        1.0,
        b.c.first_soft,
        line=b.c.first,
        width=2.5,
        radius=0.12,
        text="бабушке",
        size=30,
        bold=True,
        color=b.c.first,
    )
    b.line(a.x + 1.2, y - 0.5, a.x + 1.2, y - 1.2, b.c.second, 3)
    b.line(a.x + 1.2, y - 1.2, a.x + 4.8, y - 1.2, b.c.second, 3)
    b.line(a.x + 4.8, y - 1.2, a.x + 4.8, y - 0.65, b.c.second, 3, arrow=True)
    b.label(a.x + 1.5, y - 1.95, 3.0, 0.7, "кому?", 32, bold=True, color=b.c.second)
    b.label(a.x + 2.6, y + 0.62, 3.5, 0.6, "дательный падеж", 26, bold=True, align="right")


def nominative_accusative(b: Board, a: Area) -> None:
    """Two sentences in which equal forms are different cases."""
    w = a.w / 2 - 0.2
    for i, (sentence, question, case, hint) in enumerate(
        (
            (
                "**Поезд** подошёл к станции.",
                "подошёл (что?) поезд",
                "Именительный",
                "Слово «поезд» — подлежащее, предлога нет.",
            ),
            (
                "Мы встретили **поезд**.",
                "встретили (что?) поезд",
                "Винительный",
                "Слово «поезд» — второстепенный член предложения.",
            ),
        )
    ):
        x = a.x + i * (w + 0.4)
        full, soft = _tones(b)[i]
        b.rect(x, a.y + 0.2, w, 4.5, soft, radius=0.18)
        b.label(x + 0.35, a.y + 0.45, w - 0.7, 0.8, sentence, 30, align="left")
        b.label(x + 0.35, a.y + 1.35, w - 0.7, 0.7, question, 25, align="left")
        b.rect(
            x + 0.38,
            a.y + 2.25,
            3.2,
            0.75,
            full,
            radius=0.1,
            text=case,
            size=26,
            bold=True,
            color="FFFFFF",
        )
        b.label(x + 0.35, a.y + 3.2, w - 0.7, 1.2, hint, 24, align="left", anchor="top")


def cards(b: Board, a: Area) -> None:
    """A card a case with its questions."""
    w, h, gap = 3.7, 1.55, 0.28
    x0 = a.cx - (3 * w + 2 * gap) / 2
    for i, (name, question, *_rest) in enumerate(_CASES):
        x, y = x0 + (i % 3) * (w + gap), a.y + 0.2 + (i // 3) * (h + gap)
        full, _soft = _tones(b)[i]
        b.rect(x, y, w, h, full, radius=0.15)
        b.label(x, y + 0.2, w, 0.6, name, 26, bold=True, color="FFFFFF")
        b.label(x, y + 0.8, w, 0.5, question, 24, color="FFFFFF")
