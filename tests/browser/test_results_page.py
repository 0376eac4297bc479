"""The page of results under mouse and keys: filters, order, tiles, suggestions."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit


def box(page: Page, value: str) -> Locator:
    return page.locator(f"#filters input[value='{value}']")


def tick(page: Page, value: str) -> None:
    with page.expect_navigation(wait_until="load"):
        box(page, value).click()


def test_back_shows_the_boxes_and_the_order_of_its_address(visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/search")
    tick(page, "presentation")
    tick(page, "image")
    with page.expect_navigation(wait_until="load"):
        page.get_by_label("Порядок").last.select_option("newest")
    expect(page.locator("#sort")).to_have_value("newest")

    page.go_back()
    expect(page.locator("#sort")).to_have_value("relevance")
    expect(box(page, "image")).to_be_checked()
    page.go_back()
    expect(box(page, "image")).not_to_be_checked()
    expect(box(page, "presentation")).to_be_checked()

    # A page that the browser has kept whole comes as it was left.
    box(page, "image").evaluate("(one) => { one.checked = true; }")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(box(page, "image")).not_to_be_checked()


def test_back_leads_to_the_list_and_not_to_the_sheet_over_it(visit: Visit) -> None:
    teacher = visit("teacher", phone=True)
    page = teacher.page
    teacher.go("/search")
    page.get_by_role("link", name="Фильтры", exact=True).click()
    sheet = page.get_by_role("complementary", name="Фильтры")
    expect(sheet).to_be_visible()
    box(page, "presentation").check()
    with page.expect_navigation(wait_until="load"):
        sheet.get_by_role("button", name="Показать").click()
    expect(page).to_have_url(re.compile("kind=presentation"))
    page.go_back()
    expect(page).to_have_url(re.compile("/search#main$"))
    expect(sheet).to_be_hidden()


def test_after_a_tick_the_page_and_the_keys_stay_where_they_were(visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    page.set_viewport_size({"width": 1366, "height": 400})
    teacher.go("/search")
    chosen = box(page, "presentation")
    chosen.focus()
    page.evaluate("window.scrollTo(0, 120)")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Space")
    expect(chosen).to_be_checked()
    expect(chosen).to_be_focused()
    assert page.evaluate("window.scrollY") > 0
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Space")
    expect(chosen).not_to_be_checked()
    expect(chosen).to_be_focused()
    # Only the page that was asked for by a tick begins there.
    teacher.go("/search?q=дроби")
    expect(page.locator("body")).to_be_focused()


def test_by_keys_every_order_can_be_reached(visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/search")
    order = page.locator("#sort")
    order.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(order).to_have_value("newest")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=newest"))
    expect(order).to_be_focused()
    # Whoever waits needs no Enter.
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("sort=used"))


def test_a_tile_holds_all_of_its_material(visit: Visit) -> None:
    for script in (True, False):
        teacher = visit("teacher", script=script)
        page = teacher.page
        teacher.go("/search?listing=grid")
        tile = page.locator("#found > .item").first
        whole = tile.bounding_box()
        assert whole is not None
        for part in (tile.locator(".cover"), tile.locator(".text")):
            inner = part.bounding_box()
            assert inner is not None
            assert inner["width"] > whole["width"] - 2
        button = tile.get_by_role("link", name=re.compile("^Задать")).bounding_box()
        assert button is not None
        assert abs(button["x"] - whole["x"]) < 2
        teacher.fits()
        if script:
            teacher.reads_well()
        teacher.keep(f"tiles-{script}")


def test_an_arrow_opens_the_suggestions_again(visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go("/library")
    field = page.get_by_role("combobox", name="Найти материал")
    field.press_sequentially("обыкн")
    listed = page.get_by_role("listbox", name="Подсказки")
    expect(listed).to_be_visible()
    field.press("Escape")
    expect(listed).to_be_hidden()
    expect(field).to_have_value("обыкн")
    field.press("ArrowDown")
    expect(listed).to_be_visible()
    expect(listed.locator('[aria-selected="true"]')).to_have_count(1)


def test_on_a_phone_the_lesson_of_a_hit_is_read_whole(visit: Visit) -> None:
    """Lessons of one section differ in the end of their titles: that end must not be cut."""
    for phone in (True, False):
        teacher = visit("teacher", phone=phone)
        page = teacher.page
        teacher.go("/search?q=дробь")
        places = page.locator("#found .place > span:last-child")
        expect(places.first).to_be_visible()
        for place in places.all():
            assert place.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1")
            assert place.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
        teacher.fits()


def test_on_a_phone_every_suggestion_is_seen(visit: Visit) -> None:
    teacher = visit("teacher", phone=True)
    page = teacher.page
    teacher.go("/search")
    page.get_by_role("combobox", name="Найти материал").press_sequentially("число")
    options = page.get_by_role("listbox", name="Подсказки").get_by_role("option")
    expect(options.nth(7)).to_be_visible()
    heights = [one.bounding_box() for one in options.all()]
    assert min(box["height"] for box in heights if box) >= 44  # for a finger
    last, bar = options.last.bounding_box(), page.locator(".nav").bounding_box()
    listed = page.locator("#suggest").bounding_box()
    assert last
    assert bar
    assert listed
    assert last["y"] + last["height"] <= listed["y"] + listed["height"]
    assert last["y"] + last["height"] <= bar["y"]
    teacher.fits()
