"""A teacher sends captions for a recording: a mistake is told, then the words stand on its page."""

import secrets
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.steps import made_up_word, row_of, send, usable
from tests.ingest import makers

SRT = "1\n00:00:02,000 --> 00:00:03,500\nГоворим про {}.\n"


def a_sound(folder: Path, name: str) -> Path:
    """A recording of four seconds that nobody sent before."""
    return makers.sound(
        folder / f"{name}.mp3", source=f"sine=frequency={200 + secrets.randbelow(2000)}:duration=4"
    )


def test_captions_are_sent_on_the_items_page_and_read_there(visit: Visit, tmp_path: Path) -> None:
    word = made_up_word()
    file = a_sound(tmp_path, made_up_word())
    teacher = visit("teacher", phone=True)
    page = teacher.page
    teacher.go("/upload")
    send(teacher, file)
    usable(page, file)
    row_of(page, file).get_by_role("link", name="Открыть").click()

    section = page.locator("#captions")
    expect(section).to_contain_text("Субтитров нет")
    expect(page.locator("audio")).to_be_attached()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("captions-none")

    spoilt, right = tmp_path / "spoilt.srt", tmp_path / "right.srt"
    spoilt.write_text(SRT.format(word).replace("-->", "->"), "utf-8")
    right.write_text(SRT.format(word), "cp1251")
    with teacher.may_answer(422):
        section.get_by_label("Файл субтитров").set_input_files(spoilt)
        section.get_by_role("button", name="Загрузить субтитры").click()
        expect(page.get_by_role("alert")).to_contain_text("Строка 2:")
        teacher.fits()
        teacher.reads_well()
        teacher.keep("captions-wrong")
        section.get_by_label("Файл субтитров").set_input_files(right)
        section.get_by_role("button", name="Загрузить субтитры").click()
        expect(section.get_by_role("listitem")).to_contain_text("Русский присланы")
    expect(page.locator(".script")).to_contain_text(f"Говорим про {word}.")
    teacher.keep("captions-sent")


def test_captions_are_sent_without_a_script(visit: Visit, tmp_path: Path) -> None:
    file = a_sound(tmp_path, made_up_word())
    sender = visit("teacher")
    sender.go("/upload")
    send(sender, file)
    usable(sender.page, file)
    address = row_of(sender.page, file).get_by_role("link", name="Открыть").get_attribute("href")
    assert address

    teacher = visit("teacher", script=False)
    page = teacher.page
    teacher.go(address)
    page.get_by_role("link", name="Субтитры").click()
    right = tmp_path / "right.srt"
    right.write_text(SRT.format("дробь"), "utf-8")
    page.get_by_label("Файл субтитров").set_input_files(right)
    page.get_by_role("button", name="Загрузить субтитры").click()
    page.get_by_role("link", name="Субтитры").click()
    page.get_by_role("button", name="Убрать").click()
    page.get_by_role("link", name="Субтитры").click()
    expect(page.locator("#captions")).to_contain_text("Субтитров нет")
