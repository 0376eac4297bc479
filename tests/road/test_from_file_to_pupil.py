"""The whole road over HTTP: a teacher's file, the school's shelf, a pupil's screen, and away."""

import re
from datetime import timedelta
from pathlib import Path
from secrets import choice
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import LoginSession
from catalog.models import Item
from tests.town import Town, a_deck, a_pdf, form_word, sign_in


def made_up_word(latin: bool = False) -> str:
    """A word that stands in no lexicon."""
    letters = ("bdfgklmnprstvz", "aeiou") if latin else ("бвгджзклмнпрстфхцчш", "аоуиэ")
    return "".join(choice(letters[0]) + choice(letters[1]) for _ in range(6))


def upload(town: Town, file: Path, **fields: Any) -> str:
    """Send a file as the teacher, and process it; returns the item's id."""
    answer = town.by("teacher").send(file, **fields)
    assert answer.status_code == 202, answer.text
    town.work()
    item_id: str = answer.json["item_id"]
    status = town.by("teacher").json(f"items/{item_id}/status")
    assert status["outcome"] == "ready", status
    return item_id


def publish(town: Town, item_id: str) -> None:
    for login, verb in (("teacher", "submit"), ("methodologist", "publish")):
        answer = town.by(login).post(f"items/{item_id}/{verb}")
        assert answer.status_code == 200, answer.text
    town.work()


def test_a_file_goes_from_its_author_to_the_school_and_away(town: Town, tmp_path: Path) -> None:
    word = made_up_word()
    file = a_deck(tmp_path, "Начало", "Скрытый", f"Здесь {word}", hidden=(2,))
    item_id = upload(town, file, title="Колода с редким словом", lesson="math-5-3")
    everybody = ("teacher", "colleague", "pupil", "guardian", "methodologist", "stranger")

    hits = town.by("teacher").json("search", q=word)["hits"]
    assert [hit["item_id"] for hit in hits] == [item_id]
    assert hits[0]["fragment"]["type"] == "slide"
    assert hits[0]["fragment"]["at"] == 3
    assert hits[0]["lessons"] == ["math-5-3"]
    for login in everybody[1:]:
        assert town.by(login).titles(word) == [], login
        assert town.by(login).get(f"items/{item_id}").status_code == 404, login
        assert town.by(login).json("lessons/math-5-3")["items"] == [], login

    publish(town, item_id)
    for login in everybody[:-1]:
        assert town.by(login).titles(word) == ["Колода с редким словом"], login
        found = town.by(login).json("lessons/math-5-3")["items"]
        assert [one["item_id"] for one in found] == [item_id], login
    assert town.by("stranger").titles(word) == []
    assert town.by("stranger").get(f"items/{item_id}").status_code == 404
    whole = town.by("colleague").json(f"items/{item_id}")
    assert [slide["hidden"] for slide in whole["fragments"]] == [False, True, False]
    seen = town.by("pupil").json(f"items/{item_id}")
    assert [slide["at"] for slide in seen["fragments"]] == [1, 3]

    url = next(one["url"] for one in seen["renditions"] if one["name"] == "cover.webp")
    assert town.by("pupil").get(url).data[8:12] == b"WEBP"
    answer = town.by("methodologist").post(f"items/{item_id}/withdraw", json={"why": "устарело"})
    assert answer.json["status"] == "withdrawn"
    town.work()
    for login in everybody:
        assert town.by(login).titles(word) == [], login
    assert town.by("pupil").get(f"items/{item_id}").status_code == 404
    assert town.by("pupil").get(url).status_code == 404


@pytest.fixture(scope="module")
def published(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, str]:
    """A PDF of two pages on the school's shelf."""
    file = a_pdf(tmp_path_factory.mktemp("files"), "First page", "Second page")
    item_id = upload(shared_town, file, title="Опубликованная колода", subject="math", grade="5")
    publish(shared_town, item_id)
    return shared_town, item_id


def cover(town: Town, item_id: str, login: str = "pupil") -> str:
    found = town.by(login).json(f"items/{item_id}")["renditions"]
    return str(next(one["url"] for one in found if one["name"] == "cover.webp"))


def test_bytes_go_out_whole_by_range_and_not_twice(published: tuple[Town, str]) -> None:
    town, item_id = published
    pupil, url = town.by("pupil"), cover(published[0], item_id)

    whole = pupil.get(url)
    assert whole.status_code == 200
    assert whole.headers["Content-Type"] == "image/webp"
    assert whole.headers["Accept-Ranges"] == "bytes"
    kept = {part.strip() for part in whole.headers["Cache-Control"].split(",")}
    assert kept == {"private", "max-age=604800", "immutable"}
    etag = whole.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{64}"', etag)

    part = pupil.get(url, headers={"Range": "bytes=4-11"})
    assert part.status_code == 206
    assert part.data == whole.data[4:12]
    assert part.headers["Content-Range"] == f"bytes 4-11/{len(whole.data)}"
    tail = pupil.get(url, headers={"Range": "bytes=-5"})
    assert tail.data == whole.data[-5:]
    same = pupil.get(url, headers={"Range": "bytes=4-11", "If-Range": etag})
    assert same.status_code == 206
    other = pupil.get(url, headers={"Range": "bytes=4-11", "If-Range": '"другой"'.encode().hex()})
    assert (other.status_code, other.data) == (200, whole.data)
    beyond = pupil.get(url, headers={"Range": f"bytes={len(whole.data)}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole.data)}"
    for ignored in ("bytes=0-1,3-4", "bytes=5-2", "bytes=abc", "lines=1-2", "bytes=", "0-4"):
        all_of_it = pupil.get(url, headers={"Range": ignored})
        assert (all_of_it.status_code, all_of_it.data) == (200, whole.data), ignored
    weak = pupil.get(url, headers={"Range": "bytes=4-11", "If-Range": f"W/{etag}"})
    assert (weak.status_code, weak.data) == (200, whole.data)

    again = pupil.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_an_address_opens_nothing_for_another_person_or_a_visitor(
    published: tuple[Town, str],
) -> None:
    town, item_id = published
    url = cover(town, item_id)

    assert town.by("pupil").get(url).status_code == 200
    assert town.by("colleague").get(url).status_code == 404
    assert town.by("").get(url).status_code == 401
    assert town.by("pupil").get(url.replace("cover.webp", "nothing.webp")).status_code == 404
    token = url.split("/")[2]
    forged = token[:-1] + ("0" if token[-1] != "0" else "1")
    assert town.by("pupil").get(url.replace(token, forged)).status_code == 404


def test_an_address_lives_through_its_week_and_the_next(
    published: tuple[Town, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item_id = published
    url = cover(town, item_id)
    parts = town.app.extensions["parta"]
    now = town.services.clock()

    for days, status in ((0, 200), (7, 200), (14, 404)):
        monkeypatch.setitem(parts, "clock", lambda days=days: now + timedelta(days=days))
        assert town.by("pupil").get(url).status_code == status, days
    assert cover(town, item_id) != url


def test_after_the_sessions_end_nothing_opens(published: tuple[Town, str]) -> None:
    town, item_id = published
    browser = town.app.test_client()
    entered = sign_in(browser, "pupil")
    assert entered.status_code == 303
    url = cover(town, item_id)
    assert browser.get(url, buffered=True).status_code == 200

    left = browser.post("/signout", headers={"X-CSRFToken": form_word(browser, "/library")})
    assert left.status_code == 303
    assert browser.get(url, buffered=True).status_code == 401
    with town.services.sessions() as session:
        ended = session.scalars(
            select(LoginSession).where(LoginSession.revoked_at.is_not(None))
        ).all()
    assert len(ended) == 1


def test_a_stolen_cookie_opens_nothing_after_the_sign_out(published: tuple[Town, str]) -> None:
    town, item_id = published
    browser = town.app.test_client()
    sign_in(browser, "guardian")
    url = cover(town, item_id, "guardian")
    stolen = browser.get_cookie("parta_session")
    assert stolen is not None
    browser.post("/signout", headers={"X-CSRFToken": form_word(browser, "/library")})

    thief = town.app.test_client()
    thief.set_cookie("parta_session", stolen.value)
    assert thief.get(url, buffered=True).status_code == 401
    assert thief.get("/api/v1/search").status_code == 401


def test_the_author_is_told_who_sees_it(shared_town: Town, tmp_path: Path) -> None:
    word = made_up_word(latin=True)
    item_id = upload(shared_town, a_pdf(tmp_path, word), title="Черновик")
    browser = shared_town.app.test_client()
    sign_in(browser, "teacher")

    page = browser.get("/search", query_string={"q": word}).text
    assert "Черновик" in page
    assert "видно только вам" in page
    assert "видно только вам" in browser.get(f"/items/{item_id}").text

    # Once it waits for the methodologist, the methodologist sees it too.
    assert shared_town.by("teacher").post(f"items/{item_id}/submit").status_code == 200
    shared_town.work()
    for page in (
        browser.get("/search", query_string={"q": word}).text,
        browser.get(f"/items/{item_id}").text,
    ):
        assert "видно только вам" not in page
        assert "видно вам и методисту" in page


def test_the_original_goes_out_as_a_download_where_the_licence_allows(
    town: Town, tmp_path: Path
) -> None:
    files = [a_pdf(tmp_path, "open", name="open"), a_pdf(tmp_path, "closed", name="closed")]
    open_id = upload(town, files[0], licence="CC-BY-4.0")
    closed_id = upload(town, files[1], licence="все права защищены")
    publish(town, open_id)
    publish(town, closed_id)

    url = town.by("pupil").json(f"items/{open_id}")["download"]
    answer = town.by("pupil").get(url)
    assert answer.data == files[0].read_bytes()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert town.by("pupil").json(f"items/{closed_id}")["download"] is None
    own = town.by("teacher").json(f"items/{closed_id}")["download"]
    assert town.by("teacher").get(own).data == files[1].read_bytes()
    pupils = cover(town, closed_id).replace("cover.webp", "original")
    assert town.by("pupil").get(pupils).status_code == 404


def test_a_new_version_is_found_once_it_is_published_and_not_before(
    town: Town, tmp_path: Path
) -> None:
    old, new = made_up_word(latin=True), made_up_word(latin=True)
    item_id = upload(town, a_pdf(tmp_path, old, name="old"), title="Колода")
    publish(town, item_id)
    file = a_pdf(tmp_path, new, name="new")
    answer = town.by("teacher").post(
        f"items/{item_id}/versions", data={"file": (file.open("rb"), file.name)}
    )
    assert answer.status_code == 202, answer.text
    town.work()

    assert town.by("pupil").titles(old) == ["Колода"]
    assert town.by("pupil").titles(new) == []
    assert len(town.by("pupil").json(f"items/{item_id}")["versions"]) == 1
    publish(town, item_id)
    assert town.by("pupil").titles(old) == []
    assert town.by("pupil").titles(new) == ["Колода"]
    states = [one["status"] for one in town.by("teacher").json(f"items/{item_id}")["versions"]]
    assert states == ["superseded", "published"]


def test_what_was_withdrawn_but_is_still_in_the_index_is_not_shown(
    town: Town, tmp_path: Path
) -> None:
    word = made_up_word(latin=True)
    item_id = upload(town, a_pdf(tmp_path, word))
    publish(town, item_id)
    with town.services.sessions() as session:
        item = session.scalar(select(Item).where(Item.public_id == item_id))
        assert item is not None
        item.withdrawn_at = town.services.clock()  # no note to the index at all
        session.commit()

    found = town.by("pupil").json("search", q=word)
    assert (found["total"], found["hits"]) == (0, [])
