"""A small town for tests of the whole: two schools, a grid of eight lessons, people with keys.

``Town`` is one installation in a folder of its own. It is built once in a process and copied.
"""

import atexit
import io
import json
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from apiflask import APIFlask
from PIL import Image
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.create import create_user
from accounts.load import load_people
from accounts.models import LoginSession
from accounts.tokens import create_token
from app.factory import create_app
from app.migrate import upgrade
from app.services import Services
from app.work import run_worker
from catalog.load_grid import load_grid
from catalog.models import Item
from core.settings import Settings
from diary.load_timetable import timetable_writer
from diary.models import Homework
from tests.ingest.makers import deck

PASSWORD = "тополиный пух"

T = TypeVar("T")

GRID = """\
lesson_key,subject,subject_title,programme,grade,lesson_no,week,section,topic,title,hours,keywords
math-5-1,math,Математика,base,5,1,1,Натуральные числа,Ряд чисел,Ряд натуральных чисел,1,числа
math-5-2,math,Математика,base,5,2,1,Натуральные числа,Ряд чисел,Координатный луч,1,луч; точка
math-5-3,math,Математика,base,5,3,2,Дроби,Обыкновенные дроби,Обыкновенные дроби: доли,1,доля
math-5-4,math,Математика,base,5,4,2,Дроби,Обыкновенные дроби,Сравнение дробей,1,сравнение
math-6-1,math,Математика,base,6,1,1,Делимость,Делители,Делители и кратные,1,делитель
rus-5-1,russian,Русский язык,base,5,1,1,Речь,Общение,Язык и общение,1,речь
rus-5-2,russian,Русский язык,base,5,2,1,Речь,Текст,Что такое текст,1,текст
pe-5-1,pe,Физкультура,base,5,1,1,Движение,Бег,Бег на короткие дистанции,1,бег
"""

ROWAN, MAPLE = "rowan", "maple"
ZONE = ZoneInfo("Asia/Yekaterinburg")


YEAR_TURNS = (8, 16)
"""The day on which the town's school year turns: both years' dates reach two weeks around it."""


def school_year(today: date) -> str:
    """The year that a town built on ``today`` lives in: «2026/2027»."""
    first = today.year if (today.month, today.day) >= YEAR_TURNS else today.year - 1
    return f"{first}/{first + 1}"


def calendar(today: date) -> dict[str, Any]:
    """Twelve teaching weeks around ``today``: the third one is the present, all days are taught."""
    year = school_year(today)
    first, last = f"{year[:4]}-08-01", f"{year[5:]}-08-31"
    monday = today - timedelta(days=today.weekday())
    return {
        "quarters": [{"no": 1, "begin": first, "end": last}],
        "weeks": [
            {"week": week, "monday": (monday + timedelta(weeks=week - 3)).isoformat()}
            for week in range(1, 13)
        ],
    }


def school(
    public_id: str, territory: str, teachers: tuple[str, str], today: date | None = None
) -> dict[str, Any]:
    """A school of two classes as a file says it, with a timetable around ``today``.

    5А has mathematics (T1) on Mondays and Thursdays from last week's Thursday on, so that last
    week's lesson carries the grid's first, this week's two the second and the third, next Monday's
    the fourth, later ones none; Russian (T2) on Tuesdays and Fridays, from this week on; sport in
    two groups on Wednesdays (T1 and T2). 6А has mathematics (T2) on Wednesdays.
    """
    today = today or datetime.now(ZONE).date()
    monday = today - timedelta(days=today.weekday())
    since = {
        "math": (monday - timedelta(days=4)).isoformat(),
        "russian": monday.isoformat(),
        "pe": monday.isoformat(),
    }

    def lesson(
        name: str, day: int, number: int, subject: str, teacher: str, group: str = ""
    ) -> Any:
        found = {
            "class_id": name,
            "day": day,
            "lesson": number,
            "subject": subject,
            "teacher": teacher,
            "room": f"{200 + number}",
            "since": since[subject],
        }
        return {**found, "group": group} if group else found

    return {
        "school": {
            "id": public_id,
            "timezone": str(ZONE),
            "territory": territory,
            "name": f"Школа «{public_id}»",
            "short_name": f"Школа {public_id}",
            "town": "Рябинск",
            "director": "Главная Анна Петровна",
            "deputy": "Методова Ольга Ильинична",
            "year": school_year(today),
        },
        "bell_schedule": [
            {"lesson": 1, "begin": "08:30", "end": "09:10"},
            {"lesson": 2, "begin": "09:20", "end": "10:00"},
            {"lesson": 3, "begin": "10:15", "end": "10:55"},
        ],
        "calendar": calendar(today),
        "teachers": [
            {"id": "T1", "name": teachers[0], "subjects": ["math", "pe"], "classes": ["5А"]},
            {
                "id": "T2",
                "name": teachers[1],
                "subjects": ["russian", "pe", "math"],
                "classes": ["5А", "6А"],
            },
        ],
        "classes": [
            {"id": "5А", "grade": 5, "parallel": "А", "size": 25, "head_teacher": "T1"},
            {"id": "6А", "grade": 6, "parallel": "А", "size": 20, "head_teacher": "T2"},
        ],
        "timetable": [
            lesson("5А", 1, 1, "math", "T1"),
            lesson("5А", 4, 2, "math", "T1"),
            lesson("5А", 2, 1, "russian", "T2"),
            lesson("5А", 5, 1, "russian", "T2"),
            lesson("5А", 3, 3, "pe", "T1", "1 группа"),
            lesson("5А", 3, 3, "pe", "T2", "2 группа"),
            lesson("6А", 3, 1, "math", "T2"),
        ],
        "pupils": [
            pupil("P1", "5А", "Рыбина", "Майя"),
            pupil("P2", "5А", "Птицын", "Егор"),
            pupil("P3", "6А", "Зайцева", "Алина"),
        ],
        "parents": [{"id": "R1", "child": "P1", "relation": "мать", "name": "Рыбина Инна Юрьевна"}],
    }


def pupil(public_id: str, name: str, last_name: str, first_name: str) -> dict[str, Any]:
    """A pupil as a file says it."""
    return {
        "id": public_id,
        "class_id": name,
        "last_name": last_name,
        "first_name": first_name,
        "birth_date": "2015-02-03",
    }


SCHOOLS = (
    school(ROWAN, "Рябиновый район", ("Числова Вера Львовна", "Буквин Олег Ильич")),
    school(MAPLE, "Кленовый район", ("Дальняя Нина Львовна", "Чужин Пётр Ильич")),
)

PEOPLE = {
    "teacher": ("teacher", ROWAN, "T1"),
    "colleague": ("teacher", ROWAN, "T2"),
    "pupil": ("pupil", ROWAN, "P1"),
    "classmate": ("pupil", ROWAN, "P2"),
    "sixth-grader": ("pupil", ROWAN, "P3"),
    "guardian": ("guardian", ROWAN, "R1"),
    "methodologist": ("methodologist", ROWAN, None),
    "administrator": ("administrator", ROWAN, None),
    "stranger": ("teacher", MAPLE, "T1"),
    "strange-methodologist": ("methodologist", MAPLE, None),
    "district": ("methodologist", "Рябиновый район", None),
}
"""Login → role, school or territory, id in the school's file."""


@dataclass(frozen=True)
class Town:
    """One installation with people; ``keys`` are their bearer tokens by login."""

    home: Path
    keys: dict[str, str]

    @cached_property
    def services(self) -> Services:
        return Services(Settings(home=self.home))

    @cached_property
    def app(self) -> APIFlask:
        return create_app(self.services.settings)

    def by(self, login: str) -> "Caller":
        """Somebody's programme, with their key; an empty login has none."""
        return Caller(self, login)

    def work(self) -> None:
        """A worker that goes home when all is done."""
        run_worker(self.services, threading.Event(), once=True)

    def is_untouched(self) -> bool:
        """Whether nobody has done anything here since it was built.

        Each person's key is a sign-in of its own and counts for nothing.
        """
        with self.services.sessions() as session:
            sign_ins = session.scalar(select(func.count()).select_from(LoginSession))
            return sign_ins == len(self.keys) and not any(
                session.scalar(select(table.id).limit(1)) for table in (Item, Homework)
            )

    def become(self, other: "Town") -> None:
        """The same installation as ``other``, which has gone on from the same beginning.

        The pages' clock stays as the test has set it.
        """
        clock = self.app.extensions["parta"]["clock"]
        self.close()
        self.__dict__.pop("services", None)
        self.__dict__.pop("app", None)
        shutil.rmtree(self.home)
        shutil.copytree(other.home, self.home)
        self.app.extensions["parta"]["clock"] = clock

    def close(self) -> None:
        self.services.database.dispose()
        if "app" in self.__dict__:
            self.app.extensions["parta"]["services"].database.dispose()


@dataclass(frozen=True)
class Caller:
    """Calls with one person's key; a path without a leading slash lies under /api/v1."""

    town: Town
    login: str

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.call("GET", path, **more)

    def post(self, path: str, **more: Any) -> TestResponse:
        return self.call("POST", path, **more)

    def json(self, path: str, **query: Any) -> Any:
        """The answer to a GET that must go well."""
        response = self.get(path, query_string=query)
        assert response.status_code == 200, response.text
        return response.json

    def send(self, file: Path, **fields: Any) -> TestResponse:
        """Upload a file."""
        data = {"file": (io.BytesIO(file.read_bytes()), file.name), **fields}
        return self.post("items", data=data)

    def titles(self, q: str, **filters: Any) -> list[str]:
        """The titles that a search finds."""
        return [hit["title"] for hit in self.json("search", q=q, **filters)["hits"]]

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        """Any method."""
        headers = dict(more.pop("headers", {}))
        if self.login:
            headers["Authorization"] = f"Bearer {self.town.keys[self.login]}"
        address = path if path.startswith("/") else f"/api/v1/{path}"
        client = self.town.app.test_client(use_cookies=False)
        return client.open(address, method=method, headers=headers, buffered=True, **more)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town of the test's own."""
    copied = copy_of(template(), tmp_path / "дом города")
    yield copied
    copied.close()


@pytest.fixture(scope="module")
def shared_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for tests of a module that do not change what others of them look at."""
    copied = copy_of(template(), tmp_path_factory.mktemp("town") / "home")
    yield copied
    copied.close()


def copy_of(town: Town, home: Path) -> Town:
    """The same installation in another folder."""
    shutil.copytree(town.home, home)
    return Town(home, town.keys)


def passing_folder() -> Path:
    """A folder for as long as this process lives."""
    folder = Path(tempfile.mkdtemp(prefix="parta-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def after(town: Town, step: Callable[..., T], *given: Hashable) -> T:
    """What ``step(town, folder, *given)`` gives; the town is then as it is after that.

    In a town where nothing has happened yet the step is taken once a process, in another town, and
    what came of it is copied: tools are slow. ``folder`` is for the step's own files.
    """
    if town.is_untouched():
        ready, found = _gone_on(step, *given)
        town.become(ready)
        return found
    with tempfile.TemporaryDirectory(prefix="parta-step-") as folder:
        return step(town, Path(folder), *given)


@cache
def _gone_on(step: Callable[..., T], *given: Hashable) -> tuple[Town, T]:
    folder = passing_folder()
    town = copy_of(template(), folder / "home")
    found = step(town, folder, *given)
    town.close()
    return town, found


@cache
def template() -> Town:
    """The town in its beginning, to be copied."""
    home = passing_folder()
    services = Services(Settings(home=home))
    upgrade(services.database)
    assert services.secret
    grid = home.parent / f"{home.name}.csv"
    grid.write_text(GRID, encoding="utf-8")
    clock = services.clock
    with services.sessions() as session:
        assert not load_grid(session, [grid], clock=clock).problems
        for one in SCHOOLS:
            loaded = json.loads(json.dumps(one))
            report = load_people(
                session,
                loaded,
                clock=clock,
                known_subjects={"math", "russian", "pe"},
                also=timetable_writer(clock),
            )
            assert report.ok, report.problems
        keys = {}
        for login, (role, place, person) in PEOPLE.items():
            in_school = place in (ROWAN, MAPLE)
            create_user(
                session,
                login,
                role,
                school_public_id=place if in_school else None,
                territory=None if in_school else place,
                person_public_id=person,
                password=PASSWORD,
                clock=clock,
            )
            keys[login] = create_token(session, login, clock=clock)[1]
    grid.unlink()
    services.database.dispose()
    return Town(home, keys)


def a_deck(folder: Path, *words: str, hidden: tuple[int, ...] = (), name: str = "урок") -> Path:
    """A small deck, a slide for each of ``words``."""
    folder.mkdir(parents=True, exist_ok=True)
    return deck(folder / f"{name}.pptx", words, hidden=hidden)


def a_pdf(folder: Path, *words: str, name: str = "urok") -> Path:
    """A PDF with a page for each of ``words`` (in Latin letters); quick to make and to process."""
    folder.mkdir(parents=True, exist_ok=True)
    count = len(words)
    pages = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{pages}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, word in enumerate(words):
        text = f"BT /F1 40 Tf 40 200 Td ({word}) Tj ET"
        box = "/MediaBox[0 0 480 270]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {5 + 2 * n} 0 R>>")
        objects.append(f"<</Length {len(text)}>>stream\n{text}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    file = folder / f"{name}.pdf"
    file.write_text(f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}", "ascii")
    return file


def a_picture(folder: Path, mark: int, name: str = "рисунок") -> Path:
    """A small PNG, another one for each ``mark`` below 16 million."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{mark}.png"
    Image.new("RGB", (64, 48), (mark & 255, mark >> 8 & 255, mark >> 16 & 255)).save(file)
    return file


def sign_in(browser: Any, login: str) -> Any:
    """Sign a test client in by the page's own form."""
    return browser.post(
        "/signin",
        data={
            "login": login,
            "password": PASSWORD,
            "csrf_token": form_word(browser, "/"),
        },
    )


def form_word(browser: Any, page: str) -> str:
    """The secret that the page's forms carry."""
    text = browser.get(page).text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    assert found, text[:500]
    return found.group(1)
