"""``parta curriculum load``."""

from pathlib import Path

import click

from app.commands.output import print_json, say
from app.services import Services
from catalog.load_grid import GridReport, load_grid
from core.settings import load_settings
from diary.plan_lessons import plan_all


@click.group()
def curriculum() -> None:
    """Загрузить учебный план: предметы, классы, уроки."""


@curriculum.command("load")
@click.argument("files", metavar="ФАЙЛ…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--edition", help="Код издания плана; без него — действующее.")
@click.option("--dry-run", is_flag=True, help="Только показать, что изменится.")
@click.option("--json", "as_json", is_flag=True, help="Вывести отчёт в JSON.")
def load(files: tuple[Path, ...], edition: str | None, dry_run: bool, as_json: bool) -> int:
    """Загрузить уроки из файлов CSV.

    Нужные столбцы: lesson_key, subject, subject_title, programme, grade, lesson_no, week,
    section, topic, title. Можно добавить hours и keywords.
    """
    services = Services(load_settings())
    services.require_current()
    with services.sessions() as session:
        report = load_grid(session, files, edition=edition, dry_run=dry_run, clock=services.clock)
        if not dry_run:
            plan_all(session, services.clock)  # the grid's new lessons for those still to come
            session.commit()
    if as_json:
        print_json(report.as_json())
    else:
        _tell(report, dry_run)
    return 1 if report.problems else 0


def _tell(report: GridReport, dry_run: bool) -> None:
    for problem in report.problems:
        where = f"{problem.file}, строка {problem.row}" if problem.row else problem.file
        say(f"{where}: {problem.reason}")
    say(
        ("Изменится. " if dry_run else "")
        + f"Добавлено: {report.added}, изменено: {report.changed}, "
        f"снято: {report.retired}, без изменений: {report.unchanged}."
    )
