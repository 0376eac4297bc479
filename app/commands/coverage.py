"""``parta coverage``."""

import click

from accounts.viewer import Viewer
from app.commands.output import print_json
from app.russian_help import Between
from app.services import Services
from catalog.audience import on_shelves
from catalog.programme_title import programme_title
from catalog.subject_title import subject_title
from core.settings import load_settings
from coverage.answer import coverage_answer
from coverage.cell import CellLesson, cell_lessons
from coverage.matrix import Cell, matrix
from coverage.share import figure


@click.command()
@click.option("--subject", help="Код предмета, например math.")
@click.option("--grade", type=Between(1, 11), help="Класс.")
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def coverage(subject: str | None, grade: int | None, as_json: bool) -> None:
    """Показать, у скольких уроков есть материалы.

    Считаются все полки. С предметом и классом показываются сами уроки.
    """
    services = Services(load_settings())
    services.require_current()
    with services.sessions() as session:
        reach = on_shelves(Viewer.the_operator())
        if as_json:
            print_json(coverage_answer(session, reach, subject, grade))
        elif subject is not None and grade is not None:
            _lessons(cell_lessons(session, reach, subject, grade))
        else:
            _cells(matrix(session, reach, subject=subject, grade=grade))


def _cells(cells: list[Cell]) -> None:
    """A line a cell: names for the eye, codes for the next command, figures in columns."""
    named = [(_name(cell), f"{cell.subject} {cell.grade} {cell.programme}", cell) for cell in cells]
    names = max((len(name) for name, _codes, _cell in named), default=0)
    codes = max((len(code) for _name, code, _cell in named), default=0)
    for name, code, cell in named:
        share = figure(cell.covered, cell.lessons)
        click.echo(
            f"{name:<{names}}  {code:<{codes}}  {cell.covered:>4} из {cell.lessons:<4} {share:>3} %"
        )


def _name(cell: Cell) -> str:
    subject = subject_title(cell.subject_title, cell.grade)
    return f"{subject}, {cell.grade} класс, {programme_title(cell.programme).lower()}"


def _lessons(lessons: list[CellLesson]) -> None:
    for one in lessons:
        have = f"материалов: {one.items}" if one.items else "пробел"
        click.echo(f"{one.lesson_no:>3}. {one.title}  [{one.key}] {have}")
