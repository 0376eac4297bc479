"""The land of northern Eurasia in a conic projection, coasts in broad strokes, no state borders.

An equidistant conic with the standard parallels 52° and 68°, its middle meridian 105° E.
"""

import math
from collections.abc import Sequence

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import stroke

_P1, _P2, _MIDDLE = math.radians(52), math.radians(68), 105.0
_N = (math.cos(_P1) - math.cos(_P2)) / (_P2 - _P1)
_G = math.cos(_P1) / _N + _P1
_SCALE = 1010.0  # pixels in a radius of the Earth

# longitude and latitude along the coast from Scandinavia eastwards, then back under the sheet
COAST = (
    "10 63.5,14 67.5,20 70,25 71,28 71,31 70.3,33 69.4,36 69.1,39 68,41 67.2,41.2 66.5,39 66.1,"
    "35 66.4,32.7 67.1,"
    "34.5 65.5,34.8 64.4,37 63.9,38 64.2,37 65.1,39.8 64.6,40.5 65,40 65.6,42 66.4,44 66.1,44.2 67,"
    "43.8 68.2,45.9 68.4,46.5 67.9,45.5 67,47.8 66.9,48 67.6,53 68.8,54 68.3,58 68.8,61 69.8,"
    "64.5 69.3,67 68.9,68.3 68.3,69 69,67 69.7,66.8 71,69 72.8,72 72.9,72.7 71.5,72 69.5,73.5 68,"
    "71 66.6,73 66.4,74.2 67.6,74.8 69,73.7 70.5,74.5 72.3,77 72.2,79 72.3,82 71.8,83 70.6,"
    "84 71,80.8 73.3,86.5 73.9,87 75,93 76,98 76.2,104 77.7,108 76.6,113 75.8,111 74.6,107 73.2,"
    "110 73.9,113.5 73.5,119 73,123 73,127 73.4,129.5 71.5,132 71.6,137 71.4,140 72.4,146 72.3,"
    "150 71.5,152 70.9,159.5 70.8,161 69.5,168 69.8,171 69.9,176 69.7,180 68.9,185 67.2,190 66.1,"
    "188 65,184 65.6,180.5 66,181 65,177.5 64.6,179 62.6,174 61.7,170.5 60,166 59.9,163.5 59.8,"
    "162 58,163 56.2,161.8 55,160 53,158.5 52.5,156.8 51,155.7 54,155.6 57,157 58,160 60.5,"
    "163.7 62.5,160 61.7,156.5 61.5,154.5 59.7,151 59.2,148 59.4,143 59.3,139 57.5,135.5 54.8,"
    "137.5 53.8,139.5 54.2,141 53.2,141.2 52,140.5 50,140.2 48.5,138.5 46.5,136 44.5,133 42.8,"
    "131 42.5,129 40,127 20,100 20,60 20,20 20,-10 30,-10 50"
)
ISLANDS = (
    "52 71.5,55 70.7,57.5 70.7,56 72.2,55.5 73.2,53 73",
    "55 73.5,57 74,60 75.5,65 76.2,69 76.9,66 77,60 76.4,56 75.2,53.5 74",
    "47 80.6,52 80.2,56 80.1,58 80.6,54 81.1",
    "59 80.3,64 80.6,62 81.4,58 81.2",
    "94 79.3,99 79.8,96 81,91 80.2",
    "100 78.2,105 78.6,101 79.4,98.5 78.8",
    "137.5 75.6,141 76,146 75.4,150 75.1,145 74.8,140 74.7",
    "178.5 71.1,181 71.5,183 71,180 70.8",
    (
        "142.5 54.3,143.2 52,143.8 49.5,144.6 48.8,142.8 47.5,143.4 46.2,142 46,142 48,142 50,"
        "141.8 52.5"
    ),
    "48.2 68.9,49.5 69.5,50 68.8",
)
WATERS = (
    (
        "10 54,14 54,19 54.4,21 55.5,21 57.5,24 57.2,23.5 59.2,27 59.5,29.8 59.9,28 60.5,25 60.1,"
        "21.5 60.5,21.5 63,25 65.5,22 65.7,18 62.5,17 60.5,19 59.8,16 57,12.8 55.4,11 56"
    ),
    (
        "28 41,28.5 44,30.8 46.5,33 46,32.6 45.4,33.6 44.4,35.5 45,36.5 45.1,37.3 44.8,39 44,"
        "40 43.4,"
        "41.5 42,41.5 40"
    ),
    "35 45.5,35 46.3,37.5 47,39 47.2,38 46.4,37.6 45.6,36.6 45.4",
    (
        "47.6 44.5,47.3 43.2,48.5 41.9,49.5 40,53 40,52.9 41.8,51 43,50.3 44.5,52.8 45.3,53 46.9,"
        "51 47,49 46.3,47.8 45.7"
    ),
    "103.7 51.5,105.5 52,108 53.5,109.3 55.7,110 55.3,109 53.4,107.2 52.3,105 51.3",
    "30.4 60.6,31.4 61.6,32.6 60.9,31.6 60",
    "34.6 61.6,35.4 62.4,36.2 61.3,35.6 60.9",
)


def place(longitude: float, latitude: float) -> Point:
    """Where a place is on a sheet of 1290 × 800 pixels."""
    rho, theta = _G - math.radians(latitude), math.radians(_N * (longitude - _MIDDLE))
    return 758 + _SCALE * rho * math.sin(theta), _SCALE * rho * math.cos(theta) - 106


def outline(words: str) -> list[Point]:
    """Points of "longitude latitude,…", long strokes along a parallel broken into short ones."""
    given = [(float(a), float(b)) for a, b in (pair.split() for pair in words.split(","))]
    points: list[Point] = []
    for (a1, b1), (a2, b2) in zip(given, [*given[1:], given[-1]], strict=True):
        steps = max(1, int(abs(a2 - a1) / 3))
        parts = [k / steps for k in range(steps)]
        points += [place(a1 + (a2 - a1) * u, b1 + (b2 - b1) * u) for u in parts]
    return points


def paint_land(c: Canvas, at: Point, zones: Canvas, sea: str, shore: str) -> None:
    """Put ``zones``, a sheet of 1290 × 800, on ``c`` at ``at``, the seas taken out of it."""
    mask = Canvas(zones.width, zones.height, "#000000")
    for words in (COAST, *ISLANDS):
        mask.polygon(outline(words), "#FFFFFF")
        _shore(zones, outline(words), shore)
    for words in WATERS:
        mask.polygon(outline(words), "#000000")
        _shore(zones, outline(words), shore)
    c.rect(at[0], at[1], zones.width, zones.height, sea)
    scale = c.image.width // c.width
    c.image.paste(zones.image, (int(at[0] * scale), int(at[1] * scale)), mask.image.convert("L"))


def _shore(c: Canvas, points: Sequence[Point], colour: str) -> None:
    stroke(c, [*points, points[0]], colour, 5, closed=True)
