import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.home import FILM
from tests.browser.running import Running
from tests.browser.steps import address_of


def at(page: Page) -> float:
    moment = page.locator("video").evaluate("video => video.currentTime")
    assert isinstance(moment, int | float)
    return moment


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_film_plays_and_starts_where_the_address_says(
    parta: Running, visit: Visit, phone: bool
) -> None:
    pupil = visit("pupil", phone=phone)
    page = pupil.page
    item = address_of(parta.home, FILM)
    pupil.go(item)
    video = page.locator("video")
    page.wait_for_function("() => document.querySelector('video').readyState >= 1")
    length = video.evaluate("video => video.duration")
    assert 15 <= length <= 31
    expect(page.locator(".plyr__controls")).to_be_visible()
    page.locator(".plyr__control--overlaid").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.4")
    assert video.evaluate("video => video.videoWidth") > 0
    pupil.fits()
    pupil.keep("film-plays")

    pupil.go(f"{item}?t=10")
    page.wait_for_function("() => document.querySelector('video').currentTime >= 9.5")
    assert at(page) < 12
    assert video.evaluate("video => video.paused")
