"""Films of science: their captions can be read in time, their motion obeys the laws they show."""

import itertools
import math

import pytest

from seed_content.films import (
    bubble_sort,
    converging_lens,
    landscape,
    ohms_law_graph,
    pendulum_oscillations,
    speeding_up,
)
from seed_content.films.captions import read_captions
from seed_content.films.encode import SIZE
from seed_content.films.particles import Box, fill, move
from seed_content.films.timing import comma
from seed_content.measure import text_width
from seed_content.source import HOME, read_source

KEYS = (
    "acceleration_graphs",
    "bubble_sort",
    "chromosomes_in_mitosis",
    "converging_lens",
    "diffusion_of_particles",
    "ions_in_solution",
    "ohms_law_graph",
    "pendulum_oscillations",
    "sound_pitch_and_loudness",
    "water_cycle_in_motion",
)


@pytest.mark.parametrize("key", KEYS)
def test_a_caption_fits_and_stays_long_enough_to_be_read(key: str) -> None:
    captions = read_captions(
        read_source(HOME / "library" / "films" / f"{key}.toml").data["caption"]
    )
    assert captions[0].start == 0
    assert 15 <= captions[-1].until <= (75 if key == "acceleration_graphs" else 30)
    for before, after in itertools.pairwise(captions):
        assert before.until == after.start
    for caption in captions:
        letters = len(caption.text)
        assert caption.until - caption.start >= 2.5 + 0.06 * letters - 0.05, caption.text
        assert text_width(caption.text, 19) <= SIZE[0] - 24, caption.text


def test_each_second_of_speeding_up_adds_the_same_speed_and_ways_as_odd_numbers() -> None:
    speeds = [speeding_up.speed(t) for t in range(6)]
    assert {b - a for a, b in itertools.pairwise(speeds)} == {speeding_up.ACCELERATION}
    ways = [speeding_up.path(t) - speeding_up.path(t - 1) for t in range(1, 6)]
    assert [way / ways[0] for way in ways] == [1, 3, 5, 7, 9]


def test_the_image_is_where_the_two_rays_meet() -> None:
    """The ray through the focus and the ray through the middle cross at the image's tip."""
    focus = converging_lens.FOCUS
    for times in (3.4, 2.4, 2.0, 1.4, 0.5):
        distance, tall = times * focus, 42.0
        image = converging_lens.image_distance(distance)
        through_focus = tall - tall / focus * image
        through_middle = -tall / distance * image
        assert through_focus == pytest.approx(through_middle)
    assert converging_lens.image_distance(2 * focus) == pytest.approx(2 * focus)
    assert converging_lens.image_distance(0.5 * focus) < 0


def test_a_thread_four_times_longer_swings_twice_as_slowly() -> None:
    assert pendulum_oscillations.period(1.0) == pytest.approx(2.006, abs=0.001)
    ratio = pendulum_oscillations.period(1.0) / pendulum_oscillations.period(0.25)
    assert ratio == pytest.approx(2)
    period = pendulum_oscillations.period(1.0)
    assert pendulum_oscillations.angle(1.0, 0) == pytest.approx(
        -pendulum_oscillations.angle(1.0, period / 2)
    )


def test_twice_the_resistance_halves_the_current() -> None:
    assert ohms_law_graph.current(10, 5) == 2 * ohms_law_graph.current(10, 10) == 2


def test_bubble_sort_ends_after_a_pass_without_swaps() -> None:
    steps = bubble_sort.passes(bubble_sort.NUMBERS)
    assert [len(one) for one in steps] == [5, 4, 3, 2]
    assert steps[-1][0].row == tuple(sorted(bubble_sort.NUMBERS))
    assert not any(step.swap for step in steps[-1])
    inversions = sum(a > b for a, b in itertools.combinations(bubble_sort.NUMBERS, 2))
    assert sum(step.swap for one in steps for step in one) == inversions


def test_particles_keep_to_their_half_while_the_wall_stands_and_lose_no_energy() -> None:
    box = Box(60, 58, 580, 262)
    particles = fill(box, 32, 5.0, 150.0, seed=4)
    energy = sum(one.vx**2 + one.vy**2 for one in particles)
    for _ in range(60):
        move(particles, box, 0.05, wall=True)
    assert all((one.x < box.middle) == (one.kind == 0) for one in particles)
    for _ in range(200):
        move(particles, box, 0.05)
    assert sum(one.vx**2 + one.vy**2 for one in particles) == pytest.approx(energy)
    strangers = sum((one.x < box.middle) != (one.kind == 0) for one in particles)
    assert 22 <= strangers <= 42  # of 64: evenly mixed would be 32


def test_water_goes_down_a_river_from_its_source_to_the_sea() -> None:
    way = [landscape.along(landscape.RIVER, p / 20) for p in range(21)]
    assert way[0] == landscape.RIVER[0]
    assert way[-1] == pytest.approx(landscape.RIVER[-1])
    heights = [y for _x, y in way]
    assert heights == sorted(heights)
    steps = [math.dist(a, b) for a, b in itertools.pairwise(way)]
    assert max(steps) == pytest.approx(min(steps), rel=0.05)


def test_numbers_are_written_the_russian_way() -> None:
    assert [comma(v) for v in (2.25, 0.05, -1.5, 10)] == ["2,3", "0,1", "−1,5", "10,0"]
    assert comma(0.25, 2) == "0,25"
