"""Adjectives as titles call what they are made of."""

import pytest

from language.adjective_nouns import MADE_OF, nouns_of
from language.lemmas import RUSSIAN


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("африканский", {"африка"}),
        ("подобный", {"подобие"}),
        ("древнегреческий", {"древний", "греция"}),
        ("петровский", {"петр"}),
        ("чеховский", {"чехов"}),
        ("пушкинский", {"пушкин"}),
    ],
)
def test_an_adjective_has_the_noun_of_which_it_is_made(adjective: str, noun: set[str]) -> None:
    assert noun in nouns_of(adjective)


@pytest.mark.parametrize("word", ["водный", "русский", "маяковский", "островский", "река", "past"])
def test_words_of_titles_names_and_nouns_have_none(word: str) -> None:
    assert nouns_of(word) == ()


def test_the_table_is_of_lemmas() -> None:
    for adjective, several in MADE_OF.items():
        for word in (adjective, *(lemma for nouns in several for lemma in nouns)):
            assert RUSSIAN.lemma(word).text == word
