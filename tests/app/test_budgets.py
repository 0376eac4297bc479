"""Each page's budget: at most 12 queries, at most 150 KB on the wire with all that it links to."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select

from accounts.models import Person, School, SchoolClass
from app.assets import DIST
from search.lexicon_rows import shipped
from tests.app.near_town import a_copy, a_drawing
from tests.diary.homework import lessons
from tests.ingest.makers import deck, sound
from tests.ingest.tus_client import Sender
from tests.town import ROWAN, Town, a_pdf, a_picture

MOST_QUERIES = 12
MOST_BYTES = 150 * 1024
WORDS = ("Доли", "Числитель", "Знаменатель", "Сложение", "Вычитание", "Сравнение", "Итог")

PAGES = {
    "/": "",
    "/api/docs": "",
    "/library": "teacher",
    "/library/math/5": "teacher",
    "/lessons/math-5-3": "pupil",
    "/search": "pupil",
    "/search?q=доли&grade=5&subject=math": "teacher",
    "/search?q=нетникого": "teacher",
    "/search/suggest?q=до": "teacher",
    "/search?q=доли&grade=9": "teacher",
    "/saved": "teacher",
    "/requests": "teacher",
    "/requests/new?q=доли 5 класс": "teacher",
    "/requests/{asked}/answer": "methodologist",
    "/lexicon?q=дробь&try=доли": "methodologist",
    "/lexicon/new": "methodologist",
    "/lexicon/rows/{word}/edit": "methodologist",
    "/lexicon.csv": "methodologist",
    "/lexicon/proposals": "methodologist",
    "/lexicon/changes": "methodologist",
    "/items/{deck}": "pupil",
    "/items/{deck}?slide=3": "methodologist",
    "/items/{picture}": "teacher",
    "/items/{draft}": "teacher",
    "/items/{alike}": "methodologist",
    "/items/{alike}/near/{likewise}": "methodologist",
    "/items/{deck}/slides/2": "teacher",
    "/items/{deck}/similar": "teacher",
    "/items/{draft}/edit": "teacher",
    "/items/{sound}": "teacher",
    "/items/{sound}/captions": "teacher",
    "/items/{loose}/likely": "teacher",
    "/items/{deck}/withdraw": "methodologist",
    "/items/{more9}/ask-changes": "methodologist",
    "/lessons/choices?subject=math&grade=5": "teacher",
    "/mine": "teacher",
    "/review": "methodologist",
    "/sorting": "methodologist",
    "/sorting/{more9}/likely": "methodologist",
    "/upload": "teacher",
    "/upload/rows/{draft}": "teacher",
    "/upload/progress/{draft}": "teacher",
    "/upload/sent/{coming}": "teacher",
    "/me": "guardian",
    "/coverage": "methodologist",
    "/coverage.csv": "methodologist",
    "/coverage?subject=math&grade=5": "methodologist",
    "/coverage?subject=math&grade=5&kind=video&only=gaps": "administrator",
    "/me/password": "guardian",
    "/invite": "",
    "/diary": "teacher",
    "/diary?week={week}": "pupil",
    "/diary/classes": "methodologist",
    "/diary/classes/{class}?week={week}": "colleague",
    "/diary/pupils/{pupil}?week={week}": "guardian",
    "/diary/pupils/{pupil}": "pupil",
    "/diary?week={week}&of=child": "guardian",
    "/diary/lessons/{lesson}": "teacher",
    "/diary/lessons/{lesson}/materials": "teacher",
    "/diary/lessons/{lesson}/materials?tab=mine": "teacher",
    "/diary/lessons/{lesson}/materials?q=доли": "teacher",
    "/diary/lessons/{lesson}/materials/{deck}": "teacher",
    "/diary/homework/{task}/remove": "teacher",
    "/diary/homework/{task}/opens": "teacher",
    "/diary/attachments/{hung}": "pupil",
    "/diary/attachments/{hung}/slides/1": "pupil",
    "/diary/assign/{deck}": "teacher",
    "/classes": "administrator",
    "/classes/{class}": "administrator",
    "/children": "guardian",
    "/children/{pupil}/password": "guardian",
    "/children/{pupil}/close": "guardian",
    "/d": "",
    "/d/state": "",
    "/diary/board/new?item={deck}": "teacher",
    "/diary/board/{showing}": "teacher",
    "/diary/board/{showing}/pulse": "teacher",
}
"""Every address that answers with a page, and who asks for it."""

MORE_QUERIES = {"/diary/lessons/{lesson}/materials?q=доли": 14, "/items/{draft}": 13}
"""A search within a lesson asks what the search page asks, and whose the lesson is; whoever may
send a draft for review is told what like it is published."""

NO_PAGES = (
    "/api/openapi.json",
    "/live",
    "/ready",
    "/media/<",
    "/api/v1/",
    "/api/tus",
    "/saved/<",
    "/lexicon/import",
)


@pytest.fixture(scope="module")
def ids(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Items enough to fill the pages: one published deck, more that wait or are drafts."""
    folder: Path = tmp_path_factory.mktemp("files")
    teacher = shared_town.by("teacher")
    files = {
        "deck": deck(folder / "доли.pptx", WORDS, hidden=(2,), notes=WORDS),
        "picture": a_picture(folder, 1),
        "draft": a_pdf(folder, "draft"),
        "sound": sound(folder / "доли.mp3"),
        "alike": a_drawing(folder, 1),
        "likewise": a_copy(folder / "фигуры-1.png"),
    } | {f"more{n}": a_picture(folder, 100 + n) for n in range(15)}
    found = {
        name: teacher.send(file, title=f"Доли: {name}", lesson=["math-5-3", "math-5-4"]).json[
            "item_id"
        ]
        for name, file in files.items()
    }
    loose = teacher.send(a_picture(folder, 400), title="Обыкновенные дроби: loose")
    shared_town.work()
    for name, item_id in found.items():
        if name != "draft":
            assert teacher.post(f"items/{item_id}/submit").status_code == 200
        if name in ("deck", "picture", "more1", "more2", "more3"):
            answer = shared_town.by("methodologist").post(f"items/{item_id}/publish")
            assert answer.status_code == 200
    shared_town.work()
    with shared_town.services.sessions() as session:
        found["class"] = session.scalars(
            select(SchoolClass.public_id)
            .join(SchoolClass.school)
            .where(School.public_id == ROWAN, SchoolClass.grade == 5)
            .order_by(SchoolClass.letter)
        ).first()
        found["pupil"] = session.scalars(
            select(Person.public_id)
            .join(School, School.id == Person.school_id)
            .where(School.public_id == ROWAN, Person.source_id == "P1")
        ).one()
    lesson = lessons(shared_town)[2]
    body = {"occurrence_id": lesson, "text": "Посмотри и ответь", "minutes": 20}
    made = teacher.post("homework", json=body).json
    for fragment in (None, {"slides": "3-5"}):
        sent = {"item_id": found["deck"], "fragment": fragment}
        hung = teacher.post(f"homework/{made['homework_id']}/attachments", json=sent).json
    due = teacher.json("diary")["after"]  # homework of this week's last lesson is due in the next
    shown = teacher.post("/diary/board/new", data={"homework": made["homework_id"]})
    found["showing"] = shown.headers["Location"].rsplit("/", 1)[-1]
    wanted = {"text": "Доли и куски", "lesson": "math-5-3"}
    found["asked"] = teacher.post("requests", json=wanted).json["request_id"]
    for n in range(3):
        saved = teacher.post("saved-searches", json={"parameters": f"q=доли&page={n}&sort=newest"})
    found["saved"] = saved.json["saved_id"]
    found["word"] = next(iter(shipped().by_key))
    found["coming"] = in_pieces(shared_town, a_picture(folder, 300))
    homework = {"task": made["homework_id"], "hung": hung["attachment_id"]}
    found["loose"] = loose.json["item_id"]
    return found | homework | {"lesson": lesson, "week": due}


def in_pieces(town: Town, file: Path) -> str:
    """An upload that has become an item, and beside it others that wait for more."""
    sender, body = Sender(town), file.read_bytes()
    for n in range(4):
        sender.begin(1000, filename=f"часть {n}.pptx")
    path = sender.begin(len(body), filename=file.name)
    assert sender.send(path, 0, body).status_code == 204
    return path.rsplit("/", 1)[-1]


@contextmanager
def counted(town: Town) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    database = town.app.extensions["parta"]["services"].database
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(database, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database, "before_cursor_execute", note)


@pytest.mark.parametrize(("path", "login"), PAGES.items(), ids=list(PAGES))
def test_a_page_keeps_to_its_budget(
    shared_town: Town, ids: dict[str, str], path: str, login: str
) -> None:
    asked = shared_town.by(login)
    address = path.format(**ids)
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    asked.get(address, headers=headers)  # what a process reads once is not the page's
    with counted(shared_town) as said:
        answer = asked.get(address, headers=headers)

    assert answer.status_code == 200, answer.status
    assert len(said) <= MORE_QUERIES.get(path, MOST_QUERIES), "\n\n".join(said)
    page = answer.data
    if answer.headers.get("Content-Encoding") == "gzip":
        page = gzip.decompress(page)
    html = page.decode()
    assert len(answer.data) + sum(map(wire_size, linked(html))) <= MOST_BYTES


def test_every_page_has_a_budget(shared_town: Town) -> None:
    adapter = shared_town.app.url_map.bind("localhost")
    budgeted = {adapter.match(re.sub("{.*?}", "x", path.partition("?")[0]))[0] for path in PAGES}
    there = {
        rule.endpoint
        for rule in shared_town.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(NO_PAGES)
    }
    assert there == budgeted


def linked(html: str) -> set[str]:
    """The page's own styles, scripts, fonts and icons, and what these import in turn."""
    found = set(re.findall(r'(?:href|src)="/static/([^"#?]+)', html))
    queue = list(found)
    while queue:
        file = DIST / queue.pop()
        if file.suffix not in (".css", ".js"):
            continue
        text = file.read_text("utf-8")
        names = re.findall(r"""url\(["']?(?:\./|/static/)?([\w.-]+\.(?:woff2|svg))""", text)
        names += re.findall(r"""(?:from|import)\s*\(?["']\./([\w.-]+\.js)""", text)
        for name in set(names) - found:
            if (DIST / name).is_file():
                found.add(name)
                queue.append(name)
    return found


def wire_size(name: str) -> int:
    """Bytes of a built file as it goes out: packed where it was packed beforehand."""
    file = DIST / name
    packed = file.with_name(f"{file.name}.gz")
    return (packed if packed.is_file() else file).stat().st_size
