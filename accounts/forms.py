"""What the pages of the door and of one's own account may send."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Login and password, and the page that was asked for before."""

    login = StringField(_l("Логин"), [DataRequired(_l("Напишите логин.")), Length(max=200)])
    password = PasswordField(_l("Пароль"), [DataRequired(_l("Напишите пароль.")), Length(max=1000)])
    next = HiddenField()


class CodeForm(FlaskForm):  # type: ignore[misc]
    """A one-time code from paper."""

    code = StringField(
        _l("Код"),
        [DataRequired(_l("Введите код с листка.")), Length(max=200)],
        render_kw={"autocapitalize": "characters", "spellcheck": "false"},
    )


class AcceptForm(FlaskForm):  # type: ignore[misc]
    """The code once more, and what its holder chooses."""

    code = HiddenField()
    login = StringField(
        _l("Логин"),
        [DataRequired(_l("Придумайте логин.")), Length(max=200)],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Пароль"), [DataRequired(_l("Придумайте пароль.")), Length(max=1000)]
    )
    again = PasswordField(
        _l("Пароль ещё раз"),
        [EqualTo("password", _l("Пароли не совпали. Введите одинаковые."))],
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The present password and a new one."""

    current = PasswordField(
        _l("Прежний пароль"), [DataRequired(_l("Напишите прежний пароль.")), Length(max=1000)]
    )
    password = PasswordField(
        _l("Новый пароль"), [DataRequired(_l("Придумайте новый пароль.")), Length(max=1000)]
    )
    again = PasswordField(
        _l("Новый пароль ещё раз"),
        [EqualTo("password", _l("Пароли не совпали. Введите одинаковые."))],
    )


class PupilPasswordForm(PasswordForm):
    """The same, said to a pupil, who is «ты»."""

    current = PasswordField(
        _l("Прежний пароль"), [DataRequired(_l("Напиши прежний пароль.")), Length(max=1000)]
    )
    password = PasswordField(
        _l("Новый пароль"), [DataRequired(_l("Придумай новый пароль.")), Length(max=1000)]
    )
    again = PasswordField(
        _l("Новый пароль ещё раз"),
        [EqualTo("password", _l("Пароли не совпали. Введи одинаковые."))],
    )
