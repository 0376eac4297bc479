"""An upload that was broken off goes on where it was: after a lost line, a fall, a reload."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import finished, made_up_word, row_of, send
from tests.town import a_picture

MIB = 1024 * 1024
PIECE = 8 * MIB
AGAIN_MS = 60_000
"""The longest pause before a piece is tried again, and time for a busy machine's disk."""


@dataclass
class Line:
    """The line between a page and the server; ``offsets`` are of the pieces that it let by."""

    cut_from: int
    offsets: list[int] = field(default_factory=list)
    cut: bool = True

    def carry(self, route: Route) -> None:
        """Let a request by, or lose it."""
        request = route.request
        if request.method != "PATCH":
            route.continue_()
            return
        offset = int(request.headers["upload-offset"])
        if self.cut and offset >= self.cut_from:
            route.abort("connectionfailed")
            return
        self.offsets.append(offset)
        route.continue_()


@contextmanager
def line_of(page: Page, cut_from: int) -> Iterator[Line]:
    """The page's line, on which pieces from ``cut_from`` on are lost as long as it is cut."""
    line = Line(cut_from)
    page.route("**/api/tus/*", line.carry)
    yield line
    page.unroute("**/api/tus/*")


def a_large_picture(folder: Path, mark: int) -> Path:
    """A picture in a file of three pieces."""
    file = a_picture(folder, mark, made_up_word())
    with file.open("ab") as stream:
        stream.truncate(2 * PIECE + MIB)
    return file


def test_a_lost_line_is_waited_for_and_the_upload_goes_on_from_there(
    visit: Visit, tmp_path: Path
) -> None:
    file = a_large_picture(tmp_path, 717171)
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/upload")
    with teacher.may_lose_the_line(), line_of(page, PIECE) as line:
        send(teacher, file)
        expect(row_of(page, file)).to_contain_text("Ждём связи", timeout=AGAIN_MS)
        expect(row_of(page, file)).to_contain_text("продолжится сама с того же места")
        teacher.reads_well()
        teacher.keep("upload-no-line")
        line.cut = False
        expect(row_of(page, file)).to_contain_text("Готов", timeout=AGAIN_MS)
        assert line.offsets == [0, PIECE, 2 * PIECE]
    teacher.fits()


def test_a_paused_upload_waits_until_it_is_told_to_go_on(visit: Visit, tmp_path: Path) -> None:
    file = a_large_picture(tmp_path, 727272)
    teacher = visit("teacher", phone=True)
    page = teacher.page
    teacher.go("/upload")
    with teacher.may_lose_the_line(), line_of(page, PIECE) as line:
        send(teacher, file)
        row = row_of(page, file)
        expect(row).to_contain_text("Ждём связи", timeout=AGAIN_MS)
        row.get_by_role("button", name="Пауза").click()
        expect(row).to_contain_text("На паузе")
        teacher.fits()
        teacher.reads_well()
        teacher.keep("upload-paused")
        line.cut = False
        row.get_by_role("button", name="Продолжить").click()
        finished(page, file)
        assert line.offsets == [0, PIECE, 2 * PIECE]
    expect(row_of(page, file)).to_contain_text("Готов")


def test_an_upload_that_was_cancelled_leaves_nothing(
    parta: Running, visit: Visit, tmp_path: Path
) -> None:
    file = a_large_picture(tmp_path, 737373)
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/upload")
    with teacher.may_lose_the_line(), line_of(page, PIECE):
        send(teacher, file)
        row = row_of(page, file)
        expect(row).to_contain_text("Ждём связи", timeout=AGAIN_MS)
        with page.expect_response(lambda answer: answer.request.method == "DELETE") as gone:
            row.get_by_role("button", name="Отменить").click()
        assert gone.value.status == 204
        expect(row).to_have_count(0)
    assert not list((parta.home / "uploads").glob("*"))
    teacher.go("/upload")
    expect(row_of(page, file)).to_have_count(0)


@pytest.mark.timeout(240)
def test_the_same_file_chosen_again_after_a_reload_goes_on_from_there(
    visit: Visit, tmp_path: Path
) -> None:
    file = a_large_picture(tmp_path, 747474)
    teacher = visit("teacher")
    page = teacher.page
    page.on("dialog", lambda dialog: dialog.accept())
    teacher.go("/upload")
    with teacher.may_lose_the_line(), line_of(page, PIECE) as line:
        send(teacher, file)
        expect(row_of(page, file)).to_contain_text("Ждём связи", timeout=AGAIN_MS)
        teacher.go("/library")
        teacher.go("/upload")
        row = row_of(page, file)
        expect(row).to_contain_text("Загружен не весь")
        expect(row).to_contain_text(re.compile("На сервере 8.МБ из 17.МБ"))
        teacher.reads_well()
        teacher.keep("upload-unfinished")
        line.cut = False
        send(teacher, file)
        finished(page, file)
        assert line.offsets == [0, PIECE, 2 * PIECE]
    expect(row_of(page, file)).to_have_count(1)
    expect(row_of(page, file)).to_contain_text("Готов")


@pytest.mark.timeout(240)
def test_an_upload_goes_on_after_its_server_was_killed(
    parta: Running, visit: Visit, tmp_path: Path
) -> None:
    file = a_large_picture(tmp_path, 757575)
    teacher = visit("teacher")
    page = teacher.page
    offsets: list[int] = []

    def carry(route: Route) -> None:
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
            if offsets == [0, PIECE]:
                parta.kill_server()
        route.continue_()

    teacher.go("/upload")
    page.route("**/api/tus/*", carry)
    with teacher.may_lose_the_line():
        send(teacher, file)
        expect(row_of(page, file)).to_contain_text("Связь прервалась", timeout=AGAIN_MS)
        parta.start_server()
        finished(page, file)
    expect(row_of(page, file)).to_contain_text("Готов")
    # The piece whose server fell is sent once more, the first one never again.
    assert offsets[0] == 0
    assert set(offsets[1:]) == {PIECE, 2 * PIECE}


def test_what_is_too_large_is_refused_without_being_sent(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / f"{made_up_word()}.mp4"
    with file.open("wb") as stream:
        stream.truncate(4097 * MIB)
    teacher = visit("teacher", phone=True)
    teacher.go("/upload")
    with teacher.may_answer(413), line_of(teacher.page, 0) as line:
        send(teacher, file)
        expect(row_of(teacher.page, file)).to_contain_text("Не принят")
        expect(row_of(teacher.page, file)).to_contain_text("Файл больше 4 ГБ")
        assert line.offsets == []
    teacher.go("/upload")
    row = row_of(teacher.page, file)
    expect(row).to_contain_text("4 ГБ")
    with teacher.page.expect_file_chooser():
        row.get_by_role("button", name="Другой файл").press("Enter")
    expect(teacher.page.locator("#files")).to_have_accessible_name("Выберите файлы Выбрать файлы")
    teacher.fits()
    teacher.keep("upload-refused")
    row.get_by_role("button", name="Убрать").click()
    expect(row).to_have_count(0)


def test_another_file_in_place_of_a_refused_one_keeps_its_subject_and_grade(
    visit: Visit, tmp_path: Path
) -> None:
    wrong = tmp_path / f"{made_up_word()}.pptx"
    wrong.write_bytes(b"no deck at all")
    right = a_picture(tmp_path, 77, made_up_word())
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/upload")
    page.get_by_label("Предмет").select_option(label="Физика")
    page.get_by_label("Класс").select_option(label="7")
    with teacher.may_answer(422):
        send(teacher, wrong)
        expect(row_of(page, wrong)).to_contain_text("Не принят")
    teacher.go("/upload")
    with page.expect_file_chooser() as chooser:
        row_of(page, wrong).get_by_role("button", name="Выбрать другой файл").click()
    chooser.value.set_files(right)
    row_of(page, right).get_by_role("link", name="Открыть").click()
    expect(page.locator("#about")).to_contain_text("7 класс · Физика")
    teacher.go("/upload")
    expect(row_of(page, wrong)).to_have_count(0)
