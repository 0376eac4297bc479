"""Terms as they are said in a query: whole, in any order, the longest of them."""

import csv

import pytest

from language.lexicon import FOLDER, KINDS, Lexicon, Row, school_rows, several, weighty
from language.words import words

LEXICON = Lexicon(
    [
        Row("Плюшкин", ("Мёртвые души",)),
        Row("день и ночь", ("смена дня и ночи",)),
        Row("закон Ома", ("сила тока",), subjects=frozenset({"physics"})),
        Row("закон", ("право",)),
        Row("не с глаголом", ("правописание не",)),
        Row("эксель", ("электронные таблицы",)),
        Row("Добчинский", ("Ревизор",)),
    ]
)


def said(query: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [one.row.term for one in lexicon.spoken(list(words(query)))]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("образ Плюшкина", ["Плюшкин"]),
        ("плюшкин", ["Плюшкин"]),
        ("день ночь", ["день и ночь"]),
        ("ночь и день", ["день и ночь"]),
        ("день", []),
        ("закон Ома для участка цепи", ["закон Ома"]),
        ("Ома закон", ["закон Ома"]),
        ("закон", ["закон"]),
        ("не с глаголами", ["не с глаголом"]),
        ("с глаголом", []),
        ("таблица в экселе", ["эксель"]),
        ("экселем", ["эксель"]),
        ("Добчинского и Бобчинского", ["Добчинский"]),
        ("экспресс", []),
        ("", []),
    ],
)
def test_only_whole_terms_are_said_and_the_longest_of_them(query: str, terms: list[str]) -> None:
    assert said(query) == terms


def test_a_word_that_the_dictionary_lacks_is_known_in_its_other_forms() -> None:
    assert LEXICON.knows("экселя")
    assert not LEXICON.knows("экселент")
    assert not LEXICON.knows("глаголу")  # of such words the lemma tells


def test_each_said_term_knows_its_words() -> None:
    [one] = LEXICON.spoken(list(words("что такое закон Ома")))
    assert one.at == {2, 3}


def test_a_changed_lexicon_is_as_if_made_of_its_rows() -> None:
    off = LEXICON.rows[2]
    more = [Row("закон Архимеда", ("выталкивающая сила",)), Row("пловучесть", ("плавание тел",))]
    changed = LEXICON.changed(more, [off])
    fresh = Lexicon(changed.rows)
    assert changed.vocabulary == fresh.vocabulary
    assert "ома" not in changed.vocabulary
    for query in ("закон Ома", "закон Архимеда", "пловучесть", "плюшкин", "ночь днём"):
        assert said(query, changed) == said(query, fresh)
    assert said("закон Ома") == ["закон Ома"]
    assert changed.with_word("закон") == (LEXICON.rows[3], more[0])


def test_the_shipped_rows_are_whole() -> None:
    rows = list(school_rows())
    assert len(rows) > 30_000
    assert all(row.term and row.targets and row.kind in KINDS for row in rows)
    assert len(set(rows)) == len(rows)
    assert Lexicon(rows).vocabulary == {word.text for row in rows for word in words(row.term)}
    with (FOLDER.parents[1] / "seed_content" / "curriculum" / "subjects.csv").open(
        encoding="utf-8"
    ) as file:
        codes = {line["code"] for line in csv.DictReader(file)}
    assert frozenset().union(*(row.subjects for row in rows)) <= codes


@pytest.mark.parametrize(
    ("query", "targets"),
    [
        ("двигатель внутреннего сгорания", {"ДВС", "тепловые двигатели"}),
        # «ПО» is software and a participle's phrase.
        ("программное обеспечение", {"ПО"}),
    ],
)
def test_what_an_abbreviation_is_in_full_leads_where_it_leads(
    query: str, targets: set[str]
) -> None:
    spoken = Lexicon(school_rows()).spoken(list(words(query)))
    assert {one for said in spoken for one in said.row.targets} == targets


def test_each_family_leads_to_words_that_lessons_of_its_subject_have() -> None:
    with (FOLDER.parents[1] / "seed_content" / "curriculum" / "lessons.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        taught: dict[str, set[str]] = {}
        for line in csv.DictReader(file):
            of_subject = taught.setdefault(line["subject"], set())
            of_subject |= weighty(" ".join((line["section"], line["topic"], line["title"])))
            of_subject |= weighty(line["keywords"])
    with (FOLDER / "families.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            for target in several(line["targets"]):
                assert any(
                    weighty(target) <= taught[subject] for subject in several(line["subjects"])
                ), (line["term"], target)


@pytest.mark.parametrize(
    ("query", "subject", "target"),
    [
        ("ЗОЖ", "obzr", "здоровый образ жизни"),
        ("лягушка", "biology", "земноводные"),
        ("метан", "chemistry", "алканы"),
        ("дед Мазай", "literary_reading", "Некрасов"),
        ("D=b²-4ac", "algebra", "дискриминант"),
        ("сборка автомата", "obzr", "Автомат Калашникова"),
        ("почему лёд не тонет", "physics", "плавание тел"),
        ("воздушная тревога", "obzr", "РСЧС и гражданская оборона"),
        ("как рисовать вазу", "art", "натюрморт"),
        ("Ворона и Лисица", "literature", "Крылов"),
        ("чиж", "world_around", "птицы"),
        ("go went", "english", "неправильные глаголы"),
        ("го вент гон", "english", "неправильные глаголы"),
        ("прошедшее время англ", "english", "Past Simple"),
    ],
)
def test_terms_that_schools_say_lead_to_what_is_taught(
    query: str, subject: str, target: str
) -> None:
    spoken = Lexicon(school_rows()).spoken(list(words(query)))
    assert any(subject in one.row.subjects and target in one.row.targets for one in spoken)
