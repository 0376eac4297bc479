"""Parts of materials: what a teacher may pick, in what forms, and how they are kept."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.errors import WrongFragment
from diary.fragment import Part, parse_ranges, ranges_text, read_part
from diary.words import due_words, part_words
from tests.town import Town

DECK = {"kind": "presentation", "pages": 12, "duration_ms": None}
FILM = {"kind": "video", "pages": None, "duration_ms": 160_000}
PICTURE = {"kind": "image", "pages": 1, "duration_ms": None}


@pytest.mark.parametrize(
    ("given_part", "of", "answer"),
    [
        ({"slides": "4-9,12"}, DECK, {"slides": "4-9,12"}),
        ({"slides": " 12, 4–6 , 5 — 9"}, DECK, {"slides": "4-9,12"}),
        ({"slides": 7}, DECK, {"slides": "7"}),
        ({"slides": "1-12"}, DECK, None),
        ({"from": 80, "to": 125}, FILM, {"from": 80, "to": 125}),
        ({"from": 80.5, "to": 500}, FILM, {"from": 80.5, "to": 160}),
        ({"region": [0, 0.25, 0.5, 0.75]}, PICTURE, {"region": [0.0, 0.25, 0.5, 0.75]}),
        (
            {"region": [0, 0, 1, 1], "slide": 3},
            DECK,
            {"region": [0.0, 0.0, 1.0, 1.0], "slide": 3},
        ),
        (None, DECK, None),
        ({}, FILM, None),
    ],
)
def test_a_part_is_read_in_the_outside_shapes_and_told_in_them(
    given_part: dict[str, Any] | None, of: dict[str, Any], answer: dict[str, Any] | None
) -> None:
    assert read_part(given_part, **of).as_json() == answer


@pytest.mark.parametrize(
    ("given_part", "of"),
    [
        ({"slides": "0-3"}, DECK),
        ({"slides": "9-4"}, DECK),
        ({"slides": "4-13"}, DECK),
        ({"slides": "четыре"}, DECK),
        ({"slides": ""}, DECK),
        ({"slides": None}, DECK),
        ({"slides": ",".join("1" for _ in range(50))}, DECK),
        ({"slides": "1-2"}, FILM),
        ({"from": 80}, FILM),
        ({"from": 80, "to": 80}, FILM),
        ({"from": -1, "to": 5}, FILM),
        ({"from": 170, "to": 180}, FILM),
        ({"from": "80", "to": "90"}, FILM),
        ({"from": True, "to": 5}, FILM),
        ({"from": float("nan"), "to": 5}, FILM),
        ({"from": 1, "to": 2}, DECK),
        ({"region": [0, 0, 1.5, 1]}, PICTURE),
        ({"region": [0.5, 0, 0.6, 1]}, PICTURE),
        ({"region": [0, 0, 0, 1]}, PICTURE),
        ({"region": [0, 0, 1]}, PICTURE),
        ({"region": [0, 0, 1, 1], "slide": 13}, DECK),
        ({"region": [0, 0, 1, 1]}, FILM),
        ({"pages": "1-2"}, DECK),
        ({"slides": "1", "from": 1, "to": 2}, DECK),
    ],
)
def test_what_cannot_be_a_part_is_refused(given_part: dict[str, Any], of: dict[str, Any]) -> None:
    with pytest.raises(WrongFragment):
        read_part(given_part, **of)


def test_a_file_that_is_still_looked_at_takes_any_slides() -> None:
    part = read_part({"slides": "4-9"}, kind="presentation", pages=None, duration_ms=None)
    assert part.slides == (4, 5, 6, 7, 8, 9)


@given(st.sets(st.integers(1, 300), min_size=1, max_size=60))
def test_numbers_survive_being_written(numbers: set[int]) -> None:
    assert parse_ranges(ranges_text(numbers), most_ranges=100) == tuple(sorted(numbers))


@given(
    st.one_of(
        st.just(Part()),
        st.builds(
            Part,
            slides=st.sets(st.integers(1, 60), min_size=1, max_size=30).map(
                lambda found: tuple(sorted(found))
            ),
        ),
        st.builds(Part, from_ms=st.just(80_000), to_ms=st.integers(80_001, 10**7)),
        st.builds(Part, region=st.just((0.0, 0.5, 0.25, 0.5)), region_slide=st.integers(1, 9)),
    )
)
def test_a_row_keeps_a_part_whole(part: Part) -> None:
    row: Any = SimpleNamespace()
    part.write(row)
    assert Part.of(row) == part


def test_a_part_and_a_day_are_told_in_words(shared_town: Town) -> None:
    thursday = date(2026, 11, 26)
    with shared_town.app.test_request_context():
        assert part_words(Part(slides=(4, 5, 6, 9))) == "слайды 4–6, 9"
        assert part_words(Part(slides=(7,))) == "слайд 7"
        assert part_words(Part(from_ms=80_000, to_ms=125_000)) == "1:20–2:05"
        assert part_words(Part()) == ""
        assert due_words(thursday, thursday) == "на сегодня"
        assert due_words(thursday, date(2026, 11, 25)) == "на завтра"
        assert due_words(thursday, date(2026, 11, 20)) == "к четвергу, 26\u00a0ноября"
