"""What any engine behind the port does; another engine is one more line in ``ENGINES``."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.port import (
    FACETS,
    MOST_LESSONS,
    Document,
    Engine,
    Filters,
    FragmentText,
    IndexBroken,
    LessonPlace,
    SearchRequest,
)
from search.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine}

ALL = frozenset({"all"})

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


def test_a_filter_that_leaves_nothing_lets_weaker_hits_in(engine: Engine) -> None:
    common = [document(n, "Дробь", grades=frozenset({6})) for n in range(2, 60)]
    engine.update([document(1, "Дробь", grades=frozenset({5})), *common])
    engine.update([document(99, "Абак", grades=frozenset({6}))])
    in_five = Filters(grade=frozenset({5}))
    assert ids(engine, "дробь", "абак", filters=in_five) == [1]


def library(chance: random.Random, count: int) -> list[Document]:
    documents = []
    for number in range(1, count + 1):
        lessons = tuple(
            LessonPlace(f"{subject}-{grade}-{no}", subject, grade, no, "abc".index(subject))
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
            )
        )
    return documents


def has(document: Document, facet: str) -> set[object]:
    values: dict[str, set[object]] = {
        "subject": set(document.subjects),
        "grade": set(document.grades),
        "kind": {document.kind},
        "licence": {document.licence},
        "lesson": {lesson.key for lesson in document.lessons},
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
        for facet in ("subject", "grade", "kind", "licence"):
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
        for facet in ("subject", "grade", "kind", "licence"):
            for value, count in page.facets[facet].items():
                chosen = Filters(**{facet: frozenset({value})})  # type: ignore[arg-type]
                assert engine.search(SearchRequest(ALL, words, filters=chosen)).total == count


def test_lessons_are_counted_under_a_subject_and_a_grade(
    filled: tuple[Engine, list[Document]],
) -> None:
    engine, documents = filled
    assert engine.search(SearchRequest(ALL)).facets["lesson"] == {}
    filters = Filters(subject=frozenset("a"), grade=frozenset({2}))
    base = [one for one in documents if "all" in one.audience and passes(one, filters)]
    plain: dict[str, int] = {}
    for one in base:
        for lesson in one.lessons:
            if (lesson.subject, lesson.grade) == ("a", 2):
                plain[lesson.key] = plain.get(lesson.key, 0) + 1
    assert engine.search(SearchRequest(ALL, filters=filters)).facets["lesson"] == plain


def test_at_most_fifty_lessons_are_listed(engine: Engine) -> None:
    def place(no: int) -> LessonPlace:
        return LessonPlace(f"a-1-{no:02}", "a", 1, no)

    common = {"subjects": frozenset("a"), "grades": frozenset({1})}
    documents = [document(no, "Урок", lessons=(place(no),), **common) for no in range(1, 61)]
    documents.append(document(61, "Урок", lessons=(place(60),), **common))
    engine.update(documents)
    filters = Filters(subject=frozenset("a"), grade=frozenset({1}))
    counted = engine.search(SearchRequest(ALL, filters=filters)).facets["lesson"]
    assert len(counted) == MOST_LESSONS
    assert counted["a-1-60"] == 2


def test_matching_and_terms_know_the_words(filled: tuple[Engine, list[Document]]) -> None:
    engine, documents = filled
    with_ray = [one for one in documents if "луч" in f"{one.title} {one.fragments}".lower()]
    assert engine.matching("луч", ALL) == len([one for one in with_ray if "all" in one.audience])
    assert set(engine.terms()) == {word.replace("ё", "е") for word in WORDS}


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
        engine = make(tmp_path / "другой индекс")
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
