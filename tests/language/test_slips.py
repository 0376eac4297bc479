import threading
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from language.layout import as_latin, as_russian
from language.near_words import NearWords
from language.typos import USUAL, allowed, candidates, is_likely, slips

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


@given(st.text("абв", min_size=4, max_size=9), st.text("абв", max_size=9))
def test_slips_are_counted_up_to_what_is_forgiven(typed: str, meant: str) -> None:
    counted = slips(typed, meant)
    far = OSA.distance(typed, meant)
    if far > allowed(typed):
        assert counted is None
    else:
        assert counted is not None
        assert USUAL * far <= counted <= far


def test_short_words_and_numbers_have_no_slips() -> None:
    assert [allowed(word) for word in ("луч", "1812", "дробь", "знаменатель")] == [0, 0, 1, 2]
    assert slips("луч", "лучи") is None
    assert slips("фомрула", "формулы") is None
    assert slips("фомрула", "формулы", boldly=True) is not None


def test_words_are_near_in_any_of_their_forms() -> None:
    near = NearWords()
    near.add(["словосочетание", "знаменатель", "луч", "геометрический", "хлестаков"])
    near.add(["хлестаков", "треугольник"])
    assert near.near("словосочитаниями", 5) == ["словосочетание"]
    assert near.near("гомтрического", 5) == ["геометрический"]
    assert near.near("хлистакову", 5) == ["хлестаков"]
    assert near.near("треуголниками", 5) == ["треугольник"]
    assert near.near("кастрюля", 5) == []
    assert near.near("луж", 5) == []


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


def test_words_that_many_add_at_once_are_all_there_and_once() -> None:
    known, start = NearWords(), threading.Barrier(4)
    syllables = ("ба", "ви", "гу", "до", "же", "зо", "ка", "ла", "му", "ни")
    added = ["".join(parts) for parts in product(syllables, repeat=4)]

    def add(first: int) -> None:
        start.wait()
        for at in range(0, len(added), 50):
            known.add(added[at : at + 50] if first % 2 else added[::-1][at : at + 50])

    adding = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in adding:
        thread.start()
    for thread in adding:
        thread.join()
    assert known.near("бавигудо", 1) == ["бавигудо"]
    assert known.near("нимулака", 100).count("нимулака") == 1
