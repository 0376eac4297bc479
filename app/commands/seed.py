"""``parta seed``: the grid, the demo school and the demo materials, through the real pipeline."""

import time

import click

from app.commands.output import say
from app.russian_help import Between
from app.services import Services
from core.settings import load_settings

PROFILES = ("demo", "small", "synthetic")
MOST_SYNTHETIC = 1_000_000


@click.command()
@click.argument("profile", metavar="НАБОР", type=click.Choice(PROFILES))
@click.option("--verify", is_flag=True, help="Только проверить исходники материалов.")
@click.option("--no-items", is_flag=True, help="Только учебный план и школа, без материалов.")
@click.option(
    "--items",
    type=Between(1, MOST_SYNTHETIC),
    help="Сколько материалов придумать для synthetic; без этого — 10000.",
)
@click.option(
    "--seed",
    "chance",
    type=Between(0, 2**31 - 1),
    help="Другое число — другие придуманные материалы; без этого — 1.",
)
def seed(profile: str, verify: bool, no_items: bool, items: int | None, chance: int | None) -> int:
    """Наполнить установку: учебный план, школа, материалы.

    НАБОР: demo — вся библиотека, small — двенадцать материалов, synthetic — двенадцать материалов и
    сколько угодно придуманных, чтобы измерять скорость. Повторный запуск ничего не меняет.
    """
    synthetic = profile == "synthetic"
    if not synthetic and (items is not None or chance is not None):
        raise click.UsageError("--items и --seed бывают только у synthetic.")
    authored = "small" if synthetic else profile
    if verify:
        return _verify(authored)
    from app.seeding.school import fill_school

    started = time.monotonic()
    services = Services(load_settings())
    services.require_current()
    fill_school(services)
    if no_items:
        return 0
    from app.seeding.items import fill_items

    filled = fill_items(services, authored)
    if synthetic:
        from app.seeding.synthetic import fill_synthetic

        fill_synthetic(services, items or 10_000, 1 if chance is None else chance)
    for name, reason in filled.failed.items():
        say(f"  {name}: {reason}")
    ready, took = filled.count - len(filled.failed), time.monotonic() - started
    say(f"Домашних заданий: {filled.homework} новых." if filled.homework else "Задания на месте.")
    say(f"Готово: материалов {ready} из {filled.count}, {took:.0f} с.")
    return 1 if filled.failed else 0


def _verify(profile: str) -> int:
    from seed_content.verify import verify

    problems = verify(profile)
    for problem in problems:
        say(problem)
    say("Исходники в порядке." if not problems else f"Замечаний: {len(problems)}.")
    return 1 if problems else 0
