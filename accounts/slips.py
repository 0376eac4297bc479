"""A sheet of one-time codes on paper (A4, eight slips a page) or as a table."""

import io
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from accounts.invite import Sheet, Slip
from accounts.models import ROLE_TITLES
from core.spreadsheet import write_row

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "accounts"
BLANK = "_" * 28
"""Where the address is not known it is written in by hand."""

COLUMNS = ("ФИО", "Роль", "Класс", "Дети", "Код", "Годен до", "Адрес")
"""The first line of the table: it is for people, who print or merge it into letters."""


def slips_html(sheet: Sheet, address: str) -> str:
    """The sheet as a page to print. ``address`` is the installation's own, or empty."""
    drawn = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("slips.html")
    return drawn.render(
        sheet=sheet,
        who=_who,
        address=invite_address(address) or BLANK,
        until=format_date(_last_day(sheet), "d MMMM y", locale="ru"),
    )


def slips_csv(sheet: Sheet, address: str) -> str:
    """The sheet as a table for a spreadsheet with the header COLUMNS, its mark in front."""
    out = io.StringIO()
    write_row(out, COLUMNS)
    for slip in sheet.slips:
        row = (
            slip.name,
            ROLE_TITLES[slip.role],
            slip.class_name,
            "; ".join(slip.children),
            slip.code,
            _last_day(sheet).isoformat(),
            invite_address(address),
        )
        write_row(out, row)
    return "\ufeff" + out.getvalue()


def invite_address(address: str) -> str:
    """Where a code is typed, as it stands on paper; empty where the address is not known."""
    bare = bare_address(address)
    return f"{bare}/invite" if bare else ""


def bare_address(address: str) -> str:
    """The installation's address without a slash at its end."""
    return address.strip().rstrip("/")


def _last_day(sheet: Sheet) -> date:
    """The day on which the codes end, at the school."""
    return sheet.until.astimezone(ZoneInfo(sheet.school.timezone)).date()


def _who(slip: Slip) -> str:
    if slip.role == "guardian":
        return f"{ROLE_TITLES[slip.role]}: {', '.join(slip.children)}, {slip.class_name}"
    return " ".join(filter(None, (ROLE_TITLES[slip.role], slip.class_name)))
