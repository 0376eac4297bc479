"""Several processes at one index, and processes that end in the middle."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.clock import utc_now
from core.database import SessionFactory
from jobs import lease
from jobs.outbox import waiting
from search import loop
from search.feed import CONSUMER
from search.loop import LEASE, run_outbox
from search.moving import Embedded
from search.port import Engine, SearchRequest
from search.rebuild import rebuild
from search.tantivy_engine import TantivyEngine
from search.whoosh_engine import WhooshEngine
from tests.search.library import Library, clock

ROOT = Path(__file__).parents[2]
ALL = frozenset({"all"})

HEAD = """
import sys
from pathlib import Path
from search.port import Document, SearchRequest
from search.tantivy_engine import TantivyEngine
from search.whoosh_engine import WhooshEngine
engine = {"TantivyEngine": TantivyEngine, "WhooshEngine": WhooshEngine}[sys.argv[2]](
    Path(sys.argv[1])
)
def document(id, title):
    return Document(id=id, kind="image", title=title, audience=frozenset({"all"}))
"""


def process(engine: Embedded, body: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HEAD + body, str(engine.folder.root), type(engine).__name__],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def nothing(ids: object) -> tuple[list[object], list[int]]:
    return [], []


@pytest.fixture(params=[WhooshEngine, TantivyEngine])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Embedded:
    """An empty index of each engine."""
    engine: Embedded = request.param(tmp_path / "index")
    engine.rebuild(iter(()), nothing)  # type: ignore[arg-type]
    return engine


def total(engine: Engine) -> int:
    return engine.search(SearchRequest(ALL)).total


def test_a_reader_sees_what_another_process_wrote(empty: Embedded) -> None:
    body = """
for number, line in enumerate(sys.stdin, 1):
    engine.update([document(number, "Дроби")])
    print(number, flush=True)
"""
    writer = process(empty, body)
    assert writer.stdin is not None
    assert writer.stdout is not None
    with writer:
        for number in range(1, 6):
            writer.stdin.write("go\n")
            writer.stdin.flush()
            assert writer.stdout.readline() == f"{number}\n"
            assert total(empty) == number
        writer.stdin.close()


def test_two_writers_wait_for_each_other(empty: Embedded) -> None:
    body = """
first = int(sys.stdin.readline())
for number in range(first, first + 8):
    engine.update([document(number, "Дроби")])
"""
    writers = [process(empty, body) for _ in range(2)]
    for number, writer in enumerate(writers):
        assert writer.stdin is not None
        writer.stdin.write(f"{100 * number + 1}\n")
        writer.stdin.close()
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    assert total(empty) == 16


def test_a_writer_killed_in_the_middle_leaves_a_whole_index(empty: Embedded) -> None:
    body = """
prepare = type(engine)._prepared
def prepared():
    for number in (1, 2):
        yield prepare(engine, document(number, "Дроби"))
        print("written", flush=True)
        sys.stdin.readline()
with engine.folder.locked("write"):
    engine._write(engine.folder.path(engine.folder.current()), prepared(), ())
"""
    writer = process(empty, body)
    assert writer.stdout is not None
    assert writer.stdin is not None
    with writer:
        assert writer.stdout.readline() == "written\n"
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdin.close()
    assert total(empty) == 0
    body = """
engine.update([document(1, "Дроби")])
print(engine.search(SearchRequest(frozenset({"all"}))).total)
"""
    again = process(empty, body)
    assert again.communicate(timeout=60)[0] == "1\n"
    assert total(empty) == 1


def test_a_rebuild_killed_in_the_middle_leaves_the_old_index(empty: Embedded) -> None:
    old = empty.folder.path(empty.folder.current())
    body = """
def documents():
    for number in range(5):
        yield document(number, "Дроби")
        print("read", flush=True)
        sys.stdin.readline()
engine.rebuild(documents(), lambda ids: ([], []))
"""
    builder = process(empty, body)
    assert builder.stdout is not None
    assert builder.stdin is not None
    with builder:
        assert builder.stdout.readline() == "read\n"
        os.kill(builder.pid, signal.SIGKILL)
        builder.wait()
        builder.stdin.close()
    assert total(empty) == 0
    left = set(empty.folder.root.glob("v*.*")) - {old}
    empty.rebuild(iter(()), nothing)  # type: ignore[arg-type]
    assert len(left) == 1
    assert not left & set(empty.folder.root.glob("v*.*"))


class Loop:
    """The outbox loop in a thread, as the worker runs it."""

    def __init__(self, sessions: SessionFactory, engine: Engine) -> None:
        self.stop = threading.Event()
        self.thread = threading.Thread(
            target=run_outbox, args=(sessions, engine, self.stop, utc_now)
        )

    def __enter__(self) -> "Loop":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()


def until(condition: object, seconds: float = 10.0) -> None:
    """Wait for a condition, and fail when it does not come."""
    tick = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if condition():  # type: ignore[operator]
            return
        tick.wait(0.02)
    raise AssertionError("it did not come")


def test_the_loop_brings_changes_in_and_takes_them_out(
    library: Library, sessions: SessionFactory, home: Path
) -> None:
    with Loop(sessions, WhooshEngine(home / "index")):
        for number in range(3):
            item = library.add(f"Кварк {number}")
            until(lambda: library.find("кварк").total == 1, 2.0)
            library.withdraw(item)
            until(lambda: library.engine.matching("кварк", ALL) == 0, 2.0)
    with sessions() as session:
        assert waiting(session, CONSUMER) == 0
        assert lease.acquire(session, LEASE, "another", 1, clock), "the lease was given back"


def test_many_changes_are_taken_in_by_a_rebuild(
    library: Library, sessions: SessionFactory, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "AT_ONCE", 2)
    monkeypatch.setattr(loop, "LEAST_REBUILT", 4)
    folder = WhooshEngine(home / "index").folder
    first = folder.current()
    items = [library.add(f"Кварк {number}") for number in range(9)]
    with Loop(sessions, WhooshEngine(home / "index")):
        until(lambda: library.find("кварк").total == 9)
        built = folder.current()
        assert built != first
        # Few changes beside many items go in as they come.
        library.withdraw(items[0])
        until(lambda: library.find("кварк").total == 8)
        until(lambda: library.engine.matching("кварк", ALL) == 8)
    assert folder.current() == built
    with sessions() as session:
        assert waiting(session, CONSUMER) == 0
        assert not loop.is_rebuilding(session, utc_now)


def test_of_two_loops_one_works(library: Library, sessions: SessionFactory, home: Path) -> None:
    with Loop(sessions, WhooshEngine(home / "index")), Loop(sessions, library.engine):
        for number in range(5):
            library.add(f"Кварк {number}")
        until(lambda: library.find("кварк").total == 5)
    assert library.engine.status().documents == 5


def test_the_loop_makes_a_missing_index_and_heals_a_broken_one(
    library: Library, sessions: SessionFactory, home: Path
) -> None:
    item = library.add("Кварк")
    folder = WhooshEngine(home / "index").folder
    (folder.root / "current").unlink()
    with Loop(sessions, WhooshEngine(home / "index")):
        until(lambda: library.find("кварк").total == 1)
        first = folder.current()
        for file in filter(Path.is_file, folder.path(first).iterdir()):
            file.write_bytes(b"noise")
        library.engine.forget()  # type: ignore[attr-defined]
        assert library.find("кварк").ready
        until(lambda: folder.current() != first)
        until(lambda: [hit.card.row_id for hit in library.find("кварк").hits] == [item.id])
    assert rebuild(sessions, library.engine) == 1
