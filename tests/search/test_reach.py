"""Nobody learns of an item that does not reach them: not by hits, counts, hints or corrections."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from accounts.viewer import RoleAt, Viewer
from catalog.change import changed
from tests.search.library import NOW, Library, clock

Feed = Callable[[], int]


def everywhere(library: Library, viewer: Viewer) -> tuple[int, int, list[str], str | None]:
    """What a viewer can tell of items with the word «кварк»."""
    found = library.find("кварк", viewer)
    counted = sum(count.count for count in library.find("", viewer).facets["subject"])
    return (
        found.total,
        counted,
        library.suggest("квар", viewer),
        library.find("кварг", viewer).corrected,
    )


def test_a_schools_shelf_reaches_the_school_only(library: Library, feed: Feed) -> None:
    library.add("Кварк", shelf="school", school=0, lessons=["math-5-1"])
    feed()
    own, foreign = library.teachers
    assert everywhere(library, own) == (1, 1, ["Кварк"], "кварк")
    assert everywhere(library, foreign) == (0, 0, [], None)
    assert everywhere(library, Viewer.the_operator()) == (1, 1, ["Кварк"], "кварк")


def test_an_authors_draft_reaches_the_author_only(library: Library, feed: Feed) -> None:
    library.add("Кварк", owner=0, shelf="private", published=False, lessons=["math-5-1"])
    feed()
    author, other = library.teachers
    assert everywhere(library, author) == (1, 1, ["Кварк"], "кварк")
    assert everywhere(library, other) == (0, 0, [], None)
    assert everywhere(library, Viewer.the_operator()) == (0, 0, [], None)


def test_a_withdrawn_item_is_gone_at_once_and_from_the_index_soon(
    library: Library, feed: Feed
) -> None:
    item = library.add("Кварк", owner=0, lessons=["math-5-1"])
    feed()
    assert library.find("кварк", library.teachers[1]).total == 1
    library.withdraw(item)
    # The index does not know yet; the database does.
    assert library.find("кварк", library.teachers[1]).total == 0
    assert library.find("кварк", library.teachers[1]).hits == ()
    feed()
    for viewer in (*library.teachers, Viewer.the_operator()):
        assert everywhere(library, viewer) == (0, 0, [], None)


def test_a_published_item_shows_its_published_version_to_all(library: Library, feed: Feed) -> None:
    item = library.add("Кварк", owner=0, slides=["старое"])
    library.version(item, "Глюон", item.versions[0].original_sha, ["новое"], no=2, published=False)
    library.session.commit()
    feed()
    for viewer in library.teachers:
        assert library.titles("кварк", viewer) == ["Кварк"]
        assert library.titles("глюон", viewer) == []
        assert library.find("старое", viewer).total == 1


def test_what_is_not_processed_is_not_found(library: Library, feed: Feed) -> None:
    item = library.add("Кварк", owner=0, published=False)
    item.versions[0].processed_at = None
    library.session.commit()
    feed()
    assert library.find("кварк", library.teachers[0]).total == 0
    item.versions[0].processed_at = NOW
    library.session.commit()


def test_suggestions_come_from_titles_and_lessons(library: Library, feed: Feed) -> None:
    library.add("Вулкан Этна", lessons=["geography-5-1"])
    library.add("Большой вулкан", lessons=["geography-5-1"])
    for number in range(12):
        library.add(f"Карта {number}")
    feed()
    suggested = library.suggest("ВУЛК")
    assert suggested[:2] == ["Вулкан Этна", "Большой вулкан"]
    assert "Вулканы и гейзеры" in suggested
    assert library.suggest("большой ву") == ["Большой вулкан"]
    assert len(library.suggest("к")) == 10
    for nothing in ("", "  ", "«*»", "\x00", "\ud800", "щщщ"):
        assert library.suggest(nothing) == []


def pupil_of(library: Library, role: str = "pupil") -> Viewer:
    teacher = library.teachers[0]
    return replace(teacher, person_id=None, roles=(RoleAt(role, teacher.roles[0].school_id),))


@pytest.mark.parametrize("role", ["pupil", "guardian"])
@pytest.mark.parametrize("where", ["notes", "hidden slide"])
def test_words_kept_from_the_class_find_nothing_for_it(
    library: Library, feed: Feed, role: str, where: str
) -> None:
    item = library.add(
        "Опрос по теме", slides=["Вопросы", ("Вопросы", "Проверь")], lessons=["math-5-1"]
    )
    first, last = item.versions[0].fragments
    if where == "notes":
        first.notes = "Ответ: кварк"
    else:
        last.text, last.hidden = "Ответ: кварк", True
    changed(library.session, item, clock)
    library.session.commit()
    feed()
    teacher, pupil = library.teachers[0], pupil_of(library, role)

    [seen_by_teacher] = library.find("кварк", teacher).hits
    assert seen_by_teacher.passage is not None
    assert "кварк" in seen_by_teacher.passage.text
    assert everywhere(library, teacher) == (1, 1, [], "кварк")
    # The material itself is there for the class: a count without any word tells no answers.
    assert everywhere(library, pupil) == (0, 1, [], None)
    asked = library.find("кварк", pupil)
    assert (asked.hits, asked.corrected) == ((), None)
    assert not any(asked.facets.values())


def test_a_hit_leads_the_class_to_a_slide_that_it_sees(library: Library, feed: Feed) -> None:
    item = library.add("Опрос", slides=["кварк", "кварк глюон", "глюон"])
    item.versions[0].fragments[1].hidden = True
    item.versions[0].fragments[2].notes = "кварк глюон"
    changed(library.session, item, clock)
    library.session.commit()
    feed()

    for viewer, at in ((library.teachers[0], 2), (pupil_of(library), 1)):
        [hit] = library.find("кварк глюон", viewer).hits
        assert hit.passage is not None
        assert hit.passage.at == at


def test_notes_do_not_move_a_material_in_the_list_of_the_class(
    library: Library, feed: Feed
) -> None:
    for title, notes in (("Первый опрос", ""), ("Второй опрос", "кварк " * 40)):
        item = library.add(title, slides=["кварк и слова"])
        item.versions[0].fragments[0].notes = notes
        changed(library.session, item, clock)
    library.session.commit()
    feed()

    by_teacher = library.find("кварк", library.teachers[0]).hits
    by_pupil = library.find("кварк", pupil_of(library)).hits

    assert [hit.card.title for hit in by_teacher] == ["Второй опрос", "Первый опрос"]
    assert by_pupil[0].score == by_pupil[1].score


def test_a_card_counts_the_slides_that_its_reader_sees(library: Library, feed: Feed) -> None:
    item = library.add("Опрос", slides=["кварк", "ответ"])
    item.versions[0].original.pages = 2
    item.versions[0].fragments[1].hidden = True
    changed(library.session, item, clock)
    library.session.commit()
    feed()

    for viewer, seen in ((library.teachers[0], 2), (pupil_of(library), 1)):
        [hit] = library.find("кварк", viewer).hits
        assert (hit.card.pages, hit.card.seen_pages) == (2, seen)
