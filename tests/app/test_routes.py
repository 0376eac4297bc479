"""Who may ask for what: every route and every role, against a table written by hand."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.models import Guardian, Person, School, SchoolClass
from search.lexicon_rows import shipped
from tests.app.near_town import a_copy, a_drawing
from tests.diary.homework import a_task, lessons
from tests.ingest.tus_client import PIECE_TYPE, Sender
from tests.town import MAPLE, ROWAN, Town, a_picture

ROLES = ("", "teacher", "pupil", "guardian", "methodologist", "administrator")
"""A visitor, and people of one school; what is looked at was sent in by its teacher."""

TABLE = """
GET  /                                      yes    yes    yes    yes    yes    yes
GET  /api/docs                              yes    yes    yes    yes    yes    yes
GET  /api/openapi.json                      yes    yes    yes    yes    yes    yes
GET  /live                                  yes    yes    yes    yes    yes    yes
GET  /ready                                 yes    yes    yes    yes    yes    yes
POST /signin                                stale  yes    yes    yes    yes    yes
POST /signin/demo                           stale  hidden hidden hidden hidden hidden
POST /look                                  stale  yes    yes    yes    yes    yes
POST /signout                               door   yes    yes    yes    yes    yes
GET  /me                                    door   yes    yes    yes    yes    yes
GET  /me/password                           door   yes    no     yes    yes    yes
POST /me/password                           door   yes    no     yes    yes    yes
GET  /invite                                yes    yes    yes    yes    yes    yes
POST /invite                                stale  yes    yes    yes    yes    yes
POST /invite/accept                         stale  yes    yes    yes    yes    yes

GET  /classes                               door   yes    no     no     yes    yes
GET  /classes/class                         door   yes    no     no     yes    yes
GET  /classes/foreign                       door   hidden no     no     hidden hidden
POST /classes/class/invitations             door   no     no     no     no     yes
POST /classes/foreign/invitations           door   no     no     no     no     hidden
GET  /children                              door   no     no     yes    no     no
POST /children/child/login                  door   no     no     yes    no     no
GET  /children/child/password               door   no     no     yes    no     no
GET  /children/child/close                  door   no     no     yes    no     no
GET  /children/other/password               door   no     no     hidden no     no
GET  /children/other/close                  door   no     no     hidden no     no
POST /children/child/password               door   no     no     yes    no     no
POST /children/child/close                  door   no     no     yes    no     no
POST /children/other/login                  door   no     no     hidden no     no
POST /children/other/password               door   no     no     hidden no     no
POST /children/other/close                  door   no     no     hidden no     no

GET  /library                               door   yes    yes    yes    yes    yes
GET  /library/math/5                        door   yes    yes    yes    yes    yes
GET  /lessons/math-5-1                      door   yes    yes    yes    yes    yes
GET  /lessons/choices                       door   yes    yes    yes    yes    yes
GET  /search                                door   yes    yes    yes    yes    yes
GET  /search/suggest                        door   yes    yes    yes    yes    yes

GET  /requests                              door   yes    no     no     yes    no
GET  /requests/new                          door   yes    no     no     no     no
POST /requests/new                          door   yes    no     no     no     no
GET  /requests/asked1/answer                door   no     no     no     yes    no
POST /requests/asked1/answer                door   no     no     no     yes    no
POST /requests/asked1/again                 door   yes    no     no     no     no
POST /requests/asked1/take-back             door   yes    no     no     no     no

GET  /lexicon                               door   no     no     no     yes    no
GET  /lexicon/new                           door   no     no     no     yes    no
POST /lexicon/new                           door   no     no     no     yes    no
GET  /lexicon/rows/word/edit                door   no     no     no     yes    no
POST /lexicon/rows/word/edit                door   no     no     no     yes    no
POST /lexicon/rows/word/switch              door   no     no     no     yes    no
POST /lexicon/rows/word/remove              door   no     no     no     yes    no
GET  /lexicon/proposals                     door   no     no     no     yes    no
GET  /lexicon/changes                       door   no     no     no     yes    no
GET  /lexicon.csv                           door   no     no     no     yes    no
GET  /lexicon/import                        door   no     no     no     yes    no
POST /lexicon/import                        door   no     no     no     yes    no

GET  /saved                                 door   yes    no     no     yes    yes
POST /saved                                 door   yes    no     no     yes    yes
GET  /saved/saved1                          door   yes    no     no     hidden hidden
POST /saved/saved1/rename                   door   yes    no     no     hidden hidden
POST /saved/saved1/remove                   door   yes    no     no     hidden hidden

GET  /items/published                       door   yes    yes    yes    yes    yes
GET  /items/submitted                       door   yes    hidden hidden yes    hidden
GET  /items/draft                           door   yes    hidden hidden hidden hidden
GET  /items/published/slides/1              door   yes    yes    yes    yes    yes
GET  /items/published/similar               door   yes    yes    yes    yes    yes
GET  /items/draft/similar                   door   yes    hidden hidden hidden hidden
GET  /items/submitted/edit                  door   yes    no     no     yes    hidden
POST /items/submitted/edit                  door   yes    no     no     yes    hidden
POST /items/renewed/versions               door   yes    no     no     yes    hidden
POST /items/renewed/versions/1/restore     door   yes    no     no     yes    hidden
GET  /items/submitted/captions              door   yes    no     no     yes    hidden
POST /items/submitted/captions              door   yes    no     no     yes    hidden
POST /items/submitted/captions/ru/remove    door   hidden no     no     hidden hidden
GET  /items/draft/likely                    door   yes    no     no     hidden hidden
POST /items/draft/lessons                   door   yes    no     no     hidden hidden
POST /items/draft1/submit                   door   yes    no     no     no     hidden
POST /items/submitted/publish               door   no     no     no     yes    no
GET  /items/returned/ask-changes            door   no     no     no     yes    no
POST /items/returned/ask-changes            door   no     no     no     yes    no
GET  /items/withdrawn/withdraw              door   yes    no     no     yes    no
POST /items/withdrawn/withdraw              door   yes    no     no     yes    no
GET  /items/alike/near/likewise             door   no     no     no     yes    no
POST /items/alike/near/likewise             door   no     no     no     yes    no
GET  /media/published/cover.webp            door   yes    yes    yes    yes    yes
GET  /media/draft/cover.webp                door   yes    hidden hidden hidden hidden

GET  /mine                                  door   yes    no     no     yes    yes
GET  /review                                door   no     no     no     yes    no
GET  /sorting                               door   no     no     no     yes    no
GET  /sorting/submitted/likely              door   no     no     no     yes    no
POST /sorting/submitted                     door   no     no     no     yes    no
POST /sorting/submitted/back                door   no     no     no     yes    no
GET  /upload                                door   yes    no     no     yes    yes
POST /upload                                door   yes    no     no     yes    yes
GET  /upload/rows/published                 door   yes    no     no     yes    hidden
GET  /upload/progress/published             door   yes    no     no     yes    hidden
POST /upload/rows/published/retry           door   yes    no     no     yes    hidden
GET  /upload/sent/upload1                   door   yes    no     no     hidden hidden
POST /upload/sent/upload1/forget            door   yes    no     no     hidden hidden

POST /api/tus                               door   yes    no     no     yes    yes
GET  /api/tus/upload2                       door   yes    no     no     hidden hidden
PATCH /api/tus/upload2                      door   yes    no     no     hidden hidden
POST /api/tus/upload2                       door   yes    no     no     hidden hidden
DELETE /api/tus/upload2                     door   yes    no     no     hidden hidden

GET  /diary                                 door   yes    yes    yes    yes    yes
GET  /diary/classes                         door   yes    no     no     yes    yes
GET  /diary/classes/class                   door   yes    no     no     yes    yes
GET  /diary/classes/foreign                 door   hidden no     no     hidden hidden
GET  /diary/pupils/pupil                    door   yes    yes    yes    yes    yes
GET  /diary/pupils/classmate                door   yes    hidden hidden yes    yes
GET  /diary/pupils/other                    door   hidden hidden hidden hidden hidden

GET  /coverage                              door   no     no     no     yes    yes
GET  /coverage.csv                          door   no     no     no     yes    yes

GET  /diary/lessons/occurrence              door   yes    no     no     yes    yes
GET  /diary/lessons/strange                 door   hidden no     no     hidden hidden
POST /diary/lessons/occurrence/homework     door   yes    no     no     no     no
POST /diary/lessons/strange/homework        door   hidden no     no     no     no
POST /diary/lessons/occurrence/autosave     door   yes    no     no     no     no
POST /diary/lessons/occurrence/topic        door   yes    no     no     no     no
POST /diary/lessons/occurrence/cancel       door   yes    no     no     no     yes
POST /diary/lessons/occurrence/restore      door   yes    no     no     no     yes
POST /diary/lessons/occurrence/move-due     door   yes    no     no     no     no
GET  /diary/lessons/occurrence/materials    door   yes    no     no     no     no
GET  /diary/lessons/strange/materials       door   hidden no     no     no     no
POST /diary/lessons/occurrence/materials    door   yes    no     no     no     no
GET  /diary/lessons/occurrence/materials/published door yes no   no     no     no
POST /diary/lessons/occurrence/files        door   yes    no     no     no     no
GET  /diary/attachments/hung1               door   yes    yes    yes    yes    yes
GET  /diary/attachments/hung1/slides/1      door   yes    yes    yes    yes    yes
POST /diary/attachments/hung1/opens         door   no     yes    no     no     no
GET  /diary/homework/task1/opens            door   yes    no     no     no     no
POST /diary/homework/task1/done             door   no     yes    no     no     no
GET  /diary/homework/task1/remove           door   yes    no     no     no     no
POST /diary/homework/task1/remove           door   yes    no     no     no     no
POST /diary/attachments/hung2/renew         door   yes    no     no     no     no
POST /diary/attachments/hung2/part          door   yes    no     no     no     no
POST /diary/attachments/hung2/remove        door   yes    no     no     no     no
GET  /diary/assign/published                door   yes    no     no     no     no
GET  /diary/assign/withdrawn                door   yes    no     no     no     no
POST /diary/assign/published                door   yes    no     no     no     no

GET  /d                                     yes    yes    yes    yes    yes    yes
POST /d                                     stale  yes    yes    yes    yes    yes
GET  /d/state                               yes    yes    yes    yes    yes    yes
POST /d/turn                                stale  yes    yes    yes    yes    yes
POST /d/played                              stale  yes    yes    yes    yes    yes
POST /d/leave                               stale  yes    yes    yes    yes    yes
GET  /diary/board/new                       door   yes    no     no     yes    yes
POST /diary/board/new                       door   yes    no     no     yes    yes
GET  /diary/board/showing                   door   yes    no     no     hidden hidden
GET  /diary/board/showing/pulse             door   yes    no     no     hidden hidden
POST /diary/board/showing/turn              door   yes    no     no     hidden hidden
POST /diary/board/showing/end               door   yes    no     no     hidden hidden

POST /api/v1/homework                       door   yes    no     no     no     no
GET  /api/v1/homework/task2                 door   yes    yes    yes    yes    yes
PATCH /api/v1/homework/task2                door   yes    no     no     no     no
POST /api/v1/homework/task2/attachments     door   yes    no     no     no     no
DELETE /api/v1/attachments/hung3            door   yes    no     no     no     no
DELETE /api/v1/homework/task3               door   yes    no     no     no     no
POST /api/v1/attachments/hung4/opens        door   no     yes    no     no     no
GET  /api/v1/homework/task4/opens           door   yes    no     no     no     no
GET  /api/v1/diary                          door   yes    yes    yes    yes    yes
GET  /api/v1/coverage                       door   no     no     no     yes    yes
GET  /api/v1/search                         door   yes    yes    yes    yes    yes
GET  /api/v1/suggest                        door   yes    yes    yes    yes    yes
GET  /api/v1/requests                       door   yes    no     no     yes    no
POST /api/v1/requests                       door   yes    no     no     no     no
POST /api/v1/requests/asked2/answer         door   no     no     no     yes    no
DELETE /api/v1/requests/asked2              door   yes    no     no     no     no
GET  /api/v1/lexicon                        door   no     no     no     yes    no
POST /api/v1/lexicon                        door   no     no     no     yes    no
PUT  /api/v1/lexicon/word                   door   no     no     no     yes    no
PATCH /api/v1/lexicon/word                  door   no     no     no     yes    no
DELETE /api/v1/lexicon/word                 door   no     no     no     yes    no
GET  /api/v1/lexicon/proposals              door   no     no     no     yes    no
GET  /api/v1/lexicon/try                    door   no     no     no     yes    no
GET  /api/v1/saved-searches                 door   yes    no     no     yes    yes
POST /api/v1/saved-searches                 door   yes    no     no     yes    yes
PATCH /api/v1/saved-searches/saved2         door   yes    no     no     hidden hidden
DELETE /api/v1/saved-searches/saved2        door   yes    no     no     hidden hidden
GET  /api/v1/lessons                        door   yes    yes    yes    yes    yes
GET  /api/v1/lessons/math-5-1               door   yes    yes    yes    yes    yes
POST /api/v1/items                          door   yes    no     no     yes    yes
GET  /api/v1/items/published                door   yes    yes    yes    yes    yes
GET  /api/v1/items/draft                    door   yes    hidden hidden hidden hidden
GET  /api/v1/items/published/similar        door   yes    yes    yes    yes    yes
GET  /api/v1/items/draft/similar            door   yes    hidden hidden hidden hidden
GET  /api/v1/items/published/status         door   yes    yes    yes    yes    yes
GET  /api/v1/items/draft/status             door   yes    hidden hidden hidden hidden
POST /api/v1/items/renewed2/versions      door   yes    no     no     yes    no
POST /api/v1/items/renewed2/versions/1/restore door yes no    no     yes    no
GET  /api/v1/items/published/captions       door   yes    yes    yes    yes    yes
GET  /api/v1/items/draft/captions           door   yes    hidden hidden hidden hidden
POST /api/v1/items/submitted2/captions      door   yes    no     no     yes    hidden
DELETE /api/v1/items/submitted2/captions/ru door   hidden no     no     hidden hidden
POST /api/v1/items/draft2/submit            door   yes    no     no     no     hidden
POST /api/v1/items/submitted2/publish       door   no     no     no     yes    no
POST /api/v1/items/returned2/ask-changes    door   no     no     no     yes    no
POST /api/v1/items/withdrawn2/withdraw      door   yes    no     no     yes    hidden
"""
"""Columns in the order of ROLES.

``yes``: done, or refused for a reason in the request itself; ``no``: 403; ``hidden``: 404;
``door``: sign in first; ``stale``: the form's secret is missing. Roles ask one after the other:
what its author has just submitted, the methodologist may see.
"""

PIECE = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "10",
    "Upload-Offset": "0",
    "X-HTTP-Method-Override": "PATCH",
    "Content-Type": PIECE_TYPE,
}
"""Headers of an upload in pieces: its creation, and a piece without a byte."""

ITEMS = {
    "draft": (),
    "draft1": (),
    "draft2": (),
    "submitted": ("submit",),
    "submitted2": ("submit",),
    "returned": ("submit",),
    "returned2": ("submit",),
    "renewed": ("submit", "publish"),
    "renewed2": ("submit", "publish"),
    "published": ("submit", "publish"),
    "withdrawn": ("submit", "publish"),
    "withdrawn2": ("submit", "publish"),
}


def rows() -> list[tuple[str, str, tuple[str, ...]]]:
    found = [line.split() for line in TABLE.splitlines() if line.strip()]
    return [(method, path, tuple(expected)) for method, path, *expected in found]


@pytest.fixture(scope="module")
def ids(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The teacher's items by the state that they are brought to."""
    folder: Path = tmp_path_factory.mktemp("items")
    found = {}
    for mark, name in enumerate(ITEMS):
        sent = shared_town.by("teacher").send(a_picture(folder, mark), title=name)
        found[name] = sent.json["item_id"]
    drawing = a_drawing(folder, 1)
    for name, file in (("alike", drawing), ("likewise", a_copy(drawing))):
        found[name] = shared_town.by("teacher").send(file, title=name).json["item_id"]
    shared_town.work()
    for name, verbs in (ITEMS | dict.fromkeys(("alike", "likewise"), ("submit",))).items():
        for verb in verbs:
            who = "teacher" if verb == "submit" else "methodologist"
            assert shared_town.by(who).post(f"items/{found[name]}/{verb}").status_code == 200
    shown = shared_town.by("teacher").post("/diary/board/new", data={"item": found["published"]})
    found["showing"] = shown.headers["Location"].rsplit("/", 1)[-1]
    sender = Sender(shared_town)
    for n in (1, 2):
        asked = shared_town.by("teacher").post("requests", json={"text": f"Лавины {n}"})
        found[f"asked{n}"] = asked.json["request_id"]
        kept = {"parameters": f"q=лавины&grade={n}"}
        saved = shared_town.by("teacher").post("saved-searches", json=kept)
        found[f"saved{n}"] = saved.json["saved_id"]
        found[f"upload{n}"] = sender.begin(10, filename="урок.png").rsplit("/", 1)[-1]
    found["word"] = next(iter(shipped().by_key))
    return found | people_ids(shared_town) | diary_ids(shared_town, found["published"])


def diary_ids(town: Town, item_id: str) -> dict[str, str]:
    """A lesson of the teacher's, one of the other school's, and tasks with a material each."""
    found = {"occurrence": lessons(town)[-1], "strange": lessons(town, school=MAPLE)[-1]}
    for n in (1, 2, 3, 4):
        task = a_task(town, item_id)
        found |= {f"task{n}": task.homework_id, f"hung{n}": task.attachment_id}
    return found


def people_ids(town: Town) -> dict[str, str]:
    """A class and a younger child of the guardian's, and the same of the other school."""
    with town.services.sessions() as session:
        parent = session.scalars(
            select(Person).join(School).where(School.public_id == ROWAN, Person.source_id == "R1")
        ).one()
        child = Person(
            school_id=parent.school_id,
            last_name="Рыбин",
            first_name="Ян",
            birth_date=date(2019, 1, 1),
        )
        session.add(child)
        session.flush()
        session.add(
            Guardian(guardian_id=parent.id, child_id=child.id, confirmed_at=town.services.clock())
        )
        session.commit()
        classes = (
            select(SchoolClass.public_id).join(SchoolClass.school).where(SchoolClass.grade == 5)
        )
        other = select(Person.public_id).join(School).where(School.public_id == MAPLE)
        ours = select(Person.public_id).join(School).where(School.public_id == ROWAN)
        return {
            "class": session.scalars(classes.where(School.public_id == ROWAN)).one(),
            "foreign": session.scalars(classes.where(School.public_id == MAPLE)).one(),
            "child": child.public_id,
            "other": session.scalars(other.where(Person.source_id == "P1")).one(),
            "pupil": session.scalars(ours.where(Person.source_id == "P1")).one(),
            "classmate": session.scalars(ours.where(Person.source_id == "P2")).one(),
        }


def a_file(folder: Path) -> dict[str, tuple[io.BytesIO, str]]:
    """A form with a picture in it."""
    return {"file": (io.BytesIO(a_picture(folder, 99).read_bytes()), "рисунок.png")}


def said(answer: TestResponse) -> str:
    """What an answer means to the one who asked."""
    to_the_door = answer.status_code == 303 and answer.headers["Location"].startswith("/?next=")
    if answer.status_code == 401 or to_the_door:
        return "door"
    known = {400: "stale", 403: "no", 404: "hidden"}
    if answer.status_code in (200, 201, 202, 204, 302, 303, 409, 422):
        return "yes"
    return known.get(answer.status_code, str(answer.status_code))


def test_every_route_answers_each_role_as_the_table_says(
    shared_town: Town, ids: dict[str, str], tmp_path: Path
) -> None:
    wrong = []
    for method, path, expected in rows():
        for role, wanted in zip(ROLES, expected, strict=True):
            address = place(shared_town, ids, path, role)
            sent: dict[str, Any] = {}
            if path.endswith(("/versions", "v1/items", "/captions")):
                sent = {"data": a_file(tmp_path)}
            elif path.startswith("/api/tus"):
                sent = {"headers": PIECE}
            got = said(shared_town.by(role).call(method, address, **sent))
            if got != wanted:
                wrong.append(f"{method} {path} by {role or 'a visitor'}: {got}, not {wanted}")
            if path == "/signout" and role:  # the key itself is no browser's session
                assert shared_town.by(role).get("/me").status_code == 200

    assert not wrong, "\n".join(wrong)


def test_every_route_stands_in_the_table(shared_town: Town) -> None:
    adapter = shared_town.app.url_map.bind("localhost")
    # The media's address has a key of the viewer in it, which the table leaves out.
    whole = [(method, path.replace("/media/", "/media/key/")) for method, path, _ in rows()]
    written = {(adapter.match(path, method)[0], method) for method, path in whole}
    there = {
        (rule.endpoint, method)
        for rule in shared_town.app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }

    assert there == written


def place(town: Town, ids: dict[str, str], path: str, role: str) -> str:
    """The address that a path of the table stands for."""
    parts = [ids.get(part, part) for part in path.split("/")]
    if parts[1] != "media":
        return "/".join(parts)
    answer = town.by(role or "teacher").get(f"items/{parts[2]}")
    if answer.status_code != 200:  # not theirs to know: try with the author's address
        answer = town.by("teacher").get(f"items/{parts[2]}")
    return next(str(one["url"]) for one in answer.json["renditions"] if one["name"] == parts[3])


def test_a_visitors_upload_is_not_even_read(shared_town: Town) -> None:
    class Untouched(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("the body of a visitor's upload was read")

    for path in ("/upload", "/api/v1/items"):
        answer = shared_town.by("").post(
            path,
            input_stream=Untouched(bytes(1000)),
            content_type="multipart/form-data; boundary=x",
        )
        assert answer.status_code == 401, path
