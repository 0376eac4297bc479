"""``parta people load``."""

from pathlib import Path

import click
from sqlalchemy import select

from accounts.load import LoadReport, load_people, read_school_file
from app.commands.output import print_json, say
from app.services import Services
from catalog.grid import Subject
from core.settings import load_settings
from diary.load_timetable import timetable_writer

KINDS = {
    "school": "школа",
    "people": "люди",
    "roles": "роли",
    "classes": "классы",
    "enrolments": "зачисления",
    "guardians": "родители",
    "teaching": "нагрузка",
    "calendar": "календарь",
    "timetable": "расписание",
}


@click.group()
def people() -> None:
    """Загрузить школу: людей, классы, расписание, календарь."""


@people.command("load")
@click.argument("file", metavar="ФАЙЛ", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Только показать, что изменится.")
@click.option("--json", "as_json", is_flag=True, help="Вывести отчёт в JSON.")
def load(file: Path, dry_run: bool, as_json: bool) -> int:
    """Загрузить школу из файла JSON.

    Что в нём пишут, с примером на два класса: docs/people.md. Целая школа:
    seed_content/school/demo_school.json.
    """
    services = Services(load_settings())
    services.require_current()
    data = read_school_file(file)
    with services.sessions() as session:
        report = load_people(
            session,
            data,
            dry_run=dry_run,
            clock=services.clock,
            known_subjects=set(session.scalars(select(Subject.code))),
            also=timetable_writer(services.clock),
        )
    if as_json:
        print_json(report.as_json())
    else:
        _tell(report)
    return 0 if report.ok else 1


def _tell(report: LoadReport) -> None:
    for problem in report.problems:
        say(str(problem))
    for warning in report.warnings:
        say(str(warning))
    if not report.ok:
        say("Ничего не загружено: исправьте файл и повторите.")
        return
    if report.dry_run:
        say("Это только проверка. Изменится:")
    for kind, counts in report.counts.items():
        if counts.added or counts.changed or counts.removed:
            say(
                f"{KINDS[kind]}: добавлено {counts.added}, изменено {counts.changed}, "
                f"убрано {counts.removed}"
            )
    if not report.changes:
        say(f"{report.school}: всё уже так, ничего не изменилось.")
    for person in report.absent:
        say(f"В файле больше нет: {person.name} ({person.id}). Учётная запись осталась.")
