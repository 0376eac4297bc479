"""Stored files are read back: what was spoilt is found, whatever it was, and told by material."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.services import Services
from app.work import daily_of
from catalog.damaged import damage_count, damaged_files
from core.clock import utc_now
from media.models import Damage, Original
from media.storage import original_name
from media.verify import longest_unread, read_back
from media.verify_daily import due_today
from tests.town import Town, a_picture, copy_of, shared_town

__all__ = ["shared_town"]

FILES = 6


@pytest.fixture(scope="module")
def kept(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town with a few pictures, all made."""
    folder = tmp_path_factory.mktemp("pictures")
    for mark in range(FILES):
        sent = shared_town.by("teacher").send(a_picture(folder, mark), title=f"Рисунок {mark}")
        assert sent.status_code == 202
    shared_town.work()
    return shared_town


@pytest.fixture
def town(kept: Town, tmp_path: Path) -> Iterator[Town]:
    """The same for one test."""
    copied = copy_of(kept, tmp_path / "дом")
    yield copied
    copied.close()


def originals(town: Town) -> list[str]:
    with town.services.sessions() as session:
        return list(session.scalars(select(Original.sha256).order_by(Original.sha256)))


def read_all(town: Town) -> int:
    """How many damaged files a reading of everything meets."""
    services = town.services
    found = read_back(services.sessions, services.storage, originals(town), services.clock)
    return sum(one.damaged for one in found)


def flip(path: Path) -> None:
    """One bit of one byte in the middle, the length as it was."""
    path.chmod(0o640)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def stored(town: Town, sha256: str) -> Path:
    return town.home / "storage" / original_name(sha256)


def test_what_is_whole_is_found_whole_and_the_reading_is_dated(town: Town) -> None:
    before = utc_now()

    assert read_all(town) == 0
    with town.services.sessions() as session:
        assert damage_count(session) == 0
        for when in session.scalars(select(Original.verified_at)):
            assert when is not None
            assert when >= before


def test_a_flipped_byte_and_a_missing_file_are_told_by_material(town: Town) -> None:
    first, second, *_rest = originals(town)
    flip(stored(town, first))
    stored(town, second).unlink()

    assert read_all(town) == 2
    with town.services.sessions() as session:
        found = {one.path: one for one in damaged_files(session)}
    assert {path: one.reason for path, one in found.items()} == {
        original_name(first): "changed",
        original_name(second): "missing",
    }
    assert all(one.what == "original" and one.item_id for one in found.values())
    assert all(one.title.startswith("Рисунок ") for one in found.values())


def test_a_rendition_is_read_too(town: Town) -> None:
    [cover, *_more] = sorted((town.home / "storage" / "derived").rglob("cover.webp"))
    flip(cover)

    assert read_all(town) == 1
    with town.services.sessions() as session:
        [found] = damaged_files(session)
    assert (found.what, found.reason) == ("rendition", "changed")
    assert found.path == str(cover.relative_to(town.home / "storage"))


def test_damage_is_forgotten_once_the_bytes_are_whole_again(town: Town) -> None:
    sha256 = originals(town)[0]
    whole = stored(town, sha256).read_bytes()
    flip(stored(town, sha256))
    assert read_all(town) == 1
    stored(town, sha256).write_bytes(whole)

    assert read_all(town) == 0
    with town.services.sessions() as session:
        assert damage_count(session) == 0


def test_shares_of_the_longest_unread_come_to_all_of_them(town: Town) -> None:
    services, read = town.services, set()
    for _ in range(3):
        with services.sessions() as session:
            share = longest_unread(session, 1 / 3)
        assert len(share) == FILES // 3
        read |= {
            one.sha256 for one in read_back(services.sessions, services.storage, share, utc_now)
        }

    assert read == set(originals(town))


def test_day_by_day_the_worker_reads_all_in_the_days_that_are_set(town: Town) -> None:
    days = town.services.settings.verify_days
    flip(stored(town, originals(town)[-1]))
    start = utc_now()
    for day in range(1, days + 1):
        work_of(town, start + timedelta(days=day))

    with town.services.sessions() as session:
        read = session.scalars(select(Original.verified_at)).all()
        assert all(when is not None for when in read)
        assert session.scalars(select(Damage.reason)).all() == ["changed"]


def test_a_worker_that_starts_again_goes_on_with_the_days_part(town: Town) -> None:
    tomorrow = utc_now() + timedelta(days=1)
    with town.services.sessions() as session:
        due = due_today(session, 2, lambda: tomorrow)
    assert 0 < len(due) < FILES
    services = town.services
    for one in read_back(services.sessions, services.storage, due[:1], lambda: tomorrow):
        assert not one.damaged

    with services.sessions() as session:
        assert due_today(session, 2, lambda: tomorrow) == due[1:]
        for one in read_back(services.sessions, services.storage, due[1:], lambda: tomorrow):
            assert not one.damaged
        assert due_today(session, 2, lambda: tomorrow) == []


def test_what_came_today_was_hashed_today_and_is_not_read_again(town: Town) -> None:
    with town.services.sessions() as session:
        latest = max(session.scalars(select(Original.stored_at)))
        assert due_today(session, 1, lambda: latest) == []


def work_of(town: Town, at: datetime) -> None:
    """The day's reading as the worker does it."""
    services = Services(town.services.settings, clock=lambda: at)
    with services.sessions() as session:
        daily_of(services)["originals"](session, services.clock)
    services.database.dispose()
