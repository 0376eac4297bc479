"""``parta user create``, ``parta user invite`` and ``parta token create``."""

import sys

import click

from accounts.create import create_user
from accounts.models import ROLE_TITLES, ROLES
from accounts.tokens import create_token
from app.commands.invite import invite
from app.commands.output import print_json, say
from app.russian_help import Between
from app.services import Services
from core.clock import written
from core.settings import load_settings


def roles_in_words() -> str:
    """«teacher — учитель, pupil — ученик»: what may stand after ``--role``."""
    return ", ".join(f"{code} — {ROLE_TITLES[code]}" for code in ROLES)


@click.group()
def user() -> None:
    """Создать учётную запись или пригласительные коды."""


user.add_command(invite)


@user.command("create")
@click.argument("login", metavar="ЛОГИН")
@click.option(
    "--role", metavar="РОЛЬ", required=True, type=click.Choice(ROLES), help=roles_in_words() + "."
)
@click.option("--school", metavar="ID", help="Школа; единственную можно не называть.")
@click.option(
    "--territory", help="Название территории вместо школы: для методиста и администратора."
)
@click.option("--person", metavar="ID", help="Человек, который уже загружен.")
@click.option("--name", metavar="ФИО", default="", help="Фамилия, имя и отчество нового человека.")
@click.option("--ask-password", is_flag=True, help="Спросить пароль, а не придумать.")
def create(
    login: str,
    role: str,
    school: str | None,
    territory: str | None,
    person: str | None,
    name: str,
    ask_password: bool,
) -> None:
    """Дать человеку логин и пароль.

    Пароль печатается один раз.
    """
    services = Services(load_settings())
    services.require_current()
    asked = _ask() if ask_password else None
    with services.sessions() as session:
        made, password = create_user(
            session,
            login,
            role,
            school_public_id=school,
            territory=territory,
            person_public_id=person,
            password=asked,
            names=_names(name),
            clock=services.clock,
        )
    say(f"Вход создан: {made.login}.")
    if asked is None:
        say("Пароль (показан один раз, запишите его):")
        click.echo(password)


def _ask() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    answer: str = click.prompt("Пароль", hide_input=True, confirmation_prompt="Ещё раз", err=True)
    return answer


def _names(name: str) -> tuple[str, str, str] | None:
    parts = name.split(maxsplit=2)
    if not parts:
        return None
    last, first, patronymic = (*parts, "", "")[:3]
    return last, first, patronymic


@click.group()
def token() -> None:
    """Выдать ключи доступа программам."""


@token.command("create")
@click.option(
    "--user",
    "login",
    metavar="ЛОГИН",
    required=True,
    help="От чьего имени будет работать программа.",
)
@click.option(
    "--days",
    default=365,
    type=Between(1, 3650),
    show_default=True,
    help="Сколько дней ключ действует.",
)
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def create_api_token(login: str, days: int, as_json: bool) -> None:
    """Выдать ключ доступа к API.

    Ключ печатается один раз.
    """
    services = Services(load_settings())
    services.require_current()
    with services.sessions() as session:
        opened, secret = create_token(session, login, clock=services.clock, days=days)
        expires = written(opened.expires_at, "seconds")
    if as_json:
        print_json({"token": secret, "expires_at": expires})
    else:
        click.echo(secret)
        say(f"Действует до {expires}.")
