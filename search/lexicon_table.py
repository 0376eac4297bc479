"""The installation's own rows as a table, out and in: term, kind, targets, subjects."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import Conflict, Invalid
from core.spreadsheet import ENCODING, write_row
from language.lexicon import several
from search.errors import EmptyCell, LexiconRowExists, NoColumns, NoTable, TooManyLexiconRows
from search.grid_words import grid_words
from search.lexicon_changes import Wording, add_to
from search.lexicon_check import targets_in_grid
from search.lexicon_names import KIND_NAMES, Names
from search.lexicon_rows import changed

COLUMNS = ("term", "kind", "targets", "subjects")

NEEDED = ("term", "targets")

MOST_BYTES = 1024 * 1024

MOST_TOLD = 20
"""Bad lines that are told one by one."""


@dataclass(frozen=True)
class BadLine:
    """A line, from 1, the head's, that is no row, and why."""

    number: int
    why: str


@dataclass(frozen=True)
class UnknownTargets:
    """A line that came in, though the programme has nothing of these targets."""

    number: int
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """How many rows came in, how many stood there already, and the lines that are none."""

    added: int
    known: int
    bad: tuple[BadLine, ...]
    unknown: tuple[UnknownTargets, ...]


def own_rows_table(session: Session) -> bytes:
    """The own rows in force for a spreadsheet; ``take_table`` reads it again.

    Sorts and subjects stand there by their titles.
    """
    subjects = Names(grid_words(session).subjects.titles)
    file = io.StringIO(newline="")
    write_row(file, COLUMNS)
    for one in changed(session).rows():
        if one.own and one.in_force:
            row = one.row
            codes = sorted(row.subjects)
            cells = "; ".join(row.targets), "; ".join(map(subjects.written, codes))
            write_row(file, (row.term, KIND_NAMES.written(row.kind), *cells))
    return file.getvalue().encode(ENCODING)


def take_table(session: Session, viewer: Viewer, content: bytes, *, clock: Clock) -> Taken:
    """Put the rows of a table in force; the good lines come in, the others are told.

    Commas or semicolons between the columns; UTF-8, or the Windows encoding of a Russian Excel.
    Raises NotAllowed, NoTable, NoColumns.
    """
    require(viewer, "lexicon.edit")
    grid, known = grid_words(session), changed(session)
    subjects = Names(grid.subjects.titles)
    added = there = 0
    bad: list[BadLine] = []
    unknown: list[UnknownTargets] = []
    for number, line in _lines(content):
        try:
            row = add_to(session, known, viewer, _wording(line, subjects), clock=clock).row
            added += 1
            checked = targets_in_grid(grid, row.targets, row.subjects)
            absent = tuple(target.text for target in checked if not target.lessons)
            if absent:
                unknown.append(UnknownTargets(number, absent))
        except LexiconRowExists:
            there += 1
        except TooManyLexiconRows as error:
            bad.append(BadLine(number, error.message))
            break
        except (Invalid, Conflict) as error:
            bad.append(BadLine(number, error.message))
    return Taken(added, there, tuple(bad), tuple(unknown))


def _wording(line: dict[str, str], subjects: Names) -> Wording:
    """What a line says. Raises EmptyCell."""
    targets = several(line["targets"])
    for column, there in (("term", line["term"].strip()), ("targets", targets)):
        if not there:
            raise EmptyCell(column)
    named = tuple(map(subjects.read, several(line["subjects"])))
    return Wording(line["term"], targets, named, KIND_NAMES.read(line["kind"]))


def _lines(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if not content or len(content) > MOST_BYTES:
        raise NoTable
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", "replace")
    if "\0" in text:
        raise NoTable
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") >= head.count(",") else ","
    )
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        if not set(COLUMNS) & set(names):
            raise NoTable
        absent = [name for name in NEEDED if name not in names]
        if absent:
            raise NoColumns(absent)
        reader.fieldnames = names
        for line in reader:
            values = {name: line.get(name) or "" for name in COLUMNS}
            if any(value.strip() for value in values.values()):
                yield reader.line_num, values
    except csv.Error as error:
        raise NoTable from error
