"""One error, three faces: a page, a part of a page, problem+json."""

import errno
import logging

from apiflask import HTTPError
from flask import (
    Flask,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from accounts.web import SignInNeeded, viewer
from app import said_to_pupil
from core import web
from core.asked import what_is_wrong
from core.errors import Invalid, PartaError

log = logging.getLogger("parta")

API = "/api/"

TOLD = frozenset({"Allow", "Content-Range", "Retry-After"})
"""Headers of an error that its answer keeps: RFC 9110 asks for them at 405, 416, 503."""

HEADINGS = {
    401: "Войдите",
    403: "Эта страница вам не открыта",
    404: "Такой страницы нет",
    405: "Так сюда не обращаются",
    413: "Файл слишком большой",
    429: "Слишком часто",
    500: "Что-то сломалось",
    503: "Сейчас не получается",
    507: "На сервере кончилось место",
}

OF_CODES = {"too_many_files": "Слишком много файлов сразу"}
"""Headings of errors whose status says something else."""

MESSAGES = {
    400: "Запрос непонятен. Откройте страницу заново и повторите.",
    404: "Проверьте адрес или найдите материал через поиск.",
    405: "Вернитесь назад и попробуйте ещё раз.",
    413: "Файл больше, чем принимает эта установка. Разделите его на части.",
    500: "Мы записали, что случилось. Ваши файлы целы; попробуйте ещё раз чуть позже.",
    507: "Это не сохранено: на диске сервера нет места. Сообщите администратору и повторите потом.",
}

NO_KEY = (
    "Вызовы открыты вошедшим: пришлите ключ в заголовке Authorization: Bearer … "
    "или войдите в браузере. Ключ выдаёт администратор: parta token create."
)
BAD_KEY = (
    "Ключ не подходит: он отозван, кончился или записан с ошибкой. "
    "Новый выдаёт администратор: parta token create."
)


def install(app: Flask) -> None:
    """Answer every error in the form that the one who asked understands."""
    app.register_error_handler(PartaError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(HTTPError, _asked_wrongly)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, code: str, detail: str) -> Response:
    """RFC 9457's shape, with the machine's code and a Russian detail."""
    response = jsonify(
        type="about:blank",
        title=_heading(status, code),
        status=status,
        code=code,
        detail=detail,
    )
    response.status_code = status
    response.mimetype = "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _expected(error: PartaError) -> AnyResponse | tuple[str, int]:
    if isinstance(error, SignInNeeded):
        if _wants_page():
            return redirect(url_for("accounts.front", next=request.full_path.rstrip("?")), 303)
        if request.path.startswith(API):
            return _answer(error.status, error.code, NO_KEY if _no_key() else BAD_KEY)
    return _answer(error.status, error.code, error.message)


def _http(error: HTTPException) -> AnyResponse | tuple[str, int]:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    message = MESSAGES.get(error.code, "Не получилось. Попробуйте ещё раз.")
    code = (error.name or "error").lower().replace(" ", "_")
    response = make_response(_answer(error.code, code, message))
    told = dict(error.get_headers())
    for name in TOLD & told.keys():
        response.headers[name] = told[name]
    return response


def _asked_wrongly(error: HTTPError) -> AnyResponse | tuple[str, int]:
    """APIFlask's own error: what a call was sent does not fit its model."""
    if isinstance(error.__cause__, ValidationError):
        return _answer(Invalid.status, Invalid.code, what_is_wrong(error.__cause__))
    return _answer(error.status_code, "error", MESSAGES.get(error.status_code, MESSAGES[400]))


def _unexpected(error: Exception) -> AnyResponse | tuple[str, int]:
    log.exception("%s %s", request.method, request.path, exc_info=error)
    if _no_room(error):
        return _answer(507, "no_room", MESSAGES[507])
    return _answer(500, "internal", MESSAGES[500])


def _no_room(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and "disk is full" in str(error.orig)


def _answer(status: int, code: str, message: str) -> Response | tuple[str, int]:
    _undo()
    if request.path.startswith(API):
        return problem(status, code, message)
    heading = _heading(status, code)
    if said_to_pupil.is_pupil(viewer()):
        heading = said_to_pupil.heading(status) or heading
        if message == MESSAGES.get(status):
            message = said_to_pupil.message(status) or message
        message = said_to_pupil.particular(code) or message
    told = code if status >= 500 else ""  # a code helps only where somebody has to mend us
    try:
        html = render_template("errors/error.html", heading=_(heading), message=message, code=told)
    except Exception:  # the page's frame itself is what broke
        log.exception("the error page could not be drawn")
        return f"{heading}. {message}", status
    return html, status


def _heading(status: int, code: str) -> str:
    return OF_CODES.get(code) or HEADINGS.get(status, "Не получилось")


def _undo() -> None:
    try:
        web.session().rollback()
    except Exception:
        log.exception("could not roll back")


def _no_key() -> bool:
    return not request.headers.get("Authorization")


def _wants_page() -> bool:
    return (
        request.method == "GET"
        and not request.path.startswith((API, "/media/"))
        and "HX-Request" not in request.headers
    )
