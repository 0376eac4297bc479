"""The protocol of uploads in pieces, request by request."""

from pathlib import Path

from sqlalchemy import select

from catalog.models import Item
from jobs.models import Job
from tests.ingest.tus_client import Sender
from tests.town import Town, a_picture, shared_town, town

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
