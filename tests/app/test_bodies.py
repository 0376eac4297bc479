"""What is read of a request's body, and by whom."""

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import request

from app.body_limits import FILE_CALLS, SMALL_BODY
from tests.town import Town, a_picture, form_word, sign_in


class Endless(io.RawIOBase):
    """A body that goes on for ``size`` bytes and counts what was read of it."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        count = min(len(buffer), self.left)
        buffer[:count] = b"a" * count
        self.left -= count
        self.taken += count
        return count


def post_in_pieces(town: Town, path: str, login: str, content_type: str) -> tuple[int, int]:
    """Send 64 MiB without a length; returns the status and how much was read."""
    body = Endless(64 * 1024 * 1024)
    client = town.app.test_client(use_cookies=False)
    key = {"Authorization": f"Bearer {town.keys[login]}"} if login else {}
    answer = client.post(
        path,
        headers=key,
        content_type=content_type,
        environ_overrides={
            "wsgi.input": io.BufferedReader(body),
            "wsgi.input_terminated": True,
            "CONTENT_LENGTH": "",
        },
    )
    return answer.status_code, body.taken


@pytest.mark.parametrize("path", ["/signin", "/signin/demo", "/look"])
@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"]
)
def test_a_visitors_form_without_end_is_not_read(
    shared_town: Town, path: str, content_type: str
) -> None:
    status, taken = post_in_pieces(shared_town, path, "", content_type)

    assert status in (400, 413)
    assert taken <= 2 * SMALL_BODY


def test_json_without_end_is_not_read(town: Town, tmp_path: Path) -> None:
    item_id = town.by("teacher").send(a_picture(tmp_path, 7)).json["item_id"]
    path = f"/api/v1/items/{item_id}/withdraw"
    for content_type in ("application/json", "text/plain"):
        status, taken = post_in_pieces(town, path, "teacher", content_type)
        assert status in (413, 415, 422), content_type
        assert taken <= 2 * SMALL_BODY


def test_a_file_larger_than_a_form_is_taken(town: Town, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 8)
    file.write_bytes(file.read_bytes() + bytes(2 * SMALL_BODY))
    assert town.by("teacher").send(file).status_code == 202

    browser = town.app.test_client()
    sign_in(browser, "teacher")
    other = a_picture(tmp_path, 9)
    other.write_bytes(other.read_bytes() + bytes(2 * SMALL_BODY))
    with other.open("rb") as stream:
        answer = browser.post(
            "/upload",
            data={"csrf_token": form_word(browser, "/upload"), "file": (stream, "снимок.png")},
        )
    assert answer.status_code == 303


def test_the_calls_that_take_files_exist(shared_town: Town) -> None:
    assert set(shared_town.app.view_functions) >= FILE_CALLS
    with shared_town.app.test_request_context("/upload", method="POST"):
        assert request.max_content_length == shared_town.app.config["MAX_CONTENT_LENGTH"]


class HungUp(io.RawIOBase):
    """A body whose sender is gone after ``begin``."""

    def __init__(self, begin: bytes) -> None:
        self.left = io.BytesIO(begin)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        count = self.left.readinto(buffer)
        if not count:
            raise ConnectionResetError
        return count


FILE = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n" + b"a" * 3 * 1024 * 1024
)
FIELD = b'\r\n--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n' + bytes(SMALL_BODY + 99)


@pytest.mark.parametrize("begin", [FILE, FILE + FIELD], ids=["hung up", "too long a field"])
def test_a_files_temporary_copy_is_closed_though_its_body_breaks_off(
    town: Town, begin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    make = tempfile.TemporaryFile

    def noted(*said: Any, **more: Any) -> Any:
        made.append(make(*said, **more))
        return made[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", noted)
    answer = town.app.test_client(use_cookies=False).post(
        "/api/v1/items",
        headers={"Authorization": f"Bearer {town.keys['teacher']}"},
        environ_overrides={
            "wsgi.input": io.BufferedReader(HungUp(begin)),
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
            "CONTENT_LENGTH": str(20 * 1024 * 1024),
        },
    )
    assert answer.status_code in (400, 413)
    assert [one.closed for one in made] == [True]
