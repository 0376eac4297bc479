"""Each kind in its own words: pages of a PDF and of a scan, a sound; and a pupil is «ты»."""

import re
from pathlib import Path

import pytest
from PIL import Image

from accounts.forms import PasswordForm, PupilPasswordForm
from catalog.player_words import player_words
from catalog.turned_words import turned_words
from diary.fragment import Part
from diary.words import part_words
from tests.ingest.makers import sound
from tests.town import Town, a_pdf


@pytest.fixture(scope="module")
def sent(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a teacher has sent, by kind: their public ids."""
    folder = tmp_path_factory.mktemp("files")
    scan = folder / "скан.tiff"
    sheets = [Image.new("RGB", (200, 280), colour) for colour in ("white", "beige")]
    sheets[0].save(scan, save_all=True, append_images=sheets[1:])
    files = {"pdf": a_pdf(folder, "one", "two"), "tiff": scan}
    ids = {kind: _send(shared_town, file) for kind, file in files.items()}
    shared_town.work()
    return {**ids, "sound": _send(shared_town, sound(folder / "запись.mp3"))}


def _send(town: Town, file: Path) -> str:
    return str(town.by("teacher").send(file).json["item_id"])


def page(town: Town, item_id: str, login: str = "teacher") -> str:
    """The item's page."""
    answer = town.by(login).get(f"/items/{item_id}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_pages_are_not_called_slides(shared_town: Town, sent: dict[str, str], kind: str) -> None:
    shown = page(shared_town, sent[kind])
    assert "Следующая страница" in shown
    assert "Текст страницы" in shown
    assert "Страница 1 из 2" in shown
    assert "слайд" not in shown.lower()
    words = shared_town.by("teacher").get(f"/items/{sent[kind]}/slides/2").text
    assert "слайд" not in words.lower()


def test_a_pdf_is_counted_in_pages(shared_town: Town, sent: dict[str, str]) -> None:
    assert "2\u00a0страницы" in page(shared_town, sent["pdf"])
    mine = shared_town.by("teacher").get("/mine").text
    assert "2\u00a0страницы" in mine
    assert "слайд" not in mine
    board = shared_town.by("teacher").get(f"/diary/board/new?item={sent['pdf']}").text
    assert "Какие страницы" in board


def test_a_scan_of_several_sheets_is_counted_in_pages(
    shared_town: Town, sent: dict[str, str]
) -> None:
    assert re.search(r"<dd>tiff, 2\xa0страницы, ", page(shared_town, sent["tiff"]))
    mine = shared_town.by("teacher").get("/mine").text
    assert mine.count("2\u00a0страницы") == 2
    assert "картинка" not in mine


def test_a_sound_is_listened_to(shared_town: Town, sent: dict[str, str]) -> None:
    assert "Слушать пока нечего" in page(shared_town, sent["sound"])
    with shared_town.app.test_request_context():
        assert player_words("audio")["play"] == "Слушать"
        assert player_words("video")["play"] == "Смотреть"
    board = shared_town.by("teacher").get(f"/diary/board/new?item={sent['sound']}").text
    assert "всю запись" in board
    assert "фильм" not in board


def test_a_part_of_a_pdf_is_named_by_its_pages(shared_town: Town) -> None:
    with shared_town.app.test_request_context():
        pages = turned_words("presentation", "pdf")
        assert part_words(Part(slides=(4, 5)), pages) == "страницы 4–5"
        assert part_words(Part(slides=(4,)), pages) == "страница 4"


def test_a_pupil_is_asked_for_a_password_as_a_pupil(shared_town: Town) -> None:
    with shared_town.app.test_request_context(method="POST", data={"again": "не то"}):
        young, grown = PupilPasswordForm(), PasswordForm()
        assert not young.validate()
        assert not grown.validate()
        assert young.current.errors == ["Напиши прежний пароль."]
        assert grown.current.errors == ["Напишите прежний пароль."]
        assert "Введи одинаковые" in young.again.errors[0]
