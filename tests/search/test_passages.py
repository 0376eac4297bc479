"""Marking the words of a query in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.lemmas import RUSSIAN, lemmas
from language.words import words
from search.marker import Marker
from search.spoken import Said, best_moment


@pytest.mark.parametrize(
    "word", ["мосивувомазери", "токобомедавего", "Кротошей", "квантозавриков", "h2o", "дробями"]
)
def test_a_word_of_the_query_is_marked_whether_the_dictionary_knows_it_or_not(word: str) -> None:
    segments = Marker(lemmas(word)).marked(f"Вот {word} на доске")

    assert [text for text, marked in segments if marked] == [word]


PIECES = [
    *("дробь", "дроби́", "дро\u00adбями,", "дpoбь", "ДРОБЯХ.", "раздробил", "Ёжик", "ежик"),
    *("закон", "«закону»", "беззаконие", "H₂O", "Н₂О", "СО2", "x²", "II", "Ⅱ", "2-й", "5кл"),
    *("sin", "ﬁn", "İ", "северо-восток", "—"),
]


@given(
    query=st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join),
    text=st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    gap=st.sampled_from([" ", "\n", "\u00a0", " \t "]),
)
def test_what_is_found_is_every_word_of_the_text_that_the_query_has(
    query: str, text: str, gap: str
) -> None:
    text = text.replace(" ", gap)
    asked = frozenset(lemmas(query))

    found = Marker(list(asked)).found(text)

    every = [(word, RUSSIAN.lemma(word.text).text) for word in words(text)]
    assert found == [(word, lemma) for word, lemma in every if lemma in asked]


LESSON = (
    Said(1_000, "Сегодня три закона."),
    Said(4_500, "Приём фокусов"),
    Said(8_000, "II закон Ньютона:"),
    Said(12_400, "сила и ускорение."),
    Said(40_000, "Ускорение тела"),
    Said(90_000, "и опять три закона, сила и ускорение тела."),
)


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("закон", 1_000),
        ("ускорение", 12_400),
        ("ньютон", 8_000),
        ("закон сила", 90_000),
        ("ньютон ускорение", 8_000),
        ("ньютон сила ускорение", 12_400),
        ("ускорение тела", 40_000),
    ],
)
def test_a_moment_is_that_of_the_line_with_the_words(query: str, at: int) -> None:
    moment = best_moment(Marker(lemmas(query)), LESSON)

    assert moment is not None
    assert moment.at == at
    assert next(one.text for one in LESSON if one.at == at) in moment.text


def test_a_moment_shows_the_words_about_it() -> None:
    moment = best_moment(Marker(lemmas("ньютон")), LESSON)

    assert moment is not None
    assert moment.text == "Приём фокусов. II закон Ньютона: сила и ускорение."


def test_no_moment_answers_what_is_not_said() -> None:
    assert best_moment(Marker(lemmas("дробь")), LESSON) is None
