"""What the upload page may send beside the files."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField

from catalog.forms import GRADES, licence_choices, options
from catalog.licences import DEFAULT


class UploadForm(FlaskForm):  # type: ignore[misc]
    """What is said of all the files at once."""

    subject = SelectField(_l("Предмет"), validate_choice=False)
    grade = SelectField(
        _l("Класс"), choices=options([("", _l("Не указан"))]) + GRADES[1:], validate_choice=False
    )
    licence = SelectField(
        _l("Лицензия"), choices=licence_choices(), default=DEFAULT, validate_choice=False
    )
