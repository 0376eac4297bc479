"""Nobody learns of an item that does not reach them: not by hits, counts, hints or corrections."""

from collections.abc import Callable
from dataclasses import replace

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


def test_a_pupil_is_not_shown_the_notes_under_a_slide(library: Library, feed: Feed) -> None:
    item = library.add("Опрос по теме", slides=["Вопросы", "Проверь себя"])
    for fragment in item.versions[0].fragments:
        fragment.notes = "Ответ: кракатау"
    changed(library.session, item, clock)
    library.session.commit()
    feed()
    teacher = library.teachers[0]
    pupil = replace(teacher, person_id=None, roles=(RoleAt("pupil", teacher.roles[0].school_id),))

    [seen_by_teacher] = library.find("кракатау", viewer=teacher).hits
    [seen_by_pupil] = library.find("кракатау", viewer=pupil).hits

    assert seen_by_teacher.passage is not None
    assert "кракатау" in seen_by_teacher.passage.text
    assert seen_by_pupil.passage is None
