"""What the sign-in page may send."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Login and password, and the page that was asked for before."""

    login = StringField(_l("Логин"), [DataRequired(_l("Напишите логин.")), Length(max=200)])
    password = PasswordField(_l("Пароль"), [DataRequired(_l("Напишите пароль.")), Length(max=1000)])
    next = HiddenField()
