"""Films of geometry, fractions and seasons: figures really fit, numbers are right, time to read."""

import itertools
import math
from collections.abc import Sequence

import pytest

from seed_content.films import half_of_rectangle, pythagoras_proof, triangle_angle_sum
from seed_content.films.captions import read_captions
from seed_content.films.globe import TILT, View, declination, on_parallel, place
from seed_content.films.noon_in_moscow import LATITUDE, day_length, half_hours, noon_height
from seed_content.films.plane import direction, sector, slid, turned
from seed_content.measure import Point
from seed_content.source import HOME, read_source

KEYS = (
    "coordinate_plane_points",
    "fractions_number_line",
    "half_of_rectangle",
    "perimeter_and_area",
    "protractor_construction",
    "pythagoras_proof",
    "rows_of_apples",
    "triangle_angle_sum",
    "turning_ray_angles",
    "year_and_seasons",
)


def _area(points: Sequence[Point]) -> float:
    """The area of a polygon by the shoelace formula."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _same(a: Sequence[Point], b: Sequence[Point]) -> bool:
    near = sorted(a), sorted(b)
    return all(math.dist(p, q) < 1e-6 for p, q in zip(*near, strict=True))


@pytest.mark.parametrize("key", KEYS)
def test_a_child_has_time_to_read_each_caption(key: str) -> None:
    rows = read_source(HOME / "library" / "films" / f"{key}.toml").data["caption"]
    captions = read_captions(rows)
    for caption in captions:
        needed = 2.5 + 0.06 * sum(not sign.isspace() for sign in caption.text)
        assert caption.until - caption.start >= needed - 1e-9, caption.text
    for before, after in itertools.pairwise(captions):
        assert before.until == after.start


def test_four_triangles_fill_the_square_but_for_the_square_of_the_hypotenuse() -> None:
    four = pythagoras_proof._FOUR
    inner = [points[1] for points in four]
    sides = [math.dist(p, q) for p, q in itertools.pairwise([*inner, inner[0]])]
    assert sides == pytest.approx([math.hypot(pythagoras_proof._A, pythagoras_proof._B)] * 4)
    whole = (pythagoras_proof._A + pythagoras_proof._B) ** 2
    assert sum(map(_area, four)) + _area(inner) == pytest.approx(whole)


def test_the_slid_triangles_leave_exactly_the_squares_of_the_legs() -> None:
    a, b = pythagoras_proof._A, pythagoras_proof._B
    moved = list(pythagoras_proof._FOUR)
    for k, dx, dy in pythagoras_proof._SLIDES:
        moved[k] = slid(moved[k], dx, dy)
    assert {(round(x), round(y)) for k in (0, 2) for x, y in moved[k]} == {
        (0, 0), (a, 0), (0, b), (a, b),
    }  # fmt: skip
    assert {(round(x), round(y)) for k in (1, 3) for x, y in moved[k]} == {
        (a, b), (a + b, b), (a, a + b), (a + b, a + b),
    }  # fmt: skip


def test_both_pieces_of_the_rectangle_turn_into_the_halves_of_the_triangle() -> None:
    film = half_of_rectangle
    for (corners, about, _), end in zip(film._PIECES, (film._A, film._C), strict=True):
        assert _same(turned(corners, about, 180), [end, film._B, film._FOOT])


def test_the_three_angles_meet_at_one_vertex_without_gaps() -> None:
    film = triangle_angle_sum
    alpha, beta, gamma = map(film._size, (film._A, film._B, film._C))
    assert alpha + beta + gamma == pytest.approx(180)
    assert direction(film._A, film._C) + 180 == pytest.approx(180)  # α lies down to the line MB
    assert 180 + alpha == pytest.approx(direction(film._B, film._A))
    assert direction(film._C, film._B) + 180 == pytest.approx(direction(film._B, film._C))


def test_a_quarter_turn_goes_against_the_clock() -> None:
    assert turned([(1.0, 0.0)], (0.0, 0.0), 90)[0] == pytest.approx((0.0, -1.0))
    assert sector((0.0, 0.0), 2, 0, 90)[-1] == pytest.approx((0.0, -2.0))


@pytest.mark.parametrize(
    ("orbit", "sun", "noon", "day"),
    [
        (180, TILT, "58", "17,5 ч"),
        (270, 0.0, "34", "12 ч"),
        (360, -TILT, "11", "7 ч"),
        (450, 0.0, "34", "12 ч"),
    ],
)
def test_the_sun_over_moscow_is_as_in_the_almanac(
    orbit: float, sun: float, noon: str, day: str
) -> None:
    found = declination(orbit)
    assert found == pytest.approx(sun, abs=1e-6)
    assert f"{noon_height(found):.0f}" == noon
    assert half_hours(day_length(found)) == day


def test_the_earth_turns_eastwards_with_north_up() -> None:
    """Seen from the side with the Sun at the left, a town goes from noon to the right."""
    view, sun = View(0), place(180)
    noon, later = (view.seen(on_parallel(LATITUDE, hour, sun)) for hour in (0, 60))
    assert later[0] > noon[0]
    assert later[2] > 0
