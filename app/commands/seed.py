"""``parta seed``: the grid, the demo school and the demo materials, through the real pipeline."""

import time

import click

from app.commands.output import say
from app.services import Services
from core.settings import load_settings

PROFILES = ("demo", "small")


@click.command()
@click.argument("profile", type=click.Choice(PROFILES))
@click.option("--verify", is_flag=True, help="Только проверить исходники материалов.")
@click.option("--no-items", is_flag=True, help="Только учебный план и школа, без материалов.")
def seed(profile: str, verify: bool, no_items: bool) -> int:
    """Наполнить установку: учебный план, школа, материалы (повторный запуск ничего не меняет)."""
    if verify:
        return _verify(profile)
    from app.seeding.school import fill_school

    started = time.monotonic()
    services = Services(load_settings())
    services.require_current()
    fill_school(services)
    if no_items:
        return 0
    from app.seeding.items import fill_items

    filled = fill_items(services, profile)
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
