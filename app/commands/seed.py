"""``parta seed``: the grid, the demo school and the demo materials, through the real pipeline."""

import sys
import time
from typing import Any

import click

from app.commands.output import say
from app.services import Services
from core.settings import load_settings

PROFILES = ("demo", "small")
PASSWORD = "berezovaya-roshcha"
"""Of the five demo sign-ins; set only where ``parta seed`` made the home a demo."""

SIGN_INS = "demo-sign-ins.txt"


@click.command()
@click.argument("profile", type=click.Choice(PROFILES))
@click.option("--verify", is_flag=True, help="Только проверить исходники материалов.")
def seed(profile: str, verify: bool) -> int:
    """Наполнить установку: учебный план, школа, материалы (повторный запуск ничего не меняет)."""
    if verify:
        return _verify(profile)
    started = time.monotonic()
    services = Services(load_settings())
    services.require_current()
    _load_grid(services)
    _load_school(services)
    failed, count = _load_items(services, profile)
    _make_demo(services)
    _set_homework(services)
    for name, reason in failed.items():
        say(f"  {name}: {reason}")
    say(f"Готово: материалов {count - len(failed)} из {count}, {time.monotonic() - started:.0f} с.")
    return 1 if failed else 0


def _verify(profile: str) -> int:
    from seed_content.verify import verify

    problems = verify(profile)
    for problem in problems:
        say(problem)
    say("Исходники в порядке." if not problems else f"Замечаний: {len(problems)}.")
    return 1 if problems else 0


def _load_grid(services: Services) -> None:
    from catalog.load_grid import load_grid
    from seed_content.source import CURRICULUM

    with services.sessions() as session:
        report = load_grid(session, [CURRICULUM], clock=services.clock)
    say(f"Учебный план: уроков {report.added + report.changed + report.unchanged}.")


def _load_school(services: Services) -> None:
    from sqlalchemy import select

    from accounts.load import load_people, read_school_file
    from catalog.grid import Subject
    from core.errors import Invalid
    from diary.demo_calendar import move_to_now
    from diary.load_timetable import timetable_writer
    from seed_content.source import SCHOOL

    with services.sessions() as session:
        report = load_people(
            session,
            read_school_file(SCHOOL),
            clock=services.clock,
            known_subjects=set(session.scalars(select(Subject.code))),
            also=timetable_writer(services.clock),
        )
    if not report.ok:
        raise Invalid("\n".join(map(str, report.problems)))
    if _becomes_demo(services):
        with services.sessions() as session:
            move_to_now(session, services.clock)
    say(f"Школа: {report.school}.")


def _load_items(services: Services, profile: str) -> tuple[dict[str, str], int]:
    from accounts.viewer import Viewer
    from app.commands.ingest import run
    from ingest.batch import FAILED, Load
    from ingest.publishing import PublishWish
    from seed_content.build import NotBuilt, build
    from seed_content.entries import entries_of
    from seed_content.renew import renew

    bar = Bar()
    folder = services.settings.home / "seed"
    failed: dict[str, str] = {}
    try:
        built = build(profile, folder, lambda n, of, title: bar.show("Собираем", n, of, title))
    except NotBuilt as error:
        built, failed = error.built, dict(error.reasons)
    with services.sessions() as session:
        renew(session, services.means, built)
    operator = Viewer.the_operator()
    load = Load(services.sessions, services.means, operator, wish=PublishWish(operator))
    done = 0

    def tell(shape: dict[str, Any]) -> None:
        nonlocal done
        done += 1
        bar.show("Загружаем", done, len(built), shape["path"])
        if shape["outcome"] in FAILED or not shape["published"]:
            failed[shape["path"]] = shape["reason"] or "; ".join(shape["warnings"])

    run(services, load, entries_of(built), tell, wait=True)
    bar.close()
    return failed, len(built) + len(failed)


def _becomes_demo(services: Services) -> bool:
    """Whether this home is a demo, or will be one when it is filled."""
    settings_file = services.settings.home / "parta.env"
    kept = settings_file.read_text("utf-8") if settings_file.exists() else ""
    return services.settings.demo or "PARTA_DEMO=" not in kept


def _set_homework(services: Services) -> None:
    from accounts.demo import DEMO_SCHOOL
    from accounts.places import find_school
    from seed_content.homework import set_demo_homework

    with services.sessions() as session:
        made = set_demo_homework(session, find_school(session, DEMO_SCHOOL), services.clock)
    say(f"Домашние задания: {made} новых." if made else "Домашние задания: все на месте.")


def _make_demo(services: Services) -> None:
    """Five sign-ins with one password, and buttons for them on the sign-in page."""
    from accounts.demo import demo_users
    from accounts.models import ROLE_TITLES

    with services.sessions() as session:
        users = demo_users(session, PASSWORD, services.clock)
    home = services.settings.home
    lines = [f"{user.login:<14} {ROLE_TITLES[user.role]}, {user.name}" for user in users]
    text = "\n".join([*lines, f"Пароль у всех один: {PASSWORD}"]) + "\n"
    (home / SIGN_INS).write_text(text, encoding="utf-8")
    settings_file = home / "parta.env"
    kept = settings_file.read_text("utf-8") if settings_file.exists() else ""
    if "PARTA_DEMO=" not in kept:
        settings_file.write_text(kept + "PARTA_DEMO=true\n", encoding="utf-8")


class Bar:
    """Progress on a terminal in one line that moves, elsewhere a line a step."""

    WIDTH = 30

    def __init__(self) -> None:
        self.moves = sys.stderr.isatty()
        self.stage = ""

    def show(self, stage: str, done: int, of: int, what: str) -> None:
        """``done`` of ``of`` in this stage; ``what`` was the last."""
        if not self.moves:
            say(f"{stage}: {done} из {of}, {what}")
            return
        if self.stage and self.stage != stage:
            sys.stderr.write("\n")
        self.stage = stage
        filled = self.WIDTH * done // max(of, 1)
        line = f"{stage} [{'█' * filled}{'·' * (self.WIDTH - filled)}] {done} из {of}"
        sys.stderr.write("\r" + line)
        sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        if self.moves and self.stage:
            sys.stderr.write("\n")
