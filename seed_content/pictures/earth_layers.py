"""The inner structure of the Earth: a wedge cut out to the centre.

Depths in round numbers of school textbooks: crust 5–75 km, mantle to 2900 km, outer core to
5100 km, inner core to 6371 km. Radii are to scale, only the crust is thickened to be seen.
"""

import math

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import ring, smooth

_INK = "#2B2B3D"
_CX, _CY, _R = 430.0, 420.0, 320.0
_LAYERS = (  # outer radius in kilometres, colour
    (6371.0, "#6B4A32"),
    (6250.0, "#E2733B"),
    (3471.0, "#F6A63A"),
    (1271.0, "#FFE08A"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 800."""
    c.text(640, 50, "Внутреннее строение Земли", 46, _INK, bold=True)
    c.oval(_CX, _CY, _R, _R, "#5BA7DB")
    _continents(c)
    for km, colour in _LAYERS:
        r = _R * km / 6371
        c.polygon([(_CX, _CY), *ring(_CX, _CY, r, -52, 52)], colour)
    _labels(c)


def _continents(c: Canvas) -> None:
    """Africa, Europe and a part of Asia in broad strokes; the cut lies to the east of them."""
    africa = [
        (250, 330),
        (330, 306),
        (392, 326),
        (420, 380),
        (462, 404),
        (438, 470),
        (400, 540),
        (372, 610),
        (334, 604),
        (322, 520),
        (300, 456),
        (232, 442),
        (216, 388),
    ]
    europe = [
        (262, 262),
        (300, 218),
        (340, 166),
        (396, 150),
        (470, 148),
        (540, 190),
        (520, 240),
        (470, 288),
        (420, 300),
        (360, 286),
        (320, 292),
        (276, 300),
    ]
    for shape in (africa, europe):
        c.polygon(smooth(shape, closed=True), "#8CC47A")
    south = [(300, 706), (380, 690), (460, 692), (548, 700), (500, 726), (430, 738), (350, 728)]
    c.polygon(smooth(south, closed=True), "#F4F8FA")
    north = [(336, 128), (400, 108), (470, 110), (520, 124), (440, 130)]
    c.polygon(smooth(north, closed=True), "#F4F8FA")


def _labels(c: Canvas) -> None:
    rows = (
        (150, "Земная кора", "твёрдая, 5–75 км", 6320, 45),
        (304, "Мантия", "до глубины 2900 км,\nвещество может медленно течь", 5000, 20),
        (470, "Внешнее ядро", "2900–5100 км, жидкое,\nжелезо и никель", 2500, -8),
        (640, "Внутреннее ядро", "5100–6371 км, твёрдое,\nоколо 6000 °C", 700, -24),
    )
    for y, name, words, km, degrees in rows:
        r = _R * km / 6371
        a = math.radians(degrees)
        callout(
            c, name, (846, y), (_CX + r * math.cos(a), _CY - r * math.sin(a)), size=34, bold=True
        )
        c.text(856, y + 26, words, 26, "#4A4A5E", anchor="lt")
    c.text(_CX, 772, "Толщина коры на рисунке увеличена", 24, "#6A6A7C")
