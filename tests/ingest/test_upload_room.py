"""How large a file may be and how much room a person has, by role; asked before a byte comes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from accounts.viewer import RoleAt, Viewer
from catalog.describe import split_keywords
from core.clock import utc_now
from core.settings import Settings
from core.sizes import size_in_words
from ingest.allowance import allowance, room_taken
from ingest.details import Details
from ingest.models import Upload
from ingest.tus.find import refused_before, standing
from ingest.tus.refused import MOST_NOTED, note_refused
from tests.explained import explained
from tests.ingest.tus_client import Sender
from tests.town import Town, a_picture, town

__all__ = ["town"]

MIB = 1024 * 1024


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch, town: Town) -> Town:
    """A town whose teachers have little room and whose methodologists have more."""
    for name, value in {
        "MAX_UPLOAD_MB": 8,
        "TEACHER_UPLOAD_MB": 2,
        "TEACHER_QUOTA_MB": 3,
        "METHODOLOGIST_QUOTA_MB": 0,
    }.items():
        monkeypatch.setenv(f"PARTA_{name}", str(value))
    return town


def heavy(file: Path, size: int) -> Path:
    """The picture with zeros after its end, ``size`` bytes in all."""
    with file.open("ab") as stream:
        stream.truncate(size)
    return file


def test_a_file_too_large_for_the_role_is_refused_before_it_is_sent(tight: Town) -> None:
    answer = Sender(tight).create(2 * MIB + 1, filename="фильм.mp4")
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    assert "2\u00a0МБ" in answer.json["detail"]

    assert Sender(tight, "methodologist").create(8 * MIB, filename="a.mp4").status_code == 201
    answer = Sender(tight, "methodologist").create(8 * MIB + 1, filename="a.mp4")
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    said = tight.by("teacher").call("OPTIONS", "/api/tus").headers["Tus-Max-Size"]
    assert int(said) == 2 * MIB


def test_what_is_on_its_way_and_what_is_kept_takes_room(tight: Town, tmp_path: Path) -> None:
    teacher = tight.by("teacher")
    assert teacher.send(heavy(a_picture(tmp_path, 1), MIB)).status_code == 202
    sender = Sender(tight)
    path = sender.begin(2 * MIB - 1, filename="фильм.mp4")

    answer = sender.create(2, filename="ещё.png")
    assert (answer.status_code, answer.json["code"]) == (413, "quota")
    for words in ("отведено 3\u00a0МБ", "занято 3\u00a0МБ", "осталось 1\u00a0Б", "2\u00a0Б"):
        assert words in answer.json["detail"], answer.json["detail"]
    assert Sender(tight, "colleague").create(2, filename="ещё.png").status_code == 201
    assert sender.call("DELETE", path, {}).status_code == 204
    assert sender.create(2, filename="ещё.png").status_code == 201


def test_every_door_asks_for_the_room(tight: Town, tmp_path: Path) -> None:
    teacher = tight.by("teacher")
    first = teacher.send(heavy(a_picture(tmp_path, 2), 2 * MIB))
    assert first.status_code == 202
    for path in ("items", f"items/{first.json['item_id']}/versions"):
        other = heavy(a_picture(tmp_path, 3), MIB + 1)
        with other.open("rb") as stream:
            answer = teacher.post(path, data={"file": (stream, other.name)})
        assert (answer.status_code, answer.json["code"]) == (413, "quota"), path
    with heavy(a_picture(tmp_path, 4), MIB + 1).open("rb") as stream:
        page = teacher.post("/upload", data={"file": (stream, "снимок.png")})
    assert "отведено" in page.text


def test_many_that_begin_at_once_do_not_pass_the_room_together(tight: Town) -> None:
    sender = Sender(tight)
    assert tight.app
    with ThreadPoolExecutor(6) as pool:
        told = [
            one.status_code
            for one in pool.map(lambda _n: sender.create(MIB, filename="a.png"), range(6))
        ]

    assert sorted(told) == [201, 201, 201, 413, 413, 413]
    assert len(list(tight.services.settings.unfinished.iterdir())) == 3


def test_many_whole_files_at_once_do_not_pass_the_room_together(
    tight: Town, tmp_path: Path
) -> None:
    teacher = tight.by("teacher")
    files = [heavy(a_picture(tmp_path, 20 + number), MIB) for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        told = [answer.status_code for answer in pool.map(teacher.send, files)]

    assert sorted(told) == [202, 202, 202, 413, 413, 413]


def test_the_same_bytes_take_room_once(tight: Town, tmp_path: Path) -> None:
    teacher, file = tight.by("teacher"), heavy(a_picture(tmp_path, 5), MIB)
    for _ in range(3):
        assert teacher.send(file).status_code == 202
    assert Sender(tight).create(2 * MIB, filename="фильм.mp4").status_code == 201


def test_words_that_make_no_sense_are_refused_before_a_byte_comes(town: Town) -> None:
    sender = Sender(town)
    for said, code in (
        ({"subject": "astrology"}, "unknown_subject"),
        ({"lesson": "math-5-99"}, "unknown_lesson"),
        ({"grade": "12"}, "bad_grade"),
    ):
        answer = sender.create(10, filename="урок.png", **said)
        assert (answer.status_code, answer.json["code"]) == (422, code)
    empty = sender.create(0, filename="урок.png")
    assert (empty.status_code, empty.json["code"]) == (422, "refused")
    assert "пустой" in empty.json["detail"]
    assert not town.services.settings.unfinished.exists()


@pytest.mark.parametrize("length", ["", "-1", "1.5", "9" * 30, "²"])
def test_a_length_that_is_no_number_is_refused(town: Town, length: str) -> None:
    answer = Sender(town).call("POST", "/api/tus", {"Upload-Length": length})
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
    later = Sender(town).call("POST", "/api/tus", {"Upload-Defer-Length": "1"})
    assert later.status_code == 400


@pytest.mark.parametrize(
    "words", ["filename ???", "filename /w==", "a YQ==,a YQ==", "a YQ== b", ","]
)
def test_metadata_that_cannot_be_read_is_refused(town: Town, words: str) -> None:
    answer = Sender(town).call(
        "POST", "/api/tus", {"Upload-Length": "10", "Upload-Metadata": words}
    )
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_of_several_roles_the_most_generous_counts(tight: Town) -> None:
    settings = Settings(home=tight.home)
    both = Viewer(person_id=1, roles=(RoleAt("teacher", 1), RoleAt("methodologist", 1)))
    assert allowance(settings, both).file == 8 * MIB
    assert allowance(settings, both).quota is None
    assert allowance(settings, Viewer.the_operator()).quota is None


def test_sizes_are_said_as_people_say_them() -> None:
    said = [size_in_words(n).replace("\u00a0", " ") for n in (0, 1023, 1536, 148 * MIB, 3 << 40)]
    assert said == ["0 Б", "1 023 Б", "1,5 КБ", "148 МБ", "3 ТБ"]


def test_words_lose_what_is_no_writing(town: Town, tmp_path: Path) -> None:
    sent = Details(title="Дро\x00би\x07", lessons=("a\x00",), description="раз\n\x1bдва\ud800")
    assert (sent.title, sent.lessons, sent.description) == ("Дроби", ("a",), "раз\nдва")
    assert split_keywords("до\x00ля;\x01;а\x0bб") == ["доля", "а б"]
    sender = Sender(town)
    path = sender.begin(10, filename="а\x00б.png", title="Дро\x00би")
    with town.services.sessions() as session:
        upload = session.scalars(select(Upload)).one()
    assert path.endswith(upload.public_id)
    assert (upload.file_name, upload.words) == ("аб.png", {"title": "Дроби"})


@contextmanager
def one_begun(town: Town) -> Iterator[tuple[Session, Viewer]]:
    """A session, and the teacher, who has begun to send one file."""
    Sender(town).begin(10, filename="начатый.png")
    with town.services.sessions() as session:
        user = session.scalars(select(Upload)).one().user_id
        yield session, Viewer(person_id=1, user_id=user)


def test_refused_files_push_no_unfinished_one_off_the_page(town: Town) -> None:
    now = town.services.clock
    with one_begun(town) as (session, viewer):
        for number in range(14):
            note_refused(session, viewer, f"{number}.txt", 9, "Нет", days=2, clock=now)
        shown = [one.file_name for one in standing(session, viewer, now).uploads]
    assert shown[:2] == ["начатый.png", "13.txt"]
    assert len(shown) == 13


def test_what_a_person_has_sent_is_found_without_a_look_at_all(
    engine: Engine, session: Session
) -> None:
    with explained(engine) as plans:
        room_taken(session, Viewer(person_id=1, user_id=1), utc_now)
    assert not [one for one in plans if one.startswith("SCAN version")], plans
    assert any("ix_version_created_by_id" in one for one in plans), plans


def test_a_reason_that_stands_makes_no_room_for_others(town: Town) -> None:
    now = town.services.clock
    with one_begun(town) as (session, viewer):
        moment = now()
        session.add_all(
            Upload(
                user_id=viewer.user_id,
                file_name=f"{number}.txt",
                words={},
                length=9,
                received=9,
                created_at=moment,
                expires_at=moment + timedelta(days=2),
                outcome="refused",
                reason="Нет",
                finished_at=moment,
            )
            for number in range(MOST_NOTED)
        )
        session.commit()

        assert note_refused(session, viewer, "лишний.txt", 9, "Нет", days=2, clock=now) is None
        assert note_refused(session, viewer, "7.txt", 9, "Нет", days=2, clock=now) is not None
        stands = standing(session, viewer, now)
        assert (len(stands.uploads), stands.more) == (13, MOST_NOTED - 12)
        seen = [one.file_name for one in stands.uploads[1:]]
        while stands.more:
            stands = refused_before(session, viewer, now, stands.last)
            seen += [one.file_name for one in stands.uploads]
        assert sorted(seen) == sorted(f"{number}.txt" for number in range(MOST_NOTED))
        assert refused_before(session, viewer, now, "когда-то").uploads
