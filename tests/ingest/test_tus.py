"""The protocol of uploads in pieces, request by request."""

import base64
import hashlib
import html
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select, update

from catalog.models import Item
from core.clock import utc_now
from ingest.models import Upload
from ingest.tus.part import locked, part_path
from jobs.models import Job
from tests.ingest.tus_client import PIECE_TYPE, START, Sender
from tests.town import Town, a_pdf, a_picture, form_word, shared_town, sign_in, town

__all__ = ["shared_town", "town"]


def half_sent(sender: Sender, body: bytes, **said: str) -> str:
    """An upload of which the first half has come."""
    path = sender.begin(len(body), **{"filename": "снимок.png", **said})
    assert sender.send(path, 0, body[: len(body) // 2]).status_code == 204
    return path


def parts(town: Town) -> list[Path]:
    """The part files."""
    return sorted(town.services.settings.unfinished.glob("*"))


def left(town: Town) -> int:
    """Rows of items."""
    with town.services.sessions() as session:
        return len(session.scalars(select(Item.id)).all())


def test_a_file_sent_in_two_pieces_becomes_an_item(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 1).read_bytes()
    sender = Sender(town)
    path = sender.begin(
        len(body), filename="Ряд чисел.png", lesson="math-5-1;math-5-2", licence="CC BY 4.0"
    )
    cut = len(body) // 3
    first = sender.send(path, 0, body[:cut])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(cut))
    between = sender.ask(path)
    assert between.headers["Upload-Offset"] == str(cut)
    assert between.headers["Upload-Length"] == str(len(body))
    assert between.headers["Cache-Control"] == "no-store"
    assert sender.outcome(path)["outcome"] is None
    assert sender.send(path, cut, body[cut:]).status_code == 204

    done = sender.outcome(path)
    assert done["outcome"] == "accepted"
    town.work()
    assert town.by("teacher").get(done["status_url"]).json["outcome"] == "ready"
    item = town.by("teacher").json(f"items/{done['item_id']}")
    assert (item["title"], item["licence"]) == ("Ряд чисел", "CC BY 4.0")
    assert [line["key"] for line in item["lessons"]] == ["math-5-1", "math-5-2"]
    assert parts(town) == []
    assert list(town.services.settings.temporary.iterdir()) == []


def test_the_last_piece_again_gives_the_same_item(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 2).read_bytes()
    sender = Sender(town)
    path = half_sent(sender, body)
    cut = len(body) // 2
    assert sender.send(path, cut, body[cut:]).status_code == 204
    first = sender.outcome(path)

    assert sender.send(path, cut, body[cut:]).status_code == 409
    assert sender.offset(path) == len(body)
    assert sender.send(path, len(body), b"").status_code == 204
    assert sender.outcome(path) == first
    with town.services.sessions() as session:
        assert len(session.scalars(select(Item)).all()) == 1
        assert len(session.scalars(select(Job)).all()) == 1


def test_what_is_spoken_is_told_to_anyone(shared_town: Town) -> None:
    answer = shared_town.by("").call("OPTIONS", START)

    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation",
        "termination",
        "checksum",
        "expiration",
    }
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(answer.headers["Tus-Max-Size"]) == 4096 * 1024 * 1024


def test_another_version_of_the_protocol_is_not_spoken(shared_town: Town) -> None:
    sender = Sender(shared_town)
    path = sender.begin(10, filename="урок.png")
    for method, address in (("POST", START), ("HEAD", path), ("PATCH", path), ("DELETE", path)):
        for version in ("", "0.2.2"):
            answer = sender.call(method, address, {"Tus-Resumable": version})
            assert answer.status_code == 412, method
            assert answer.headers["Tus-Version"] == "1.0.0"
    assert sender.offset(path) == 0


def test_a_piece_that_begins_elsewhere_changes_nothing(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 3).read_bytes()
    sender = Sender(town)
    path = half_sent(sender, body)
    for offset in (0, 1, len(body) // 2 - 1, len(body) // 2 + 1):
        answer = sender.send(path, offset, b"x")
        assert (answer.status_code, answer.json["code"]) == (409, "wrong_offset")

    assert sender.offset(path) == len(body) // 2
    assert sender.send(path, len(body) // 2, body[len(body) // 2 :]).status_code == 204
    assert sender.outcome(path)["outcome"] == "accepted"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_is_held_against_its_checksum(town: Town, tmp_path: Path, algorithm: str) -> None:
    body = a_picture(tmp_path, 4).read_bytes()
    sender, cut = Sender(town), len(body) // 2
    path = half_sent(sender, body)

    def sent(piece: bytes, told: bytes) -> int:
        digest = base64.b64encode(hashlib.new(algorithm, told).digest()).decode()
        return sender.send(path, cut, piece, Upload_Checksum=f"{algorithm} {digest}").status_code

    assert sent(b"x" * (len(body) - cut), body[cut:]) == 460
    assert sender.offset(path) == cut
    assert parts(town)[0].stat().st_size == cut
    assert sent(body[cut:], body[cut:]) == 204
    assert sender.outcome(path)["outcome"] == "accepted"


@pytest.mark.parametrize("told", ["md5 AAAA", "sha1", "sha1 ???", "sha1 AAAA", "sha256", ""])
def test_a_checksum_that_cannot_be_checked_is_refused(shared_town: Town, told: str) -> None:
    sender = Sender(shared_town)
    path = sender.begin(10, filename="урок.png")
    if told:
        assert sender.send(path, 0, b"x", Upload_Checksum=told).status_code == 400
    assert sender.offset(path) == 0


def test_an_upload_that_was_given_up_is_gone(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 5).read_bytes()
    sender = Sender(town)
    path = half_sent(sender, body)

    assert sender.call("DELETE", path, {}).status_code == 204
    assert sender.ask(path).status_code == 404
    assert sender.send(path, len(body) // 2, body[len(body) // 2 :]).status_code == 404
    assert sender.call("DELETE", path, {}).status_code == 404
    assert parts(town) == []
    assert left(town) == 0


def test_where_no_patch_gets_through_a_post_says_what_it_stands_for(
    town: Town, tmp_path: Path
) -> None:
    body = a_picture(tmp_path, 16).read_bytes() + bytes(3 * 1024 * 1024)  # more than a form
    sender = Sender(town)
    path = sender.begin(len(body), filename="снимок.png")
    said = {"Upload-Offset": "0", "Content-Type": PIECE_TYPE}

    assert sender.call("POST", path, said, body).status_code == 405
    told = said | {"X-HTTP-Method-Override": "PATCH"}
    assert sender.call("POST", path, told, body).status_code == 204
    assert sender.outcome(path)["outcome"] == "accepted"
    gone = sender.call("POST", path, {"X-HTTP-Method-Override": "DELETE"})
    assert gone.status_code == 204
    assert sender.ask(path).status_code == 404


def test_an_item_outlives_the_giving_up_of_its_upload(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 6).read_bytes()
    sender = Sender(town)
    path = half_sent(sender, body)
    assert sender.send(path, len(body) // 2, body[len(body) // 2 :]).status_code == 204

    assert sender.call("DELETE", path, {}).status_code == 204
    town.work()
    assert left(town) == 1


def test_an_upload_is_its_senders_alone(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 7).read_bytes()
    path = half_sent(Sender(town), body)
    name = path.rsplit("/", 1)[-1]
    for login in ("colleague", "methodologist", "administrator"):
        other = Sender(town, login)
        assert other.ask(path).status_code == 404
        assert other.send(path, len(body) // 2, b"x").status_code == 404
        assert other.call("DELETE", path, {}).status_code == 404
        assert town.by(login).get(path).status_code == 404
        assert town.by(login).get(f"/upload/sent/{name}").status_code == 404
        assert town.by(login).post(f"/upload/sent/{name}/forget").status_code == 404
    for login in ("pupil", "guardian"):
        assert Sender(town, login).ask(path).status_code == 403
        assert Sender(town, login).create(10, filename="урок.png").status_code == 403
    assert Sender(town, "").create(10, filename="урок.png").status_code == 401
    assert Sender(town).offset(path) == len(body) // 2


def test_a_browsers_session_alone_begins_nothing(town: Town) -> None:
    browser = town.app.test_client()
    sign_in(browser, "teacher")
    said = {"Tus-Resumable": "1.0.0", "Upload-Length": "10"}

    assert browser.post(START, headers=said).status_code == 400
    word = {"X-CSRFToken": form_word(browser, "/upload")}
    begun = browser.post(START, headers=said | word)
    assert begun.status_code == 201
    path = begun.headers["Location"]
    assert browser.delete(path, headers=said).status_code == 400
    piece = said | {"Upload-Offset": "0"}
    answer = browser.patch(path, headers=piece, data=b"x", content_type=PIECE_TYPE)
    assert answer.status_code == 400
    assert Sender(town).offset(path) == 0
    assert (
        browser.patch(path, headers=piece | word, data=b"x", content_type=PIECE_TYPE).status_code
        == 204
    )


def test_an_upload_that_nobody_went_on_with_expires(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 8).read_bytes()
    sender = Sender(town)
    path = half_sent(sender, body)
    told = parsedate_to_datetime(sender.ask(path).headers["Upload-Expires"])
    assert timedelta(days=6) < told - utc_now() <= timedelta(days=7)
    with town.services.sessions() as session:
        session.execute(update(Upload).values(expires_at=utc_now() - timedelta(seconds=1)))
        session.commit()

    assert sender.ask(path).status_code == 410
    assert sender.send(path, len(body) // 2, b"x").status_code == 410
    assert len(parts(town)) == 1
    town.work()
    assert parts(town) == []
    assert sender.ask(path).status_code == 404


def test_a_piece_moves_the_day_on(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 9).read_bytes()
    sender = Sender(town)
    path = sender.begin(len(body), filename="снимок.png")
    with town.services.sessions() as session:
        session.execute(update(Upload).values(expires_at=utc_now() + timedelta(minutes=1)))
        session.commit()
    sender.send(path, 0, body[:10])

    told = parsedate_to_datetime(sender.ask(path).headers["Upload-Expires"])
    assert told - utc_now() > timedelta(days=6)


def test_a_file_that_is_not_taken_is_refused_with_the_reason_each_time(
    town: Town, tmp_path: Path
) -> None:
    body = b"not a deck at all " * 20
    sender = Sender(town)
    path = half_sent(sender, body, filename="урок.pptx")
    last = sender.send(path, len(body) // 2, body[len(body) // 2 :])

    assert (last.status_code, last.json["code"]) == (422, "refused")
    assert "Принимаем" in last.json["detail"]
    done = sender.outcome(path)
    assert (done["outcome"], done["reason"]) == ("refused", last.json["detail"])
    assert "item_id" not in done
    assert sender.offset(path) == len(body)
    again = sender.send(path, len(body), b"")
    assert (again.status_code, again.json["detail"]) == (422, last.json["detail"])
    assert "Принимаем" in town.by("teacher").get(f"/upload/sent/{path.rsplit('/', 1)[-1]}").text
    assert parts(town) == []
    assert left(town) == 0


def test_a_refused_file_stands_on_the_page_until_it_is_put_away(town: Town, tmp_path: Path) -> None:
    body, sender, teacher = b"not a deck at all " * 20, Sender(town), town.app.test_client()
    sign_in(teacher, "teacher")
    path = half_sent(sender, body, filename="урок.pptx")
    sender.send(path, len(body) // 2, body[len(body) // 2 :])
    large = sender.create(60 * 1024**3, filename="фильм.mp4")
    empty = sender.create(0, filename="пусто.pdf")
    words = {"csrf_token": form_word(teacher, "/upload"), "file": (BytesIO(body), "таблица.xlsx")}
    teacher.post("/upload", data=words)

    page = teacher.get("/upload").text
    for name, size in (
        ("урок.pptx", r"360\sБ"),
        ("фильм.mp4", r"60\sГБ"),
        ("таблица.xlsx", r"360\sБ"),
    ):
        assert re.search(rf"{name}\s*<span class=\"soft small nowrap\">{size}<", page), name
    assert re.search(r"пусто\.pdf\s*</h3>", page)
    for reason in ("Принимаем", large.json["detail"], empty.json["detail"]):
        assert reason in page
    assert page.count("Не принят<") == page.count("Выбрать другой файл") == 4
    assert "фильм.mp4" not in town.by("methodologist").get("/upload").text

    for one in (path.rsplit("/", 1)[-1], *(a.headers["Upload-Refused"] for a in (large, empty))):
        gone = teacher.post(f"/upload/sent/{one}/forget", data={"csrf_token": words["csrf_token"]})
        assert gone.status_code == 303
    rest = teacher.get("/upload").text
    assert rest.count("Выбрать другой файл") == 1
    assert "таблица.xlsx" in rest
    sender.create(0, filename="пусто.pdf")
    sender.create(0, filename="пусто.pdf")
    assert teacher.get("/upload").text.count("пусто.pdf") == 1


def test_a_refused_file_stands_among_the_others_by_its_hour(town: Town, tmp_path: Path) -> None:
    sender, teacher = Sender(town), town.by("teacher")
    teacher.send(a_pdf(tmp_path, "one", name="first"))
    sender.create(0, filename="second.pdf")
    teacher.send(a_pdf(tmp_path, "two", name="third"))
    page = teacher.get("/upload").text
    assert page.index("third.pdf") < page.index("second.pdf") < page.index("first.pdf")


def test_another_file_takes_over_what_was_said_of_a_refused_one(town: Town) -> None:
    sender, teacher = Sender(town), town.app.test_client()
    sign_in(teacher, "teacher")
    sender.create(0, filename="пусто.pdf", title="Пусто", subject="math", grade="5")
    words = {"csrf_token": form_word(teacher, "/upload"), "lesson": "math-5-2"}
    teacher.post("/upload", data=words | {"file": (BytesIO(b"no deck"), "урок.pptx")})

    page = html.unescape(teacher.get("/upload").text)
    chosen = [json.loads(one) for one in re.findall(r'data-choose="(\{.*?\})"', page)]
    assert chosen == [{"lesson": "math-5-2"}, {"subject": "math", "grade": "5"}]
    [way] = re.findall(r'href="([^"]*subject=math[^"]*)#files"', page)  # without a script
    form = teacher.get(way).text
    assert re.search(r'<option[^>]* value="math"[^>]*selected|selected[^>]* value="math"', form)


def test_a_file_that_is_here_already_is_told_as_the_form_tells_it(
    town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 10)
    first = town.by("teacher").send(file).json
    body, sender = file.read_bytes(), Sender(town)
    path = half_sent(sender, body, lesson="math-5-2")
    assert sender.send(path, len(body) // 2, body[len(body) // 2 :]).status_code == 204

    done = sender.outcome(path)
    assert (done["outcome"], done["item_id"]) == ("duplicate", first["item_id"])
    row = town.by("teacher").get(f"/upload/sent/{path.rsplit('/', 1)[-1]}").text
    assert "Уже есть" in row
    assert done["reason"] in row
    lessons = town.by("teacher").json(f"items/{first['item_id']}")["lessons"]
    assert [line["key"] for line in lessons] == ["math-5-2"]
    assert done["reason"].endswith(f" Теперь он и в уроке «{lessons[0]['title']}».")
    again = town.by("teacher").send(file, lesson="math-5-2").json
    assert again["reason"].endswith(" В этом уроке он уже стоит.")
    assert parts(town) == []


def test_a_whole_file_whose_last_answer_was_lost_in_a_fall_is_taken_in_when_asked_for(
    town: Town, tmp_path: Path
) -> None:
    """The server fell after the last byte was kept and before the file was taken in."""
    body = a_picture(tmp_path, 11).read_bytes()
    sender = Sender(town)
    asked, swept = whole_but_not_taken(town, body), whole_but_not_taken(town, body + b"more")

    assert sender.offset(asked) == len(body)
    assert sender.outcome(asked)["outcome"] == "accepted"
    town.work()
    assert sender.outcome(swept)["outcome"] == "accepted"
    assert parts(town) == []


def whole_but_not_taken(town: Town, body: bytes) -> str:
    """An upload as such a fall leaves it."""
    path = Sender(town).begin(len(body), filename="снимок.png")
    name = path.rsplit("/", 1)[-1]
    part_path(town.services.settings.unfinished, name).write_bytes(body)
    with town.services.sessions() as session:
        session.execute(update(Upload).where(Upload.public_id == name).values(received=len(body)))
        session.commit()
    return path


def test_bytes_beyond_what_was_promised_are_no_part_of_the_file(town: Town, tmp_path: Path) -> None:
    """A killed server may have written more than it made sure of."""
    body = a_picture(tmp_path, 12).read_bytes()
    sender, cut = Sender(town), len(body) // 2
    path = half_sent(sender, body)
    with parts(town)[0].open("ab") as file:
        file.write(b"z" * len(body))

    assert sender.offset(path) == cut
    assert sender.send(path, cut, body[cut:]).status_code == 204
    done = sender.outcome(path)
    town.work()
    assert town.by("teacher").json(f"items/{done['item_id']}/status")["outcome"] == "ready"


def test_a_disk_that_has_lost_bytes_is_believed(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 13).read_bytes()
    sender, cut = Sender(town), len(body) // 2
    path = half_sent(sender, body)
    with parts(town)[0].open("r+b") as file:
        file.truncate(cut - 7)

    assert sender.offset(path) == cut - 7
    assert sender.send(path, cut, body[cut:]).status_code == 409
    assert sender.send(path, cut - 7, body[cut - 7 :]).status_code == 204
    assert sender.outcome(path)["outcome"] == "accepted"


def test_of_two_pieces_at_once_one_is_taken(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 14).read_bytes()
    sender, cut = Sender(town), len(body) // 2
    path = half_sent(sender, body)
    with locked(parts(town)[0]):
        busy = sender.send(path, cut, body[cut:])
        assert (busy.status_code, busy.json["code"]) == (423, "upload_busy")
        assert sender.call("DELETE", path, {}).status_code == 423
        assert sender.offset(path) == cut
    assert sender.send(path, cut, body[cut:]).status_code == 204


def test_many_who_send_the_same_last_piece_make_one_item(town: Town, tmp_path: Path) -> None:
    body = a_picture(tmp_path, 15).read_bytes()
    sender, cut = Sender(town), len(body) // 2
    path = half_sent(sender, body)
    assert town.app
    with ThreadPoolExecutor(6) as pool:
        told = [
            one.status_code
            for one in pool.map(lambda _n: sender.send(path, cut, body[cut:]), range(6))
        ]

    assert told.count(204) == 1
    assert set(told) <= {204, 409, 423}
    assert left(town) == 1


def test_the_words_of_an_upload_come_back_with_it(town: Town) -> None:
    said = {"title": "Доли", "subject": "math", "grade": "5", "licence": "CC-BY-4.0"}
    path = Sender(town).begin(100, filename="доли.pptx", **said)

    assert Sender(town).outcome(path)["words"] == said
    page = town.by("teacher").get("/upload").text
    assert "Указано: «Доли», Математика, 5 класс, CC BY 4.0." in page


def test_an_upload_that_stumbles_is_refused_and_holds_nobody_up(town: Town, tmp_path: Path) -> None:
    sender, paths = Sender(town), []
    for number in (31, 32):
        body = a_picture(tmp_path, number).read_bytes()
        paths.append(half_sent(sender, body))
        name = paths[-1].rsplit("/", 1)[-1]
        # Whole, as a server leaves it that is killed before it takes the file in; and long ago.
        part_path(town.services.settings.unfinished, name).write_bytes(body)
        with town.services.sessions() as session:
            upload = session.scalars(select(Upload).where(Upload.public_id == name)).one()
            upload.received = len(body)
            if number == 31:
                upload.words = {**upload.words, "lesson": 7}  # type: ignore[dict-item]
            else:
                upload.expires_at = utc_now() - timedelta(seconds=1)
            session.commit()
    town.work()

    poison = sender.outcome(paths[0])
    assert (poison["outcome"], "ещё раз" in poison["reason"]) == ("refused", True)
    again = sender.send(paths[0], sender.offset(paths[0]), b"")
    assert (again.status_code, again.json["code"]) == (422, "refused")
    assert left(town) == 1
    assert parts(town) == []


def test_a_part_that_is_to_be_joined_later_is_no_upload(town: Town) -> None:
    sender = Sender(town)
    for said in ("partial", "final;/api/tus/a /api/tus/b"):
        answer = sender.call("POST", "/api/tus", {"Upload-Length": "10", "Upload-Concat": said})
        assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
        assert "Upload-Concat" in answer.json["detail"]
    assert left(town) == 0
