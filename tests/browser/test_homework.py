"""A teacher gives homework: materials beside it, slides chosen on small pictures, an own file."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from accounts.models import SchoolClass
from app.services import Services
from catalog.models import Placement, Version
from core.settings import Settings
from diary.models import Occurrence
from tests.browser.conftest import Visit
from tests.browser.home import DECK, FILM
from tests.browser.running import Running
from tests.browser.steps import address_of, made_up_word
from tests.town import a_pdf

KINDS = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])


def lesson_of(home: Path, file: str, skip: int = 0) -> str:
    """The address of 5А's lesson for which the library has this file, or of one after it."""
    services = Services(Settings(home=home))
    with services.sessions() as session:
        course = (
            select(Occurrence)
            .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
            .where(SchoolClass.grade == 5, SchoolClass.letter == "А")
        )
        here = session.scalars(
            course.join(Placement, Placement.lesson_id == Occurrence.lesson_id)
            .join(Version, Version.item_id == Placement.item_id)
            .where(Version.file_name == file)
        ).first()
        assert here is not None
        found = session.scalars(
            course.where(
                Occurrence.subject_code == here.subject_code, Occurrence.day >= here.day
            ).order_by(Occurrence.day, Occurrence.period)
        ).all()[skip]
    services.database.dispose()
    return f"/diary/lessons/{found.public_id}"


def open_panel(page: Page, phone: bool) -> None:
    if phone:
        page.get_by_role("button", name="Прикрепить материал").click()
    expect(page.locator("#panel h3.group").first).to_be_visible()


def test_what_is_attached_from_the_results_is_told_with_room_around_it(visit: Visit) -> None:
    """The word that it hangs on a draft stuck to the line above it."""
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/search?q=дробь")
    page.locator("#found").get_by_role("link", name=re.compile("^Задать")).first.click()
    page.get_by_role("button", name=re.compile("^Выбрать этот урок")).first.click()
    told = page.get_by_role("status").filter(has_text="Прикреплено к черновику")
    line, note = page.locator("h1 + .under").bounding_box(), told.bounding_box()
    button = told.get_by_role("button").bounding_box()
    assert line
    assert note
    assert button
    assert note["y"] - (line["y"] + line["height"]) >= 12
    below = note["y"] + note["height"] - (button["y"] + button["height"])
    assert below <= 20
    teacher.fits()


@KINDS
def test_slides_are_chosen_beside_the_homework_and_nothing_typed_is_lost(
    parta: Running, visit: Visit, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(lesson_of(parta.home, DECK, skip=int(phone)))
    text = f"Посмотри слайды: {made_up_word()}."
    page.get_by_label("Что сделать").fill(text)
    open_panel(page, phone)
    teacher.fits()
    teacher.reads_well()
    teacher.keep("lesson-panel")
    row = page.locator("#panel .item.mini").filter(has=page.get_by_text("12 слайдов"))
    if phone:  # for a finger
        sizes = [one.bounding_box() for one in page.locator("#panel .do .btn").all()]
        assert min(box["height"] for box in sizes if box) >= 44
    row.first.get_by_role("link", name=re.compile("^Слайды")).click()
    page.locator('.pick-grid .thumb[data-n="4"]').click()
    page.locator('.pick-grid .thumb[data-n="9"]').click()
    teacher.reads_well()
    teacher.keep("lesson-pick")
    page.get_by_role("button", name="Прикрепить слайды 4–9").click()
    expect(page.locator("#hung .bit")).to_have_text("слайды 4–9")
    expect(page.get_by_label("Что сделать")).to_have_value(text)
    expect(page.locator("#saved")).to_contain_text("Черновик, сохранён")
    page.get_by_label("Минут на задание").fill("20")
    if not phone:
        expect(page.locator("#panel")).to_contain_text("Прикреплено: слайды 4–9")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("lesson-attached")
    page.get_by_role("button", name="Задать 5А").click()
    expect(page.locator("#saved")).to_contain_text("Задано")
    expect(page.get_by_label("Минут на задание")).to_have_value("20")
    teacher.keep("lesson-set")
    page.get_by_role("button", name=re.compile("^Убрать: ")).click()
    expect(page.locator("#hung .bit")).to_have_count(0)
    teacher.fits()


def test_a_draft_is_kept_while_it_is_written(parta: Running, visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    lesson = lesson_of(parta.home, DECK, skip=3)
    teacher.go(lesson)
    text = made_up_word()
    # Another test may have left a draft at this lesson, which is saved already.
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Что сделать").fill(text)
    expect(page.locator("#saved")).to_contain_text("Черновик, сохранён")
    teacher.go(lesson)
    expect(page.get_by_label("Что сделать")).to_have_value(text)


@KINDS
def test_without_a_script_the_same_is_done_by_pages(
    parta: Running, visit: Visit, phone: bool, tmp_path: Path
) -> None:
    teacher = visit("teacher", phone=phone, script=False)
    page = teacher.page
    teacher.go(lesson_of(parta.home, DECK, skip=4 + int(phone)))
    text = made_up_word()
    page.get_by_label("Что сделать").fill(text)
    page.get_by_role("button", name="Прикрепить материал").click()
    expect(page.get_by_role("heading", name="Прикрепить материал")).to_be_visible()
    teacher.fits()
    teacher.keep("materials-page")
    page.get_by_label("Найти материал к уроку").fill("доли")
    page.get_by_label("Найти материал к уроку").press("Enter")
    row = page.locator("#panel .item.mini").filter(has=page.get_by_text("12 слайдов"))
    row.first.get_by_role("link", name=re.compile("^Слайды")).click()
    page.get_by_label("Слайды с").fill("2")
    page.get_by_label("по", exact=True).fill("3")
    page.get_by_role("button", name="Прикрепить", exact=True).click()
    expect(page.locator("#hung .bit")).to_have_text("слайды 2–3")
    expect(page.get_by_label("Что сделать")).to_have_value(text)
    page.locator("summary", has_text="Загрузить свой файл").click()
    page.get_by_label("Файл с вашего устройства").set_input_files(
        a_pdf(tmp_path, made_up_word().encode().hex()[:8], name=f"own{int(phone)}")
    )
    page.get_by_role("button", name="Загрузить и прикрепить").click()
    expect(page.locator("#hung .hung")).to_have_count(2)
    expect(page.get_by_label("Что сделать")).to_have_value(text)
    teacher.keep("lesson-plain")


@KINDS
def test_slides_are_given_from_the_materials_own_page(
    parta: Running, visit: Visit, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(address_of(parta.home, DECK))
    page.locator('.viewer .thumb[data-n="5"]').click()
    page.locator('.viewer .thumb[data-n="3"]').click()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("item-assign")
    page.get_by_role("button", name="Задать слайды 3–5").click()
    expect(page.get_by_role("heading", name="На каком уроке задать")).to_be_visible()
    expect(page.locator(".bit")).to_have_text("слайды 3–5")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("assign")
    page.get_by_role("button", name=re.compile("^Выбрать этот урок")).first.click()
    expect(page.locator("#hung .bit").last).to_have_text("слайды 3–5")


def test_a_stretch_of_a_film_is_given_by_its_time(parta: Running, visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go(address_of(parta.home, FILM))
    page.get_by_label("с", exact=True).fill("0:02")
    page.get_by_label("по", exact=True).fill("0:04")
    teacher.reads_well()
    teacher.keep("film-assign")
    page.get_by_role("button", name="Задать отрывок 0:02–0:04").click()
    expect(page.locator(".bit")).to_have_text("0:02–0:04")
    page.get_by_role("button", name=re.compile("^Выбрать этот урок")).first.click()
    expect(page.locator("#hung .bit").last).to_have_text("0:02–0:04")


@KINDS
def test_a_stretch_typed_wrong_is_told_once_and_moves_no_button(
    parta: Running, visit: Visit, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(address_of(parta.home, FILM))
    begin, end = page.get_by_label("с", exact=True), page.get_by_label("по", exact=True)
    said, board = page.locator("[data-why]"), page.get_by_role("button", name="На доску")
    place = board.bounding_box()
    length = end.get_attribute("placeholder")
    begin.fill("0:05")
    expect(page.get_by_role("button", name=f"Задать отрывок 0:05–{length}")).to_be_visible()
    for field, time, words in (
        (end, "59:00", f"Фильм кончается на {length}."),
        (end, "0:02", "Начало отрывка должно быть раньше конца."),
        (begin, "abc", "Время пишут так: 0:05."),
    ):
        field.fill(time)
        page.get_by_role("button", name="Задать отрывок").click()
        expect(said).to_have_text(words)
        expect(field).to_be_focused()
    assert board.bounding_box() == place
    teacher.fits()
    teacher.reads_well()
    teacher.keep("film-wrong")
    begin.fill("0:01")
    expect(said).to_be_hidden()
    page.get_by_role("button", name="Задать отрывок 0:01–0:02").click()
    expect(page.locator(".bit")).to_have_text("0:01–0:02")


def test_a_file_that_waits_for_its_pictures_keeps_its_place_and_takes_its_slides(
    parta: Running, visit: Visit, tmp_path: Path
) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go(lesson_of(parta.home, DECK, skip=6))
    hung = page.locator(".hung")
    with parta.without_worker():
        page.locator("summary", has_text="Загрузить свой файл").click()
        # The page asks by itself whether the file is done, until it is.
        with page.expect_response(lambda answer: "homework=" in answer.url and answer.ok) as first:
            page.get_by_label("Файл с вашего устройства").set_input_files(
                a_pdf(tmp_path, "one", "two", "three", name="waits")
            )
        assert first.value.request.resource_type == "document"
        with page.expect_response(lambda answer: "homework=" in answer.url and answer.ok):
            expect(hung).to_contain_text("готовится")
        expect(hung).to_have_count(1)
        expect(page.locator("#saved")).to_contain_text("Черновик")
    expect(hung.get_by_role("link", name=re.compile("^Выбрать страницы"))).to_be_visible(
        timeout=60_000
    )
    expect(hung).to_have_count(1)


def stands_on(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText")).strip()


@KINDS
def test_by_keys_alone_the_focus_is_never_lost(parta: Running, visit: Visit, phone: bool) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(lesson_of(parta.home, DECK, skip=7 + int(phone)))
    expect(page.locator("#panel h3.group").first).to_be_attached()
    page.get_by_role("button", name="Прикрепить материал").press("Enter")
    expect(page.locator("#attach-h")).to_be_focused()
    if phone:  # the panel lies over the page: the keys do not go under it
        for _ in range(page.locator("#attach :is(a, button, input)").count() + 3):
            page.keyboard.press("Tab")
            assert page.evaluate("!document.activeElement.closest('.head, .nav, #homework')")
        page.keyboard.press("Escape")
        assert stands_on(page) == "Прикрепить материал"
        page.keyboard.press("Enter")
    row = page.locator("#panel .item.mini").filter(has=page.get_by_text("12 слайдов")).first
    row.get_by_role("link", name=re.compile("^Слайды")).press("Enter")
    first = page.locator('.pick-grid .thumb[data-n="2"]')
    expect(first).to_be_enabled()  # a key pressed before the script is there does nothing
    first.press("Enter")
    page.locator('.pick-grid .thumb[data-n="3"]').press("Space")
    page.get_by_role("button", name="Прикрепить слайды 2–3").press("Enter")
    expect(page.locator("#hung .bit")).to_have_text("слайды 2–3")
    expect(page.get_by_role("button", name="Прикрепить материал")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Убрать: ")).press("Enter")
    expect(page.locator("#hung .hung")).to_have_count(0)
    expect(page.get_by_role("button", name="Прикрепить материал")).to_be_focused()


@KINDS
def test_what_the_lesson_has_not_is_found_beyond_it_by_a_press(
    parta: Running, visit: Visit, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(lesson_of(parta.home, DECK, skip=9 + int(phone)))
    open_panel(page, phone)
    panel = page.locator("#panel")
    panel.get_by_label("Найти материал к уроку").fill("кеплер")
    expect(panel).to_contain_text("По этим словам ничего нет")
    expect(panel.get_by_role("link", name="Попросить материал")).to_be_visible()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("panel-nothing")
    panel.get_by_role("link", name=re.compile("без всех условий")).click()
    hit = panel.locator(".item.mini").first
    expect(hit).to_contain_text("11 класс · урок")
    expect(hit.get_by_role("button", name=re.compile("^Прикрепить"))).to_be_visible()
    expect(panel.get_by_label("Найти материал к уроку")).to_have_value("кеплер")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("panel-found")
