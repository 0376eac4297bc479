"""``parta user invite``."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import click

from accounts.find_class import find_class
from accounts.invite import Sheet, invite_class, invite_staff
from accounts.places import find_school
from accounts.slips import slips_csv, slips_html
from app.commands.output import say
from app.services import Services
from core.errors import Invalid
from core.settings import load_settings


@click.command("invite")
@click.option(
    "--class", "class_name", metavar="КЛАСС", help="Ученикам и родителям этого класса, например 5А."
)
@click.option("--staff", is_flag=True, help="Учителям, методистам и администраторам школы.")
@click.option("--school", metavar="ID", help="Школа; единственную можно не называть.")
@click.option(
    "--address", metavar="АДРЕС", help="Адрес сайта на листках; без него — PARTA_ADDRESS."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Куда записать: страница для печати или таблица, если имя кончается на .csv.",
)
def invite(
    class_name: str | None, staff: bool, school: str | None, address: str | None, out: Path
) -> None:
    """Выдать одноразовые коды на бумаге.

    По коду каждый сам придумает себе логин и пароль. Назовите --class или --staff.
    """
    if (class_name is None) != staff:
        raise click.UsageError("Назовите что-нибудь одно: --class КЛАСС или --staff.")
    services = Services(load_settings())
    services.require_current()
    known = services.settings.address if address is None else address
    with _private_file(out) as draft, services.sessions() as session:
        place = find_school(session, school)
        if class_name is None:
            sheet = invite_staff(session, place, by=None, clock=services.clock)
        else:
            found = find_class(session, place, class_name)
            sheet = invite_class(session, found, by=None, clock=services.clock)
        if sheet.slips:
            as_table = out.suffix.lower() == ".csv"
            text = slips_csv(sheet, known) if as_table else slips_html(sheet, known)
            _write(draft, text)
        session.commit()
        if sheet.slips:
            draft.replace(out)
    _tell(sheet, out)
    if sheet.slips and not known:
        say("Адрес сайта не задан: впишите его на листки или укажите --address.")


def _tell(sheet: Sheet, out: Path) -> None:
    for one in sheet.left:
        say(f"Без кода: {one.name} — {one.why}.")
    if sheet.replaced:
        say(f"Прежние неиспользованные коды больше не действуют: {sheet.replaced}.")
    if sheet.slips:
        say(f"Кодов: {len(sheet.slips)}, они в файле {out}. Раздайте листки и удалите файл.")
    else:
        say("Коды никому не нужны, файл не записан.")


@contextlib.contextmanager
def _private_file(out: Path) -> Iterator[Path]:
    """A new file beside ``out`` that only its owner may read; gone at the end unless renamed.

    It is made before any code: where it cannot be, no earlier code is made void.
    Raises Invalid.
    """
    if out.exists() and not out.is_file():
        raise Invalid(f"{out} — не файл. Назовите другое имя: --out ФАЙЛ.")
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        why = "такой папки нет" if isinstance(error, FileNotFoundError) else "нет прав или места"
        raise Invalid(f"Файл {out} не записать: {why}. Назовите другое место.") from error
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
