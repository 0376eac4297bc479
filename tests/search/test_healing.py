"""An index that is gone or damaged is no error to whoever searches."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from core.clock import utc_now
from core.database import SessionFactory
from search import heal, loop
from search.loop import POLL_SECONDS, run_outbox
from search.warm import warm
from search.whoosh_engine import WhooshEngine
from tests.search.library import Library


def files(home: Path) -> list[Path]:
    folder = WhooshEngine(home / "index").folder
    return sorted(folder.path(folder.current()).iterdir())


def delete_folder(home: Path) -> None:
    shutil.rmtree(home / "index")


def delete_build(home: Path) -> None:
    shutil.rmtree(files(home)[0].parent)


def fill_with_noise(home: Path) -> None:
    for file in files(home):
        file.write_bytes(b"\x80noise" * 40)


def cut_short(home: Path) -> None:
    for file in files(home):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(home: Path) -> None:
    for file in files(home):
        file.write_bytes(b"")


def empty_segments(home: Path) -> None:
    for file in files(home):
        if file.suffix == ".seg":
            file.write_bytes(b"")


def point_nowhere(home: Path) -> None:
    (home / "index" / "current").write_bytes(b"\xff\x00")


def older_format(home: Path) -> None:
    (home / "index" / "current").write_text("v0.abc", encoding="ascii")


DAMAGES = (
    delete_folder,
    delete_build,
    fill_with_noise,
    cut_short,
    empty,
    empty_segments,
    point_nowhere,
    older_format,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("held", [True, False], ids=["opened before", "opened after"])
def test_a_search_heals_a_small_library(
    library: Library,
    feed: Callable[[], int],
    home: Path,
    damage: Callable[[Path], None],
    held: bool,
) -> None:
    library.add("Дроби", slides=["числитель"])
    feed()
    assert library.find("дроби").total == 1
    damage(home)
    if not held:
        library.engine = WhooshEngine(home / "index")
    for query in ("дроби", "числитель", ""):
        found = library.find(query)
        assert found.ready
        assert found.total == 1
    assert library.suggest("др")[0] == "Дроби"
    # A process that comes later finds all of it as well, and so does the feed.
    library.engine = WhooshEngine(home / "index")
    assert library.find("дроби").total == 1


def test_a_large_library_is_left_to_the_worker(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heal, "AT_ONCE_ITEMS", 0)
    library.add("Дроби")
    delete_folder(home)
    library.engine = WhooshEngine(home / "index")
    found = library.find("дроби")
    assert not found.ready
    assert found.total == 0
    assert found.as_json()["hits"] == []
    assert WhooshEngine(home / "index").folder.wanted.exists()


def test_loading_ahead_survives_a_missing_index(library: Library, home: Path) -> None:
    warm(library.session, library.engine)
    delete_folder(home)
    warm(library.session, WhooshEngine(home / "index"))


def test_a_place_where_no_index_can_be_is_no_error(library: Library, home: Path) -> None:
    library.add("Дроби")
    delete_folder(home)
    (home / "index").write_text("not a folder", encoding="ascii")
    library.engine = WhooshEngine(home / "index")
    found = library.find("дроби")
    assert not found.ready
    library.suggest("др")


def test_the_feed_outlives_what_it_did_not_expect(
    library: Library, sessions: SessionFactory, home: Path
) -> None:
    library.add("Дроби")
    lock, wanted = home / "index" / "write.lock", home / "index" / "wanted"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # nothing can be written,
    wanted.symlink_to("nowhere/wanted")  # nor said about it, as on a full disk
    stop = threading.Event()
    feed = threading.Thread(
        target=run_outbox, args=(sessions, WhooshEngine(home / "index"), stop, utc_now)
    )
    feed.start()
    try:
        feed.join(timeout=4 * POLL_SECONDS)
        assert feed.is_alive()
        wanted.unlink()
        lock.rmdir()
        deadline = monotonic() + 20
        while not library.find("дроби").total:
            assert monotonic() < deadline
            feed.join(timeout=POLL_SECONDS)
    finally:
        stop.set()
        feed.join()


def test_the_feed_looks_as_soon_as_it_is_asked_to(
    library: Library, sessions: SessionFactory, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "POLL_SECONDS", 600.0)
    engine, stop, look = WhooshEngine(home / "index"), threading.Event(), threading.Event()
    feed = threading.Thread(target=run_outbox, args=(sessions, engine, stop, utc_now, look))
    library.add("Дроби")
    feed.start()
    try:
        deadline = monotonic() + 20
        for title in ("Дроби", "Доли"):
            while not library.find(title).total:
                assert monotonic() < deadline, title
                feed.join(timeout=0.02)
            library.add("Доли")
            look.set()
    finally:
        stop.set()
        look.set()
        feed.join(timeout=20)
    assert not feed.is_alive()
