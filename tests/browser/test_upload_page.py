import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import finished, made_up_word, row_of, send
from tests.town import a_deck, a_picture


def test_of_several_files_the_good_ones_are_taken_and_the_bad_one_is_told_why(
    visit: Visit, tmp_path: Path
) -> None:
    word = made_up_word()
    deck = a_deck(tmp_path, word, name=f"слайды {word}")
    picture = a_picture(tmp_path, 515151, word)
    wrong = tmp_path / f"таблица {word}.xlsx"
    wrong.write_bytes(b"not a table, not a picture, nothing known" * 20)
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/upload")

    # A refused file's answer has a status of its own.
    with teacher.may_answer(400, 415, 422):
        send(teacher, deck, picture, wrong)
        for file in (deck, picture, wrong):
            finished(page, file)
    for file in (deck, picture):
        expect(row_of(page, file)).to_contain_text("Готов")
        cover = row_of(page, file).locator("img")
        assert cover.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    refused = row_of(page, wrong)
    expect(refused).to_contain_text("Не принят")
    expect(refused).to_contain_text(re.compile("pptx", re.IGNORECASE))
    teacher.reads_well()
    teacher.keep("upload-rows")


def test_a_file_that_waits_says_so_and_goes_on_after_the_page_was_left(
    parta: Running, visit: Visit, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 616161, made_up_word())
    teacher = visit("teacher", phone=True)
    page = teacher.page
    with parta.without_worker():
        teacher.go("/upload")
        send(teacher, file)
        expect(row_of(page, file)).to_contain_text("В очереди")
        expect(row_of(page, file)).to_contain_text("Файл сохранён")
        teacher.fits()
        teacher.keep("upload-waits")
        teacher.go("/library")
    teacher.go("/upload")
    finished(page, file)
    expect(row_of(page, file)).to_contain_text("Готов")
