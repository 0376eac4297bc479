"""``parta settings``."""

from typing import Any

import click
from pydantic import SecretStr

from app.commands.output import print_json
from core.settings import Settings, load_settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON.")
def settings(as_json: bool) -> None:
    """Показать все настройки и их значения."""
    rows = describe(load_settings())
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['name']}\n    {row['meaning']}")
        click.echo(f"    обычно: {_shown(row['default'])}; сейчас: {_shown(row['current'])}")


def describe(current: Settings) -> list[dict[str, Any]]:
    """Every setting as ``{name, meaning, default, current}``; secrets are masked."""
    return [
        {
            "name": f"PARTA_{name.upper()}",
            "meaning": field.description,
            "default": _plain(field.default),
            "current": _plain(getattr(current, name)),
        }
        for name, field in type(current).model_fields.items()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return "••••" if value.get_secret_value() else ""
    return value if isinstance(value, bool | int | float | str) else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value) if value != "" else "пусто"
