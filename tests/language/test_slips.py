import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.layout import as_latin, as_russian
from language.typos import candidates, distance, is_likely

VOCABULARY = {"дробь": 9, "дробный": 3, "дрова": 5, "презентация": 4, "знаменатель": 7, "cell": 2}


def test_turns_the_layout_both_ways() -> None:
    assert as_russian("ghtptynfwbz") == "презентация"
    assert as_russian("lhj,b") == "дроби"
    assert as_latin("зфые ышьзду") == "past simple"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("дрбь", "дробь"),
        ("дорбь", "дробь"),
        ("доробь", "дробь"),
        ("дрова", None),
        ("призентация", "презентация"),
        ("призинтация", "презентация"),
        ("знаминатиль", "знаменатель"),
        ("cel", None),
        ("celll", "cell"),
        ("12345", None),
    ],
)
def test_finds_the_word_that_was_meant(typed: str, meant: str | None) -> None:
    near = [word for word in candidates(typed, VOCABULARY) if word != typed]
    assert next(iter(near), None) == meant


def test_of_neighbours_the_more_frequent_goes_first() -> None:
    assert list(candidates("кора", {"гора": 2, "нора": 8, "кара": 5})) == ["нора", "кара", "гора"]


@given(st.text("абв", max_size=7), st.text("абв", max_size=7))
def test_distance_is_a_distance(one: str, other: str) -> None:
    far = distance(one, other, 9)
    assert far == distance(other, one, 9)
    assert (far == 0) == (one == other)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert distance(one, other, 1) == min(far, 2)


@pytest.mark.parametrize(
    ("typed", "meant", "likely"),
    [
        ("дорби", "дроби", True),  # a swap
        ("дробии", "дроби", True),  # doubled
        ("суфикс", "суффикс", True),  # one of two lost
        ("дрови", "дроби", False),
        ("дроьи", "дроби", True),  # the key beside
        ("матимат", "математ", True),  # sounds alike
        ("дроби", "дроб", False),
    ],
)
def test_tells_usual_slips_from_others(typed: str, meant: str, likely: bool) -> None:
    assert is_likely(typed, meant) == likely
