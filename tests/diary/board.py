"""A showing of the teacher's, and the class's computer that types its code."""

import re
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.town import Town, form_word


@dataclass(frozen=True)
class Showing:
    """A showing of the teacher's: where its remote stands, and the code it tells."""

    town: Town
    remote: str

    @property
    def code(self) -> str:
        page = self.town.by("teacher").get(self.remote).text
        found = re.search(r'class="code-six".*?</p>', page, re.S)
        assert found
        return "".join(re.findall(r">([А-Я])</span>", found.group()))

    def press(self, **sent: str) -> None:
        assert self.town.by("teacher").post(f"{self.remote}/turn", data=sent).status_code == 303

    def end(self) -> None:
        assert self.town.by("teacher").post(f"{self.remote}/end").status_code == 303


def begin(town: Town, login: str = "teacher", **asked: str) -> Showing:
    answer = town.by(login).post("/diary/board/new", data=asked)
    assert answer.status_code == 303, answer.text
    return Showing(town, answer.headers["Location"])


class Computer(FlaskClient):
    """A browser of the class where nobody has signed in; it reads every answer to its end."""

    def open(self, *arguments: Any, **more: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True} | more)


def computer(town: Town) -> Computer:
    return Computer(town.app, town.app.response_class)


def types(browser: Computer, code: str) -> TestResponse:
    return browser.post("/d", data={"code": code, "csrf_token": form_word(browser, "/d")})


def joined(town: Town, showing: Showing) -> Computer:
    browser = computer(town)
    answer = types(browser, showing.code)
    assert answer.status_code == 303, answer.text
    return browser
