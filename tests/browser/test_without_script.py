"""Browsing, searching, reading, downloading and sending a file need no JavaScript."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.home import DECK
from tests.browser.running import Running
from tests.browser.steps import hits, made_up_word
from tests.browser.test_road import open_day, plan
from tests.town import a_picture

TITLE = re.compile("^Обыкновенная дробь")


def test_from_subject_to_slide_and_download_by_links_alone(visit: Visit) -> None:
    teacher = visit("teacher", script=False)
    page = teacher.page
    teacher.go("/library")
    grades = page.get_by_role("navigation", name="Класс", exact=True)
    grades.get_by_role("link", name="класс 5", exact=True).click()
    page.get_by_role("link", name=re.compile("^Математика")).click()
    section = page.locator("details.section[open]").first
    section.get_by_role("link", name=re.compile("^56")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Урок 56")
    teacher.fits()
    page.locator(".item").get_by_role("link", name=TITLE).click()

    picture = page.locator("#slide")
    first = picture.get_attribute("src")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.get_by_role("link", name="Следующий слайд").click()
    expect(page).to_have_url(re.compile("slide=2"))
    expect(page.locator(".where")).to_have_text(re.compile("2 из"))
    assert picture.get_attribute("src") != first
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.locator("#words summary").click()
    expect(page.locator("#slide-text")).to_contain_text("Делим поровну")
    page.locator(".thumb[data-n='7']").click()
    expect(page.locator(".where")).to_have_text(re.compile("7 из"))
    # The strip begins at the slide that is shown.
    seen = "(one) => { const a = one.getBoundingClientRect(), b = one.closest('ol')"
    seen += ".getBoundingClientRect(); return a.left >= b.left && a.right <= b.right; }"
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.locator(".thumb[data-n='7']").evaluate(seen)
    assert page.evaluate("window.scrollY") == 0
    with page.expect_download() as coming:
        page.get_by_role("link", name="Скачать").click()
    assert coming.value.suggested_filename == DECK
    assert coming.value.path().stat().st_size > 10_000


def test_a_search_is_narrowed_with_boxes_and_a_button(visit: Visit) -> None:
    teacher = visit("teacher", script=False)
    page = teacher.page
    teacher.go("/search")
    expect(hits(page)).not_to_have_count(1)
    filters = page.get_by_role("complementary", name="Фильтры")
    filters.get_by_label(re.compile("Слайды|Презентации|слайды")).first.check()
    filters.get_by_label(re.compile("^5")).first.check()
    filters.get_by_role("button", name="Показать").last.click()
    expect(page).to_have_url(re.compile("kind=presentation"))
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    for hit in hits(page).all():
        expect(hit).to_contain_text("5 класс")
    teacher.fits()


def test_a_file_is_sent_by_the_plain_form(visit: Visit, tmp_path: Path) -> None:
    teacher = visit("teacher", script=False)
    page = teacher.page
    file = a_picture(tmp_path, 4242, made_up_word())
    teacher.go("/upload")
    page.locator("#files").set_input_files(file)
    page.get_by_role("button", name="Загрузить", exact=True).click()
    row = page.locator("#rows > .file").filter(has_text=file.name)
    expect(row).to_be_visible()
    for _ in range(60):
        if row.get_by_text("Готов", exact=True).count():
            break
        page.get_by_role("link", name="Обновить состояние").click()
    expect(row.locator(".state")).to_have_text("Готов")
    row.get_by_role("link", name="Открыть").click()
    shown = page.locator("#slide")
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("#about .state").first).to_have_text("на проверке")


def test_homework_goes_from_the_teacher_to_the_pupil_and_back_by_links_alone(
    parta: Running, visit: Visit
) -> None:
    walked, text = plan(parta.home, 5), made_up_word()
    teacher = visit("teacher", script=False)
    page = teacher.page
    teacher.go(f"/diary/lessons/{walked.lesson}/materials?q=доли&grade=any")
    row = page.locator("#panel .item.mini").filter(has=page.get_by_text("12 слайдов")).first
    row.get_by_role("button", name=re.compile("^Прикрепить")).click()
    page.get_by_role("link", name=re.compile("^Выбрать слайды")).click()
    page.get_by_label("Слайды с").fill("2")
    page.get_by_label("по", exact=True).fill("3")
    page.get_by_role("button", name="Прикрепить", exact=True).click()
    expect(page.locator("#hung .bit")).to_have_text("слайды 2–3")
    page.get_by_label("Что сделать").fill(text)
    page.get_by_label("К какому уроку").select_option(walked.due)
    page.get_by_role("button", name="Задать 5А").click()
    expect(page.locator("#saved")).to_contain_text("Задано")

    pupil = visit("pupil", phone=True, script=False)
    desk = pupil.page
    day = open_day(pupil, walked.due_week, walked.due_day)
    day.locator(".lesson").filter(has_text=text).get_by_role("link", name="слайды 2–3").click()
    expect(desk.locator(".where")).to_have_text(re.compile("2 из"))
    desk.get_by_role("link", name="Следующий слайд").click()
    expect(desk.locator(".where")).to_have_text(re.compile("3 из"))
    expect(desk.locator(".thumb")).to_have_count(2)
    expect(desk.get_by_role("link", name="Следующий слайд")).to_be_hidden()
    desk.get_by_role("button", name="Сделано").click()
    expect(desk.locator("#about .state")).to_have_text("Сделано")
    desk.get_by_role("link", name="Показать целиком").click()
    expect(desk.locator(".thumb")).to_have_count(12)
    pupil.fits()

    page.get_by_role("link", name="Кто открыл").click()
    done = page.locator("li.pupil").filter(has_text=walked.pupil)
    expect(done).to_contain_text("сделано")
