"""Six letters at the board's door: who waits after wrong ones, and who does not."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from accounts.models import SignInAttempt
from diary.board_code import read_code
from diary.board_door import COOKIE
from tests.diary.board import Computer, begin, computer, types
from tests.town import Town, a_picture, form_word

NONSENSE = "АААААА"


@pytest.fixture(scope="module")
def drawing(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A picture of the teacher's that may be shown."""
    sent = shared_town.by("teacher").send(a_picture(tmp_path_factory.mktemp("drawing"), 3))
    shared_town.work()
    return str(sent.json["item_id"])


@pytest.fixture(autouse=True)
def forgiven(shared_town: Town) -> Iterator[None]:
    """Wrong codes are forgotten between tests: all come from one address."""
    forget(shared_town)
    yield
    forget(shared_town)


def forget(town: Town) -> None:
    with town.services.sessions() as session:
        session.execute(delete(SignInAttempt))
        session.commit()


def without_id(browser: Computer, code: str, times: int) -> list[int]:
    """What a browser is told that drops the id which each page gives it."""
    word, told = form_word(browser, "/d"), []
    for _ in range(times):
        browser.delete_cookie(COOKIE, path="/d")
        told.append(browser.post("/d", data={"code": code, "csrf_token": word}).status_code)
    return told


def test_wrong_and_impossible_codes_get_the_same_answer(shared_town: Town) -> None:
    browser = computer(shared_town)
    answers = {
        types(browser, typed).text.replace(typed, "") for typed in ("АВЕКМН", "ЯЯЯЯЯЯ", "АВ")
    }
    said = {re.search(r'id="code-e">.*?</p>', one, re.S).group() for one in answers}  # type: ignore[union-attr]
    assert len(said) == 1
    assert read_code("ЯЯЯЯЯЯ") is None
    assert read_code("abekmh") == "АВЕКМН"


def test_after_five_wrong_codes_the_page_waits_a_minute(shared_town: Town, drawing: str) -> None:
    code, browser = begin(shared_town, item=drawing).code, computer(shared_town)
    assert [types(browser, NONSENSE).status_code for _ in range(6)] == [422] * 5 + [429]
    refused = types(browser, code)
    assert refused.status_code == 429
    assert re.search(r"Попробуйте через (1 мин|[45]\d с)", refused.text)
    with shared_town.services.sessions() as session:
        for row in session.scalars(select(SignInAttempt)):
            row.at -= timedelta(minutes=1)
        session.commit()
    assert types(browser, code).status_code == 303


def test_a_class_next_door_is_not_kept_waiting(shared_town: Town, drawing: str) -> None:
    """A whole school stands behind one address: somebody's slips are not everybody's."""
    code = begin(shared_town, item=drawing).code
    slips, lesson = computer(shared_town), computer(shared_town)
    for _ in range(6):
        types(slips, NONSENSE)
    assert types(slips, code).status_code == 429
    assert types(lesson, code).status_code == 303


def test_a_browser_gets_one_id_that_scripts_and_other_sites_cannot_use(shared_town: Town) -> None:
    browser = computer(shared_town)
    (given,) = ids_in(browser.get("/d").headers.getlist("Set-Cookie"))
    assert {"HttpOnly", "SameSite=Strict", "Path=/d"} <= set(given.split("; "))
    assert "Max-Age" not in given
    for answer in (browser.get("/d"), types(browser, NONSENSE)):
        assert ids_in(answer.headers.getlist("Set-Cookie")) == []
    (other,) = ids_in(computer(shared_town).get("/d").headers.getlist("Set-Cookie"))
    assert other != given


def ids_in(cookies: list[str]) -> list[str]:
    return [one for one in cookies if one.startswith(COOKIE)]


def test_browsers_without_an_id_are_counted_together_and_the_others_are_let_in(
    shared_town: Town, drawing: str
) -> None:
    code = begin(shared_town, item=drawing).code
    lesson = computer(shared_town)
    assert without_id(computer(shared_town), NONSENSE, 6) == [422] * 5 + [429]
    assert without_id(computer(shared_town), code, 1) == [429]
    assert types(lesson, code).status_code == 303


@pytest.mark.parametrize("value", ["{n}", "{n}.", ".", "{n}.{n}", "ы{n}.ы", "{n}.{taken}"])
def test_an_id_that_is_not_ours_is_none(shared_town: Town, value: str) -> None:
    browser = computer(shared_town)
    word = form_word(browser, "/d")
    kept = browser.get_cookie(COOKIE, path="/d")
    assert kept is not None
    told = []
    for n in range(6):
        made = value.format(n=n, taken=kept.value.partition(".")[2])
        browser.set_cookie(COOKIE, made, path="/d")
        sent = {"code": NONSENSE, "csrf_token": word}
        told.append(browser.post("/d", data=sent).status_code)
    assert told == [422] * 5 + [429]


def test_who_takes_a_new_id_for_each_try_is_slowed_by_address(
    shared_town: Town, drawing: str
) -> None:
    code = begin(shared_town, item=drawing).code
    told = [types(computer(shared_town), NONSENSE).status_code for _ in range(41)]
    assert told == [422] * 40 + [429]
    assert types(computer(shared_town), code).status_code == 429


def test_a_right_code_among_wrong_ones_does_not_buy_endless_guesses(
    shared_town: Town, drawing: str
) -> None:
    code, browser = begin(shared_town, item=drawing).code, computer(shared_town)
    got = []
    for _ in range(14):
        got += [types(browser, NONSENSE).status_code for _ in range(3)]
        got.append(types(browser, code).status_code)
    assert got[:40] == [422, 422, 422, 303] * 10
    assert got[-1] == 429


def test_a_showing_that_ends_leaves_the_computer_with_an_id(
    shared_town: Town, drawing: str
) -> None:
    showing, browser = begin(shared_town, item=drawing), computer(shared_town)
    assert types(browser, showing.code).status_code == 303
    browser.delete_cookie(COOKIE, path="/d")
    showing.end()
    assert "Код уже не действует" in browser.get("/d").text
    assert browser.get_cookie(COOKIE, path="/d") is not None
