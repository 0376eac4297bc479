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


def message(code: str) -> str:
    """What an error with this code of a machine says, empty where everybody's words will do."""
    said = {
        "bad_request": pgettext(
            "pupil", "Запрос непонятен. Открой страницу заново и попробуй ещё раз."
        ),
        "not_found": pgettext("pupil", "Проверь адрес или найди материал через поиск."),
        "item_not_found": pgettext("pupil", "Такого материала нет, или он тебе не открыт."),
        "method_not_allowed": pgettext("pupil", "Вернись назад и попробуй ещё раз."),
        "internal": pgettext("pupil", "Мы записали, что случилось. Попробуй ещё раз чуть позже."),
    }
    return str(said.get(code, ""))
