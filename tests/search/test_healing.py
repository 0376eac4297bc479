"""An index that is gone or damaged is no error to whoever searches."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from core.clock import utc_now
from core.database import SessionFactory
from jobs.outbox import waiting
from search import heal, loop
from search.builds import Folder
from search.engines import open_engine
from search.feed import CONSUMER
from search.loop import POLL_SECONDS, run_outbox
from search.moving import MovingEngine
from search.port import Engine, SearchRequest
from search.warm import warm
from tests.search.library import Library


@pytest.fixture(params=["", "tantivy:"], ids=["whoosh", "tantivy"])
def url(request: pytest.FixtureRequest) -> str:
    """The setting of each embedded engine."""
    return str(request.param)


@pytest.fixture
def index(home: Path, url: str) -> Engine:
    """Each engine; it has no index yet."""
    return open_engine(url, home)


def folder_of(engine: Engine) -> Folder:
    assert isinstance(engine, MovingEngine)
    return engine.new.folder


def files(folder: Folder) -> list[Path]:
    return sorted(path for path in folder.path(folder.current()).iterdir() if path.is_file())


def largest(folder: Folder) -> Path:
    return max(files(folder), key=lambda path: path.stat().st_size)


def delete_folder(folder: Folder) -> None:
    shutil.rmtree(folder.root)


def delete_build(folder: Folder) -> None:
    shutil.rmtree(folder.path(folder.current()))


def delete_a_file(folder: Folder) -> None:
    largest(folder).unlink()


def delete_the_tables(folder: Folder) -> None:
    for file in files(folder):
        if file.suffix in (".toc", ".json"):
            file.unlink()


def fill_with_noise(folder: Folder) -> None:
    for file in files(folder):
        file.write_bytes(b"\x80noise" * 40)


def fill_the_tables_with_noise(folder: Folder) -> None:
    for file in files(folder):
        if file.suffix in (".toc", ".json"):
            file.write_bytes(b"\x80noise" * 40)


def change_bytes(folder: Folder) -> None:
    for file in files(folder):
        content = bytearray(file.read_bytes())
        for at in range(len(content) // 3, len(content) * 2 // 3):
            content[at] ^= 0x55
        file.write_bytes(content)


def cut_short(folder: Folder) -> None:
    for file in files(folder):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def cut_one_short(folder: Folder) -> None:
    file = largest(folder)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def empty(folder: Folder) -> None:
    for file in files(folder):
        file.write_bytes(b"")


def empty_one(folder: Folder) -> None:
    largest(folder).write_bytes(b"")


def point_nowhere(folder: Folder) -> None:
    (folder.root / "current").write_bytes(b"\xff\x00")


def older_format(folder: Folder) -> None:
    (folder.root / "current").write_text("v0.abc", encoding="ascii")


DAMAGES = (
    delete_folder,
    delete_build,
    delete_a_file,
    delete_the_tables,
    fill_with_noise,
    fill_the_tables_with_noise,
    change_bytes,
    cut_short,
    cut_one_short,
    empty,
    empty_one,
    point_nowhere,
    older_format,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("held", [True, False], ids=["opened before", "opened after"])
def test_a_search_heals_a_small_library(
    library: Library,
    feed: Callable[[], int],
    home: Path,
    url: str,
    damage: Callable[[Folder], None],
    held: bool,
) -> None:
    library.add("Дроби", slides=["числитель"])
    feed()
    assert library.find("дроби").total == 1
    damage(folder_of(library.engine))
    if not held:
        library.engine = open_engine(url, home)
    for query in ("дроби", "числитель", ""):
        found = library.find(query)
        assert found.ready
        assert found.total == 1
    assert "Дроби" in library.suggest("др")
    # A process that comes later finds all of it as well, and so does the feed.
    library.engine = open_engine(url, home)
    assert library.find("дроби").total == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_feed_writes_nothing_into_a_damaged_index(
    library: Library,
    sessions: SessionFactory,
    feed: Callable[[], int],
    home: Path,
    url: str,
    damage: Callable[[Folder], None],
) -> None:
    library.add("Дроби")
    feed()
    damage(folder_of(library.engine))
    library.add("Дроби")
    stop = threading.Event()
    worker = threading.Thread(
        target=run_outbox, args=(sessions, open_engine(url, home), stop, utc_now)
    )
    worker.start()
    try:
        deadline = monotonic() + 20
        while lag(sessions):
            assert monotonic() < deadline
            worker.join(timeout=0.02)
    finally:
        stop.set()
        worker.join()
    library.engine = open_engine(url, home)
    assert library.find("дроби").total == 2


def lag(sessions: SessionFactory) -> int:
    with sessions() as session:
        return waiting(session, CONSUMER)


def test_a_process_that_serves_goes_on_with_files_that_were_deleted(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Дроби")
    feed()
    engine = library.engine
    request = SearchRequest(frozenset({"all"}), ("дробь",))
    assert engine.search(request).total == 1
    folder = folder_of(engine)
    delete_folder(folder)
    assert engine.search(request).total == 1
    assert folder.wanted.exists()


def test_a_large_library_is_left_to_the_worker(
    library: Library, home: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heal, "AT_ONCE_ITEMS", 0)
    library.add("Дроби")
    delete_folder(folder_of(library.engine))
    library.engine = open_engine(url, home)
    found = library.find("дроби")
    assert not found.ready
    assert found.total == 0
    assert found.as_json()["hits"] == []
    assert folder_of(library.engine).wanted.exists()


def test_loading_ahead_survives_a_missing_index(library: Library, home: Path, url: str) -> None:
    warm(library.session, library.engine)
    delete_folder(folder_of(library.engine))
    warm(library.session, open_engine(url, home))


def test_a_place_where_no_index_can_be_is_no_error(library: Library, home: Path, url: str) -> None:
    library.add("Дроби")
    folder = folder_of(library.engine)
    delete_folder(folder)
    folder.root.write_text("not a folder", encoding="ascii")
    library.engine = open_engine(url, home)
    found = library.find("дроби")
    assert not found.ready
    library.suggest("др")


def test_the_feed_outlives_what_it_did_not_expect(
    library: Library, sessions: SessionFactory, home: Path, url: str
) -> None:
    library.add("Дроби")
    root = folder_of(library.engine).root
    lock, wanted = root / "write.lock", root / "wanted"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # nothing can be written,
    wanted.symlink_to("nowhere/wanted")  # nor said about it, as on a full disk
    stop = threading.Event()
    feed = threading.Thread(
        target=run_outbox, args=(sessions, open_engine(url, home), stop, utc_now)
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
    library: Library,
    sessions: SessionFactory,
    home: Path,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "POLL_SECONDS", 600.0)
    engine, stop, look = open_engine(url, home), threading.Event(), threading.Event()
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
