"""What the catalogue's pages may send."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from catalog.ask_changes import MOST_WHY
from catalog.describe import LIMITS
from catalog.licences import KNOWN

NOTHING = ("", "—")
"""The option that chooses nothing."""


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Options of a field from (value, label)."""
    return [SelectChoice(value, label) for value, label in pairs]


GRADES = options([NOTHING, *((str(n), str(n)) for n in range(1, 12))])


class DescribeForm(FlaskForm):  # type: ignore[misc]
    """What is said of an item, and where it stands."""

    title = StringField(
        _l("Название"),
        [DataRequired(_l("Назовите материал.")), Length(max=LIMITS["title"])],
    )
    description = TextAreaField(_l("Описание"), [Length(max=LIMITS["description"])])
    subject = SelectField(_l("Предмет"), validate_choice=False)
    grade = SelectField(_l("Класс"), choices=GRADES)
    keep = SelectMultipleField(_l("Уроки"), validate_choice=False)
    lesson = SelectField(_l("Добавить к уроку"), choices=options([NOTHING]), validate_choice=False)
    licence = SelectField(_l("Лицензия"), validate_choice=False)
    author = StringField(_l("Автор"), [Length(max=LIMITS["author"])])
    source = StringField(_l("Источник"), [Length(max=LIMITS["source"])])
    keywords = StringField(_l("Ключевые слова"), [Length(max=2000)])


class WithdrawForm(FlaskForm):  # type: ignore[misc]
    """Why an item is taken away."""

    why = TextAreaField(_l("Почему"), [Length(max=500)])


class AskChangesForm(FlaskForm):  # type: ignore[misc]
    """What the author is to mend."""

    why = TextAreaField(
        _l("Что поправить"),
        [DataRequired(_l("Напишите, что поправить.")), Length(max=MOST_WHY)],
    )


def licence_choices(current: str = "") -> list[SelectChoice]:
    """The licences to choose from; one that was written otherwise stays among them."""
    names: Sequence[str] = KNOWN if not current or current in KNOWN else (current, *KNOWN)
    return options((name, name) for name in names)
