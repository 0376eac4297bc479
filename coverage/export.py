"""Coverage as a table for a spreadsheet."""

import io
from collections.abc import Iterable, Sequence

from catalog.kinds import KINDS, SHOWN
from catalog.programme_title import programme_title
from core.spreadsheet import ENCODING, write_row
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
UNFOUND_HEAD, ASKED_HEAD = "Искали и не нашли", "Просят материал"


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
        (*LESSONS_HEAD, *_kinds(), UNFOUND_HEAD, ASKED_HEAD),
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
                lesson.asked,
            )
            for lesson in lessons
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as a spreadsheet opens it; see ``core.spreadsheet``."""
    written = io.StringIO(newline="")
    for row in (head, *rows):
        write_row(written, row)
    return written.getvalue().encode(ENCODING)


def _kinds() -> Iterable[str]:
    return (SHOWN[kind].title for kind in KINDS)
