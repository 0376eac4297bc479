"""Coverage as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from catalog.kinds import KINDS, SHOWN
from catalog.programme_title import programme_title
from coverage.cell import CellLesson
from coverage.matrix import Cell
from coverage.share import table_percent

MATRIX_HEAD = (
    *("Предмет", "Код предмета", "Класс", "Программа", "Код программы"),
    *("Уроков", "С материалами", "%"),
)
LESSONS_HEAD = (
    *("Программа", "Код программы", "№", "Раздел", "Тема", "Урок", "Ключ урока", "Материалов"),
)
UNFOUND_HEAD = "Искали и не нашли"

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, «CSV Injection»)."""


def matrix_csv(cells: Iterable[Cell]) -> bytes:
    """A line a cell; see ``table``."""
    return table(
        (*MATRIX_HEAD, *_kinds()),
        (
            (
                cell.subject_title,
                cell.subject,
                cell.grade,
                programme_title(cell.programme),
                cell.programme,
                cell.lessons,
                cell.covered,
                table_percent(cell.covered, cell.lessons),
                *(cell.by_kind[kind] for kind in KINDS),
            )
            for cell in cells
        ),
    )


def lessons_csv(lessons: Iterable[CellLesson]) -> bytes:
    """A line a lesson, in order; see ``table``."""
    return table(
        (*LESSONS_HEAD, *_kinds(), UNFOUND_HEAD),
        (
            (
                programme_title(lesson.programme),
                lesson.programme,
                lesson.lesson_no,
                lesson.section,
                lesson.topic,
                lesson.title,
                lesson.key,
                lesson.items,
                *(lesson.by_kind[kind] for kind in KINDS),
                lesson.unfound,
            )
            for lesson in lessons
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as Excel opens it by a double click where Russian is set.

    UTF-8 with a byte order mark, «;» between columns (the comma is the decimal sign there),
    lines ended by CR LF.

    A text that begins like a formula gets a space before it: «-тся и -ться» is a lesson.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _kinds() -> Iterable[str]:
    return (SHOWN[kind].title for kind in KINDS)


def _plain(value: object) -> object:
    return f" {value}" if isinstance(value, str) and value.startswith(FORMULA) else value
