"""A form without a script that holds very many files."""

import io
from pathlib import Path

import pytest
from sqlalchemy import select

from app.body_limits import FIELDS, MOST_FILES
from catalog.models import Item
from ingest import views
from ingest.models import Upload
from tests.town import Town, a_picture, form_word, sign_in, town

__all__ = ["town"]


def post(town: Town, files: list[tuple[io.BytesIO, str]], **fields: str):  # type: ignore[no-untyped-def]
    browser = town.app.test_client()
    sign_in(browser, "teacher")
    word = form_word(browser, "/upload")
    return browser, browser.post("/upload", data={"csrf_token": word, "file": files, **fields})


def test_what_cannot_be_looked_at_at_once_is_kept_for_the_worker(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    picture = a_picture(tmp_path, 3).read_bytes()
    files = [(io.BytesIO(picture), "луч.png"), (io.BytesIO(b"MZ\x90\0 nothing"), "игра.exe")]

    browser, answer = post(town, files, subject="math", grade="5", licence="CC0")

    assert answer.status_code == 200
    assert answer.text.count("Ждёт проверки") == 2
    with town.services.sessions() as session:
        assert session.scalars(select(Item)).all() == []
        assert {one.received == one.length for one in session.scalars(select(Upload))} == {True}

    town.work()

    page = browser.get("/upload").text
    assert "Ждёт проверки" not in page
    assert "Это программа, а не учебный материал." in page
    with town.services.sessions() as session:
        item = session.scalars(select(Item)).one()
        assert (item.subject_code, item.grade) == ("math", 5)
        assert item.versions[0].licence == "CC0"
        assert item.versions[0].processed_at is not None
    assert list(town.services.settings.unfinished.glob("*.part")) == []


def test_an_empty_file_among_many_is_refused_by_its_name(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    _browser, answer = post(town, [(io.BytesIO(), "пусто.png")])
    assert "Файл пустой" in answer.text


def test_more_files_than_a_form_holds_are_told_with_the_way_out(town: Town) -> None:
    files = [(io.BytesIO(b"x"), f"{n}.txt") for n in range(MOST_FILES + FIELDS + 1)]

    _browser, answer = post(town, files)

    assert answer.status_code == 413
    assert "Слишком много файлов сразу" in answer.text
    assert f"до {MOST_FILES} файлов" in answer.text
    assert "parta ingest" in answer.text
    assert "Файл больше" not in answer.text
