"""What lies over a slide's picture: words that can be copied, links that can be pressed."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx.util import Cm

from tests.browser.conftest import Visit
from tests.browser.home import parta as run
from tests.browser.running import Running
from tests.browser.steps import sees_slide
from tests.ingest import makers

SELECT = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""
COVERED = """([word, picture]) => {
  const [a, b] = [word.getBoundingClientRect(), picture.getBoundingClientRect()];
  const across = a.left >= b.left && a.right <= b.right && a.width > 20;
  return across && a.top >= b.top && a.bottom <= b.bottom;
}"""


@pytest.fixture(scope="module")
def deck(parta: Running, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a published deck: links on its first slide, a film on the second."""
    folder = tmp_path_factory.mktemp("layer")
    film = makers.film(folder / "опыт.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"])

    def link(presentation: Any) -> None:
        presentation.slide_width = Cm(33.867)
        first, second, third = presentation.slides
        second.shapes.add_movie(
            str(film), Cm(12), Cm(6), Cm(12), Cm(9), mime_type="video/x-msvideo"
        )
        run = first.placeholders[1].text_frame.paragraphs[0].runs[0]
        run.hyperlink.address = "https://example.org/drobi"
        first.shapes.add_textbox(Cm(30), Cm(12), Cm(3), Cm(2)).text_frame.text = "Край"
        box = first.shapes.add_textbox(Cm(10), Cm(15), Cm(8), Cm(2))
        box.text_frame.text = "К выводу"
        box.click_action.target_slide = third

    path = makers.deck(folder / "Слой.pptx", ["Начало", "Середина", "Вывод"], change=link)
    told = json.loads(run(parta.home, "ingest", "--publish", "--wait", "--json", path))
    return f"/items/{told['item_id']}"


def over(page: Page) -> Locator:
    return page.locator("[data-over]")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_words_are_selected_where_they_are_drawn(deck: str, visit: Visit, phone: bool) -> None:
    pupil = visit("pupil", phone=phone)
    page = pupil.page
    pupil.go(deck)
    words = over(page).locator(".over-words")
    expect(words).to_contain_text("Начало")
    lines = [line.split() for line in words.evaluate(SELECT).splitlines()]
    assert lines == [["Начало"], ["•", "Текст", "слайда", "1"], ["Край"], ["К", "выводу"]]
    word = words.get_by_text("Начало")
    picture = page.locator("#slide")
    assert page.evaluate(COVERED, [word.element_handle(), picture.element_handle()])
    pupil.keep("words-over")
    # They follow the picture into the full screen.
    page.locator("[data-full]").click()
    page.wait_for_function("() => document.fullscreenElement")
    page.wait_for_function(COVERED, arg=[word.element_handle(), picture.element_handle()])
    pupil.keep("words-over-full")
    page.keyboard.press("Escape")


def test_links_of_a_slide_lead_out_safely_and_to_other_slides(deck: str, visit: Visit) -> None:
    pupil = visit("pupil")
    page = pupil.page
    pupil.go(deck)
    out = over(page).locator("a[target=_blank]")
    expect(out).to_have_attribute("href", "https://example.org/drobi")
    expect(out).to_have_attribute("rel", "noopener noreferrer nofollow")
    over(page).locator("a[data-slide='3']").click()
    sees_slide(page, 3)
    expect(over(page).locator(".over-words")).to_contain_text("Вывод")
    expect(over(page).locator("a")).to_have_count(0)


def test_a_press_on_a_word_in_the_turning_area_turns(deck: str, visit: Visit) -> None:
    pupil = visit("pupil")
    page = pupil.page
    pupil.go(deck)
    expect(over(page).locator(".over-words")).to_contain_text("Начало")
    stage = page.locator(".stage").bounding_box()
    assert stage
    word = over(page).get_by_text("Край")
    box = word.bounding_box()
    assert box
    assert box["x"] > stage["x"] + 0.78 * stage["width"], "not where the slide turns"
    word.click()
    sees_slide(page, 2)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_film_plays_at_its_place_on_the_slide(deck: str, visit: Visit, phone: bool) -> None:
    pupil = visit("pupil", phone=phone)
    page = pupil.page
    pupil.go(f"{deck}?slide=2")
    button = over(page).get_by_role("button", name="Включить фильм")
    expect(button).to_be_visible()
    pupil.keep("film-on-slide")
    button.click()
    page.wait_for_function("() => document.querySelector('[data-over] video')?.currentTime > 0.2")
    place, slide = over(page).locator("video").bounding_box(), page.locator("#slide").bounding_box()
    assert place
    assert slide
    assert slide["x"] <= place["x"] + 1
    assert place["x"] + place["width"] <= slide["x"] + slide["width"] + 1
    pupil.keep("film-on-slide-plays")
    page.keyboard.press("Escape")
    page.locator(".turn.back").focus()
    page.keyboard.press("ArrowRight")
    sees_slide(page, 3)
    expect(over(page).locator("video")).to_have_count(0)


def test_without_a_script_a_film_is_a_link(deck: str, visit: Visit) -> None:
    pupil = visit("pupil", script=False)
    pupil.go(f"{deck}?slide=2")
    link = pupil.page.get_by_role("link", name="Включить фильм")
    expect(link).to_have_attribute("href", re.compile(r"/slide-0002-media-1\.mp4$"))


def test_a_drag_past_the_end_of_a_line_selects_that_line_alone(deck: str, visit: Visit) -> None:
    pupil = visit("pupil")
    page = pupil.page
    pupil.go(deck)
    words = over(page).locator(".over-words")
    expect(words).to_contain_text("Начало")
    picture = page.locator("#slide").bounding_box()
    word = words.get_by_text("Начало").bounding_box()
    assert picture
    assert word
    middle = word["y"] + word["height"] / 2
    page.mouse.move(word["x"] + 2, middle)
    page.mouse.down()
    page.mouse.move(word["x"] + word["width"] - 2, middle, steps=5)
    page.mouse.move(picture["x"] + picture["width"] * 0.75, middle + 6, steps=8)
    page.mouse.up()
    assert page.evaluate("() => getSelection().toString().trim()") == "Начало"
