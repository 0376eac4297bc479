"""Verbs as titles call them."""

import pytest

from language.irregular_nouns import IRREGULAR
from language.lemmas import RUSSIAN
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
        ("распасться", "распад"),
        ("бороться", "борьба"),
        ("дышать", "дыхание"),
        ("доказывать", "доказательство"),
        ("лететь", "полет"),
        ("закипать", "кипение"),
        ("таять", "таяние"),
        ("нарисовать", "рисунок"),
        ("подавать", "подача"),
    ],
)
def test_a_verb_has_the_nouns_of_the_dictionary(verb: str, noun: str) -> None:
    assert noun in verbal_nouns(verb)


@pytest.mark.parametrize("word", ["идти", "лезть", "угол", "past", ""])
def test_what_has_no_such_noun_gets_none(word: str) -> None:
    assert verbal_nouns(word) == ()


def test_a_stem_is_not_softened_where_the_language_does_not() -> None:
    assert "деление" not in verbal_nouns("делать")
    assert "плавление" not in verbal_nouns("плавать")


def test_nouns_of_the_table_are_lemmas() -> None:
    nouns = {noun for several in IRREGULAR.values() for noun in several}
    assert nouns == {RUSSIAN.lemma(noun).text for noun in nouns}
    assert all(RUSSIAN.known(verb) or RUSSIAN.known(f"{verb}ся") for verb in IRREGULAR)
