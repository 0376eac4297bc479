"""Marking the words of a query in a text."""

import pytest

from language.lemmas import lemmas
from search.passages import Marker


@pytest.mark.parametrize(
    "word", ["мосивувомазери", "токобомедавего", "Кротошей", "квантозавриков", "h2o", "дробями"]
)
def test_a_word_of_the_query_is_marked_whether_the_dictionary_knows_it_or_not(word: str) -> None:
    segments = Marker(lemmas(word)).marked(f"Вот {word} на доске")

    assert [text for text, marked in segments if marked] == [word]


def test_a_text_without_the_word_is_told_at_once() -> None:
    assert not Marker(lemmas("дробями")).may_stand_in("Стороны горизонта")
