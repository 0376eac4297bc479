"""``parta coverage``."""

from typing import Any

import click

from accounts.viewer import Viewer
from app.commands.output import print_json
from app.services import Services
from catalog.audience import on_shelves
from core.settings import load_settings
from coverage.answer import coverage_answer
from coverage.summary import percent


@click.command()
@click.option("--subject", help="Код предмета.")
@click.option("--grade", type=click.IntRange(1, 11), help="Класс.")
@click.option("--json", "as_json", is_flag=True, help="В JSON.")
def coverage(subject: str | None, grade: int | None, as_json: bool) -> None:
    """У скольких уроков есть материалы, на всех полках; с предметом и классом — сами уроки."""
    services = Services(load_settings())
    services.require_current()
    with services.sessions() as session:
        reach = on_shelves(Viewer.the_operator())
        found = coverage_answer(session, reach, subject, grade)
    if as_json:
        print_json(found)
        return
    for line in found:
        click.echo(_lesson(line) if "lesson_key" in line else _cell(line))


def _cell(cell: dict[str, Any]) -> str:
    share = percent(cell["covered"], cell["lessons"])
    place = f"{cell['subject']} {cell['grade']} {cell['programme']}"
    return f"{place:<40} {cell['covered']:>4} из {cell['lessons']:<4} {share:>3} %"


def _lesson(lesson: dict[str, Any]) -> str:
    have = f"материалов: {lesson['items']}" if lesson["items"] else "пробел"
    return f"{lesson['lesson_no']:>3}. {lesson['title']}  [{lesson['lesson_key']}] {have}"
