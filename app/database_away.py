"""What the command line says of a database that does not do its part."""

from sqlalchemy.exc import OperationalError

SAID = {
    "disk is full": "На диске кончилось место. Освободите его и повторите.",
    "unable to open": "Файл базы данных не открывается: проверьте PARTA_HOME и права на папку.",
    "is locked": "База данных занята другой программой. Повторите позже.",
    "readonly database": "В базу данных нельзя писать: проверьте права на её файл и папку.",
}
"""A part of SQLite's message → ours."""

AWAY = "База данных не отвечает: проверьте, что она запущена и что PARTA_DATABASE_URL верен."


def why_away(error: Exception) -> str | None:
    """What is wrong and what to do; None where it is not the database."""
    if not isinstance(error, OperationalError):
        return None
    told = str(error.orig)
    return next((ours for theirs, ours in SAID.items() if theirs in told), AWAY)
