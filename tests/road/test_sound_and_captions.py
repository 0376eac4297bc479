"""A recording goes the whole road, and what is said in it is found by the second."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ingest.captions.send import MOST_LANGUAGES
from tests.diary.homework import lessons
from tests.ingest import makers
from tests.ingest.test_embedded import captioned
from tests.town import Caller, Town, a_picture

SRT = "1\n00:00:00,200 --> 00:00:00,500\n{}\n\n2\n00:00:00,600 --> 00:00:00,900\nКонец.\n"


def send(caller: Caller, item: str, words: str, **fields: str) -> TestResponse:
    data = {"file": (io.BytesIO(SRT.format(words).encode()), "урок.srt"), **fields}
    return caller.post(f"items/{item}/captions", data=data)


def sent_in(town: Town, file: Path, login: str = "teacher") -> str:
    answer = town.by(login).send(file, lesson="math-5-3", title=f"Запись {login}")
    assert answer.status_code == 202, answer.text
    town.work()
    return str(answer.json["item_id"])


def hits(caller: Caller, words: str) -> list[Any]:
    return [hit["fragment"] for hit in caller.json("search", q=words)["hits"]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return makers.sound(
        tmp_path_factory.mktemp("sound") / "голос.mp3", source="sine=frequency=300:duration=2"
    )


@pytest.fixture(scope="module")
def filed(shared_town: Town, sound: Path) -> str:
    """A recording for tests that change nothing of it."""
    return sent_in(shared_town, sound)


def test_a_recording_is_filed_shown_found_and_set_by_the_second(town: Town, sound: Path) -> None:
    teacher, item = town.by("teacher"), sent_in(town, sound)
    answer = teacher.json(f"items/{item}")
    assert (answer["kind"], answer["format"]) == ("audio", "mp3")
    assert answer["seconds"] == pytest.approx(2, abs=0.2)
    names = {one["name"]: one for one in answer["renditions"]}
    assert {"audio.m4a", "waveform.json", "cover.webp"} <= set(names)
    heard = teacher.get(names["audio.m4a"]["url"], headers={"Range": "bytes=0-99"})
    assert (heard.status_code, heard.mimetype) == (206, "audio/mp4")
    page = teacher.get(f"/items/{item}").text
    assert "<audio" in page
    assert names["audio.m4a"]["url"] in page
    found = teacher.json("search", q="запись", kind="audio")
    assert [hit["item_id"] for hit in found["hits"]] == [item]
    assert {one["code"]: one["count"] for one in found["facets"]["kind"]} == {"audio": 1}
    assert town.by("methodologist").post(f"items/{item}/publish").status_code == 404
    assert teacher.post(f"items/{item}/submit").status_code == 200
    assert town.by("methodologist").post(f"items/{item}/publish").status_code == 200
    town.work()
    (cell,) = town.by("methodologist").json("coverage", subject="math", grade=5)[2:3]
    assert cell["by_kind"]["audio"] == 1


def test_a_part_of_a_recording_is_set_heard_by_the_pupil_with_its_words_and_told(
    town: Town, sound: Path
) -> None:
    teacher, pupil, item = town.by("teacher"), town.by("pupil"), sent_in(town, sound)
    words = send(teacher, item, "Слова урока").json["url"].rsplit("/", 1)[-1]
    task = {"occurrence_id": lessons(town)[2], "text": "Послушай"}
    homework = teacher.post("homework", json=task).json["homework_id"]
    part = {"item_id": item, "fragment": {"from": 0.5, "to": 1.5}}
    hung = teacher.post(f"homework/{homework}/attachments", json=part).json["attachment_id"]
    page = pupil.get(f"/diary/attachments/{hung}").text
    assert "<audio" in page
    assert 'data-from="0.5"' in page
    assert "Слова урока" in page
    version = re.search(r"/media/\w+/\w+/", page)
    assert version is not None
    assert pupil.get(version[0] + "audio.m4a").status_code == 200
    assert pupil.get(version[0] + words).status_code == 200
    assert town.by("stranger").get(version[0] + words).status_code == 404
    assert pupil.post(f"attachments/{hung}/opens", json={"seconds": [0, 1]}).status_code == 204
    (told,) = teacher.json(f"homework/{homework}/opens")
    assert told["reach"]["seconds"] == "0-1"


def test_sent_captions_are_served_found_replaced_and_removed(town: Town, sound: Path) -> None:
    teacher, item = town.by("teacher"), sent_in(town, sound)
    assert not hits(teacher, "гипотенуза")

    answer = send(teacher, item, "Это гипотенуза.")
    assert answer.status_code == 201, answer.text
    assert (answer.json["language"], answer.json["origin"]) == ("ru", "sent")
    town.work()
    assert hits(teacher, "гипотенузы") == [
        {"type": "second", "at": 0, "text": "Это гипотенуза. Конец."}
    ]
    served = teacher.get(answer.json["url"])
    assert served.mimetype == "text/vtt"
    assert served.text.startswith("WEBVTT\n\n00:00:00.200 --> 00:00:00.500\nЭто гипотенуза.")
    assert "immutable" in served.headers["Cache-Control"]
    again = teacher.get(answer.json["url"], headers={"If-None-Match": served.headers["ETag"]})
    assert again.status_code == 304
    assert "Это гипотенуза.\nКонец." in teacher.get(f"/items/{item}").text
    assert teacher.json(f"items/{item}/captions")["items"] == [answer.json]

    replaced = send(teacher, item, "Это катет.", language="rus").json
    town.work()
    assert not hits(teacher, "гипотенуза")
    assert len(hits(teacher, "катеты")) == 1
    assert teacher.get(answer.json["url"]).status_code == 404
    assert teacher.json(f"items/{item}/captions")["items"] == [replaced]

    assert teacher.call("DELETE", f"items/{item}/captions/ru").status_code == 204
    town.work()
    assert not hits(teacher, "катет")
    assert teacher.get(replaced["url"]).status_code == 404
    assert teacher.call("DELETE", f"items/{item}/captions/ru").status_code == 404
    assert "Изменены субтитры" in teacher.get(f"/items/{item}").text


def test_captions_are_refused_with_the_line_and_where_there_is_nothing_to_say(
    shared_town: Town, filed: str, tmp_path: Path
) -> None:
    teacher, item = shared_town.by("teacher"), filed
    spoilt = {"file": (io.BytesIO(b"1\n00:00:01,000 -> 00:00:02,000\nx\n"), "a.srt")}
    answer = teacher.post(f"items/{item}/captions", data=spoilt)
    assert (answer.status_code, answer.json["code"]) == (422, "wrong_captions")
    assert answer.json["detail"].startswith("Строка 2: ")
    assert send(teacher, item, "Слово", language="русский").status_code == 422
    picture = teacher.send(a_picture(tmp_path, 3)).json["item_id"]
    assert send(teacher, picture, "Слово").status_code == 409


def test_the_files_own_captions_speak_again_when_those_sent_are_removed(
    town: Town, tmp_path: Path
) -> None:
    teacher = town.by("teacher")
    film = captioned(tmp_path, "f.mkv", "subrip", [("rus", "Знаменатель"), ("eng", "Denominator")])
    item = sent_in(town, film)
    assert len(hits(teacher, "знаменатель")) == 1
    listed = teacher.json(f"items/{item}/captions")["items"]
    assert [(one["language"], one["origin"]) for one in listed] == [("ru", "file"), ("en", "file")]
    assert send(teacher, item, "Числитель").status_code == 201
    town.work()
    assert (len(hits(teacher, "числитель")), hits(teacher, "знаменатель")) == (1, [])
    teacher.call("DELETE", f"items/{item}/captions/ru")
    town.work()
    assert (hits(teacher, "числитель"), len(hits(teacher, "знаменатель"))) == ([], 1)


def test_words_that_one_sent_do_not_pass_to_anothers_item_of_the_same_file(
    town: Town, sound: Path
) -> None:
    item = sent_in(town, sound)
    send(town.by("teacher"), item, "Личное замечание")
    other = sent_in(town, sound, "stranger")
    stranger = town.by("stranger")
    assert stranger.json(f"items/{other}")["fragments"] == []
    assert stranger.json(f"items/{other}/captions")["items"] == []
    assert stranger.get(f"items/{item}/captions").status_code == 404


def test_captions_pass_to_the_next_version_of_the_same_length(town: Town, tmp_path: Path) -> None:
    teacher, folder = town.by("teacher"), tmp_path
    item = sent_in(town, makers.sound(folder / "a.mp3"))
    send(teacher, item, "Гипотенуза")
    for name, source, words in (
        ("b.flac", "sine=frequency=440:duration=1", "Гипотенуза\nКонец."),
        ("c.flac", "sine=frequency=440:duration=3", None),
    ):
        file = makers.sound(folder / name, source=source)
        sent = {"file": (io.BytesIO(file.read_bytes()), name)}
        assert teacher.post(f"items/{item}/versions", data=sent).status_code == 202
        town.work()
        fragments = teacher.json(f"items/{item}")["fragments"]
        assert [one["text"] for one in fragments] == ([words] if words else [])
    assert teacher.post(f"items/{item}/versions/1/restore").status_code == 202
    town.work()
    restored = teacher.json(f"items/{item}", version=4)["fragments"]
    assert [one["text"] for one in restored] == ["Гипотенуза\nКонец."]


def test_the_form_is_a_page_of_its_own_without_a_script(shared_town: Town, filed: str) -> None:
    item, teacher = filed, shared_town.by("teacher")
    page = teacher.get(f"/items/{item}/captions")
    assert page.status_code == 200
    assert "Субтитров нет" in page.text
    assert f"/items/{item}/captions?version=1" in teacher.get(f"/items/{item}").text


def test_captions_of_one_recording_have_their_number(town: Town, sound: Path) -> None:
    teacher, item = town.by("teacher"), sent_in(town, sound)
    codes = [
        "ru",
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "cs",
        "sk",
        "uk",
        "be",
        "bg",
        "sr",
        "tt",
        "kk",
        "ba",
        "ce",
        "sah",
    ]
    assert len(codes) == MOST_LANGUAGES
    assert {send(teacher, item, "Дробь.", language=one).status_code for one in codes} == {201}
    refused = send(teacher, item, "Дробь.", language="fi")
    assert (refused.status_code, refused.json["code"]) == (409, "too_many_captions")
    assert send(teacher, item, "Доля.", language="ru").status_code == 201
    assert send(teacher, item, "Дробь.", language="qx").status_code == 422
