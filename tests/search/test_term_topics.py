"""Words of the lexicon's terms are what a query is about, and no filters."""

import pytest

from language.lexicon import Lexicon, Row
from search.stand_ins import StandIns
from search.subject_words import SubjectWords
from search.understand import understand

SUBJECTS = SubjectWords([("art", "Изобразительное искусство"), ("algebra", "Алгебра")])
TERMS = StandIns(
    Lexicon(
        [
            Row("вес картинки", ("объём файла",)),
            Row("3Д модель", ("трёхмерная графика",)),
            Row("булева алгебра", ("алгебра логики",), subjects=frozenset({"informatics"})),
            Row("отличник алгебра", ("олимпиада",), subjects=frozenset({"algebra"})),
            Row("ВПР 4 класс", ("проверочная работа",)),
            Row("картинка", ("иллюстрация",)),
        ]
    )
)


@pytest.mark.parametrize(
    ("query", "words", "filters"),
    [
        ("вес картинки", ("вес", "картинка"), {}),
        ("вес картинки 7 класс", ("вес", "картинка"), {"grade": 7}),
        ("картинка вес", ("вес",), {"kind": "image"}),
        ("вес слона картинки", ("вес", "слон"), {"kind": "image"}),
        ("слон картинка", ("слон",), {"kind": "image"}),
        ("3Д модель", ("3", "далее", "модель"), {}),
        ("ВПР 4 класс", ("впр",), {"grade": 4}),
        ("булева алгебра", ("булев", "алгебра"), {}),
        ("отличник алгебра", ("отличник",), {"subject": "algebra"}),
    ],
)
def test_a_filter_gives_way_to_a_whole_term_that_has_its_word(
    query: str, words: tuple[str, ...], filters: dict[str, object]
) -> None:
    understood = understand(query, SUBJECTS, TERMS)
    assert understood.words == words
    assert {chip.facet: chip.value for chip in understood.chips} == filters


def test_a_kind_that_gives_way_is_still_likely() -> None:
    assert understand("вес картинки", SUBJECTS, TERMS).likely_kinds == {"image"}
    assert understand("слон картинка", SUBJECTS, TERMS).likely_kinds == frozenset()


@pytest.mark.parametrize(
    ("query", "subject"),
    [("из чего состоит клетка", None), ("из", None), ("изо", "art"), ("портрет изо", "art")],
)
def test_a_preposition_names_no_subject(query: str, subject: str | None) -> None:
    assert understand(query, SUBJECTS).first("subject") == subject


def test_a_row_that_was_added_takes_no_filter_from_a_query() -> None:
    row = Row("слон картинка", ("Слоны Индии",))
    own = StandIns(TERMS.lexicon.changed([row], ()))
    understood = understand("слон картинка", SUBJECTS, own)
    assert {chip.facet: chip.value for chip in understood.chips} == {"kind": "image"}
