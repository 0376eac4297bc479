"""The pages for codes, class lists, children's sign-in and passwords, by their plain forms."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import Person, School, SchoolClass, User
from tests.town import MAPLE, PASSWORD, Town, form_word, sign_in

CODE = re.compile(r"\b(?:[A-Z2-9]{5}-){2}[A-Z2-9]{5}\b")
NEW = "сосновая шишка"


def browser(town: Town, login: str = "") -> Any:
    client = town.app.test_client()
    if login:
        assert sign_in(client, login).status_code == 303
    return client


def send(client: Any, page: str, to: str, **fields: str) -> Any:
    return client.post(to, data={"csrf_token": form_word(client, page), **fields})


def the_class(town: Town) -> str:
    with town.services.sessions() as session:
        found = session.scalars(
            select(SchoolClass).join(SchoolClass.school).order_by(SchoolClass.id)
        ).first()
        assert found is not None
        return f"/classes/{found.public_id}"


def the_child(town: Town) -> str:
    with town.services.sessions() as session:
        pupil = session.scalars(
            select(Person.public_id).join(User).where(User.login == "pupil")
        ).one()
        return f"/children/{pupil}"


@pytest.fixture
def code(town: Town) -> str:
    """A code for the guardian, who has no way in yet, from the administrator's page."""
    with town.services.sessions() as session:
        user = session.scalars(select(User).where(User.login == "guardian")).one()
        user.login = user.password_hash = None
        session.commit()
    page = the_class(town)
    sheet = send(browser(town, "administrator"), page, f"{page}/invitations", format="html")
    assert sheet.status_code == 200
    assert sheet.headers["Cache-Control"] == "no-store"
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    assert "/invite</span>" in sheet.text
    (found,) = CODE.findall(sheet.text)
    return str(found)


def test_from_a_code_to_the_first_page_by_plain_forms(town: Town, code: str) -> None:
    visitor = browser(town)
    assert 'href="/invite"' in visitor.get("/").text
    seen = send(visitor, "/invite", "/invite", code=code.lower().replace("-", " "))
    assert seen.status_code == 200
    assert "Инна Р." in seen.text
    assert "Рыбина" not in seen.text
    assert 'value="i.rybina"' in seen.text
    more = {"code": code, "login": "inna", "password": NEW}
    apart = send(visitor, "/invite", "/invite/accept", **more, again="другое слово")
    assert apart.status_code == 422
    assert "не совпали" in apart.text
    assert NEW not in apart.text
    taken = send(visitor, "/invite", "/invite/accept", **{**more, "login": "teacher"}, again=NEW)
    assert taken.status_code == 409
    assert "занят" in taken.text
    done = send(visitor, "/invite", "/invite/accept", **more, again=NEW)
    assert (done.status_code, done.headers["Location"]) == (303, "/children")
    assert "Майя" in visitor.get("/children").text
    again = send(browser(town), "/invite", "/invite", code=code)
    assert again.status_code == 409
    assert "уже создан" in again.text


def test_a_wrong_code_says_the_way_out_and_then_has_to_wait(town: Town, code: str) -> None:
    visitor = browser(town)
    empty = send(visitor, "/invite", "/invite", code="")
    assert empty.status_code == 422
    for _ in range(40):
        wrong = send(visitor, "/invite", "/invite", code="AAAAA-AAAAA-AAAAA")
        assert wrong.status_code == 422
        assert "Такого кода нет" in wrong.text
    slow = send(visitor, "/invite", "/invite", code=code)
    assert slow.status_code == 429
    assert "Слишком много" in slow.text


def test_the_list_of_a_class_and_who_may_print_codes(town: Town) -> None:
    page = the_class(town)
    for login in ("teacher", "methodologist", "administrator"):
        client = browser(town, login)
        assert page in client.get("/classes").text
        text = client.get(page).text
        assert "Рыбина Майя" in text
        assert "Рыбина Инна Юрьевна" in text
        assert ("Листки для печати" in text) == (login == "administrator")
    assert browser(town, "stranger").get(page).status_code == 404
    assert page not in browser(town, "stranger").get("/classes").text
    nobody = send(browser(town, "administrator"), page, f"{page}/invitations", format="csv")
    assert "Рыбина Инна Юрьевна — уже входит" in nobody.text


def test_a_parent_renews_closes_and_opens_a_childs_sign_in(town: Town) -> None:
    child = the_child(town)
    parent, pupil = browser(town, "guardian"), browser(town, "pupil")
    assert "pupil" in parent.get("/children").text
    listed = parent.get("/children").text
    assert f'action="{child}/password"' not in listed  # a press there asks first
    assert f'href="{child}/password"' in listed
    assert "Прежний пароль перестанет подходить" in parent.get(f"{child}/password").text
    assert pupil.get("/me").status_code == 200
    renewed = send(parent, f"{child}/password", f"{child}/password")
    assert renewed.headers["Cache-Control"] == "no-store"
    password = password_of(renewed.text)
    assert pupil.get("/me").status_code == 303  # signed out everywhere
    assert sign_in(browser(town), "pupil").status_code == 403
    assert password not in parent.get("/children").text
    assert "не сможет войти" in parent.get(f"{child}/close").text
    assert send(parent, f"{child}/close", f"{child}/close").status_code == 303
    shut = browser(town)
    refused = shut.post(
        "/signin",
        data={"login": "pupil", "password": password, "csrf_token": form_word(shut, "/")},
    )
    assert refused.status_code == 403
    assert "Твой вход закрыл родитель. Попроси его открыть вход снова" in refused.text
    assert "администратору" not in refused.text
    assert "Открыть вход" in parent.get("/children").text
    opened = send(parent, "/children", f"{child}/login", login="maya")
    assert opened.status_code == 200
    found = browser(town)
    entered = found.post(
        "/signin",
        data={
            "login": "maya",
            "password": password_of(opened.text),
            "csrf_token": form_word(found, "/"),
        },
    )
    assert entered.status_code == 303
    twice = send(parent, "/children", f"{child}/login", login="maya2")
    assert twice.status_code == 409
    assert "уже создан" in twice.text


def password_of(page: str) -> str:
    found = re.search(r'<dd class="secret">([^<]+)</dd>', page)
    assert found
    return found.group(1)


def test_other_peoples_children_are_out_of_reach(town: Town) -> None:
    child = the_child(town)
    with town.services.sessions() as session:
        foreign = session.scalars(
            select(Person.public_id)
            .join(School)
            .where(School.public_id == MAPLE, Person.source_id == "P1")
        ).one()
    parent = browser(town, "guardian")
    for verb in ("login", "password", "close"):
        assert send(parent, "/children", f"/children/{foreign}/{verb}").status_code == 404
        for login in ("teacher", "administrator", "pupil"):
            assert send(browser(town, login), "/me", f"{child}/{verb}").status_code == 403
    assert sign_in(browser(town), "pupil").status_code == 303


def test_people_change_their_own_password_and_a_young_pupil_does_not(town: Town) -> None:
    teacher, elsewhere = browser(town, "teacher"), browser(town, "teacher")
    wrong = send(teacher, "/me/password", "/me/password", current="нет", password=NEW, again=NEW)
    assert wrong.status_code == 422
    assert "Прежний пароль не подходит" in wrong.text
    done = send(teacher, "/me/password", "/me/password", current=PASSWORD, password=NEW, again=NEW)
    assert "Пароль сменён" in done.text
    assert teacher.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    pupil = browser(town, "pupil")
    assert "меняет родитель" in pupil.get("/me").text
    told = pupil.get("/me/password")
    assert told.status_code == 403
    assert "твой пароль меняет родитель" in told.text.replace("\xa0", " ")
    assert 'name="current"' not in told.text
    refused = send(pupil, "/me", "/me/password", current=PASSWORD, password=NEW, again=NEW)
    assert refused.status_code == 403
    assert "родитель" in refused.text


def test_changes_need_the_forms_secret(town: Town) -> None:
    parent = browser(town, "guardian")
    for path in (f"{the_child(town)}/password", "/invite", "/invite/accept", "/me/password"):
        assert parent.post(path, data={"code": "x"}).status_code == 400
