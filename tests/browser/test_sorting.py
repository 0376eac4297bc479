"""A folder is loaded from the command line; the methodologist files what it did not say."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import home
from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import made_up_word
from tests.ingest.makers import deck
from tests.town import a_picture


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_suggested_a_chosen_and_no_lesson_are_a_press_each(
    visit: Visit, parta: Running, tmp_path: Path, phone: bool
) -> None:
    word, mark = made_up_word(), 7 + phone
    folder = tmp_path / "5 класс" / "Математика" / "Дроби"
    folder.mkdir(parents=True)
    likely = f"сложение дробей {word}"
    deck(folder / f"{likely}.pptx", ("Числитель и знаменатель", "Сложение дробей", word))
    chosen = a_picture(folder, mark, f"схема {word}").stem
    left = a_picture(tmp_path / "Скачанное", mark + 10, f"рамка {word}").stem
    home.parta(parta.home, "ingest", tmp_path, "--as", "methodologist", "--wait")
    methodologist = visit("methodologist", phone=phone)
    page = methodologist.page
    methodologist.go("/sorting")

    def row(title: str):  # type: ignore[no-untyped-def]
        return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title))

    expect(row(likely)).to_contain_text("5 класс / Математика / Дроби")
    row(likely).scroll_into_view_if_needed()
    offered = row(likely).get_by_role("button").filter(has_not_text="без урока")
    suggested = offered.filter(has_text="дроб").first
    expect(suggested).to_be_visible()
    methodologist.reads_well()
    methodologist.fits()
    methodologist.keep("sorting")
    suggested.click()
    expect(row(likely)).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Добавлено к уроку «")
    methodologist.fits()
    methodologist.keep("sorting-done")
    page.get_by_role("button", name="Отменить").click()
    expect(row(likely)).to_have_count(1)
    row(likely).scroll_into_view_if_needed()
    suggested.click()
    expect(row(likely)).to_have_count(0)

    row(chosen).get_by_text("Другой урок").click()
    lesson = row(chosen).get_by_label("Урок", exact=True)
    expect(lesson.get_by_role("option")).not_to_have_count(1)
    lesson.select_option(index=3)
    methodologist.fits()
    methodologist.keep("sorting-other")
    row(chosen).get_by_role("button", name="Добавить").click()
    expect(row(chosen)).to_have_count(0)
    row(left).get_by_role("button", name="Оставить без урока").click()
    expect(row(left)).to_have_count(0)
