"""Films and sounds in a browser: by their rungs, their words, a part, and without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import home
from tests.browser.conftest import Visit
from tests.browser.home import FILM
from tests.browser.running import Running
from tests.browser.steps import address_of, made_up_word
from tests.browser.watched import Visitor
from tests.ingest import makers

SAID = ("Числитель показывает, сколько долей взяли.", "Знаменатель говорит, на сколько разделили.")
BEGINS = (1, 14)
"""The seconds at which the two sentences of the captions begin."""

CHAPTERS = """;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1
START=0
END=12
title=Числитель
[CHAPTER]
TIMEBASE=1/1
START=12
END=20
title=Знаменатель
"""


# The window has grown too: until then a browser takes no second wish.
FULL = "document.fullscreenElement && matchMedia('(display-mode: fullscreen)').matches"


def at(page: Page) -> float:
    moment = page.locator("[data-player]").evaluate("media => media.currentTime")
    assert isinstance(moment, int | float)
    return moment


def until(page: Page, wanted: str) -> None:
    """Wait for what the player, ``media``, has come to."""
    found = "document.querySelector('[data-player]')"
    page.wait_for_function(f"() => (media => Boolean(media && ({wanted})))({found})")


def plays(page: Page) -> None:
    page.locator(".plyr__control--overlaid").click()
    until(page, "media.currentTime > 0.3 && !media.paused")


def chosen(page: Page, quality: str) -> Locator:
    """The quality in the opened menu; the controls of a film that runs show under a hand."""
    page.locator(".plyr").hover()
    page.locator('.plyr__menu > [data-plyr="settings"]').click()
    page.get_by_role("menuitem", name=re.compile("Качество")).click()
    return page.get_by_role("menuitemradio", name=quality)


def a_talk(folder: Path) -> Path:
    """A small film of twenty seconds with captions and two parts inside."""
    times = [f"00:00:{second:02},000 --> 00:00:{second + 3:02},000" for second in BEGINS]
    blocks = [f"{n}\n{times[n]}\n{words}\n" for n, words in enumerate(SAID)]
    (folder / "said.srt").write_text("\n".join(blocks), "utf-8")
    (folder / "parts.txt").write_text(CHAPTERS, "utf-8")
    file = folder / f"{made_up_word()}.mkv"
    makers.ffmpeg(
        "-f", "lavfi", "-i", "testsrc=size=320x180:rate=5:duration=20",
        "-f", "lavfi", "-i", "sine=frequency=440:duration=20",
        "-i", str(folder / "said.srt"), "-i", str(folder / "parts.txt"), "-map_metadata", "3",
        "-map", "0", "-map", "1", "-map", "2", "-metadata:s:s:0", "language=rus",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "-c:s", "subrip", str(file),
    )  # fmt: skip
    return file


@pytest.fixture(scope="module")
def both(parta: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The addresses of a film that talks and of a recording of four seconds."""
    folder = tmp_path_factory.mktemp("both")
    talk = a_talk(folder)
    tone = makers.sound(folder / f"{made_up_word()}.mp3", source="sine=frequency=440:duration=4")
    home.parta(
        parta.home, "ingest", talk, tone, "--subject", "math", "--grade", "5",
        "--licence", "CC BY 4.0", "--publish", "--wait",
    )  # fmt: skip
    return address_of(parta.home, talk.name), address_of(parta.home, tone.name)


@pytest.fixture
def talk(both: tuple[str, str]) -> str:
    """The address of the film."""
    return both[0]


@pytest.fixture
def tone(both: tuple[str, str]) -> str:
    """The address of the recording."""
    return both[1]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_film_plays_and_starts_where_the_address_says(
    parta: Running, visit: Visit, phone: bool
) -> None:
    pupil = visit("pupil", phone=phone)
    page = pupil.page
    item = address_of(parta.home, FILM)
    pupil.go(item)
    until(page, "media.readyState >= 1")
    length = page.locator("video").evaluate("video => video.duration")
    assert 15 <= length <= 31
    expect(page.locator(".plyr__controls")).to_be_visible()
    plays(page)
    assert page.locator("video").evaluate("video => video.videoWidth") > 0
    pupil.fits()
    pupil.keep("film-plays")

    pupil.go(f"{item}?t=10")
    until(page, "media.currentTime >= 9.5")
    assert at(page) < 12
    assert page.locator("video").evaluate("video => video.paused")


def test_the_quality_goes_by_the_line_or_by_choice_which_is_remembered(
    parta: Running, visit: Visit
) -> None:
    pupil = visit("pupil")
    page = pupil.page
    item = address_of(parta.home, FILM)
    pupil.go(item)
    until(page, "media.readyState >= 2")
    # The lowest comes first; on a quick line the next pieces are of the rung that fits.
    assert page.locator("video").evaluate("video => video.videoHeight") == 240
    plays(page)
    until(page, "media.videoHeight === 360")
    before = at(page)
    chosen(page, "240p").click()
    until(page, "media.videoHeight === 240")
    assert at(page) >= before
    pupil.go(item)
    until(page, "media.readyState >= 2")
    expect(chosen(page, "240p")).to_have_attribute("aria-checked", "true")
    pupil.keep("film-quality")
    page.get_by_role("menuitemradio", name="Авто").click()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_words_and_parts_of_a_film_lead_to_their_seconds(
    visit: Visit, talk: str, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(talk)
    until(page, "media.readyState >= 1")
    if phone:
        page.get_by_text("Текст фильма").click()
    lines = page.locator(".script a")
    expect(lines).to_have_text([re.compile(words[:9]) for words in SAID])
    # On a phone too the line has room and the film's length is told.
    expect(page.locator(".plyr__time--duration")).to_have_text("00:20")
    line = page.locator(".plyr__progress__container").bounding_box()
    assert line
    assert line["width"] > 220
    teacher.fits()
    teacher.reads_well()
    teacher.keep("film-words")
    lines.nth(1).click()
    until(page, f"Math.abs(media.currentTime - {BEGINS[1]}) < 2 && !media.paused")
    expect(lines.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator(".plyr__captions")).to_contain_text(SAID[1])
    page.locator(".chapters a").filter(has_text="Числитель").click()
    until(page, f"media.currentTime < {BEGINS[1]}")
    expect(page.locator(".chapters [aria-current]")).to_contain_text("Числитель")
    page.get_by_label("Найти в тексте").fill("знамен")
    expect(page.locator(".script li:visible")).to_have_count(1)
    expect(page.locator(".script mark")).to_have_text("Знамен")
    expect(page.get_by_text("найдено: 1")).to_be_visible()

    teacher.go(f"{talk}?t={BEGINS[1]}")
    expect(lines.nth(1)).to_have_attribute("aria-current", "true")
    until(page, f"media.currentTime >= {BEGINS[1]}")
    teacher.keep("film-found")


def test_keys_reach_the_film_from_the_page(visit: Visit, talk: str) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go(talk)
    captions = page.locator(".plyr--captions-active")
    expect(captions).to_have_count(1)  # the player listens to keys from now on
    until(page, "media.readyState >= 1")
    page.keyboard.press("ArrowRight")
    until(page, "media.currentTime === 5 && media.paused")
    for key, comes in (
        ("m", "media.muted"),
        ("k", "!media.paused"),
        ("Space", "media.paused"),
        ("f", FULL),
        ("f", "!document.fullscreenElement"),
    ):
        page.keyboard.press(key)
        until(page, comes)
    page.keyboard.press("c")
    expect(captions).to_have_count(0)
    page.get_by_role("combobox", name="Найти материал").press("m")
    assert page.locator("video").evaluate("video => video.muted")


def test_a_part_is_drawn_as_a_band_and_stops_at_its_end(parta: Running, visit: Visit) -> None:
    teacher = visit("teacher")
    page = teacher.page
    teacher.go(address_of(parta.home, FILM))
    until(page, "media.readyState >= 1")
    moment = page.locator("[data-moment]")
    begin, end = page.get_by_label("Начало отрывка"), page.get_by_label("Конец отрывка")
    begin.fill("2")
    expect(moment).to_be_visible()
    end.fill("3")
    expect(page.get_by_label("с", exact=True)).to_have_value("0:02")
    expect(page.get_by_label("по", exact=True)).to_have_value("0:03")
    page.get_by_label("по", exact=True).fill("0:04")
    expect(end).to_have_value("4")
    teacher.reads_well()
    teacher.keep("film-band")
    page.get_by_role("button", name="Задать отрывок 0:02–0:04").click()
    page.get_by_role("button", name=re.compile("^Выбрать этот урок")).last.click()
    hung = page.locator("#hung a.quiet").last.get_attribute("href")
    assert hung is not None
    teacher.go(hung)
    until(page, "media.readyState >= 2 && media.currentTime >= 2")
    plays(page)
    until(page, "media.paused && media.currentTime >= 4")
    assert at(page) < 5
    # Once more begins anew, and the place does not leave the part.
    expect(page.locator(".plyr__progress > .part")).to_be_visible()
    teacher.keep("film-part")
    page.locator(".plyr__control--overlaid").click()
    until(page, "media.currentTime < 4 && !media.paused")
    for outside, held in ((9, 4), (0, 2)):
        page.locator("video").evaluate("(video, to) => (video.currentTime = to)", outside)
        until(page, f"Math.abs(media.currentTime - {held}) < 0.5")
    page.get_by_role("link", name="Показать целиком").click()
    expect(page.get_by_role("link", name="Только заданное")).to_be_visible()


def test_a_piece_that_came_shortened_is_asked_for_again(parta: Running, visit: Visit) -> None:
    pupil = visit("pupil")
    page = pupil.page
    cut: list[str] = []

    def shorten(route: Route) -> None:
        first, last = map(int, re.findall(r"\d+", route.request.headers["range"]))
        if first == 0 or cut:
            route.continue_()
            return
        cut.append(route.request.url)
        whole = route.fetch()
        assert len(whole.body()) == last - first + 1
        route.fulfill(response=whole, body=whole.body()[:3000])

    page.route(re.compile(r"\d+p\.mp4$"), shorten)
    pupil.go(f"{address_of(parta.home, FILM)}?t=2")
    until(page, "media.readyState >= 2 && media.currentTime >= 2")
    assert len(cut) == 1
    assert page.locator("video").evaluate("video => video.buffered.start(0)") < 2


def test_without_a_script_one_plain_file_plays(visit: Visit, talk: str) -> None:
    pupil = visit("pupil", script=False)
    pupil.go(f"{talk}?t={BEGINS[1]}")
    source = pupil.page.locator("video > source").get_attribute("src")
    assert source
    assert re.search(rf"/video\.mp4#t={BEGINS[1]}", source)
    answer = pupil.context.request.get(f"{pupil.address}{source}", headers={"Range": "bytes=0-99"})
    assert (answer.status, answer.headers["content-type"]) == (206, "video/mp4")
    expect(pupil.page.locator("video")).to_have_attribute("controls", "")
    expect(pupil.page.locator(".script a").nth(1)).to_be_visible()
    expect(pupil.page.locator('track[srclang="ru"]')).to_have_attribute("label", "Русский")
    pupil.keep("film-plain")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_sound_is_drawn_and_a_press_on_the_drawing_goes_there(
    visit: Visit, tone: str, phone: bool
) -> None:
    teacher = visit("teacher", phone=phone)
    page = teacher.page
    teacher.go(tone)
    wave = page.get_by_role("slider", name="Место записи")
    expect(wave).to_have_attribute("aria-valuemax", "4")
    until(page, "media.readyState >= 1")
    # What there is nothing to choose of is no line of the menu.
    expect(page.locator(".plyr__menu")).to_contain_text("Скорость")
    expect(page.locator(".plyr__menu")).not_to_contain_text("undefined")
    wave.click()
    until(page, "Math.abs(media.currentTime - 2) < 0.2")
    wave.press("End")
    until(page, "media.currentTime > 3.5")
    expect(page.get_by_label("Начало отрывка")).to_be_visible()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("sound")


def seen(visitor: Visitor) -> str:
    """Which of its widths the picture has taken."""
    picture = visitor.page.locator("img#slide")
    expect(picture).to_have_js_property("complete", True)
    address = picture.evaluate("picture => picture.currentSrc")
    return str(address).rsplit("/", 1)[-1]


def test_a_picture_comes_as_wide_as_the_screen_needs(parta: Running, visit: Visit) -> None:
    item = address_of(parta.home, home.PICTURE)
    phone, desk = visit("pupil", phone=True), visit("pupil")
    for visitor, width in ((phone, "w640.webp"), (desk, "w1280.webp")):
        visitor.go(item)
        assert seen(visitor) == width
        assert visitor.page.locator("img#slide").evaluate("picture => picture.style.cssText") == ""
        visitor.keep("picture")
