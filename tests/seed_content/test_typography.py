"""Spaces that a line may not break at."""

import pytest

from seed_content.typography import bind


@pytest.mark.parametrize(
    "words", ["12 В", "0,5 А", "44 Ом", "200 см³", "100 кПа", "2 моль", "505 тыс. км", "180 кг"]
)
def test_a_number_keeps_its_unit(words: str) -> None:
    assert bind(words) == words.replace(" ", "\u00a0", 1)


def test_a_word_that_only_begins_like_a_unit_may_go_to_the_next_line() -> None:
    assert bind("7 литров, 5 волков") == "7 литров, 5 волков"
