"""A disk without room is said to be one; no file is blamed for it."""

from pathlib import Path

from accounts.guard import public
from app.errors import MESSAGES
from ingest import child
from tests.town import Town


def test_a_write_that_finds_no_room_is_told_so(town: Town) -> None:
    def write() -> str:
        with open("/dev/full", "wb", buffering=0) as full:
            full.write(b"x")
        return ""

    town.app.add_url_rule("/api/v1/full", view_func=public(write))
    answer = town.by("teacher").get("full")

    assert answer.status_code == 507
    told = answer.get_json()
    assert (told["code"], told["detail"]) == ("no_room", MESSAGES[507])


def test_the_reading_child_blames_the_disk(tmp_path: Path) -> None:
    asked = tmp_path / "asked.json"
    asked.write_text('{"path": "/dev/null", "format": "png"}', encoding="utf-8")
    assert child.main(["sniff_picture", str(asked), "/dev/full"]) == child.NO_ROOM_STATUS
