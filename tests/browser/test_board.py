"""A teacher's phone and the class's computer: six letters, and the phone turns the board."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import home
from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import LOADED, address_of, made_up_word
from tests.browser.watched import Visitor
from tests.ingest.makers import deck, film, sound


def shows(page: Page, n: int) -> None:
    """The board has slide ``n``, and its picture is there."""
    picture = page.locator("[data-stage] img.slide")
    expect(picture).to_have_attribute("src", re.compile(rf"/slide-{n:04}-"))
    page.wait_for_function(LOADED, arg=picture.element_handle())


def letters(page: Page) -> str:
    """The code on the phone."""
    return "".join(page.locator(".code-six span").all_inner_texts())


def type_in(computer: Visitor, code: str) -> None:
    """Six letters at the class's computer."""
    computer.go("/d")
    computer.page.get_by_label("Шесть букв с телефона учителя").fill(code)
    computer.page.get_by_role("button", name="Показать").click()


def runs(page: Page) -> None:
    """What plays on the board, plays: its picture or its sound goes on."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-stage] :is(video, audio)')]"
        ".some((media) => !media.paused && media.currentTime > 0.1)"
    )


def begins(teacher: Visitor, computer: Visitor, item_id: str, *, to: str = "") -> None:
    """The teacher begins to show the item, a film until ``to``; the computer has its code."""
    teacher.go(f"/diary/board/new?item={item_id}")
    if to:
        teacher.page.get_by_label("по", exact=True).fill(to)
    teacher.page.get_by_role("button", name="Получить код").click()
    expect(teacher.page.locator(".code-six")).to_be_visible()
    type_in(computer, letters(teacher.page))


@pytest.fixture(scope="module")
def both(parta: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The addresses of a published deck and of a recording of two seconds.

    The deck's first of five slides has a film, its second has notes.
    """
    folder = tmp_path_factory.mktemp("board")
    moving = film(
        folder / "опыт.mp4", ["-c:v", "libx264", "-pix_fmt", "yuv420p"], sound=False,
        source="testsrc=size=320x180:rate=5:duration=9",
    )  # fmt: skip

    def put(presentation: Any) -> None:
        presentation.slides[0].shapes.add_movie(str(moving), *[3_600_000] * 4)

    slides = deck(
        folder / f"{made_up_word()}.pptx",
        ("Доли с именами", "Числитель", "Знаменатель", "Луч", "Итог"),
        notes=("", "Спросить: сколько долей осталось?"),
        change=put,
    )
    tone = sound(folder / f"{made_up_word()}.mp3", source="sine=frequency=440:duration=2")
    home.parta(
        parta.home, "ingest", slides, tone, "--subject", "math", "--grade", "5",
        "--licence", "CC BY 4.0", "--publish", "--wait",
    )  # fmt: skip
    return address_of(parta.home, slides.name), address_of(parta.home, tone.name)


@pytest.fixture
def item(both: tuple[str, str]) -> str:
    """The deck's address."""
    return both[0]


def test_the_phone_turns_the_board_of_a_computer_where_nobody_signed_in(
    visit: Visit, item: str
) -> None:
    teacher, computer = visit("teacher", phone=True), visit()
    phone, wall = teacher.page, computer.page
    teacher.go(item)
    teacher.fits()
    teacher.keep("board-item")
    phone.get_by_role("button", name="На доску").click()
    phone.get_by_label("Какие слайды").fill("2-4")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("board-new")
    phone.get_by_role("button", name="Получить код").click()
    expect(phone.locator(".code-six")).to_be_visible()
    expect(phone.get_by_text("доска ещё не подключена")).to_be_visible()

    computer.go("/d")
    computer.reads_well()
    computer.keep("board-door")
    type_in(computer, letters(phone).lower())
    shows(wall, 2)
    expect(phone.get_by_text("доска подключена")).to_be_visible()
    expect(phone.get_by_text("Спросить: сколько долей осталось?")).to_be_visible()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("board-remote")
    computer.fits()
    computer.reads_well()
    computer.keep("board-screen")

    phone.get_by_role("button", name="Следующий").click()
    shows(wall, 3)
    phone.get_by_role("button", name="Луч").click()
    shows(wall, 4)
    expect(phone.get_by_role("button", name="Следующий")).to_be_disabled()
    wall.keyboard.press("ArrowLeft")
    shows(wall, 3)
    expect(phone.get_by_text("На доске, слайд 3")).to_be_visible()
    phone.get_by_role("button", name="Погасить экран").click()
    expect(wall.locator("[data-stage] img.slide")).to_be_hidden()
    expect(phone.get_by_text("Экран погашен, слайд 3")).to_be_visible()
    phone.get_by_role("button", name="Зажечь экран").click()
    expect(wall.locator("[data-stage] img.slide")).to_be_visible()
    wall.get_by_role("button", name="Во весь экран").click()
    expect(wall.locator("#board")).to_have_js_property("clientWidth", wall.evaluate("innerWidth"))
    wall.keyboard.press("Space")
    shows(wall, 4)

    phone.get_by_role("button", name="Закончить").click()
    expect(phone.get_by_text("Показ закончен")).to_be_visible()
    teacher.reads_well()
    teacher.keep("board-ended")
    expect(wall.get_by_text("Код уже не действует.")).to_be_visible()
    expect(wall.locator("[data-stage] img.slide")).to_have_count(0)
    computer.reads_well()
    computer.keep("board-over")


def test_a_computer_without_scripts_shows_the_board_and_turns_it(visit: Visit, item: str) -> None:
    teacher, computer = visit("teacher"), visit(script=False)
    teacher.go(f"/diary/board/new?item={item.rsplit('/', 1)[1]}")
    teacher.page.get_by_role("button", name="Получить код").click()
    expect(teacher.page.locator(".code-six")).to_be_visible()
    teacher.keep("board-remote")
    code = letters(teacher.page)

    with computer.may_answer(422):
        type_in(computer, "АААААА")
        expect(computer.page.get_by_text("Сверьте шесть букв")).to_be_visible()
        computer.keep("board-wrong")
    type_in(computer, code)
    picture = computer.page.locator("[data-stage] img.slide")
    expect(picture).to_have_attribute("src", re.compile("/slide-0001-"))
    computer.page.get_by_role("button", name="Следующий слайд").click()
    expect(picture).to_have_attribute("src", re.compile("/slide-0002-"))
    expect(computer.page.get_by_role("link", name="Обновить")).to_be_visible()
    computer.page.get_by_role("button", name="Закончить").click()
    expect(computer.page.get_by_label("Шесть букв с телефона учителя")).to_be_visible()


def test_the_phone_runs_and_stops_a_part_of_a_film(visit: Visit, parta: Running) -> None:
    shown = address_of(parta.home, home.FILM).rsplit("/", 1)[1]
    teacher, computer = visit("teacher", phone=True), visit()
    phone, wall = teacher.page, computer.page
    begins(teacher, computer, shown, to="0:02")
    video = wall.locator("[data-stage] video")
    expect(video).to_have_js_property("paused", True)
    phone.get_by_role("button", name="Пустить фильм").click()
    runs(wall)
    teacher.keep("board-film")
    computer.keep("board-film")
    phone.get_by_role("button", name="Остановить").click()
    expect(video).to_have_js_property("paused", True)
    phone.get_by_role("button", name="Пустить фильм").click()
    # The part's end is told to the remote; once more begins anew.
    wall.wait_for_function("() => document.querySelector('[data-stage] video').currentTime >= 2")
    phone.get_by_role("button", name="Пустить фильм").click()
    wall.wait_for_function("() => document.querySelector('[data-stage] video').currentTime < 1.5")
    wall.keyboard.press("Escape")
    expect(wall.get_by_label("Шесть букв с телефона учителя")).to_be_visible()


def test_the_phone_runs_a_film_on_a_slide_and_a_sound(visit: Visit, both: tuple[str, str]) -> None:
    slides, tone = (address.rsplit("/", 1)[1] for address in both)
    teacher, computer = visit("teacher", phone=True), visit()
    phone, wall = teacher.page, computer.page
    begins(teacher, computer, slides)
    expect(wall.get_by_role("button", name="Включить фильм")).to_be_visible()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("board-slide-film")
    phone.get_by_role("button", name="Пустить фильм").click()
    runs(wall)
    computer.fits()
    computer.keep("board-slide-film")
    wall.keyboard.press("ArrowRight")
    shows(wall, 2)
    expect(wall.locator("[data-stage] video")).to_have_count(0)
    expect(phone.get_by_role("button", name="Остановить")).to_have_count(0)
    phone.get_by_role("button", name="Закончить").click()

    begins(teacher, computer, tone)
    expect(wall.get_by_role("slider", name="Место записи")).to_be_visible()
    expect(wall.locator(".plyr--audio")).to_be_visible()
    computer.fits()
    computer.reads_well()
    computer.keep("board-sound")
    phone.get_by_role("button", name="Пустить запись").click()
    runs(wall)
    expect(phone.get_by_role("button", name="Пустить запись")).to_be_visible()
