"""The activity series of metals: from lithium to gold, hydrogen apart, with rules to use it."""

from seed_content.pictures.canvas import Canvas

_INK = "#2A2438"
_SERIES = "Li K Ba Ca Na Mg Al Mn Zn Cr Fe Ni Sn Pb (H₂) Cu Hg Ag Pt Au"
_LEFT, _STEP, _TOP = 40.0, 76.0, 212.0

# from, to (places in the series), colour, words
_ACIDS = (
    (0, 14, "#F9D6BF", "вытесняют водород из растворов кислот *"),
    (15, 20, "#DCE6F2", "не вытесняют водород\nиз растворов кислот"),
)
_WATER = (
    (0, 5, "#F6B5A0", "с водой без нагревания:\nщёлочь и водород"),
    (5, 14, "#FBE3B8", "с водой при нагревании:\nоксид и водород"),
    (15, 20, "#DCE6F2", "с водой\nне реагируют"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1600 × 860."""
    c.text(800, 52, "Ряд активности металлов", 48, _INK, bold=True)
    c.text(800, 104, "активность металлов уменьшается", 28, "#6B6280")
    c.arrow((_LEFT, 140), (_LEFT + 20 * _STEP, 140), "#C0492F", 8)
    for i, sign in enumerate(_SERIES.split()):
        x = _LEFT + i * _STEP
        hydrogen = sign.startswith("(")
        colour = "#FFFFFF" if hydrogen else _shade(i)
        c.rect(
            x + 3, _TOP - 44, _STEP - 6, 96, colour, line="#8A8098" if hydrogen else None, radius=12
        )
        c.text(x + _STEP / 2, _TOP + 4, sign, 34 if hydrogen else 40, _INK, bold=True)
    for y, name, rows in ((330, "Вода", _WATER), (486, "Кислоты", _ACIDS)):
        c.text(_LEFT, y - 32, name, 28, "#6B6280", bold=True, anchor="lm")
        for start, end, colour, words in rows:
            x, w = _LEFT + start * _STEP + 3, (end - start) * _STEP - 6
            c.rect(x, y, w, 92, colour, radius=14)
            c.text(x + w / 2, y + 46, words, 27, _INK)
    c.text(_LEFT, 624, "Соли", 28, "#6B6280", bold=True, anchor="lm")
    c.rect(_LEFT + 3, 652, 20 * _STEP - 6, 102, "#E3F0DC", radius=14)
    c.text(
        800, 684, "более активный металл вытесняет менее активный из раствора его соли:", 28, _INK
    )
    c.text(800, 726, "Fe + CuSO₄ = FeSO₄ + Cu", 32, _INK, bold=True)
    c.text(
        _LEFT,
        806,
        "* кроме азотной и концентрированной серной кислоты;\n"
        "для опытов с растворами не берут металлы, которые реагируют с водой",
        25,
        "#5B536B",
        anchor="lm",
    )


def _shade(place: int) -> tuple[int, int, int]:
    """From a hot colour of the active metals to a cold one of the noble."""
    hot, cold = (240, 132, 96), (200, 214, 232)
    u = place / (len(_SERIES.split()) - 1)
    red, green, blue = (round(p + (q - p) * u) for p, q in zip(hot, cold, strict=True))
    return red, green, blue
