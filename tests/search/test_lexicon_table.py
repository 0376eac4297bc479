"""The own rows as a table: what goes out comes in again, and what is wrong in a line is told."""

import pytest

from accounts.viewer import Viewer
from search.errors import NoColumns, NoTable, NoTerm
from search.lexicon_changes import switch
from search.lexicon_rows import changed
from search.lexicon_table import Taken, own_rows_table, take_table
from tests.search.lexicon_words import add
from tests.search.library import Library, clock


def take(library: Library, editor: Viewer, *lines: str) -> Taken:
    table = "\r\n".join(("term;kind;targets;subjects", *lines)).encode()
    return take_table(library.session, editor, table, clock=clock)


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


def test_several_targets_in_one_line_are_several_and_come_back_unchanged(
    library: Library, editor: Viewer
) -> None:
    add(library, editor, "огнедышка", "вулканы; гейзеры;;", "вулканы")
    [row] = changed(library.session).on.values()
    assert row.targets == ("вулканы", "гейзеры")
    taken = take_table(library.session, editor, own_rows_table(library.session), clock=clock)
    assert (taken.added, taken.known, taken.bad) == (0, 1, ())
    assert list(changed(library.session).on.values()) == [row]


def test_a_table_names_subjects_and_kinds_as_people_do(library: Library, editor: Viewer) -> None:
    add(library, editor, "огнедышка", "вулканы", subjects="geography russian")
    out = own_rows_table(library.session).decode("utf-8-sig")
    assert out.splitlines()[1] == 'огнедышка;синоним;вулканы;"География; Русский язык"'
    taken = take(
        library,
        editor,
        'дышка;По-простому;вулканы;"география; RUSSIAN"',
        "пшик;hero;гейзеры;математика",
    )
    assert (taken.added, taken.bad) == (2, ())
    rows = {row.term: row for row in changed(library.session).on.values()}
    assert (rows["дышка"].kind, rows["пшик"].kind) == ("everyday", "hero")
    assert rows["дышка"].subjects == {"geography", "russian"}
    assert rows["пшик"].subjects == {"math"}


def test_what_is_wrong_in_a_line_is_told_in_plain_words(library: Library, editor: Viewer) -> None:
    taken = take(
        library,
        editor,
        "огнедышка;чудо;вулканы;",
        "огнедышка;;вулканы;Алхимия",
        "огнедышка;;;",
        ";;вулканы;",
    )
    assert taken.added == 0
    assert [line.number for line in taken.bad] == [2, 3, 4, 5]
    kind, subject, targets, term = [line.why for line in taken.bad]
    assert "«чудо»" in kind
    assert "по-простому" in kind
    assert "«Алхимия»" in subject
    assert targets == "В столбце targets пусто: напишите, что искать."
    assert term == "В столбце term пусто: напишите, как это называют."


def test_a_target_that_the_programme_lacks_is_told_and_its_row_comes_in(
    library: Library, editor: Viewer
) -> None:
    taken = take(library, editor, 'огнедышка;;"вулканы; невиданное";', "пшик;;вулканы;math")
    assert (taken.added, taken.bad) == (2, ())
    assert [(line.number, line.targets) for line in taken.unknown] == [
        (2, ("невиданное",)),
        (3, ("вулканы",)),
    ]


@pytest.mark.parametrize("head", ["term;kind;subjects", " Term ; targets2"])
def test_a_missing_column_is_named(library: Library, editor: Viewer, head: str) -> None:
    with pytest.raises(NoColumns) as told:
        take_table(library.session, editor, f"{head}\r\nа;б;в".encode(), clock=clock)
    assert "targets" in told.value.message
