"""What the search's pages may send."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, ValidationError

from search.lexicon_changes import MOST_SIGNS
from search.requests import MOST_NOTE, MOST_TEXT

MOST_IN_TARGETS = 2000
"""Signs of all targets together: more than ``MOST_TARGETS`` long ones."""


def at_most(most: int) -> Callable[[Form, Field], None]:
    """Refuses a longer text and tells the limit; ``Length`` has the browser cut it off unsaid."""

    def check(_form: Form, field: Field) -> None:
        signs = len((field.data or "").strip())
        if signs > most:
            raise ValidationError(
                _("Не длиннее %(most)d знаков, а здесь %(n)d.", most=most, n=signs)
            )

    return check


class AskForm(FlaskForm):  # type: ignore[misc]
    """A material that is wanted."""

    text = StringField(
        _l("Какой материал нужен"),
        [DataRequired(_l("Напишите, какой материал нужен.")), Length(max=MOST_TEXT)],
    )
    lesson = RadioField(_l("К какому уроку"), validate_choice=False)
    kind = SelectField(_l("Вид"), validate_choice=False)
    note = TextAreaField(_l("Что важно"), [Length(max=MOST_NOTE)])


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """A material that answers, or a word why there will be none."""

    item = RadioField(_l("Материалы этого урока"), validate_choice=False)
    address = StringField(_l("Другой материал: его адрес"), [Length(max=300)])
    reply = TextAreaField(_l("Слово тому, кто просит"), [Length(max=MOST_NOTE)])


class LexiconRowForm(FlaskForm):  # type: ignore[misc]
    """A row of the lexicon."""

    term = StringField(
        _l("Как это называют"),
        [DataRequired(_l("Напишите, как это называют.")), at_most(MOST_SIGNS)],
    )
    targets = TextAreaField(
        _l("Что искать"),
        [DataRequired(_l("Напишите, что искать.")), at_most(MOST_IN_TARGETS)],
    )
    kind = SelectField(_l("Что это"), validate_choice=False)
    subjects = SelectMultipleField(_l("Предметы"), validate_choice=False)
