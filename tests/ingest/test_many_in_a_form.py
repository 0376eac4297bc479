"""A form without a script that holds very many files."""

import io
import re
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


def names(page: str) -> list[str]:
    return re.findall(r"<h3>([\w-]+\.\w+) ", page)


def older(page: str) -> str | None:
    """The address behind «Показать ещё 68»."""
    found = re.search(r'<a [^>]*href="(/upload\?before=[^"]+)"[^>]*>.*?Показать ещё \d+', page)
    return found.group(1) if found else None


def test_what_one_form_was_told_stands_whole_until_it_is_put_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.0)
    sent = [f"урок-{number:02}.pptx" for number in range(80)]
    browser, _answer = post(town, [(io.BytesIO(b"no deck " + n.encode()), n) for n in sent])
    town.work()

    monkeypatch.setattr(views, "PATIENCE", 5.0)
    word = form_word(browser, "/upload")
    more = {"csrf_token": word, "file": (io.BytesIO(b"MZ nothing"), "игра.exe")}
    told = browser.post("/upload", data=more).text
    assert names(told)[0] == "игра.exe"
    assert "Показать ещё 69" in told

    page = browser.get("/upload").text
    assert len(names(page)) == 12
    seen = names(page)
    while way := older(page):
        page = browser.get(way, headers={"HX-Request": "true"}).text
        assert "<form" not in page
        seen += names(page)
    assert sorted(seen) == sorted([*sent, "игра.exe"])

    way = older(browser.get("/upload").text)
    assert way
    assert len(names(browser.get(way).text)) == 69  # without a script: a page of its own


def test_a_form_of_refused_files_is_told_whole_once(town: Town) -> None:
    sent = [f"игра-{number:02}.exe" for number in range(20)]
    _browser, answer = post(town, [(io.BytesIO(b"MZ" + n.encode()), n) for n in sent])
    assert names(answer.text) == sent
    assert older(answer.text) is None
