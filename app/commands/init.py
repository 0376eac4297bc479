"""``parta init`` and ``parta upgrade``."""

import click

from app.commands.output import say
from app.migrate import upgrade as migrate
from app.services import Services
from core.settings import load_settings
from search.rebuild import ensure


@click.command()
def init() -> None:
    """Создать пустую установку в папке PARTA_HOME.

    Без PARTA_HOME это папка var там, откуда запущена команда. Повторный запуск ничего не меняет.
    """
    services = Services(load_settings())
    home = services.settings.home
    home.mkdir(mode=0o750, parents=True, exist_ok=True)
    services.settings.temporary.mkdir(exist_ok=True)
    assert services.secret
    fresh = migrate(services.database)
    ensure(services.sessions, services.engine)
    say(f"«Парта» готова в папке {home}." if fresh else f"В папке {home} «Парта» уже есть.")


@click.command()
def upgrade() -> None:
    """Привести базу к виду, который нужен этой версии.

    Просмотровые копии, которые новая версия делает иначе, встают в очередь последними.
    """
    from app.work import ask_again

    services = Services(load_settings())
    say("База обновлена." if migrate(services.database) else "База уже новая.")
    with services.sessions() as session:
        asked = ask_again(session, services.clock)
    if asked:
        say(f"Просмотровые копии будут сделаны заново, материалов: {asked}. Пока служат прежние.")
