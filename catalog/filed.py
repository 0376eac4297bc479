"""Whether it is said where a material belongs, and what of it is missing."""

from typing import Literal

from flask_babel import gettext as _

Missing = Literal["", "subject", "grade", "both"]


def missing_of(subject_code: str | None, grade: int | None, *, placed: bool) -> Missing:
    """What of subject and grade is not said; nothing of one that a lesson holds."""
    if placed or (subject_code and grade):
        return ""
    if subject_code:
        return "grade"
    return "subject" if grade else "both"


def missing_words(missing: Missing) -> str:
    """«Не указаны предмет и класс», and so on."""
    if missing == "both":
        return str(_("Не указаны предмет и класс"))
    return str(_("Не указан класс") if missing == "grade" else _("Не указан предмет"))


def say_words(missing: Missing) -> str:
    """What the button says that leads to the form."""
    if missing == "both":
        return str(_("Указать предмет и класс"))
    return str(_("Указать класс") if missing == "grade" else _("Указать предмет"))


def field_of(missing: Missing) -> str:
    """The field of the form with which one begins."""
    return "grade" if missing == "grade" else "subject"
