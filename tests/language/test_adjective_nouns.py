"""Adjectives as titles call what they are made of."""

import pytest

from language.adjective_nouns import MADE_OF, nouns_of
from language.lemmas import RUSSIAN


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("африканский", "Африка"),
        ("подобный", "подобие"),
        ("древнегреческий", "Древняя Греция"),
        ("петровский", "Пётр"),
        ("чеховский", "Чехов"),
        ("пушкинский", "Пушкин"),
    ],
)
def test_an_adjective_has_the_noun_of_which_it_is_made(adjective: str, noun: str) -> None:
    assert noun in nouns_of(adjective)


@pytest.mark.parametrize("word", ["водный", "русский", "маяковский", "островский", "река", "past"])
def test_words_of_titles_names_and_nouns_have_none(word: str) -> None:
    assert nouns_of(word) == ()


def test_the_table_is_of_lemmas_and_of_words_that_are_known() -> None:
    for adjective, nouns in MADE_OF.items():
        assert RUSSIAN.lemma(adjective).text == adjective
        for word in " ".join(nouns).lower().replace("ё", "е").split():
            assert RUSSIAN.known(word), word
