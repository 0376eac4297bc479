"""The school's own words: what they lead to, who changes them, when a change is in force."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from accounts.allow import NotAllowed
from accounts.viewer import Viewer
from search.errors import (
    LexiconRowExists,
    LexiconRowNotFound,
    NoTable,
    NoTargets,
    NoTerm,
    TooLong,
    TooManyTargets,
    UnknownSubjectOfRow,
)
from search.explain import explain
from search.lexicon import commit, lexicon
from search.lexicon_changes import Wording, add_row, reword, switch
from search.lexicon_list import lexicon_changes, lexicon_page
from search.lexicon_proposals import proposals
from search.lexicon_rows import changed, key_of, shipped
from search.lexicon_table import own_rows_table, take_table
from search.models import QueryLog
from tests.search.library import Library, clock

Feed = Callable[[], int]


@pytest.fixture
def editor(library: Library) -> Iterator[Viewer]:
    yield library.methodologist()
    commit(library.session)


def add(library: Library, who: Viewer, term: str, *targets: str, subjects: str = "") -> str:
    wording = Wording(term, targets, subjects.split())
    made = add_row(library.session, who, wording, clock=clock)
    commit(library.session)
    return made.key


def test_a_hero_leads_to_the_work_behind_what_names_the_hero(library: Library, feed: Feed) -> None:
    library.add("Гоголь. «Ревизор»: комедия")
    library.add("Хлестаков и его враньё")
    library.add("Океаны")
    feed()
    assert library.titles("Хлестаков") == ["Хлестаков и его враньё", "Гоголь. «Ревизор»: комедия"]


def test_a_new_row_is_in_force_without_a_new_index(
    library: Library, feed: Feed, editor: Viewer
) -> None:
    library.add("Вулканы и гейзеры")
    feed()
    assert library.titles("огнедышка") == []
    key = add(library, editor, "огнедышка", "вулканы")
    assert library.titles("огнедышка") == ["Вулканы и гейзеры"]
    switch(library.session, editor, key, in_force=False, clock=clock)
    commit(library.session)
    assert library.titles("огнедышка") == []


def test_a_row_of_the_project_is_switched_off_and_on_again(
    library: Library, feed: Feed, editor: Viewer
) -> None:
    library.add("Гоголь. «Ревизор»: комедия")
    feed()
    rows = [row for row in shipped().lexicon.rows if "хлестаков" in row.lemmas]
    for in_force in (False, True):
        for row in rows:
            switch(library.session, editor, key_of(row), in_force=in_force, clock=clock)
        commit(library.session)
        assert bool(library.titles("Хлестаков")) is in_force


def test_another_process_sees_a_change_when_its_rows_are_no_longer_fresh(
    session: Session, library: Library, editor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.kept.FRESH_SECONDS", 0.0)
    before = lexicon(session)
    assert lexicon(session) is before
    add_row(session, editor, Wording("огнедышка", ["вулканы"]), clock=clock)
    session.commit()
    after = lexicon(session)
    assert "огнедышка" in after.vocabulary
    assert "огнедышка" not in before.vocabulary


def test_a_row_speaks_in_its_subjects_only(library: Library, feed: Feed, editor: Viewer) -> None:
    library.add("Вулканы и гейзеры", lessons=["geography-5-1"])
    library.add("Вулканы в рассказах", lessons=["russian-5-1"])
    feed()
    add(library, editor, "огнедышка", "вулканы", subjects="geography")
    assert library.titles("огнедышка") == ["Вулканы и гейзеры"]


@pytest.mark.parametrize(
    ("wording", "error"),
    [
        (Wording("", ["вулкан"]), NoTerm),
        (Wording("для урока", ["вулкан"]), NoTerm),
        (Wording("для", ["вулкан"]), NoTerm),
        (Wording("огнедышка", []), NoTargets),
        (Wording("вулканы", ["вулкан"]), NoTargets),
        (Wording("огнедышка", [f"вулкан {n}" for n in range(13)]), TooManyTargets),
        (Wording("о" * 121, ["вулкан"]), TooLong),
        (Wording("огнедышка", ["вулкан"], ["alchemy"]), UnknownSubjectOfRow),
    ],
)
def test_what_is_no_row_is_refused(
    library: Library, editor: Viewer, wording: Wording, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_row(library.session, editor, wording, clock=clock)


def test_the_same_row_stands_once_and_comes_back_when_added_again(
    library: Library, editor: Viewer
) -> None:
    key = add(library, editor, "огнедышка", "вулканы")
    with pytest.raises(LexiconRowExists):
        add(library, editor, " Огнедышка ", "вулканы")
    switch(library.session, editor, key, in_force=False, clock=clock)
    assert add(library, editor, "огнедышка", "вулканы") == key


def test_a_row_told_otherwise_takes_the_place_of_the_old_one(
    library: Library, editor: Viewer
) -> None:
    key = add(library, editor, "огнедышка", "вулканы")
    wording = Wording("огнедышка", ["гейзеры"])
    made = reword(library.session, editor, key, wording, clock=clock)
    library.session.commit()
    now = changed(library.session)
    assert [row.key for row in now.rows() if row.own and row.in_force] == [made.key]
    with pytest.raises(LexiconRowNotFound):
        reword(library.session, editor, "0" * 16, wording, clock=clock)


def test_only_methodologists_change_the_lexicon(library: Library) -> None:
    with pytest.raises(NotAllowed):
        add_row(library.session, library.teachers[0], Wording("а", ["б"]), clock=clock)
    with pytest.raises(NotAllowed):
        switch(library.session, library.teachers[0], "0" * 16, in_force=False, clock=clock)


def asked_for(
    library: Library, text: str, *, times: int = 1, found: int = 0, near: str = ""
) -> None:
    for _ in range(times):
        library.session.add(
            QueryLog(
                at=clock() - timedelta(days=1),
                school_id=library.schools[0].id,
                role="teacher",
                text=text,
                found=found,
                nearest_lesson_id=library.lessons[near].id if near else None,
            )
        )
    library.session.commit()


def test_what_was_hardly_found_is_proposed_with_the_lesson_near(
    library: Library, editor: Viewer
) -> None:
    asked_for(library, "огнедышки 5 класс", times=2, near="geography-5-1")
    asked_for(library, "Огнедышка", near="geography-5-1")
    asked_for(library, "снеговал", found=2, near="geography-5-2")
    asked_for(library, "вулканы", found=3, near="geography-5-1")
    asked_for(library, "Иванов Пётр")
    asked_for(library, "как нам найти то чего никто ещё никогда нигде не видел", times=3)
    asked_for(library, "Хлестаков", times=5)
    found = proposals(library.session, editor, clock=clock)
    assert [(one.term.lower(), one.times, one.found) for one in found] == [
        ("огнедышка", 3, 0),
        ("снеговал", 1, 2),
    ]
    assert (found[0].topic, found[0].subject) == ("Вулканы и гейзеры", "geography")
    add(library, editor, "огнедышка", "вулканы")
    assert [one.term for one in proposals(library.session, editor, clock=clock)] == ["снеговал"]
    assert proposals(library.session, library.methodologist(1), clock=clock) == []


def test_own_rows_go_out_as_a_table_and_come_in_again(library: Library, editor: Viewer) -> None:
    keys = [
        add(library, editor, "огнедышка", "вулканы", "гейзеры", subjects="geography russian"),
        add(library, editor, "-тся; -ться", "глаголы"),
    ]
    table = own_rows_table(library.session)
    again = take_table(library.session, editor, table, clock=clock)
    assert (again.added, again.known, again.bad) == (0, 2, ())
    for key in keys:
        switch(library.session, editor, key, in_force=False, clock=clock)
    taken = take_table(library.session, editor, table, clock=clock)
    assert (taken.added, taken.known, taken.bad) == (2, 0, ())
    assert set(keys) == changed(library.session).on.keys()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("comma", [",", ";"])
def test_a_table_of_any_office_comes_in_and_its_bad_lines_are_told(
    library: Library, editor: Viewer, encoding: str, comma: str
) -> None:
    lines = [
        "term,kind,targets,subjects",
        "огнедышка,hero,вулканы,geography",
        ",,,",
        "для,,вулкан,",
    ]
    content = "\r\n".join(lines).replace(",", comma).encode(encoding)
    taken = take_table(library.session, editor, content, clock=clock)
    assert taken.added == 1
    assert [(line.number, line.why) for line in taken.bad] == [(4, NoTerm().message)]
    [row] = changed(library.session).on.values()
    assert (row.term, row.kind, row.targets) == ("огнедышка", "hero", ("вулканы",))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0", "слово;значение".encode()])
def test_what_is_no_table_is_refused(library: Library, editor: Viewer, content: bytes) -> None:
    with pytest.raises(NoTable):
        take_table(library.session, editor, content, clock=clock)


def test_rows_are_found_by_words_of_the_term_and_of_the_targets(
    library: Library, editor: Viewer
) -> None:
    add(library, editor, "огнедышка", "вулканы")
    page = lexicon_page(library.session, "вулканов")
    assert page.rows[-1].row.targets  # the rows of the project are there too
    assert "огнедышка" in [one.row.term for one in page.rows]
    assert lexicon_page(library.session, "огнедышащая абракадабра").total == 0
    own = lexicon_page(library.session, which="own")
    assert [one.row.term for one in own.rows] == ["огнедышка"]
    last = lexicon_page(library.session, page=10_000)
    assert last.rows
    assert last.total == len(shipped().lexicon.rows) + 1


def test_every_change_is_told_with_who_made_it_and_the_last_can_be_undone(
    library: Library, editor: Viewer
) -> None:
    key = add(library, editor, "огнедышка", "вулканы")
    switch(library.session, editor, key, in_force=False, clock=clock)
    told, total = lexicon_changes(library.session)
    assert total == 2
    assert [(one.in_force, one.undo, one.who) for one in told] == [
        (False, True, "Рябинск Анна"),
        (True, False, "Рябинск Анна"),
    ]


def test_explaining_tells_what_stood_for_a_word(library: Library, feed: Feed) -> None:
    item = library.add("Гоголь. «Ревизор»: комедия")
    feed()
    who = Viewer.the_operator()
    lines = explain(library.session, library.engine, who, "Хлестаков", item.public_id)
    assert "  по словарю: Хлестаков → «Ревизор»" in lines
    assert any("«хлестаков»" in line and "→ «Ревизор»" in line for line in lines)
