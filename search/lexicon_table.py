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
from search.errors import LexiconRowExists, NoTable, TooManyLexiconRows
from search.lexicon_changes import Wording, add_to
from search.lexicon_rows import changed

COLUMNS = ("term", "kind", "targets", "subjects")

MOST_BYTES = 1024 * 1024

MOST_TOLD = 20
"""Bad lines that are told one by one."""


@dataclass(frozen=True)
class BadLine:
    """A line, from 1, the head's, that is no row, and why."""

    number: int
    why: str


@dataclass(frozen=True)
class Taken:
    """How many rows came in, how many stood there already, and the lines that are none."""

    added: int
    known: int
    bad: tuple[BadLine, ...]


def own_rows_table(session: Session) -> bytes:
    """The own rows in force for a spreadsheet; ``take_table`` reads it again."""
    file = io.StringIO(newline="")
    write_row(file, COLUMNS)
    for one in changed(session).rows():
        if one.own and one.in_force:
            row = one.row
            write_row(
                file, (row.term, row.kind, "; ".join(row.targets), "; ".join(sorted(row.subjects)))
            )
    return file.getvalue().encode(ENCODING)


def take_table(session: Session, viewer: Viewer, content: bytes, *, clock: Clock) -> Taken:
    """Put the rows of a table in force; the good lines come in, the others are told.

    Commas or semicolons between the columns; UTF-8, or the Windows encoding of a Russian Excel.
    Raises NotAllowed, NoTable.
    """
    require(viewer, "lexicon.edit")
    known = changed(session)
    added = there = 0
    bad: list[BadLine] = []
    for number, line in _lines(content):
        wording = Wording(
            line["term"], several(line["targets"]), several(line["subjects"]), line["kind"].strip()
        )
        try:
            add_to(session, known, viewer, wording, clock=clock)
            added += 1
        except LexiconRowExists:
            there += 1
        except TooManyLexiconRows as error:
            bad.append(BadLine(number, error.message))
            break
        except (Invalid, Conflict) as error:
            bad.append(BadLine(number, error.message))
    return Taken(added, there, tuple(bad))


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
        if not {"term", "targets"} <= set(reader.fieldnames or ()):
            raise NoTable
        for line in reader:
            values = {name: line.get(name) or "" for name in COLUMNS}
            if any(value.strip() for value in values.values()):
                yield reader.line_num, values
    except csv.Error as error:
        raise NoTable from error
