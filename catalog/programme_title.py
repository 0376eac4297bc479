"""What a programme of the grid is called."""

from flask_babel import gettext as _


def programme_title(programme: str) -> str:
    """A programme's name by its code; a code that the grid brought itself stays as it is."""
    words = {"base": _("Базовый уровень"), "advanced": _("Углублённый уровень")}
    return str(words.get(programme, programme))
