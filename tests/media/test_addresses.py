"""Addresses of renditions: what stands there never changes, whatever makes it and sends it."""

import http.client
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from app.factory import create_app
from ingest.processors.presentation import PresentationProcessor
from media.models import Rendition
from media.renditions import Recipe, keep_bytes, keep_rows, storage_name
from tests.road.servers import HOST, server_process
from tests.town import Town, a_pdf, shared_town, town

__all__ = ["shared_town", "town"]

NAME = "slide-0001-960.webp"


@pytest.fixture
def item_id(town: Town, tmp_path: Path) -> str:
    sent = town.by("teacher").send(a_pdf(tmp_path, "one", "two")).json["item_id"]
    town.work()
    return str(sent)


def teacher(town: Town, **settings: Any) -> FlaskClient:
    """The teacher's programme at an installation that was started anew, with other settings."""
    client = create_app(town.services.settings.model_copy(update=settings)).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {town.keys['teacher']}"
    return client


def address(client: FlaskClient, item_id: str, name: str = NAME) -> str:
    found = client.get(f"/api/v1/items/{item_id}").json
    assert found is not None
    return next(one["url"] for one in found["renditions"] if one["url"].endswith(name))


def got(client: FlaskClient, place: str, **headers: str) -> TestResponse:
    """An answer, read to its end."""
    return client.get(place, headers=headers, buffered=True)


def kept(headers: Mapping[str, str]) -> set[str]:
    return {part.strip() for part in headers["Cache-Control"].split(",")}


def make_newer(town: Town, tmp_path: Path, version: int) -> None:
    """One file of a newer recipe, as after the first of its steps."""
    file = tmp_path / "newer.webp"
    file.write_bytes(b"newer")
    recipe = Recipe(PresentationProcessor.recipe, version)
    with town.services.sessions() as session:
        sha256 = session.scalars(select(Rendition.original_sha)).first()
        assert sha256 is not None
        storage, sizes = town.services.storage, (960, 540)
        one = keep_bytes(storage, sha256, recipe, file, NAME, "image/webp", sizes)
        keep_rows(session, sha256, recipe, [one], town.services.clock)
        session.commit()


def test_a_newer_recipe_has_addresses_of_its_own_and_serves_when_it_is_done(
    town: Town, item_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = teacher(town)
    was = address(before, item_id)
    old = got(before, was)
    assert kept(old.headers) == {"private", "max-age=604800", "immutable"}
    newer = PresentationProcessor.recipe_version + 1
    monkeypatch.setattr(PresentationProcessor, "recipe_version", newer)
    make_newer(town, tmp_path, newer)

    after = teacher(town)
    place = address(after, item_id)
    assert place != was
    assert got(after, was).status_code == 404
    meanwhile = got(after, place)
    assert meanwhile.data == old.data
    assert kept(meanwhile.headers) == {"private", "no-cache"}
    assert meanwhile.headers["ETag"] == old.headers["ETag"]

    with town.services.sessions() as session:
        for row in session.scalars(select(Rendition).where(Rendition.recipe_version < newer)):
            town.services.storage.delete(storage_name(row))
            session.delete(row)
        session.commit()
    done = got(after, place)
    assert done.data == b"newer"
    assert kept(done.headers) == {"private", "max-age=604800", "immutable"}


def test_where_an_older_file_is_lost_the_newer_serves(
    town: Town, item_id: str, tmp_path: Path
) -> None:
    make_newer(town, tmp_path, PresentationProcessor.recipe_version + 1)
    with town.services.sessions() as session:
        lost = session.scalars(select(Rendition).where(Rendition.name == NAME)).first()
        assert lost is not None
        town.services.storage.delete(storage_name(lost))
    client = teacher(town)
    assert got(client, address(client, item_id)).data == b"newer"


def test_a_picture_of_a_deck_is_found_without_its_others(town: Town, item_id: str) -> None:
    client = teacher(town)
    place = address(client, item_id)
    loaded: list[Any] = []

    def note(row: Any, _context: Any) -> None:
        loaded.append(row)

    event.listen(Rendition, "load", note)
    try:
        assert got(client, place).status_code == 200
    finally:
        event.remove(Rendition, "load", note)
    assert [row.name for row in loaded] == [NAME]


def test_a_server_in_front_gets_the_files_name_whatever_part_is_asked_for(
    town: Town, item_id: str
) -> None:
    client = teacher(town, accel_redirect="/stored/")
    place = address(client, item_id)
    for asked in ({}, {"Range": "bytes=4-11"}):
        answer = got(client, place, **asked)
        assert (answer.status_code, answer.data) == (200, b"")
        assert answer.headers["X-Accel-Redirect"].startswith("/stored/derived/")
        assert answer.headers["Content-Type"] == "image/webp"
        assert "immutable" in kept(answer.headers)
    original = got(client, place.replace(NAME, "original"))
    assert original.headers["X-Accel-Redirect"].startswith("/stored/originals/")
    assert original.headers["Content-Disposition"].startswith("attachment; filename")
    assert got(client, place.replace(NAME, "none.webp")).status_code == 404


def test_parts_of_a_file_come_over_the_wire_as_they_were_asked_for(
    town: Town, item_id: str
) -> None:
    client = teacher(town)
    place = address(client, item_id)
    whole = got(client, place).data
    with server_process(town) as server:
        line = http.client.HTTPConnection(HOST, server.port, timeout=60)
        for start, stop in ((0, 3), (4, 11), (100, len(whole) - 1)):
            key = f"Bearer {town.keys['teacher']}"
            asked = {"Authorization": key, "Range": f"bytes={start}-{stop}"}
            line.request("GET", place, headers=asked)
            answer = line.getresponse()
            assert answer.status == 206
            assert answer.headers["Content-Range"] == f"bytes {start}-{stop}/{len(whole)}"
            assert answer.read() == whole[start : stop + 1]
        line.close()
