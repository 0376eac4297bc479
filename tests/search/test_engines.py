"""What any engine behind the port does; another engine is one more line in ``ENGINES``."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from language.lemmas import lemmas
from search.port import (
    AUTHOR,
    FACETS,
    MOST_VALUES,
    TITLE,
    TOPIC,
    WITHIN_GRADE,
    Document,
    Engine,
    Filters,
    FragmentText,
    IndexBroken,
    LessonPlace,
    SearchRequest,
    StandIn,
)
from search.tantivy_engine import TantivyEngine
from search.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}

ALL = frozenset({"all"})

AUTHORS = ("Иванова  А. П.", *(f"Автор {n:02}" for n in range(45)))

WORDS = ("дробь", "число", "луч", "точка", "отрезок", "площадь", "объём", "угол")


def nothing(ids: object) -> tuple[list[Document], list[int]]:
    return [], []


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An empty index."""
    engine = ENGINES[request.param](tmp_path / "index")
    engine.rebuild(iter(()), nothing)
    return engine


def document(id: int, title: str, text: str = "", **more: object) -> Document:
    made = Document(
        id=id,
        kind="presentation",
        title=title,
        audience=ALL,
        fragments=(FragmentText(text=text),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def ids(engine: Engine, *words: str, audiences: frozenset[str] = ALL, **more: object) -> list[int]:
    request = SearchRequest(audiences, words, **more)  # type: ignore[arg-type]
    return [hit.id for hit in engine.search(request).hits]


def test_an_empty_index_answers(engine: Engine) -> None:
    page = engine.search(SearchRequest(ALL, ("дробь",)))
    assert (page.total, page.hits) == (0, ())
    assert set(page.facets) == set(FACETS)
    assert engine.suggest("др", ALL, 10) == []
    assert engine.matching("дробь", ALL) == 0
    assert dict(engine.terms()) == {}
    assert engine.status().documents == 0
    engine.check()


def test_counts_looked_at_later_are_of_what_was_found(engine: Engine) -> None:
    engine.update([document(1, "Дроби", kind="image"), document(2, "Дроби", kind="video")])
    page = engine.search(SearchRequest(ALL, ("дробь",)))
    engine.update([document(3, "Дроби", kind="image")], [2])
    assert (page.total, page.facets["kind"]) == (2, {"image": 1, "video": 1})
    assert engine.search(SearchRequest(ALL, ("дробь",))).facets["kind"] == {"image": 2}


def test_words_kept_from_the_class_count_only_when_asked_for(engine: Engine) -> None:
    slides = (
        FragmentText(heading="Дробь", notes="числитель"),
        FragmentText(heading="Ответ", text="знаменатель", hidden=True),
    )
    engine.update([document(1, "Урок", fragments=slides)])
    for word in ("числитель", "знаменатель", "ответ"):
        assert ids(engine, word) == []
        assert ids(engine, word, hidden=True) == [1]
        assert engine.matching(word, ALL) == 0
        assert engine.matching(word, ALL, hidden=True) == 1
        request = SearchRequest(ALL, ("дробь",), (word,))
        assert [said for said, _ in engine.explain(request, 1)] == ["дробь"]
        assert [said for said, _ in engine.explain(replace(request, hidden=True), 1)] != ["дробь"]
    assert ids(engine, "дробь") == ids(engine, "дробь", hidden=True) == [1]
    # Of two words the one that is kept back is as good as absent: not all of the query is there.
    for hidden, tier in ((False, 0), (True, 1)):
        asked = SearchRequest(ALL, ("дробь", "числитель"), hidden=hidden)
        assert int(engine.search(asked).hits[0].score) == tier


def test_an_update_replaces_and_a_deletion_removes(engine: Engine) -> None:
    engine.update([document(1, "Дроби"), document(2, "Дроби и числа")])
    assert sorted(ids(engine, "дробь")) == [1, 2]
    engine.update([document(1, "Числа")], [2])
    assert ids(engine, "дробь") == []
    assert ids(engine, "число") == [1]
    engine.update([document(1, "Числа")], [2])  # once more is the same
    assert engine.search(SearchRequest(ALL)).total == 1
    assert engine.status().documents == 1
    engine.update([], [1])
    assert ids(engine) == []


def test_one_id_stands_once_whatever_is_sent(engine: Engine) -> None:
    engine.update([document(1, "Дроби"), document(1, "Числа")], [1])
    assert ids(engine) == [1]
    assert ids(engine, "число") == [1]


def test_the_part_of_an_item_where_a_word_stands_matters(engine: Engine) -> None:
    filler = " ".join(WORDS[1:]) * 20
    engine.update(
        [
            document(1, "Урок", f"дробь {filler}"),
            document(2, "Урок", fragments=(FragmentText(heading="Дробь", text=filler),)),
            document(3, "Урок", filler, topics=("Дробь",)),
            document(4, "Дробь и всё о ней", filler),
            document(5, "Дробь", filler),
        ]
    )
    order = ids(engine, "дробь", titles=("дробь",))
    assert order[:2] == [5, 4]
    assert set(order[2:4]) == {2, 3}
    assert order[4] == 1


def test_asides_add_but_are_not_needed(engine: Engine) -> None:
    engine.update([document(1, "Дробь"), document(2, "Дробь на урок"), document(3, "Урок")])
    assert ids(engine, "дробь", asides=("на", "урок")) == [2, 1]


def test_unknown_words_do_not_hide_the_known_ones(engine: Engine) -> None:
    engine.update([document(1, "Дробь"), document(2, "Луч")])
    page = engine.search(SearchRequest(ALL, ("дробь", "абракадабра")))
    assert [hit.id for hit in page.hits] == [1]
    assert page.hits[0].score < 1


def test_a_weak_stand_in_does_not_make_all_words(engine: Engine) -> None:
    engine.update(
        [
            document(1, "США: рабство", "девятнадцатый век"),
            document(2, "Америка: век рабства", "Америка, девятнадцатый век"),
        ]
    )
    asked = SearchRequest(ALL, ("сша", "век"))
    for weight, wholly in ((0.3, False), (0.6, True)):
        america = StandIn("сша", frozenset({"америка"}), weight=weight)
        scores = {
            hit.id: hit.score for hit in engine.search(replace(asked, instead=(america,))).hits
        }
        assert scores[1] >= 1
        assert (scores[2] >= 1) == wholly


def test_a_whole_abbreviation_covers_its_word(engine: Engine) -> None:
    fillers = [document(number, "Задачи на движение") for number in range(10, 20)]
    engine.update([document(1, "Закон сохранения энергии"), *fillers])
    meant = StandIn("зсэ", frozenset({"закон", "сохранение", "энергия"}), weight=0.6)
    found = engine.search(SearchRequest(ALL, ("зсэ", "задача"), instead=(meant,)))
    assert 1 in {hit.id for hit in found.hits}


def with_little_and_with_most(engine: Engine) -> tuple[str, ...]:
    """400 items that have six words of seven, again and again; 200 that have a rarer six, once."""
    asked = (*WORDS[:6], "угол")
    little = [document(n, asked[n % 6], " ".join(3 * asked[:6])) for n in range(1, 401)]
    most = [document(n, "урок", " ".join(asked[1:])) for n in range(401, 601)]
    engine.update([*little, *most])
    return asked


def test_of_many_that_have_a_part_of_a_query_none_is_left_out(engine: Engine) -> None:
    asked = with_little_and_with_most(engine)
    first = ids(engine, *asked, limit=1000)
    assert len(first) == len(set(first)) == 600
    pages = [ids(engine, *asked, offset=offset, limit=50) for offset in range(0, 650, 50)]
    assert [one for page in pages for one in page] == first


def test_of_many_whoosh_takes_those_with_most_of_a_query_first(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(iter(()), nothing)
    assert set(ids(engine, *with_little_and_with_most(engine), limit=200)) == set(range(401, 601))


def test_a_filter_of_the_text_that_leaves_nothing_lets_weaker_hits_in(engine: Engine) -> None:
    common = [document(n, "Дробь", grades=frozenset({6})) for n in range(2, 60)]
    engine.update([document(1, "Дробь", grades=frozenset({5})), *common])
    engine.update([document(99, "Абак", grades=frozenset({6}))])
    in_five = Filters(grade=frozenset({5}))
    assert ids(engine, "дробь", "абак", filters=in_five, base=in_five) == [1]
    # What is chosen beside it only leaves some of what answers.
    assert ids(engine, "дробь", "абак", filters=in_five) == []


def library(chance: random.Random, count: int) -> list[Document]:
    documents = []
    for number in range(1, count + 1):
        lessons = tuple(
            LessonPlace(
                f"{subject}-{grade}-{no}",
                subject,
                grade,
                no,
                "abc".index(subject),
                ("Начало", "Конец", "")[no // 2],
            )
            for subject, grade, no in {
                (chance.choice("abc"), chance.randint(1, 4), chance.randint(1, 5))
                for _ in range(chance.choice((0, 1, 1, 2)))
            }
        )
        documents.append(
            Document(
                id=number,
                kind=chance.choice(("presentation", "image", "video")),
                title=" ".join(chance.sample(WORDS, 2)),
                audience=frozenset(chance.sample(("all", "s:1", "s:2", "u:1"), 1)),
                licence=chance.choice(("CC0", "CC BY 4.0")),
                lessons=lessons,
                subjects=frozenset(lesson.subject for lesson in lessons) or frozenset({"c"}),
                grades=frozenset(lesson.grade for lesson in lessons),
                fragments=(FragmentText(text=" ".join(chance.choices(WORDS, k=4))),),
                author=chance.choice(("", *AUTHORS)),
                length=chance.choice(("", "slides-10", "slides-20")),
                language=chance.choice(("ru", "tt")),
                year=chance.choice((0, 2024, 2025, 2026)),
                since=chance.randint(1, 1000),
            )
        )
    return documents


def has(document: Document, facet: str) -> set[object]:
    values: dict[str, set[Any]] = {
        "subject": set(document.subjects),
        "grade": set(document.grades),
        "kind": {document.kind},
        "licence": {document.licence},
        "lesson": {lesson.key for lesson in document.lessons},
        "section": {lesson.section_key for lesson in document.lessons if lesson.section},
        "author": {" ".join(document.author.split())} - {""},
        "length": {document.length} - {""},
        "language": {document.language},
        "year": {document.year} - {0},
    }
    return values[facet]


def passes(document: Document, filters: Filters, but: str = "") -> bool:
    return all(
        facet == but or not filters.chosen(facet) or has(document, facet) & filters.chosen(facet)
        for facet in FACETS
    )


def some_filters(chance: random.Random) -> Filters:
    def some(values: object, most: int) -> frozenset[object]:
        return frozenset(chance.sample(list(values), chance.randint(0, most)))  # type: ignore[call-overload]

    return Filters(
        subject=some("abc", 2),  # type: ignore[arg-type]
        grade=some(range(1, 5), 2),  # type: ignore[arg-type]
        kind=some(("presentation", "image"), 1),  # type: ignore[arg-type]
        licence=some(("CC0",), 1),  # type: ignore[arg-type]
        section=some(("a/1/Начало", "b/2/Конец"), 1) if chance.random() < 0.1 else frozenset(),  # type: ignore[arg-type]
        author=some(("Иванова А. П.", "Автор 01"), 2) if chance.random() < 0.1 else frozenset(),  # type: ignore[arg-type]
        length=some(("slides-10", "slides-20"), 1),  # type: ignore[arg-type]
        language=some(("ru", "tt"), 1),  # type: ignore[arg-type]
        year=some((2024, 2025), 1) if chance.random() < 0.5 else frozenset(),  # type: ignore[arg-type]
    )


@pytest.fixture
def filled(engine: Engine) -> tuple[Engine, list[Document]]:
    """A random library that has lived: many commits, changes and deletions."""
    chance = random.Random(5)
    documents = library(chance, 160)
    for start in range(0, 160, 40):
        engine.update(documents[start : start + 40])
    engine.update([replace(documents[7], title="Луч", kind="video"), documents[9]], [3, 4])
    documents[7] = replace(documents[7], title="Луч", kind="video")
    return engine, [one for one in documents if one.id not in (3, 4)]


def test_counts_equal_a_plain_count(filled: tuple[Engine, list[Document]]) -> None:
    engine, documents = filled
    chance = random.Random(6)
    for _ in range(80):
        audiences = frozenset(chance.sample(("all", "s:1", "s:2", "u:1"), 2))
        filters = some_filters(chance)
        page = engine.search(SearchRequest(audiences, filters=filters, limit=1000))
        seen = [one for one in documents if one.audience & audiences]
        found = {one.id for one in seen if passes(one, filters)}
        assert {hit.id for hit in page.hits} == found
        assert page.total == len(found)
        for facet in set(FACETS) - WITHIN_GRADE:
            base = [one for one in seen if passes(one, filters, but=facet)]
            values = {value for one in base for value in has(one, facet)}
            plain = {value: sum(value in has(one, facet) for one in base) for value in values}
            assert page.facets[facet] == plain


def test_counts_under_words_say_what_a_click_brings(
    filled: tuple[Engine, list[Document]],
) -> None:
    engine, _ = filled
    for words in (("луч",), ("луч", "угол"), ("дробь", "точка", "площадь")):
        page = engine.search(SearchRequest(ALL, words))
        for facet in set(FACETS) - WITHIN_GRADE:
            for value, count in page.facets[facet].items():
                chosen = Filters(**{facet: frozenset({value})})  # type: ignore[arg-type]
                assert engine.search(SearchRequest(ALL, words, filters=chosen)).total == count


def test_lessons_and_sections_are_counted_under_a_subject_and_a_grade(
    filled: tuple[Engine, list[Document]],
) -> None:
    engine, documents = filled
    for filters in (Filters(), Filters(subject=frozenset("a")), Filters(grade=frozenset({2}))):
        page = engine.search(SearchRequest(ALL, filters=filters))
        assert page.facets["lesson"] == page.facets["section"] == {}
    filters = Filters(subject=frozenset("a"), grade=frozenset({2}))
    base = [one for one in documents if "all" in one.audience and passes(one, filters)]
    lessons: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    for one in base:
        within = [place for place in one.lessons if (place.subject, place.grade) == ("a", 2)]
        lessons.update(place.key for place in within)
        sections.update({place.section_key for place in within} - {""})
    assert lessons
    assert sections
    page = engine.search(SearchRequest(ALL, filters=filters))
    assert (page.facets["lesson"], page.facets["section"]) == (lessons, sections)


def test_the_fifty_most_frequent_values_are_listed_and_the_chosen_one(engine: Engine) -> None:
    documents = [document(no, "Урок", author=f"Автор {no:03}") for no in range(1, 81)]
    documents.append(document(81, "Урок", author="Автор 080"))
    engine.update(documents)
    counted = engine.search(SearchRequest(ALL)).facets["author"]
    assert next(iter(counted)) == "Автор 080"
    assert set(counted) == {"Автор 080"} | {f"Автор {no:03}" for no in range(1, 50)}
    chosen = Filters(author=frozenset({"Автор 079"}))
    page = engine.search(SearchRequest(ALL, filters=chosen))
    assert [hit.id for hit in page.hits] == [79]
    assert page.facets["author"] == {**counted, "Автор 079": 1}


def test_the_most_used_go_first_then_the_newest(engine: Engine) -> None:
    engine.update([document(no, "Урок" if no % 2 else "Луч") for no in range(1, 9)])
    engine.update([], [5])
    first = (3, 99, 8, 1, 5, 7)
    assert ids(engine, sort="used", first=first) == [3, 8, 1, 7, 6, 4, 2]
    assert ids(engine, "луч", sort="used", first=first) == [8, 6, 4, 2]
    assert ids(engine, sort="used", first=first, offset=2, limit=3) == [1, 7, 6]
    assert ids(engine, sort="used") == [8, 7, 6, 4, 3, 2, 1]


def test_what_came_after_the_first_page_moves_no_later_page(engine: Engine) -> None:
    engine.update([document(no, "Луч", since=no) for no in range(1, 8)])
    first = engine.search(SearchRequest(ALL, ("луч",), limit=3, sort="newest"))
    engine.update([document(no, "Луч", since=no) for no in (8, 9)])
    asked = SearchRequest(ALL, ("луч",), offset=3, limit=3, sort="newest", until=first.until)
    second = engine.search(asked)
    assert [hit.id for hit in (*first.hits, *second.hits)] == [7, 6, 5, 4, 3, 2]
    assert (second.total, second.until) == (first.total, first.until)
    assert second.facets == first.facets
    assert engine.search(replace(asked, until=None)).total == 9


def test_until_is_the_latest_that_the_viewer_may_see(engine: Engine) -> None:
    assert engine.search(SearchRequest(ALL)).until == 0
    kept = frozenset({"u:1"})
    engine.update([document(1, "Луч", since=5), document(2, "Луч", since=9, audience=kept)])
    assert engine.search(SearchRequest(ALL)).until == 5
    assert engine.search(SearchRequest(ALL | kept)).until == 9


def test_at_most_fifty_lessons_are_listed(engine: Engine) -> None:
    def place(no: int) -> LessonPlace:
        return LessonPlace(f"a-1-{no:02}", "a", 1, no)

    common = {"subjects": frozenset("a"), "grades": frozenset({1})}
    documents = [document(no, "Урок", lessons=(place(no),), **common) for no in range(1, 61)]
    documents.append(document(61, "Урок", lessons=(place(60),), **common))
    engine.update(documents)
    filters = Filters(subject=frozenset("a"), grade=frozenset({1}))
    counted = engine.search(SearchRequest(ALL, filters=filters)).facets["lesson"]
    assert len(counted) == MOST_VALUES
    assert counted["a-1-60"] == 2


def test_matching_and_terms_know_the_words(filled: tuple[Engine, list[Document]]) -> None:
    engine, documents = filled
    with_ray = [one for one in documents if "луч" in f"{one.title} {one.fragments}".lower()]
    assert engine.matching("луч", ALL) == len([one for one in with_ray if "all" in one.audience])
    assert set(engine.terms()) - set(lemmas(" ".join(AUTHORS))) == {
        word.replace("ё", "е") for word in WORDS
    }


def test_whether_one_item_has_all_words_that_somebody_may_see(engine: Engine) -> None:
    engine.update(
        [
            document(1, "Луч", "точка", subjects=frozenset({"math"}), grades=frozenset({7})),
            document(2, "Угол", audience=frozenset({"u:1"})),
            document(3, "Отрезок", fragments=(FragmentText(text="число", notes="площадь"),)),
        ]
    )
    several = [("луч", "точка"), ("луч", "число"), ("луч", "дробь"), ("угол",), ("отрезок",), ()]
    assert engine.has_each(several, ALL) == [True, False, False, False, True, True]
    assert engine.has_each(several, ALL | {"u:1"}) == [True, False, False, True, True, True]
    assert engine.has_each([("площадь", "число")], ALL) == [False]
    assert engine.has_each([("площадь", "число")], ALL, hidden=True) == [True]
    seventh = Filters(grade=frozenset({7}))
    assert engine.has_each(several, ALL, seventh) == [True, False, False, False, False, True]
    eighth = Filters(subject=frozenset({"math"}), grade=frozenset({8}))
    assert not any(engine.has_each(several, ALL, eighth))
    engine.update([], [1])
    assert engine.has_each(several[:1], ALL) == [False]
    assert engine.has_each((), ALL) == []


def test_suggestions_are_the_shortest_titles_whatever_stands_there_many_times(
    engine: Engine,
) -> None:
    engine.update(
        [
            *(document(n, "Луч света") for n in range(1, 40)),
            document(40, "Лучи"),
            document(41, "Лучшее лето"),
            document(42, "Летний луч"),
            document(43, "Луч и точка"),
        ]
    )
    assert engine.suggest("луч", ALL, 10) == [
        "Лучи", "Луч света", "Луч и точка", "Лучшее лето", "Летний луч",
    ]  # fmt: skip
    assert engine.suggest("луч", ALL, 3) == ["Лучи", "Луч света", "Луч и точка"]


def test_suggestions_are_what_the_audience_may_see(engine: Engine) -> None:
    engine.update([document(1, "Луч солнца"), document(2, "Лучший", audience=frozenset({"u:1"}))])
    assert engine.suggest("луч", ALL, 10) == ["Луч солнца"]
    assert engine.suggest("луч", frozenset({"u:1"}), 10) == ["Лучший"]
    assert engine.suggest("сол", ALL, 10) == ["Луч солнца"]
    engine.update([], [1])
    assert engine.suggest("луч", ALL, 10) == []


def test_suggestions_are_of_the_grades_and_subjects_asked_for(engine: Engine) -> None:
    engine.update(
        [
            document(1, "Луч", subjects=frozenset({"math"}), grades=frozenset({7})),
            document(2, "Луч света", subjects=frozenset({"physics"}), grades=frozenset({8})),
        ]
    )
    assert engine.suggest("луч", ALL, 10, Filters(grade=frozenset({8}))) == ["Луч света"]
    assert engine.suggest("луч", ALL, 10, Filters(subject=frozenset({"math"}))) == ["Луч"]
    both = Filters(subject=frozenset({"math"}), grade=frozenset({8}))
    assert engine.suggest("луч", ALL, 10, both) == []


def test_a_missing_index_says_so_and_can_be_made(tmp_path: Path) -> None:
    for make in ENGINES.values():
        engine = make(tmp_path / f"другой индекс {make.__name__}")
        for attempt in (
            engine.check,
            engine.status,
            lambda: engine.search(SearchRequest(ALL)),  # noqa: B023
            lambda: engine.update([document(1, "Дроби")]),  # noqa: B023
        ):
            with pytest.raises(IndexBroken):
                attempt()
        engine.rebuild(iter([document(1, "Дроби")]), nothing)
        engine.check()
        assert ids(engine, "дробь") == [1]


def test_a_rebuild_serves_the_old_index_and_loses_no_change(engine: Engine) -> None:
    engine.update([document(1, "Луч"), document(2, "Дроби")])
    built = engine.status().built
    read: list[int] = []

    def slow() -> Iterator[Document]:
        yield document(1, "Луч")
        assert ids(engine, "луч") == [1]
        # Committed and taken in while the build is on: it changes, appears, goes.
        engine.update([document(1, "Угол"), document(3, "Числа")], [2])
        assert sorted(ids(engine)) == [1, 3]
        yield document(2, "Дроби")

    def changes(again: object) -> tuple[list[Document], list[int]]:
        read.extend(again)  # type: ignore[call-overload]
        return [document(1, "Угол"), document(3, "Числа")], [2]

    engine.rebuild(slow(), changes)
    assert sorted(read) == [1, 2, 3]
    assert engine.status().built != built
    assert sorted(ids(engine)) == [1, 3]
    assert ids(engine, "угол") == [1]


def test_a_rebuild_that_fails_changes_nothing(engine: Engine) -> None:
    engine.update([document(1, "Дроби")])

    def broken() -> Iterator[Document]:
        yield document(2, "Числа")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        engine.rebuild(broken(), nothing)
    assert ids(engine) == [1]
    engine.update([document(3, "Луч")])
    engine.rebuild(iter([document(4, "Угол")]), nothing)
    assert ids(engine) == [4]


def test_a_phrase_is_words_side_by_side_in_their_order(engine: Engine) -> None:
    slides = (FragmentText(heading="Ответ", text="отрезок луча", hidden=True),)
    engine.update(
        [
            document(1, "Площадь круга и длина луча"),
            document(2, "Площадь", "круга луч; длина луча", author="Площадь Круг"),
            document(3, "Круг площадь", "площадь, а не круг", topics=("Луч",), fragments=slides),
        ]
    )

    def found(*phrases: tuple[str, ...], **more: object) -> set[int]:
        groups = tuple(frozenset({phrase}) for phrase in phrases)
        return set(ids(engine, *sum(phrases, ()), phrases=groups, **more))

    assert found(("площадь", "круг")) == {1, 2}
    assert found(("длина", "луч")) == {1, 2}
    assert found(("круг", "луч")) == {2}  # a title's end and a text's beginning are no neighbours
    assert found(("площадь", "круг"), ("круг", "луч")) == {2}
    assert found(("круг", "и", "длина", "луч")) == {1}
    assert found(("луч", "отрезок")) == set()
    assert found(("отрезок", "луч")) == set()
    assert found(("отрезок", "луч"), hidden=True) == {3}
    for part, word, those in ((TITLE, "круг", {1, 3}), (TOPIC, "луч", {3}), (AUTHOR, "круг", {2})):
        assert set(ids(engine, phrases=(frozenset({(part, word)}),))) == those
    either = frozenset({("круг", "луч"), ("отрезок",)})
    assert set(ids(engine, phrases=(either,))) == {2}
    assert set(ids(engine, phrases=(either,), hidden=True)) == {2, 3}


def test_counts_hold_under_phrases_and_without_what_is_not_wanted(
    filled: tuple[Engine, list[Document]],
) -> None:
    engine, documents = filled

    def texts(one: Document) -> list[list[str]]:
        return [
            text.lower().replace("ё", "е").split() for text in (one.title, one.fragments[0].text)
        ]

    def has_phrase(one: Document, phrase: tuple[str, ...]) -> bool:
        size = len(phrase)
        return any(
            tuple(text[at : at + size]) == phrase for text in texts(one) for at in range(len(text))
        )

    for wanted in (("луч", "угол"), ("дробь", "число"), ("точка",)):
        for unwanted in (("площадь",), ("угол", "точка")):
            request = SearchRequest(
                ALL, phrases=(frozenset({wanted}),), without=frozenset({unwanted}), limit=1000
            )
            page = engine.search(request)
            right = [
                one
                for one in documents
                if "all" in one.audience
                and has_phrase(one, wanted)
                and not has_phrase(one, unwanted)
            ]
            assert {hit.id for hit in page.hits} == {one.id for one in right}
            assert page.total == len(right)
            kinds = {one.kind for one in right}
            assert page.facets["kind"] == {
                kind: sum(one.kind == kind for one in right) for kind in kinds
            }
            # The same under words: nothing else comes in, not by its section nor by its id.
            more = replace(
                request, words=("дробь", "луч"), also=frozenset(one.id for one in documents)
            )
            assert {hit.id for hit in engine.search(more).hits} <= {one.id for one in right}
