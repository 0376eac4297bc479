"""The ribbon of time of Russia's history: six broad epochs and twelve events to one scale."""

from seed_content.pictures.canvas import Canvas

_INK = "#33261C"
_LEFT, _RIGHT, _FROM, _TO = 60.0, 1540.0, 840, 2040
_Y, _HIGH = 420.0, 64.0

# from, to, colour, name, dates
_EPOCHS = (
    (862, 1132, "#B5763A", "Древняя Русь", "IX–XII века"),
    (1132, 1480, "#8C8F4B", "Раздробленность,\nордынская\nзависимость", "XII–XV века"),
    (
        1480,
        1721,
        "#C0492F",
        "Российское\nгосударство\nи царство",
        "конец XV – начало\nXVIII века",
    ),
    (1721, 1917, "#2F6FB3", "Российская\nимперия", "1721–1917"),
    (1917, 1991, "#9A2F3B", "Советская Россия,\nСССР", "1917–1991"),
    (1991, 2040, "#3C8F86", "Российская\nФедерация", "с 1991 года"),
)
# year, words, level over the ribbon, which side of the pole they stand on: m, l, r
_EVENTS = (
    (862, "призвание\nРюрика", 1, "m"),
    (988, "крещение\nРуси", 1, "m"),
    (1147, "первое упоминание\nМосквы", 2, "m"),
    (1242, "Ледовое\nпобоище", 1, "m"),
    (1380, "Куликовская\nбитва", 2, "m"),
    (1480, "стояние\nна Угре", 1, "m"),
    (1612, "освобождение\nМосквы", 2, "r"),
    (1703, "основание\nПетербурга", 1, "m"),
    (1812, "Отечественная\nвойна", 2, "r"),
    (1861, "отмена\nкрепостного права", 2, "l"),
    (1945, "Победа", 1, "r"),
    (1961, "полёт\nГагарина", 1, "l"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1600 × 900."""
    c.text(800, 50, "Лента времени: история России", 48, _INK, bold=True)
    for start, end, colour, _name, _dates in _EPOCHS:
        c.rect(_x(start), _Y, _x(end) - _x(start), _HIGH, colour)
    c.polygon(
        [(_x(2040), _Y - 14), (_x(2040) + 36, _Y + _HIGH / 2), (_x(2040), _Y + _HIGH + 14)],
        "#3C8F86",
    )
    _centuries(c)
    for event in _EVENTS:
        _event(c, *event)
    for i, epoch in enumerate(_EPOCHS):
        _card(c, i, *epoch)


def _x(year: float) -> float:
    return _LEFT + (year - _FROM) / (_TO - _FROM) * (_RIGHT - _LEFT)


def _centuries(c: Canvas) -> None:
    names = "IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
    for i, name in enumerate(names.split()):
        start = 801 + 100 * i
        x = _x(max(start, _FROM + 20))
        if start > _FROM + 20:
            c.line([(x, _Y), (x, _Y + _HIGH)], "#FFFFFF", 1.5, round_ends=False)
        middle = (x + _x(min(start + 100, 2040))) / 2
        c.text(middle, _Y + _HIGH / 2, name, 26, "#FFFFFF", bold=True)


def _event(c: Canvas, year: int, words: str, level: int, side: str) -> None:
    x, top = _x(year), _Y - level * 112 + 24
    beside = {"m": 0, "l": 10, "r": -10}[side]
    c.line([(x, top + (36 if side == "m" else -62)), (x, _Y)], "#7A6A5A", 2.5)
    c.oval(x, _Y, 8, 8, "#FFFFFF", line=_INK, width=3)
    anchor = f"{side}m"
    c.text(x + beside, top - 46, str(year), 30, "#8A2F22", bold=True, anchor=anchor)
    c.text(x + beside, top if "\n" in words else top - 14, words, 25, _INK, anchor=anchor)


def _card(c: Canvas, place: int, start: int, end: int, colour: str, name: str, dates: str) -> None:
    """A card under the ribbon, tied to its epoch by a band."""
    wide = 238.0
    x, y = 50 + place * 252.0, 620.0
    base, foot = _Y + _HIGH, _x(end) - 3
    c.polygon([(_x(start) + 3, base), (foot, base), (x + wide, y), (x, y)], _pale(colour))
    c.rect(x, y, wide, 240, "#FFFFFF", line=colour, width=4, radius=18)
    c.text(x + wide / 2, y + 90, name, 26, _INK, bold=True)
    c.text(x + wide / 2, y + 192, dates, 25, colour, bold=True)


def _pale(colour: str) -> tuple[int, int, int]:
    """The colour thinned with the sheet's."""
    mixed = [round(int(colour[i : i + 2], 16) * 0.25 + 245 * 0.75) for i in (1, 3, 5)]
    return mixed[0], mixed[1], mixed[2]
