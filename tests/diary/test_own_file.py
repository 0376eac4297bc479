"""A teacher's own file in homework: hung at once, private, never lost, a download at the least."""

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from accounts.models import Person, User
from accounts.viewer import Viewer, viewer_of
from catalog.models import Item
from diary.models import Attachment, Homework, Occurrence
from diary.own_file import attach_file
from ingest.arrive import arriving
from ingest.entering import Means
from jobs.models import Job
from media.models import Original
from tests.diary.homework import a_task, lessons, published
from tests.ingest.makers import rewrite
from tests.town import Town, a_deck, a_pdf


def send(town: Town, login: str, lesson: str, file: Path, **fields: str) -> None:
    with file.open("rb") as stream:
        sent = town.by(login).post(
            f"/diary/lessons/{lesson}/files", data={"file": (stream, file.name), **fields}
        )
    assert sent.status_code == 303, sent.text


def test_it_hangs_before_it_is_processed_and_stays_private(town: Town, tmp_path: Path) -> None:
    lesson = lessons(town)[0]
    send(town, "teacher", lesson, a_pdf(tmp_path, "private"), text="Посмотри", minutes="15", due="")
    page = town.by("teacher").get(f"/diary/lessons/{lesson}").text
    assert "готовится" in page
    assert "Посмотри" in page
    with town.services.sessions() as session:
        homework = session.scalars(select(Homework)).one()
        item = session.scalars(select(Item)).one()
        assert [one.version.item_id for one in homework.attachments] == [item.id]
        assert (item.shelf, item.published_version_id) == ("private", None)
        assert [one.lesson.key for one in item.placements] == ["math-5-1"]
    set_ = town.by("teacher").post(
        f"/diary/lessons/{lesson}/homework",
        data={"text": "Посмотри", "due": lessons(town)[1], "do": "set"},
    )
    assert set_.status_code == 303
    found = town.by("pupil").json(f"homework/{homework.public_id}")["attachments"][0]
    assert found["state"] == "making"
    assert town.by("colleague").get(f"items/{found['item_id']}").status_code == 404
    for login, status in (("pupil", 200), ("guardian", 200), ("sixth-grader", 404)):
        assert town.by(login).get(f"items/{found['item_id']}").status_code == status
    town.work()
    assert (
        town.by("pupil").json(f"homework/{homework.public_id}")["attachments"][0]["state"]
        == "ready"
    )
    assert "Отправить в библиотеку" in town.by("teacher").get(f"/diary/lessons/{lesson}").text
    told(town, found["item_id"], "видно вам и тем, кому задано")
    assert town.by("teacher").post(f"items/{found['item_id']}/submit").status_code == 200
    told(town, found["item_id"], "видно вам, методисту и тем, кому задано")
    attachment = found["attachment_id"]
    assert town.by("teacher").call("DELETE", f"attachments/{attachment}").status_code == 204
    told(town, found["item_id"], "видно вам и методисту")


def told(town: Town, item_id: str, words: str) -> None:
    """Whom its author reads that the material is seen by, on its page and in a list."""
    for page in (f"/items/{item_id}", "/mine"):
        seen = re.findall("видно вам[^<]*|видно только[^<]*", town.by("teacher").get(page).text)
        assert seen == [words], page


def test_a_file_that_the_library_has_is_attached_from_there(town: Town, tmp_path: Path) -> None:
    shared = town.by("teacher").send(a_pdf(tmp_path, "known"), title="Знакомый").json["item_id"]
    town.work()
    town.by("teacher").post(f"items/{shared}/submit")
    town.by("methodologist").post(f"items/{shared}/publish")
    lesson = lessons(town, "russian")[0]
    send(town, "colleague", lesson, tmp_path / "urok.pdf")
    with town.services.sessions() as session:
        hung = session.scalars(select(Attachment)).one()
        assert hung.version.item.public_id == shared
        assert hung.version.item.placements == []  # nobody else's item is filed anew by it


def test_a_deck_that_cannot_be_read_is_kept_from_the_class_and_tells_what_to_do(
    town: Town, tmp_path: Path
) -> None:
    lesson = lessons(town)[0]
    torn = {"ppt/slides/slide1.xml": lambda content: content[: len(content) // 2]}
    broken = rewrite(a_deck(tmp_path, "Доли"), tmp_path / "broken.pptx", torn)
    with broken.open("rb") as stream:
        sent = town.by("teacher").post(
            f"/diary/lessons/{lesson}/files", data={"file": (stream, broken.name), "text": "x"}
        )
    assert sent.status_code == 303
    town.work()
    for code, helps in (("step_failed", True), ("file_at_fault", False)):
        with town.services.sessions() as session:
            session.execute(update(Job).values(error_code=code))
            session.commit()
        page = town.by("teacher").get(f"/diary/lessons/{lesson}").text
        assert ("Повторить" in page) is helps, code
        assert ("Повторите обработку" in page) is helps, code
        assert "Ученикам он не открывается" in page
        assert "агрузите его в другом виде, например PDF." in page
    with town.services.sessions() as session:
        hung = session.scalars(select(Attachment)).one()
        item_id = hung.version.item.public_id
    attachment_id = a_task(town, item_id).attachment_id
    told = town.by("pupil").get(f"/diary/attachments/{attachment_id}").text
    assert "Показать материал здесь не получилось." in told
    assert "Скажи об этом учителю." in told
    assert "скачай" not in told
    assert "/original" not in told
    assert "/original" in town.by("teacher").get(f"/diary/attachments/{attachment_id}").text


def test_what_is_refused_leaves_what_was_typed(town: Town) -> None:
    lesson = lessons(town)[0]
    refused = town.by("teacher").post(
        f"/diary/lessons/{lesson}/files",
        data={"file": (io.BytesIO(b"MZ\x90\0 nothing"), "game.exe"), "text": "Сделай № 5"},
    )
    assert refused.status_code == 422
    assert "Сделай № 5" in refused.text
    with town.services.sessions() as session:
        assert session.scalar(select(func.count(Item.id))) == 0


def test_a_fall_between_the_file_and_its_attachment_leaves_neither(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that is written of the file and of the homework is one transaction."""
    services = town.services
    means = Means(services.storage, services.means.tools, services.clock)
    with services.sessions() as session:
        viewer = teacher(town)
        occurrence = session.scalars(
            select(Occurrence).where(Occurrence.public_id == lessons(town)[0])
        ).one()

        def fall() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(session, "commit", fall)
        file = a_pdf(tmp_path, "fall")
        with (
            pytest.raises(KeyboardInterrupt),
            file.open("rb") as stream,
            arriving(stream, services.settings.temporary, 10) as arrived,
        ):
            attach_file(session, means, viewer, occurrence, None, arrived, file.name)
        session.rollback()
    with services.sessions() as session:
        for table in (Item, Homework, Attachment, Original):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def teacher(town: Town) -> Viewer:
    with town.services.sessions() as session:
        user = session.scalars(select(User).join(Person).where(User.login == "teacher")).one()
        return viewer_of(session, user)


def test_a_deck_of_the_library_can_be_taken_too(town: Town, tmp_path: Path) -> None:
    deck = published(town, tmp_path)
    lesson = lessons(town)[0]
    attached = town.by("teacher").post(
        f"/diary/lessons/{lesson}/materials",
        data={"item": deck, "first": "2", "last": "3", "text": "Слайды"},
    )
    assert attached.status_code == 303
    page = town.by("teacher").get(attached.headers["Location"]).text
    assert "слайды 2–3" in page
    assert ">Слайды</textarea>" in page
