"""Verbs as titles call them."""

import pytest

from language.verbal_nouns import verbal_nouns


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("открыть", "открытие"),
        ("умножать", "умножение"),
        ("сократить", "сокращение"),
        ("плавать", "плавание"),
        ("отменить", "отмена"),
        ("образовать", "образование"),
        ("изменяться", "изменение"),
        ("возникнуть", "возникновение"),
        ("кипеть", "кипение"),
    ],
)
def test_a_verb_has_the_nouns_of_the_dictionary(verb: str, noun: str) -> None:
    assert noun in verbal_nouns(verb)


@pytest.mark.parametrize("word", ["идти", "бороться", "угол", "past", ""])
def test_what_has_no_such_noun_gets_none(word: str) -> None:
    assert verbal_nouns(word) == ()


def test_a_stem_is_not_softened_where_the_language_does_not() -> None:
    assert "деление" not in verbal_nouns("делать")
    assert "плавление" not in verbal_nouns("плавать")
