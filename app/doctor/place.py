"""Which installation is looked at, why that one, and whether there is one at all."""

import os
from pathlib import Path

from core.settings import Settings


def place_in_words(settings: Settings) -> list[str]:
    """A line that names the folder and where that came from, and a second one when it is empty.

    Without PARTA_HOME the folder depends on where the command was called from, so a call from
    elsewhere looks at another installation than the one that was meant.
    """
    home = settings.home
    named = bool(os.environ.get("PARTA_HOME"))
    source = "её называет PARTA_HOME" if named else "PARTA_HOME не задана, это var в текущей папке"
    lines = [f"Папка установки: {home} ({source})."]
    if not _made(settings):
        other = (
            "Если «Парта» в другой папке, назовите её в PARTA_HOME; если её ещё нет: parta init."
        )
        lines.append(f"Здесь «Парты» ещё нет. {other}")
    return lines


def _made(settings: Settings) -> bool:
    """Whether there is an installation: its database's file, or for a server's its folder."""
    path = settings.database.removeprefix("sqlite:///")
    return settings.home.is_dir() if path == settings.database else Path(path).is_file()
