"""The road of one material, walked by people: a teacher, a colleague, a methodologist, a pupil."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.steps import (
    finished,
    hits,
    made_up_word,
    row_of,
    sees_slide,
    send,
    swipe,
)
from tests.browser.watched import Visitor
from tests.town import a_deck, a_pdf

both_sizes = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
TITLE = re.compile("Обыкновенная дробь")


@both_sizes
def test_a_teacher_finds_a_slide_and_looks_through_the_deck(visit: Visit, phone: bool) -> None:
    teacher = visit(phone=phone)
    teacher.sign_in("teacher")
    page = teacher.page

    teacher.ask("дроби 5 класс презентация")
    chips = page.get_by_role("group", name="Как понят запрос")
    expect(chips.locator(".chip")).to_have_text(
        [re.compile("дроби"), re.compile("5 класс"), "слайды"]
    )
    # Other tests publish decks of their own in the same home.
    found = hits(page).filter(has_text=TITLE)
    expect(found).to_have_count(1)
    expect(found.locator("mark").first).to_be_visible()
    teacher.keep("found")

    # A class that leaves nothing gives way, and that is said.
    teacher.ask("компас 5 класс")
    expect(page.get_by_text("С условием «5 класс» ничего нет")).to_be_visible()
    expect(hits(page)).to_have_count(1)

    teacher.ask("знаменатель 5 класс презентация")
    passage = hits(page).filter(has_text=TITLE).locator(".passage")
    expect(passage).to_contain_text(re.compile(r"Слайд \d+"))
    said = re.search(r"Слайд (\d+)", passage.inner_text())
    assert said is not None
    passage.click()
    sees_slide(page, int(said.group(1)))
    teacher.fits()
    teacher.keep("deck")
    _turns_slides(teacher, phone)


def _turns_slides(teacher: Visitor, phone: bool) -> None:
    page = teacher.page
    last = page.locator(".thumb").count()
    page.locator("#words summary").click()
    text = page.locator("#slide-text")
    if phone:
        page.locator(".thumb").first.tap()
        sees_slide(page, 1)
        swipe(page, left=True)
        sees_slide(page, 2)
        swipe(page, left=True)
        sees_slide(page, 3)
        swipe(page, left=False)
        sees_slide(page, 2)
    else:
        page.keyboard.press("Home")
        sees_slide(page, 1)
        page.keyboard.press("ArrowRight")
        sees_slide(page, 2)
        page.keyboard.press("End")
        sees_slide(page, last)
        expect(page.get_by_role("link", name="Следующий слайд")).to_be_hidden()
        page.keyboard.press("ArrowLeft")
        sees_slide(page, last - 1)
        page.get_by_role("link", name="Предыдущий слайд").click()
        sees_slide(page, last - 2)
        page.locator(".contents a[data-slide='2']").click()
        sees_slide(page, 2)
    heading = page.locator(".contents a[data-slide='2'] span").first.inner_text()
    expect(text).to_contain_text(heading)
    page.locator(".thumb").last.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.thumb img')].at(-1).naturalWidth > 0"
    )
    # The address is of the slide that is shown: it can be sent to somebody.
    assert "slide=2" in page.url
    page.reload()
    sees_slide(page, 2)


@both_sizes
def test_an_own_deck_is_found_seconds_later_and_by_the_school_after_the_button(
    visit: Visit, phone: bool, tmp_path: Path
) -> None:
    words = [made_up_word() for _ in range(4)]
    title = f"Доли {made_up_word()}"
    file = a_deck(tmp_path, *words, hidden=(2,), name=title)
    secret = words[3]

    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go("/upload")
    send(teacher, file)
    expect(row_of(page, file).locator(".state")).not_to_have_text(re.compile("Ждёт|Загружаем"))
    # Steps in words; the page may be left, its rows come back.
    teacher.go("/library")
    teacher.go("/upload")
    finished(page, file)
    expect(row_of(page, file)).to_contain_text("Готов")
    teacher.keep("uploaded")

    teacher.ask(secret)
    hit = hits(page).first
    expect(hit).to_contain_text(title)
    expect(hit).to_contain_text("видно только вам")
    expect(hit.locator(".passage")).to_contain_text("Слайд 4")
    teacher.keep("own")
    hit.locator(".passage").click()
    sees_slide(page, 4)
    page.locator(".thumb[data-n='2']").click()
    sees_slide(page, 2)
    expect(page.locator("[data-hidden-mark]")).to_be_visible()
    item = page.url.removeprefix(teacher.address).split("?")[0]

    colleague = visit("colleague", phone=phone)
    colleague.ask(secret)
    expect(hits(colleague.page)).to_have_count(0)
    with colleague.may_answer(404):
        assert colleague.go(item).status == 404

    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("#about .state").first).to_have_text("на проверке")
    teacher.fits()

    methodologist = visit("methodologist", phone=phone)
    desk = methodologist.page
    methodologist.go("/review")
    waiting = desk.locator(".item").filter(has_text=title)
    methodologist.keep("review")
    waiting.get_by_role("button", name="Опубликовать").click()
    expect(desk.get_by_role("status")).to_contain_text(title)
    expect(desk.locator(".item").filter(has_text=title)).to_have_count(0)
    methodologist.fits()
    methodologist.keep("review-done")

    pupil = visit("pupil", phone=phone)
    for reader in (colleague, pupil):
        reader.ask(secret)
        _asks_until_found(reader, title)
        hits(reader.page).first.locator(".passage").click()
        sees_slide(reader.page, 4)
        expect(reader.page.get_by_role("button", name="Отправить на проверку")).to_have_count(0)
    expect(pupil.page.get_by_role("link", name="Загрузить")).to_have_count(0)
    with pupil.may_answer(403):
        assert pupil.go("/upload").status == 403
    _downloads(colleague, item, file)
    _renews_and_withdraws(teacher, item, tmp_path, secret, title)


def _asks_until_found(reader: Visitor, title: str) -> None:
    """The index learns within two seconds; the page is asked again until then."""
    for _ in range(20):
        if hits(reader.page).filter(has_text=title).count():
            return
        reader.page.reload()
    raise AssertionError(f"{title} is not found")


def _downloads(reader: Visitor, item: str, file: Path) -> None:
    reader.go(item)
    with reader.page.expect_download() as coming:
        reader.page.get_by_role("link", name="Скачать").click()
    assert coming.value.suggested_filename == file.name
    assert coming.value.path().read_bytes() == file.read_bytes()


def _renews_and_withdraws(teacher: Visitor, item: str, folder: Path, old: str, title: str) -> None:
    page = teacher.page
    word = made_up_word().encode().hex()
    teacher.go(item)
    page.get_by_label("Новая версия файла").set_input_files(
        a_pdf(folder, "first", word, name="новая")
    )
    page.get_by_role("button", name="Загрузить версию").click()
    expect(page.get_by_role("region", name="Версии")).to_contain_text("2 черновик")
    teacher.fits()
    # What the school has is the old version until the new one is published.
    teacher.go(f"{item}?version=2")
    expect(page.locator(".thumb")).to_have_count(2, timeout=30_000)
    sees_slide(page, 1)
    teacher.keep("second-version")

    teacher.go(item)
    page.get_by_role("link", name="Снять с публикации").click()
    expect(page.get_by_role("heading", name="Снять с публикации")).to_be_visible()
    teacher.fits()
    page.get_by_label(re.compile("Почему|Причина")).fill("Нашлась ошибка на втором слайде")
    page.get_by_role("button", name="Снять с публикации").click()
    expect(page.locator("#about")).to_contain_text("снят")
    expect(page.locator("#about")).to_contain_text("Нашлась ошибка")
    for _ in range(20):
        teacher.ask(old)
        if not hits(page).filter(has_text=title).count():
            return
    raise AssertionError(f"{title} is still found")
