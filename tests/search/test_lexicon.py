"""The school's own words: what they lead to, who changes them, when a change is in force."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from accounts.allow import NotAllowed
from accounts.viewer import Viewer
from search.errors import (
    LexiconRowExists,
    LexiconRowNotFound,
    NoTargets,
    NoTerm,
    NotOwnRow,
    TooLong,
    TooManyTargets,
    UnknownKindOfRow,
    UnknownSubjectOfRow,
)
from search.explain import explain
from search.lexicon import commit, lexicon
from search.lexicon_changes import Wording, add_row, remove, reword, row_by, switch
from search.lexicon_history import State, lexicon_changes
from search.lexicon_list import lexicon_page
from search.lexicon_proposals import proposals
from search.lexicon_rows import changed, key_of, shipped
from search.models import QueryLog
from tests.search.lexicon_words import add
from tests.search.library import Library, clock

Feed = Callable[[], int]


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
        (Wording("огнедышка", ["вулкан"], kind="чудо"), UnknownKindOfRow),
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


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("огнедышка -", "огнедышка"),
        (" — огнедышка, ", "огнедышка"),
        ("«огнедышка».", "огнедышка"),
        ("«Огни» и «дышка»", "«Огни» и «дышка»"),
        ("-дышка", "-дышка"),
        ("пере-", "пере-"),
        ("и т.д.", "и т.д."),
        ("огнедышка?!", "огнедышка"),
    ],
)
def test_signs_at_a_terms_ends_that_mean_nothing_are_dropped(
    library: Library, editor: Viewer, typed: str, term: str
) -> None:
    add(library, editor, typed, "вулканы", "-")
    [row] = changed(library.session).on.values()
    assert (row.term, row.targets) == (term, ("вулканы",))


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
    library: Library,
    text: str,
    *,
    times: int = 1,
    found: int = 0,
    near: str = "",
    corrected: bool = False,
) -> None:
    for _ in range(times):
        library.session.add(
            QueryLog(
                at=clock() - timedelta(days=1),
                school_id=library.schools[0].id,
                role="teacher",
                text=text,
                found=found,
                corrected=corrected,
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
    asked_for(library, "вулконята", times=3, found=1, near="geography-5-1", corrected=True)
    for marked in ("автор:Дымов", "«дымные горы»", "огнеград -пепел", "дымок ИЛИ парок"):
        asked_for(library, marked, times=3, near="geography-5-1")
    found = proposals(library.session, library.engine, editor, clock=clock)
    assert [(one.term.lower(), one.times, one.found) for one in found] == [
        ("огнедышка", 3, 0),
        ("снеговал", 1, 2),
    ]
    assert (found[0].topic, found[0].subject) == ("Вулканы и гейзеры", "geography")
    add(library, editor, "огнедышка", "вулканы")
    assert [
        one.term for one in proposals(library.session, library.engine, editor, clock=clock)
    ] == ["снеговал"]
    assert proposals(library.session, library.engine, library.methodologist(1), clock=clock) == []


def test_what_only_filters_kept_from_being_found_is_not_proposed(
    library: Library, feed: Feed, editor: Viewer
) -> None:
    """«Площадь» under a filter that left nothing was proposed as a word that nobody knows."""
    for no in range(3):
        library.add(f"Пепелище {no}", lessons=["geography-5-1"])
    library.add("Пепелище соседей", lessons=["geography-6-1"], shelf="school", school=1)
    feed()
    for _ in range(6):
        for asked in ("пепелище", "огнедышка"):
            library.find(asked, editor, grades=(6,))
            library.find(f"{asked} 6 класс география", editor)
    found = proposals(library.session, library.engine, editor, clock=clock)
    assert [(one.term, one.times) for one in found] == [("огнедышка", 12)]


def test_what_is_found_by_now_is_proposed_no_longer(
    library: Library, feed: Feed, editor: Viewer
) -> None:
    asked_for(library, "огнедышка", times=3, near="geography-5-1")
    for no in range(3):
        assert proposals(library.session, library.engine, editor, clock=clock)
        library.add(f"Огнедышка {no}", lessons=["geography-5-1"])
        feed()
    assert proposals(library.session, library.engine, editor, clock=clock) == []


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


def told_of(library: Library) -> list[tuple[str, State | None]]:
    told, total = lexicon_changes(library.session)
    assert total == len(told)
    return [(one.what, one.undo) for one in told]


def test_every_change_is_told_with_who_made_it_and_the_last_can_be_undone(
    library: Library, editor: Viewer
) -> None:
    key = add(library, editor, "огнедышка", "вулканы")
    assert told_of(library) == [("added", "removed")]
    switch(library.session, editor, key, in_force=False, clock=clock)
    switch(library.session, editor, key, in_force=True, clock=clock)
    assert told_of(library) == [("on", "off"), ("off", None), ("added", None)]
    assert lexicon_changes(library.session)[0][0].who == "Рябинск Анна"
    ours = next(iter(shipped().by_key))
    switch(library.session, editor, ours, in_force=False, clock=clock)
    assert told_of(library)[0] == ("off", "on")
    switch(library.session, editor, ours, in_force=True, clock=clock)
    assert told_of(library)[:2] == [("on", "off"), ("off", None)]


def test_an_own_row_is_removed_and_that_is_undone_like_any_change(
    library: Library, editor: Viewer
) -> None:
    key = add(library, editor, "огнедышка", "вулканы")
    switch(library.session, editor, key, in_force=False, clock=clock)
    own = lexicon_page(library.session, which="own")  # switched off it is an own one still
    assert (own.own, own.off, [one.key for one in own.rows]) == (1, 1, [key])
    remove(library.session, editor, key, clock=clock)
    remove(library.session, editor, key, clock=clock)  # twice is once
    assert told_of(library) == [("removed", "off"), ("off", None), ("added", None)]
    assert not any(one.own for one in lexicon_page(library.session, "огнедышка").rows)
    assert lexicon_page(library.session, which="off").total == 0
    with pytest.raises(LexiconRowNotFound):
        row_by(library.session, key)
    switch(library.session, editor, key, in_force=False, clock=clock)
    assert told_of(library)[0] == ("returned", "removed")
    assert [one.key for one in lexicon_page(library.session, which="off").rows] == [key]
    remove(library.session, editor, key, clock=clock)
    assert add(library, editor, "огнедышка", "вулканы") == key
    assert told_of(library)[0] == ("added", "removed")


def test_a_row_of_the_project_is_switched_off_not_removed(library: Library, editor: Viewer) -> None:
    with pytest.raises(NotOwnRow):
        remove(library.session, editor, next(iter(shipped().by_key)), clock=clock)
    with pytest.raises(LexiconRowNotFound):
        remove(library.session, editor, "0" * 16, clock=clock)
    with pytest.raises(NotAllowed):
        remove(library.session, library.teachers[0], "0" * 16, clock=clock)


def test_explaining_tells_what_stood_for_a_word(library: Library, feed: Feed) -> None:
    item = library.add("Гоголь. «Ревизор»: комедия")
    feed()
    who = Viewer.the_operator()
    lines = explain(library.session, library.engine, who, "Хлестаков", item.public_id)
    assert "  по словарю: Хлестаков → «Ревизор»" in lines
    assert any("«хлестаков»" in line and "→ «Ревизор»" in line for line in lines)
