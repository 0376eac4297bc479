"""Natural zones of Russia and the lands beside it as a scheme: coasts, no state borders."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.northern_land import outline, paint_land, place

_INK = "#26352F"
_AT: Point = (10.0, 92.0)
_REST = "#E6E1D6"
_SEA = "#3E7396"

# name, colour, the southern bound; painted from the south to the north
_ZONES = (
    (
        "полупустыни\nи пустыни",
        "#F2D08A",
        "0 40,60 40,80 43,84 50,97 50,110 49.3,120 49.3,127 48,130 42,200 42",
    ),
    (
        "лесостепи\nи степи",
        "#EDE07A",
        (
            "0 40,38 40,44.5 45,45.5 47.5,46.8 49.3,49 50.4,58 50.4,70 50.2,80 49.8,84 50,97 50,"
            "110 49.3,120 49.3,127 48,130 42,200 42"
        ),
    ),
    (
        "смешанные и\nшироколиственные\nлеса",
        "#A9D36B",
        (
            "0 44,20 45,24 48,27 50.5,31 51,36 52.5,40 53.8,45 55,50 55.3,56 55.6,62 56.2,"
            "72 56,80 55.8,86 55.4,"
            "92 54,97 52.2,104 51.2,110 50.6,116 51.3,120 51,124 49.5,127 48,130 42,200 42"
        ),
    ),
    (
        "тайга",
        "#5FA56A",
        (
            "0 60,27 60,31 59.3,38 58.3,45 57.5,52 57,57 56.8,62 56.2,72 56,80 55.8,86 55.4,92 54,"
            "97 52.2,104 51.2,110 50.6,116 51.3,120 51,124 50.8,128 51.5,132 50.5,136 50,139 51.5,"
            "142 49,200 49"
        ),
    ),
    (
        "тундра и\nлесотундра",
        "#C9B6D9",
        (
            "0 69.5,27 69.3,33 68.4,41 66.8,50 66.8,66 66.6,75 67,82 68,90 69,100 70.5,110 71,"
            "120 70.5,"
            "130 70,140 69,150 67.8,160 67,165 65,170 62.6,176 61.5,200 61"
        ),
    ),
    (
        "арктические\nпустыни",
        "#BFE3F2",
        "0 75,50 75,60 74.4,70 75,90 76.4,105 77.2,120 76.5,140 75.8,155 74,170 70.9,200 70.6",
    ),
)
_SUBTROPICS = ("субтропики", "#E8875C")
_WARM_SHORES = (
    "36.8 45.3,38 45,40 44.1,42 43,43 41.5,40 41,38.5 43.5,37 44.4",
    "33.4 44.5,34.2 44.9,35.2 45.1,35.6 44.9,34 44.1",
)
_CAUCASUS = "40.2 44.3,43 44,46 43.4,47.6 42.4,50 40,44 40,42.6 42.4,41 43.6"
_PEAKS = (
    "42.5 43.2,44.5 42.9,46 42.3,59 58,59.5 61,60.5 64,64 66.5,58.5 54.5,85.5 50.5,88 51.5,92 52.5,"
    "96 53,101 52.3,114 56.5,121 56.5,128 56,132 58,127 66,129 68.5,138 67,141 65.3,"
    "145 64,"
    "150 66.5,160 65.5,168 67.2,175 66.5,159 55.5,160 57.8,135.5 46.3,137 48,95 68.5,99 69.5,"
    "33.5 67.8"
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1600 × 930."""
    zones = Canvas(1290, 800, _REST)
    north = [place(longitude, 89.5) for longitude in range(200, -11, -10)]
    for _name, colour, bound in _ZONES:
        zones.polygon([*outline(bound + ",201 60"), *north], colour)
    zones.polygon(outline(_CAUCASUS), _REST)
    for words in _WARM_SHORES:
        zones.polygon(outline(words), _SUBTROPICS[1])
    paint_land(c, _AT, zones, "#E3F1FA", "#7FA3B8")
    for pair in _PEAKS.split(","):
        longitude, latitude = pair.split()
        _peak(c, *_on_sheet(float(longitude), float(latitude)))
    c.rect(0, 0, 1600, 90, "#F7FAF6")
    c.rect(0, 892, 1600, 40, "#F7FAF6")
    c.rect(1300, 90, 300, 840, "#F7FAF6")
    c.text(800, 48, "Природные зоны России", 48, _INK, bold=True)
    _names(c)
    _legend(c)
    c.text(
        655,
        911,
        "Схема. Границы государств не показаны, зоны продолжены на соседние земли",
        25,
        "#5C6F66",
    )


def _on_sheet(longitude: float, latitude: float) -> Point:
    x, y = place(longitude, latitude)
    return x + _AT[0], y + _AT[1]


def _peak(c: Canvas, x: float, y: float) -> None:
    c.polygon([(x - 12, y + 8), (x, y - 12), (x + 12, y + 8)], "#7A5A3C")
    c.polygon([(x - 4, y - 5), (x, y - 12), (x + 4, y - 5)], "#FFFFFF")


def _names(c: Canvas) -> None:
    for words, longitude, latitude, size, colour in (
        ("т а й г а", 82, 61.5, 46, "#FFFFFF"),
        ("т а й г а", 117, 61.8, 46, "#FFFFFF"),
        ("тундра", 104, 72.9, 30, _INK),
        ("степи", 68.5, 53.2, 30, _INK),
    ):
        x, y = _on_sheet(longitude, latitude)
        c.text(x, y, words, size, colour, bold=True)
    c.text(890, 134, "Северный Ледовитый океан", 30, _SEA, bold=True)
    c.text(1215, 760, "Тихий\nокеан", 30, _SEA, bold=True)


def _legend(c: Canvas) -> None:
    rows = [*((name, colour) for name, colour, _ in reversed(_ZONES)), _SUBTROPICS]
    rows.append(("вне схемы", _REST))
    y = 120.0
    for name, colour in rows:
        tall = 30 * (name.count("\n") + 1) + 22
        c.rect(1316, y + tall / 2 - 21, 52, 42, colour, line="#9AA89F", width=2, radius=8)
        c.text(1382, y + tall / 2, name, 24, _INK, anchor="lm")
        y += tall + 14
    _peak(c, 1342, y + 34)
    c.text(1382, y + 32, "горы: высотная\nпоясность", 25, _INK, anchor="lm")
