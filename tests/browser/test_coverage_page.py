"""The heat map by mouse, by keys, with «back», on a phone, and without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def stands_on(page: Page) -> str:
    """The label of what has the focus."""
    return str(page.evaluate("document.activeElement.ariaLabel"))


def heading(page: Page, title: str) -> None:
    """The panel shows this cell."""
    expect(page.get_by_role("complementary").get_by_role("heading", level=2)).to_have_text(title)


def test_a_cell_opens_beside_the_table_and_back_brings_the_one_before(visit: Visit) -> None:
    methodologist = visit("methodologist")
    page = methodologist.page
    methodologist.go("/coverage")
    table = page.get_by_role("table")
    table.get_by_role("link", name=re.compile("^Математика, 5 класс")).click()
    heading(page, "Математика, 5 класс")
    expect(page.locator("#cell-h")).to_be_focused()
    assert page.url.endswith("/coverage?subject=math&grade=5")
    table.get_by_role("link", name=re.compile("^Математика, 6 класс")).click()
    heading(page, "Математика, 6 класс")
    expect(table.locator("[aria-current]")).to_have_attribute(
        "aria-label", re.compile("^Математика, 6 класс")
    )
    methodologist.reads_well()
    methodologist.fits()

    page.go_back()
    heading(page, "Математика, 5 класс")
    expect(table.locator("[aria-current]")).to_have_attribute(
        "aria-label", re.compile("^Математика, 5 класс")
    )
    page.get_by_role("link", name="Закрыть").click()
    expect(page.get_by_role("complementary")).to_have_count(0)
    expect(table.locator("[aria-current]")).to_have_count(0)
    assert page.url.endswith("/coverage")
    assert stands_on(page).startswith("Математика, 5 класс")


def test_arrows_move_over_the_cells_and_past_what_is_not_taught(visit: Visit) -> None:
    methodologist = visit("methodologist")
    page = methodologist.page
    methodologist.go("/coverage?subject=math&grade=5")
    cell = page.get_by_role("table").locator("[aria-current]")
    cell.focus()
    assert page.locator('.heat a[tabindex="0"]').count() == 1
    for key, place in (
        ("ArrowRight", "Математика, 6 класс"),
        ("ArrowRight", "Математика, 6 класс"),
        ("Home", "Математика, 1 класс"),
        ("End", "Математика, 6 класс"),
        ("ArrowUp", "Английский язык, 6 класс"),
        ("ArrowLeft", "Английский язык, 5 класс"),
    ):
        page.keyboard.press(key)
        assert stands_on(page).startswith(place), key
    page.keyboard.press("Enter")
    heading(page, "Английский язык, 5 класс")
    page.keyboard.press("Escape")
    assert stands_on(page).startswith("Английский язык, 5 класс")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_on_a_phone_a_list_leads_to_the_cell(visit: Visit, script: bool) -> None:
    methodologist = visit("methodologist", phone=True, script=script)
    page = methodologist.page
    methodologist.go("/coverage")
    expect(page.get_by_role("table")).to_have_count(0)
    listing = page.get_by_role("group", name="Предметы и классы")
    listing.locator("summary").filter(has_text="Математика").click()
    listing.get_by_role("link", name=re.compile("^5 класс")).first.click()
    heading(page, "Математика, 5 класс")
    methodologist.fits()
    expect(listing).to_be_hidden()
    page.get_by_role("link", name="Закрыть").click()
    expect(listing).to_be_visible()
    assert page.url.endswith("/coverage")


def test_the_kind_and_the_gaps_stay_while_cells_are_looked_at(visit: Visit) -> None:
    methodologist = visit("methodologist")
    page = methodologist.page
    methodologist.go("/coverage")
    page.get_by_label("Вид материала").select_option("video")
    expect(page).to_have_url(re.compile("kind=video"))
    page.get_by_role("link", name="Только пробелы").click()
    expect(page).to_have_url(re.compile("only=gaps"))
    page.get_by_role("table").get_by_role("link", name=re.compile("^Математика, 6 класс")).click()
    heading(page, "Математика, 6 класс")
    expect(page).to_have_url(re.compile("subject=math&grade=6&kind=video&only=gaps"))


def test_without_a_script_a_cell_is_a_page_with_its_panel(visit: Visit) -> None:
    methodologist = visit("methodologist", script=False)
    page = methodologist.page
    methodologist.go("/coverage")
    page.get_by_role("table").get_by_role("link", name=re.compile("^Физика, 7 класс")).click()
    heading(page, "Физика, 7 класс")
    methodologist.fits()
