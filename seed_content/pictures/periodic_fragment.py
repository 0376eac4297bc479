"""The first four periods of the periodic table in its long form.

Relative atomic masses in the rounding of school tables.
"""

from seed_content.pictures.canvas import Canvas

_INK = "#1F2A3D"
_METAL, _OTHER, _NOBLE = "#CFE3F7", "#FCE0B0", "#E6D7F3"
_GROUPS = "IA IIA IIIB IVB VB VIB VIIB VIIIB VIIIB VIIIB IB IIB IIIA IVA VA VIA VIIA VIIIA"

_ROWS = (
    "H1 He2",
    "Li3 Be4 B5 C6 N7 O8 F9 Ne10",
    "Na11 Mg12 Al13 Si14 P15 S16 Cl17 Ar18",
    "K19 Ca20 Sc21 Ti22 V23 Cr24 Mn25 Fe26 Co27 Ni28 Cu29 Zn30 Ga31 Ge32 As33 Se34 Br35 Kr36",
)
_MASSES = (
    "1 4 7 9 11 12 14 16 19 20 23 24 27 28 31 32 35,5 40 39 40 45 48 51 52 55 56 59 59 64 65 "
    "70 73 75 79 80 84"
)
_NONMETALS = {"H", "B", "C", "N", "O", "F", "Si", "P", "S", "Cl", "As", "Se", "Br"}
_NOBLES = {"He", "Ne", "Ar", "Kr"}
_PERIOD = "Номер периода = число электронных слоёв"
_NUMBER = "Порядковый номер = заряд ядра = число электронов"
_W, _H, _LEFT, _TOP = 82.0, 128.0, 72.0, 196.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1580 × 860."""
    c.text(
        790,
        46,
        "Периодическая таблица Д. И. Менделеева: первые четыре периода",
        40,
        _INK,
        bold=True,
    )
    for i in range(18):
        c.text(_LEFT + _W * (i + 0.5), _TOP - 54, str(i + 1), 24, "#5F6E86", bold=True)
        c.text(_LEFT + _W * (i + 0.5), _TOP - 22, _GROUPS.split()[i], 24, "#5F6E86", bold=True)
    c.text(_LEFT, _TOP - 92, "Группы", 26, "#5F6E86", bold=True, anchor="lm")
    for row, words in enumerate(_ROWS):
        y = _TOP + row * _H
        c.text(38, y + _H / 2, str(row + 1), 36, "#5F6E86", bold=True)
        elements = words.split()
        for place, element in enumerate(elements):
            right = place >= (1 if row == 0 else 2)
            column = place + 18 - len(elements) if right else place
            _cell(c, _LEFT + column * _W, y, element)
    _legend(c)


def _cell(c: Canvas, x: float, y: float, element: str) -> None:
    sign = element.rstrip("0123456789")
    number = element[len(sign) :]
    colour = _METAL
    for kind, shade in ((_NONMETALS, _OTHER), (_NOBLES, _NOBLE)):
        if sign in kind:
            colour = shade
    c.rect(x + 2, y + 2, _W - 4, _H - 4, colour, radius=9)
    c.text(x + 11, y + 24, number, 25, "#44536B", anchor="lm")
    c.text(x + _W / 2, y + 64, sign, 46, _INK, bold=True)
    c.text(x + _W / 2, y + 104, _MASSES.split()[int(number) - 1], 25, _INK)


def _legend(c: Canvas) -> None:
    y = 776.0
    for x, colour, words in (
        (72, _METAL, "металлы"),
        (300, _OTHER, "неметаллы"),
        (548, _NOBLE, "благородные газы (тоже неметаллы)"),
    ):
        c.rect(x, y - 17, 46, 34, colour, radius=8)
        c.text(x + 60, y, words, 27, _INK, anchor="lm")
    c.text(
        72,
        826,
        "В клетке: порядковый номер, знак, относительная атомная масса",
        25,
        "#5F6E86",
        anchor="lm",
    )
    left, top = _LEFT + 3.4 * _W, _TOP + 14
    c.text(left, top + 40, _PERIOD, 32, _INK, bold=True, anchor="lm")
    c.text(left, top + 90, _NUMBER, 28, _INK, anchor="lm")
