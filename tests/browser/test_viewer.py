"""What the viewer does beside turning slides: its words, its full screen, a film's controls."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.home import DECK, FILM
from tests.browser.running import Running
from tests.browser.steps import address_of, sees_slide

TOP = "element => element.getBoundingClientRect().top"
BOTTOM = "element => element.getBoundingClientRect().bottom"


def under_the_head(page: Page) -> bool:
    """Whether the slide's words begin in sight: below the head where it sticks, in the window."""
    head = page.locator(".head")
    sticks = head.evaluate("element => getComputedStyle(element).position") == "sticky"
    least = head.evaluate(BOTTOM) if sticks else 0
    top = page.locator("#words").evaluate(TOP)
    return bool(least <= top < page.evaluate("innerHeight") - 40)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_words_of_a_slide_unfold_by_their_button_and_by_the_address(
    parta: Running, visit: Visit, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    item = address_of(parta.home, DECK)
    teacher.go(f"{item}?slide=7")
    expect(page.locator("#slide-text")).to_be_hidden()
    page.get_by_role("link", name="Текст", exact=True).click()
    expect(page.locator("#slide-text")).to_be_visible()
    expect(page.locator("#slide-text")).to_contain_text("Числитель")
    assert under_the_head(page)
    teacher.keep("words")

    teacher.go("/library")
    teacher.go(f"{item}?slide=7#words")
    expect(page.locator("#slide-text")).to_be_visible()
    assert under_the_head(page)


def test_in_the_full_screen_space_turns_and_the_button_leads_out(
    parta: Running, visit: Visit
) -> None:
    pupil = visit("pupil")
    page = pupil.page
    pupil.go(address_of(parta.home, DECK))
    button = page.locator("[data-full]")
    expect(button).to_have_text("Во весь экран" * 2)
    button.click()
    expect(button).to_have_text("Свернуть" * 2)
    page.keyboard.press("Space")
    sees_slide(page, 2)
    page.keyboard.press("Space")
    sees_slide(page, 3)
    page.keyboard.press("Shift+Space")
    sees_slide(page, 2)
    shown = page.locator(".viewer .tools").evaluate("bar => getComputedStyle(bar).backgroundColor")
    assert shown == "rgb(0, 0, 0)"
    pupil.keep("full-screen")
    button.click()
    expect(button).to_have_text("Во весь экран" * 2)
    page.keyboard.press("Space")
    sees_slide(page, 2)


def test_on_a_phone_a_films_controls_stand_under_its_picture(parta: Running, visit: Visit) -> None:
    pupil = visit("pupil", phone=True)
    page = pupil.page
    pupil.go(address_of(parta.home, FILM))
    controls = page.locator(".plyr__controls")
    expect(controls).to_be_visible()
    assert controls.evaluate(TOP) >= page.locator("video").evaluate(BOTTOM) - 1
    page.locator(".plyr__control--overlaid").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    expect(controls).to_have_css("opacity", "1")
    page.locator('.plyr__menu > [data-plyr="settings"]').click()
    menu = page.locator(".plyr__menu__container")
    expect(menu).to_be_visible()
    assert menu.evaluate(TOP) >= page.locator(".viewer").evaluate(TOP)
    page.get_by_role("menuitem", name=re.compile("Скорость")).click()
    expect(page.get_by_role("menuitemradio").first).to_be_visible()
    pupil.fits()
    pupil.keep("film-controls")


def test_the_choice_of_a_look_fits_a_phone(visit: Visit) -> None:
    pupil = visit("pupil", phone=True)
    pupil.go("/me")
    box = pupil.page.locator(".choose.whole").bounding_box()
    assert box is not None
    assert box["x"] >= 16
    assert box["x"] + box["width"] <= 360 - 16
    for each in pupil.page.locator(".choose.whole > button").all():
        inner = each.bounding_box()
        assert inner is not None
        assert inner["x"] + inner["width"] <= box["x"] + box["width"]
    pupil.keep("look")
