import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_stranger_sees_the_sign_in_page_at_the_root(visit: Visit, phone: bool) -> None:
    visitor = visit(phone=phone)
    response = visitor.go("/")

    assert response.status == 200
    assert response.request.redirected_from is None
    expect(visitor.page.get_by_role("heading", name="Вход")).to_be_visible()
    expect(visitor.page.locator(".find")).to_have_count(0)


@pytest.mark.parametrize(
    ("title", "where"),
    [("Учитель", "Загрузить"), ("Методист", "Проверка"), ("Ученик", "Библиотека")],
)
def test_a_button_of_the_demo_lets_in_without_a_password(
    visit: Visit, title: str, where: str
) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.get_by_role("button", name=title).click()

    expect(visitor.page.locator(".nav").get_by_role("link", name=where)).to_be_visible()
    visitor.fits()


def test_a_wrong_password_says_what_to_do_and_lets_try_again(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.get_by_label("Логин").fill("teacher")
    visitor.page.get_by_label("Пароль").fill("не тот пароль")
    with visitor.may_answer(400, 401, 403, 422):
        visitor.page.get_by_role("button", name="Войти", exact=True).click()
        expect(visitor.page.get_by_role("alert")).to_be_visible()
    visitor.sign_in("teacher")


def test_what_the_policy_refuses_would_be_noticed(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/")
    with visitor.page.expect_console_message(lambda told: told.text.startswith("policy: script")):
        visitor.page.evaluate(
            "() => document.body.append("
            "Object.assign(document.createElement('script'), { textContent: 'planted = 1' }))"
        )
    assert visitor.page.evaluate("() => window.planted") is None
    assert any("policy: script" in fault for fault in visitor.faults)
    visitor.faults.clear()
