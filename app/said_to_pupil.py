"""Errors in the words for a pupil, who is «ты»."""

from flask_babel import pgettext

from accounts.viewer import Viewer


def is_pupil(viewer: Viewer | None) -> bool:
    """Whether it is a pupil who asks, and nobody's teacher or parent beside."""
    return viewer is not None and viewer.role_names == {"pupil"}


def heading(status: int) -> str:
    """The heading of an error's page, empty where everybody's will do."""
    said = {403: pgettext("pupil", "Эта страница тебе не открыта")}
    return str(said.get(status, ""))


def message(status: int) -> str:
    """What is said where nothing particular is known, empty where everybody's words will do."""
    said = {
        400: pgettext("pupil", "Запрос непонятен. Открой страницу заново и попробуй ещё раз."),
        404: pgettext("pupil", "Проверь адрес или найди материал через поиск."),
        405: pgettext("pupil", "Вернись назад и попробуй ещё раз."),
        500: pgettext("pupil", "Мы записали, что случилось. Попробуй ещё раз чуть позже."),
        507: pgettext("pupil", "Это не сохранено: на сервере нет места. Попробуй ещё раз позже."),
    }
    return str(said.get(status, ""))


def particular(code: str) -> str:
    """What the error with this code of a machine says, empty where its own words will do."""
    said = {
        "item_not_found": pgettext("pupil", "Такого материала нет, или он тебе не открыт."),
        "version_not_found": pgettext("pupil", "Такой версии нет, или она тебе не открыта."),
        "no_such_file": pgettext("pupil", "Файла по этому адресу нет, или он тебе не открыт."),
        "homework_not_found": pgettext("pupil", "Такого задания нет, или оно тебе не открыто."),
        "attachment_not_found": pgettext(
            "pupil", "Такого материала в задании нет, или он тебе не открыт."
        ),
        "pupil_not_found": pgettext("pupil", "Такого ученика нет, или его дневник тебе не открыт."),
        "stale_form": pgettext("pupil", "Страница устарела. Открой её заново и попробуй ещё раз."),
    }
    return str(said.get(code, ""))
