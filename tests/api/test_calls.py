"""The calls one by one: what they take, what they answer, how they refuse."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.makers import deck
from tests.town import Town, a_pdf, a_picture, sign_in

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"grade": "abc"}, "grade"),
        ({"grade": "0"}, "grade"),
        ({"grade": "12"}, "grade"),
        ({"grade": ["5", "пять"]}, "grade"),
        ({"page": "-1"}, "page"),
        ({"page": "9" * 40}, "page"),
        ({"per_page": "100000"}, "per_page"),
        ({"per_page": "0"}, "per_page"),
    ],
)
@pytest.mark.parametrize("path", ["search", "lessons"])
def test_a_parameter_out_of_range_is_refused_by_name(
    shared_town: Town, path: str, query: dict[str, Any], named: str
) -> None:
    answer = shared_town.by("teacher").get(path, query_string=query)

    assert answer.status_code == 422
    assert answer.mimetype == PROBLEM
    assert answer.json["code"] == "invalid"
    assert f"«{named}»" in answer.json["detail"]


def test_an_unknown_kind_is_refused_with_those_that_there_are(shared_town: Town) -> None:
    answer = shared_town.by("teacher").get("search?kind=book")

    assert answer.status_code == 422
    assert "presentation" in answer.json["detail"]


@pytest.mark.parametrize(
    "query", ["", "%", "((", "a\x00b", "«»", "-- ' \" \\", "я" * 3000, "🙂 AND OR"]
)
def test_no_query_however_odd_gives_an_error(shared_town: Town, query: str) -> None:
    for path in ("search", "suggest"):
        assert shared_town.by("pupil").get(path, query_string={"q": query}).status_code == 200


def test_lessons_come_in_order_page_by_page(shared_town: Town) -> None:
    teacher = shared_town.by("teacher")
    keys, path = [], "lessons?subject=math&grade=5&per_page=3"
    while path:
        page = teacher.get(path).json
        keys += [lesson["key"] for lesson in page["items"]]
        path = page["next"]

    assert keys == ["math-5-1", "math-5-2", "math-5-3", "math-5-4"]


def test_a_repeated_parameter_means_or(shared_town: Town) -> None:
    teacher = shared_town.by("teacher")

    both = teacher.get("lessons?grade=6&grade=5&subject=math&subject=pe").json["items"]
    assert {(one["subject"], one["grade"]) for one in both} == {
        ("math", 5),
        ("math", 6),
        ("pe", 5),
    }
    assert teacher.get("lessons?subject=chemistry").json == {"items": [], "next": None}


def test_a_lesson_that_is_not_there_is_a_problem_404(shared_town: Town) -> None:
    for path in ("lessons/none", "lessons/a/b", "items/none", "items/none/status"):
        answer = shared_town.by("teacher").get(path)
        assert (answer.status_code, answer.mimetype) == (404, PROBLEM), path
        assert answer.json["detail"]


def test_without_a_key_there_is_nothing(shared_town: Town) -> None:
    for path in ("search", "suggest", "lessons", "lessons/math-5-1", "items/x", "items/x/status"):
        answer = shared_town.by("").get(path)
        assert (answer.status_code, answer.mimetype) == (401, PROBLEM), path
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert shared_town.by("").get("search?grade=abc").status_code == 401
    for path in ("items", "items/x/versions", "items/x/submit", "items/x/withdraw"):
        assert shared_town.by("").post(path).status_code == 401, path


def test_a_broken_key_is_not_mended_by_a_cookie(shared_town: Town) -> None:
    answer = shared_town.by("").get("search", headers={"Authorization": "Bearer made-up"})
    assert answer.status_code == 401
    assert answer.json["code"] == "sign_in_needed"
    assert answer.json["detail"].startswith("Ключ не подходит")
    assert "Bearer" in shared_town.by("").get("search").json["detail"]


def test_a_file_is_taken_in_and_tells_where_to_look(town: Town, tmp_path: Path) -> None:
    teacher = town.by("teacher")
    answer = teacher.send(
        a_picture(tmp_path, 1),
        title="Ромб",
        lesson=["math-5-1", "math-6-1"],
        licence="cc-by-4.0",
    )

    assert answer.status_code == 202, answer.text
    assert answer.json["outcome"] == "accepted"
    before = teacher.get(answer.json["status_url"]).json
    assert (before["outcome"], before["published"], before["queue_place"]) == ("accepted", False, 1)
    town.work()
    after = teacher.get(answer.json["status_url"]).json
    assert after["outcome"] == "ready"
    assert "queue_place" not in after
    assert {(step["state"], step["percent"]) for step in after["steps"]} == {("done", 100)}
    item = teacher.json(f"items/{answer.json['item_id']}")
    assert (item["title"], item["kind"], item["format"]) == ("Ромб", "image", "png")
    assert (item["licence"], item["status"], item["shelf"]) == ("CC BY 4.0", "draft", "private")
    assert [line["key"] for line in item["lessons"]] == ["math-5-1", "math-6-1"]
    assert (item["subjects"], item["grades"]) == (["math"], [5, 6])
    assert item["renditions"]


def test_a_file_without_a_licence_is_taken_with_a_warning(town: Town, tmp_path: Path) -> None:
    answer = town.by("teacher").send(a_picture(tmp_path, 2))

    assert answer.status_code == 202
    assert any("для использования в школе" in warning for warning in answer.json["warnings"])


def test_a_file_of_another_kind_is_refused_with_what_is_taken(town: Town, tmp_path: Path) -> None:
    text = tmp_path / "урок.pptx"
    text.write_text("это не презентация", encoding="utf-8")
    answer = town.by("teacher").send(text)

    assert (answer.status_code, answer.mimetype) == (422, PROBLEM)
    assert answer.json["code"] == "refused"
    assert "Принимаем" in answer.json["detail"]
    assert list(town.services.settings.temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"subject": "astrology"}, "unknown_subject"),
        ({"lesson": "math-5-99"}, "unknown_lesson"),
        ({"grade": "12"}, "invalid"),
        ({"title": "т" * 301}, "invalid"),
    ],
)
def test_words_that_make_no_sense_leave_nothing_behind(
    shared_town: Town, tmp_path: Path, fields: dict[str, str], code: str
) -> None:
    answer = shared_town.by("teacher").send(a_picture(tmp_path, 3), **fields)

    assert answer.status_code == 422
    assert answer.json["code"] == code


def test_an_upload_without_a_file_is_refused(shared_town: Town) -> None:
    for data in ({}, {"file": "строка"}, {"file": (io.BytesIO(b"x"), "")}):
        answer = shared_town.by("teacher").post("items", data=data)
        assert answer.status_code == 422, data
        assert "«file»" in answer.json["detail"]


def test_the_same_file_again_is_a_duplicate_that_may_gain_a_lesson(
    town: Town, tmp_path: Path
) -> None:
    teacher, file = town.by("teacher"), a_picture(tmp_path, 4)
    first = teacher.send(file, lesson="math-5-1").json
    town.work()
    again = teacher.send(file, lesson="math-5-2")

    assert again.status_code == 202
    assert again.json["status_url"] == first["status_url"]
    assert again.json["outcome"] == "duplicate"
    assert again.json["item_id"] == first["item_id"]
    assert again.json["reason"]
    lessons = teacher.json(f"items/{first['item_id']}")["lessons"]
    assert [line["key"] for line in lessons] == ["math-5-1", "math-5-2"]


def test_a_colleague_who_sends_the_same_file_is_not_told_of_the_first(
    town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 5)
    first = town.by("teacher").send(file).json
    second = town.by("colleague").send(file)

    assert (second.status_code, second.json["outcome"]) == (202, "accepted")
    assert second.json["item_id"] != first["item_id"]
    assert second.json.keys() == first.keys()


def test_pupils_and_guardians_send_nothing(shared_town: Town, tmp_path: Path) -> None:
    for login in ("pupil", "guardian"):
        answer = shared_town.by(login).send(a_picture(tmp_path, 6))
        assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_status_is_changed_only_by_whom_it_is_given_to(town: Town, tmp_path: Path) -> None:
    item_id = town.by("teacher").send(a_picture(tmp_path, 7)).json["item_id"]

    early = town.by("teacher").post(f"items/{item_id}/submit")
    assert (early.status_code, early.json["code"]) == (409, "not_ready")
    town.work()
    assert town.by("colleague").post(f"items/{item_id}/submit").status_code == 404
    assert town.by("methodologist").post(f"items/{item_id}/publish").status_code == 404
    sent = town.by("teacher").post(f"items/{item_id}/submit")
    assert (sent.status_code, sent.json["status"]) == (200, "submitted")
    assert town.by("teacher").post(f"items/{item_id}/submit").status_code == 409
    assert town.by("teacher").post(f"items/{item_id}/publish").status_code == 403
    assert town.by("strange-methodologist").post(f"items/{item_id}/publish").status_code == 404
    done = town.by("methodologist").post(f"items/{item_id}/publish")
    assert (done.json["status"], done.json["shelf"]) == ("published", "school")
    assert town.by("methodologist").post(f"items/{item_id}/publish").status_code == 409
    assert town.by("colleague").post(f"items/{item_id}/withdraw").status_code == 403
    gone = town.by("teacher").post(f"items/{item_id}/withdraw")
    assert (gone.json["status"], gone.json["published"]) == ("withdrawn", False)
    assert town.by("teacher").post(f"items/{item_id}/withdraw").status_code == 409


def test_a_methodologist_does_not_publish_their_own(town: Town, tmp_path: Path) -> None:
    methodologist = town.by("methodologist")
    item_id = methodologist.send(a_picture(tmp_path, 8)).json["item_id"]
    town.work()
    assert methodologist.post(f"items/{item_id}/submit").status_code == 200

    assert methodologist.post(f"items/{item_id}/publish").status_code == 403
    assert town.by("district").post(f"items/{item_id}/publish").json["shelf"] == "region"


@pytest.mark.parametrize(
    ("body", "type", "status"),
    [
        (b"", "application/json", 404),
        (b"", "", 404),
        (b'{"why": "\xd1\x83"}', "application/json", 404),
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"why": 5}', "application/json", 422),
        (b"why=1", "application/x-www-form-urlencoded", 415),
    ],
)
def test_the_reason_of_a_withdrawal_is_json_or_absent(
    shared_town: Town, body: bytes, type: str, status: int
) -> None:
    answer = shared_town.by("teacher").post("items/none/withdraw", data=body, content_type=type)

    assert answer.status_code == status, answer.text


def test_a_reader_hears_of_the_published_version_alone(town: Town, tmp_path: Path) -> None:
    teacher = town.by("teacher")
    item_id = teacher.send(a_pdf(tmp_path, "first", name="first"), title="Свиток").json["item_id"]
    town.work()
    teacher.post(f"items/{item_id}/submit")
    town.by("methodologist").post(f"items/{item_id}/publish")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(a_pdf(tmp_path, "second").read_bytes()[:60])
    for file, status in ((broken, 422), (a_pdf(tmp_path, "third"), 202)):
        with file.open("rb") as content:
            answer = teacher.post(f"items/{item_id}/versions", data={"file": (content, file.name)})
        assert answer.status_code == status, answer.text

    assert teacher.json(f"items/{item_id}/status")["outcome"] == "accepted"
    assert town.by("pupil").json(f"items/{item_id}/status")["outcome"] == "ready"
    assert len(teacher.json(f"items/{item_id}")["versions"]) == 2
    assert town.by("pupil").get(f"items/{item_id}?version=2").status_code == 404
    assert teacher.get(f"items/{item_id}?version=2").json["status"] == "draft"


def test_notes_of_a_slide_are_for_staff(town: Town, tmp_path: Path) -> None:
    file = deck(tmp_path / "с заметками.pptx", ["Вопрос"], notes=["Ответ: сорок два"])
    item_id = town.by("teacher").send(file).json["item_id"]
    town.work()
    town.by("teacher").post(f"items/{item_id}/submit")
    town.by("methodologist").post(f"items/{item_id}/publish")

    assert "сорок два" in town.by("colleague").json(f"items/{item_id}")["fragments"][0]["notes"]
    assert town.by("pupil").json(f"items/{item_id}")["fragments"][0]["notes"] == ""


def test_a_change_by_cookie_needs_the_pages_secret(shared_town: Town) -> None:
    browser = shared_town.app.test_client()
    sign_in(browser, "teacher")

    assert browser.get("/api/v1/lessons").status_code == 200
    refused = browser.post("/api/v1/items/none/submit")
    assert (refused.status_code, refused.json["code"]) == (400, "stale_form")


def test_a_file_larger_than_the_installation_takes_is_refused(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_MAX_UPLOAD_MB", "1")
    for size in (1024 * 1024 + 1, 3 * 1024 * 1024):
        large = tmp_path / "большой.pdf"
        large.write_bytes(b"%PDF-1.4" + bytes(size))
        answer = town.by("teacher").send(large)
        assert (answer.status_code, answer.mimetype) == (413, PROBLEM), size
        assert "Разделите" in answer.json["detail"]
    assert list(town.services.settings.temporary.iterdir()) == []
