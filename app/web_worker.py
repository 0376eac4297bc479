"""gunicorn's worker, with our words for requests that are turned away before they are read.

Such a request reaches no view: gunicorn itself answers, in English, and closes the connection
while the client still sends, so that a browser shows no answer at all.
"""

import socket
from contextlib import suppress
from http import HTTPStatus
from string import Template
from time import monotonic
from typing import Any, NamedTuple

from gunicorn import http
from gunicorn.workers.gthread import ThreadWorker

MOST_LEFT, PATIENCE_SECONDS = 4 * 1024 * 1024, 2
"""Bytes of a refused request that are still taken, and for how long, so that its sender reads the
answer."""


class Said(NamedTuple):
    """What is answered."""

    status: HTTPStatus
    heading: str
    message: str


NOT_UNDERSTOOD = Said(
    HTTPStatus.BAD_REQUEST,
    "Не получилось",
    "Запрос непонятен. Откройте страницу заново и повторите.",
)

SAID = {
    http.errors.LimitRequestLine: Said(
        HTTPStatus.REQUEST_URI_TOO_LONG,
        "Запрос слишком длинный",
        "Столько знаков в адрес страницы не помещается. Чтобы искать, хватит нескольких слов: "
        "остальное уточняют фильтры.",
    ),
    http.errors.LimitRequestHeaders: Said(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "Браузер прислал слишком много",
        "Служебных данных в запросе больше, чем мы принимаем. Обычно помогает удалить в браузере "
        "файлы cookie этого сайта и открыть страницу заново.",
    ),
    http.errors.InvalidRequestLine: NOT_UNDERSTOOD,
    http.errors.InvalidRequestMethod: NOT_UNDERSTOOD,
    http.errors.InvalidHTTPVersion: NOT_UNDERSTOOD,
    http.errors.InvalidHeader: NOT_UNDERSTOOD,
    http.errors.InvalidHeaderName: NOT_UNDERSTOOD,
}

PAGE = Template(
    """<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$heading — Парта</title>
<style>
:root { color-scheme: light dark; --paper: #fbfaf6; --ink: #1b2430; --accent: #2346a0; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181f; --ink: #e8e6df; --accent: #a9bcf5; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.45 sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 40px 16px; }
h1 { font-size: 27px; font-weight: 600; }
a { color: var(--accent); }
</style>
</head>
<body>
<main>
<h1>$heading</h1>
<p>$message</p>
<p><a href="/">На главную</a></p>
</main>
</body>
</html>
"""
)
"""A page by itself: what broke off is asked for nothing more."""


class WebWorker(ThreadWorker):  # type: ignore[misc]
    """A process of the server."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer a request that could not be read; anything else is gunicorn's to tell."""
        said = SAID.get(type(exc)) if req is None else None
        if said is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request from ip=%s: %s", addr[0] if addr else "", exc)
        body = PAGE.substitute(heading=said.heading, message=said.message).encode()
        head = (
            f"HTTP/1.1 {said.status.value} {said.status.phrase}\r\n"
            "Connection: close\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Cache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with suppress(OSError):
            client.sendall(head.encode("ascii") + body)
            client.shutdown(socket.SHUT_WR)
            _take_the_rest(client)


def _take_the_rest(client: socket.socket) -> None:
    """Read what is still sent: closed before that, the connection is reset and the answer lost."""
    ends = monotonic() + PATIENCE_SECONDS
    left = MOST_LEFT
    while left > 0 and (wait := ends - monotonic()) > 0:
        client.settimeout(wait)
        piece = client.recv(min(left, 65536))
        if not piece:
            return
        left -= len(piece)
