"""``parta ingest``."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from accounts.viewer import Viewer
from app.commands.load_bar import LoadBar
from app.commands.load_places import Places
from app.commands.load_report import OUTCOMES, WOULD, opened_report
from app.commands.load_totals import Totals
from app.commands.output import print_json, say
from app.commands.people_of import viewer_by_login
from app.russian_help import Between
from app.services import Services
from catalog.items import get_lesson
from catalog.place import known_subject, parse_grade
from catalog.shelves import parse_shelf
from core.database import SessionFactory
from core.errors import Invalid, NotFound, why_unreadable
from core.settings import load_settings
from ingest.batch import take_all
from ingest.bulk import FAILED, Line, Load
from ingest.captions.beside import paired
from ingest.details import NO_LICENCE, Details, split_lessons
from ingest.folder_names import GridNames
from ingest.load_progress import still_under_way
from ingest.publishing import PublishWish
from ingest.report import as_json, ended
from ingest.service_files import SERVICE
from ingest.sources import Entry, read_manifest, walk

LOOK_EVERY = 0.1
"""Seconds between two looks at a file that is on its way."""

WATCH_EVERY = 0.5
"""Seconds between two counts of what has come to its end."""


@click.command()
@click.argument("paths", metavar="[ПУТЬ…]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--manifest", type=click.Path(path_type=Path), help="Список файлов с описаниями, CSV."
)
@click.option("--subject", default="", help="Код предмета, например math.")
@click.option("--grade", metavar="ЧИСЛО", default="", help="Класс, от 1 до 11.")
@click.option("--lesson", default="", help="Ключ урока; несколько — через «;».")
@click.option(
    "--licence",
    default="",
    help="Лицензия, например CC BY 4.0; без неё — для использования в школе.",
)
@click.option("--shelf", help="Куда опубликовать: federal, school:ID или region:ID.")
@click.option("--publish", is_flag=True, help="Сразу опубликовать.")
@click.option("--wait", is_flag=True, help="Дождаться, пока всё обработается и начнёт находиться.")
@click.option("--dry-run", is_flag=True, help="Только проверить, ничего не загружая.")
@click.option(
    "--jobs",
    default=0,
    type=Between(0, 256),
    help="Сколько файлов брать сразу; 0 — как в настройках.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Куда записать отчёт: строка JSON на каждый файл; таблица, если имя кончается на .csv.",
)
@click.option(
    "--as", "login", metavar="ЛОГИН", help="От чьего имени; без этого — от имени установки."
)
@click.option("--json", "as_document", is_flag=True, help="Вывести строку JSON на каждый файл.")
def ingest(
    paths: tuple[Path, ...],
    manifest: Path | None,
    subject: str,
    grade: str,
    lesson: str,
    licence: str,
    shelf: str | None,
    publish: bool,
    wait: bool,
    dry_run: bool,
    jobs: int,
    report: Path | None,
    login: str | None,
    as_document: bool,
) -> int:
    """Загрузить файлы и папки в каталог.

    ПУТЬ — файл или папка, можно несколько. Рядом со списком (--manifest) ПУТЬ — папка, в
    которой лежат его файлы.

    Список — таблица CSV в UTF-8, между столбцами запятая или точка с запятой. Столбец file нужен,
    остальные по желанию: title, subject, grade, lesson, licence, author, source, language,
    keywords, description. Несколько уроков или ключевых слов пишут через «;».
    """
    if not paths and manifest is None:
        raise click.UsageError("Назовите файлы, папки или список (--manifest).")
    if manifest is not None and len(paths) > 1:
        raise click.UsageError("Рядом со списком может стоять одна папка.")
    services = Services(load_settings())
    services.require_current()
    viewer = viewer_by_login(services, login) if login else Viewer.the_operator()
    _check_options(services, subject, grade, lesson, shelf)
    if shelf and not publish:
        say("Полка называется при публикации: без --publish она ничего не меняет.")
    wish = PublishWish(viewer, shelf) if publish else None
    load = Load(
        services.sessions,
        services.means,
        viewer,
        wish=wish,
        dry_run=dry_run,
        limit_mb=services.settings.max_upload_mb,
        names=_names(services),
        settings=services.settings,
    )
    words = Details(subject=subject, grade=grade, lessons=split_lessons(lesson), licence=licence)
    unread: list[OSError] = []
    found = (
        read_manifest(manifest, paths[0] if paths else None, words)
        if manifest is not None
        else walk(paths, words, unread.append)
    )
    totals = Totals(publishes=publish and wait and not dry_run, dry=dry_run)
    places = Places(services) if dry_run else None
    with opened_report(report) if report else nullcontext() as written:
        entries = paired(list(found))  # all of them first: what is left can be told only of a whole
        bar = LoadBar(entries)

        def tell(shape: dict[str, Any]) -> None:
            totals.add(shape)
            if written is not None:
                written.add(shape)
            with bar.aside():
                print_json(shape) if as_document else _say(shape, places)

        try:
            waits = wait and not dry_run
            status = run(services, load, entries, tell, wait=waits, parallel=jobs, bar=bar)
        finally:
            bar.close()
    for error in unread:
        say(f"{error.filename} — папка не читается: {why_unreadable(error)}.")
    for told in totals.lines():
        say(told)
    return 1 if unread else status


def _names(services: Services) -> GridNames:
    with services.sessions() as session:
        return GridNames.read(session)


def _check_options(
    services: Services, subject: str, grade: str, lesson: str, shelf: str | None
) -> None:
    """An option that fits no file at all is wrong use, told once and before any file is touched."""
    with services.sessions() as session:
        for option, check in (
            ("--subject", lambda: known_subject(session, subject.strip())),
            ("--grade", lambda: parse_grade(grade)),
            ("--lesson", lambda: [get_lesson(session, key) for key in split_lessons(lesson)]),
            ("--shelf", lambda: parse_shelf(session, shelf) if shelf else None),
        ):
            try:
                check()
            except (Invalid, NotFound) as error:
                raise click.BadParameter(error.message, param_hint=option) from error


def run(
    services: Services,
    load: Load,
    entries: Iterable[Entry],
    tell: Callable[[dict[str, Any]], None],
    *,
    wait: bool,
    parallel: int = 0,
    bar: LoadBar | None = None,
) -> int:
    """Take all entries in and tell each; 1 if any was refused or failed, else 0.

    What systems leave in folders is no material and counts for nothing.

    The lines come in the order of the entries, ``bar`` hears at once what has come to its end.
    """
    from app.work import settle, working_unless_alive

    at_once = parallel or services.settings.parallel_jobs
    bad = False
    with working_unless_alive(services, at_once) if wait else nullcontext():
        lines: list[Line] = []
        pause = threading.Event()
        watch = Watch(services.sessions, bar)
        for line in take_all(load, entries, at_once):
            lines.append(line)
            while lines and (not wait or ended(services.sessions, lines[0])):
                bad |= _tell(load, lines[0], tell)
                watch.told(lines.pop(0))
            watch.look(lines)
        while lines:
            if not ended(services.sessions, lines[0]):
                watch.look(lines)
                pause.wait(LOOK_EVERY)
                continue
            bad |= _tell(load, lines[0], tell)
            watch.told(lines.pop(0))
        if wait:
            settle(services, pause)
    return 1 if bad else 0


class Watch:
    """Tells a bar how many entries have come to their end, also behind one that has not."""

    def __init__(self, sessions: SessionFactory, bar: LoadBar | None) -> None:
        self._sessions = sessions
        self._bar = bar
        self._told: list[Entry] = []
        self._looked = time.monotonic()

    def told(self, line: Line) -> None:
        """The line has been told: its entry has come to its end."""
        self._told.append(line.entry)

    def look(self, lines: Sequence[Line]) -> None:
        """``lines`` are taken in and not told yet; the database is asked once a second."""
        if self._bar is None or time.monotonic() - self._looked < WATCH_EVERY:
            return
        self._looked = time.monotonic()
        with self._sessions() as session:
            asked = [line.item_id for line in lines if line.item_id and not line.settled]
            left = still_under_way(session, asked)
        over = [line.entry for line in lines if line.settled or line.item_id not in left]
        self._bar.reached([*self._told, *over])


def _tell(load: Load, line: Line, tell: Callable[[dict[str, Any]], None]) -> bool:
    tell(as_json(load, line))
    return line.outcome in FAILED and not line.entry.service


def _say(shape: dict[str, Any], places: Places | None) -> None:
    """One file's line; what is the same for many is counted at the end.

    ``places``: of a run that only looks; it says too where the file would be filed.
    """
    if shape["reason"] == SERVICE:
        return
    place = f" (строка {shape['row']})" if "row" in shape else ""
    reason = f": {shape['reason']}" if shape["reason"] else ""
    outcome = (WOULD if places else OUTCOMES)[shape["outcome"]]
    where = f": {places.where(shape)}" if places and shape["outcome"] == "would_add" else ""
    say(f"{shape['path']}{place} — {outcome}{where}{reason}")
    for warning in shape["warnings"]:
        if warning != NO_LICENCE:
            say(f"    {warning}")
