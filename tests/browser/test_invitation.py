"""From the administrator's sheet of codes to a parent who makes the child's sign-in."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.watched import Visitor

CODE = re.compile(r"(?:[A-Z2-9]{5}-){2}[A-Z2-9]{5}")
PASSWORD = "еловая ветка"
A4 = {"width": 794, "height": 1123}


def sheet_of_codes(admin: Visitor, name: str, folder: Path) -> Path:
    """The file with the codes of a class, as the administrator's browser keeps it."""
    admin.go("/classes")
    admin.page.get_by_role("link", name=re.compile(f"^{name}")).click()
    admin.page.wait_for_load_state()
    with admin.page.expect_download() as coming:
        admin.page.get_by_role("button", name="Листки для печати").click()
    assert coming.value.suggested_filename == f"Коды {name}.html"
    file = folder / "codes.html"
    coming.value.save_as(file)
    return file


def slip_with_child(file: Path, visitor: Visitor) -> tuple[str, str]:
    """The code of the first parent's slip, and the child's first name on it."""
    page = visitor.context.new_page()
    page.set_viewport_size({"width": A4["width"], "height": A4["height"]})
    page.goto(file.as_uri())
    looks_right(page)
    if visitor.shots is not None:
        page.screenshot(path=visitor.shots / "slips.png", full_page=True)
        page.pdf(path=visitor.shots / "slips.pdf", prefer_css_page_size=True)
    slip = page.locator(".slip").filter(has_text="родитель:").first
    code = CODE.search(slip.inner_text())
    child = re.search(r"родитель: (\S+)", slip.inner_text())
    assert code
    assert child
    page.close()
    return code.group(), child.group(1)


def looks_right(page: Page) -> None:
    """No slip's words are cut off, and the codes do not leave their slips."""
    cut = page.locator(".slip").evaluate_all(
        "slips => slips.filter(s => s.scrollHeight > s.clientHeight + 1"
        " || s.scrollWidth > s.clientWidth + 1).map(s => s.innerText)"
    )
    assert cut == []


def test_a_form_that_brings_a_file_brings_the_next_one_too(visit: Visit) -> None:
    admin = visit("admin")
    admin.go("/classes")
    admin.page.get_by_role("link", name=re.compile("^7Б")).click()
    for name, ends in (("Таблица CSV", "csv"), ("Листки для печати", "html")):
        button = admin.page.get_by_role("button", name=name)
        with admin.page.expect_download() as coming:
            button.click()
        assert coming.value.suggested_filename == f"Коды 7Б.{ends}"
        expect(admin.page.locator("form[data-sent]")).to_have_count(0)
        expect(button).not_to_have_class(re.compile("busy"))


@pytest.mark.timeout(240)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_parent_comes_in_by_a_code_and_lets_the_child_in(
    visit: Visit, tmp_path: Path, phone: bool
) -> None:
    admin = visit("admin", phone=phone)
    file = sheet_of_codes(admin, "7Б", tmp_path)
    admin.keep("class")
    admin.reads_well()
    code, child = slip_with_child(file, admin)

    parent = visit(phone=phone, script=phone)  # on the desk without JavaScript
    page = parent.page
    parent.go("/")
    page.get_by_role("link", name="У меня есть код").click()
    parent.fits()
    with parent.may_answer(422):
        page.get_by_label("Код").fill("AAAAA-AAAAA-AAAAA")
        page.get_by_role("button", name="Дальше").click()
        expect(page.get_by_role("alert")).to_contain_text("Такого кода нет")
        parent.keep("invite-wrong")
        parent.fits()
    page.get_by_label("Код").fill(code.lower())
    page.get_by_role("button", name="Дальше").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\S+ \S\.$"))
    parent.keep("accept")
    parent.fits()
    if phone:
        parent.reads_well()
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Пароль ещё раз").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page).to_have_url(re.compile("/children$"))
    card = page.locator("section.sheet").filter(has_text=child)
    expect(card.get_by_role("button", name="Создать вход")).to_be_visible()
    parent.keep("children-none")
    parent.fits()
    if phone:
        parent.reads_well()
    login = card.get_by_label("Логин").input_value()
    card.get_by_role("button", name="Создать вход").click()
    password = page.locator(".secret").inner_text()
    parent.keep("child-password")
    parent.fits()
    if phone:
        parent.reads_well()

    pupil = visit(phone=phone)
    pupil.go("/")
    pupil.page.get_by_label("Логин").fill(login)
    pupil.page.get_by_label("Пароль").fill(password)
    pupil.page.get_by_role("button", name="Войти", exact=True).click()
    expect(pupil.page.locator(".nav")).to_be_visible()

    page.get_by_role("link", name="Готово").click()
    card.get_by_role("link", name="Закрыть вход").click()
    expect(page.get_by_role("main")).to_contain_text("не сможет войти")
    parent.keep("child-close")
    parent.fits()
    if phone:
        parent.reads_well()
    page.get_by_role("button", name="Закрыть вход").click()
    expect(card).to_contain_text("Вход закрыт родителем")
    pupil.go("/me")
    expect(pupil.page.get_by_role("heading", name="Вход")).to_be_visible()
