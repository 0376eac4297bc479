"""The supervisor runs real processes here: small Python programs that tell what happens to them."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest

ROOT = Path(__file__).resolve().parents[2]

DRIVER = """
import sys
from pathlib import Path
from app import supervisor
from app.supervisor import Child, supervise

supervisor.STOP_SECONDS = {stop}
supervisor.FIRST_PAUSE = 0.1
folder = Path({folder!r})
first = Child("Сервер", [sys.executable, "-c", {first!r}, {folder!r}], pause=0.1)
other = Child("Обработчик", [sys.executable, "-c", {other!r}, {folder!r}], pause=0.1)
others = [other]
if {once!r}:
    def done(status):
        with (folder / "done").open("a") as file:
            file.write(str(status) + chr(10))
    others.append(Child("Наполнение", [sys.executable, "-c", {once!r}, {folder!r}], done))
sys.exit(supervise(
    first, others, lambda: (folder / "first").exists(), lambda: (folder / "ready").touch()
))
"""

STEADY = """
import pathlib, signal, sys, os
folder = pathlib.Path(sys.argv[1])
def stop(*_):
    (folder / "{name}.stopped").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
(folder / "{name}").write_text(str(os.getpid()))
while True:
    signal.pause()
"""

DEAF = """
import pathlib, signal, sys, os
folder = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGTERM, signal.SIG_IGN)
(folder / "other").write_text(str(os.getpid()))
while True:
    signal.pause()
"""

FALLS_ONCE = """
import pathlib, sys
folder = pathlib.Path(sys.argv[1])
if not (folder / "fell").exists():
    (folder / "fell").touch()
    sys.exit(3)
""" + STEADY.format(name="other")

FIRST = STEADY.format(name="first")
OTHER = STEADY.format(name="other")


def start(
    folder: Path, first: str, other: str, stop: float = 8.0, once: str = ""
) -> subprocess.Popen[str]:
    code = DRIVER.format(folder=str(folder), first=first, other=other, stop=stop, once=once)
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


def wait_for(path: Path, process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + 30
    while not (path.exists() and (path.stat().st_size or path.name in {"ready", "fell"})):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, f"no {path.name}"
        Event().wait(0.01)
    return path.read_text()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_both_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    process = start(tmp_path, FIRST, OTHER)
    wait_for(tmp_path / "other", process)
    process.send_signal(number)
    assert process.wait(timeout=20) == 0
    assert (tmp_path / "first.stopped").exists()
    assert (tmp_path / "other.stopped").exists()


def test_the_second_starts_only_when_the_first_answers(tmp_path: Path) -> None:
    process = start(tmp_path, FIRST, OTHER)
    wait_for(tmp_path / "other", process)
    assert (tmp_path / "ready").stat().st_mtime_ns <= (tmp_path / "other").stat().st_mtime_ns
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_a_fallen_child_is_started_again(tmp_path: Path) -> None:
    process = start(tmp_path, FIRST, FALLS_ONCE)
    wait_for(tmp_path / "other", process)
    process.terminate()
    _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Обработчик: процесс упал (код 3)" in told


def test_what_runs_once_is_told_with_its_status_and_not_started_again(tmp_path: Path) -> None:
    once = "import sys; sys.exit(1)"
    process = start(tmp_path, FIRST, FALLS_ONCE, once=once)
    assert wait_for(tmp_path / "done", process) == "1\n"
    wait_for(tmp_path / "other", process)  # by now others have fallen and been started again
    process.terminate()
    assert process.wait(timeout=20) == 0
    assert (tmp_path / "done").read_text() == "1\n"


def test_a_deaf_child_is_killed_after_the_grace(tmp_path: Path) -> None:
    process = start(tmp_path, FIRST, DEAF, stop=0.3)
    pid = int(wait_for(tmp_path / "other", process))
    process.terminate()
    _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "завершён принудительно" in told
    assert not is_alive(pid)


def test_a_server_that_cannot_start_ends_the_supervisor(tmp_path: Path) -> None:
    process = start(tmp_path, "import sys; sys.exit(1)", OTHER)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "не удалось запустить" in told
    assert not (tmp_path / "other").exists()


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    process = start(tmp_path, FIRST, OTHER)
    pids = [int(wait_for(tmp_path / name, process)) for name in ("first", "other")]
    process.kill()
    process.wait(timeout=20)
    deadline = time.monotonic() + 20
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < deadline, "still alive"
        Event().wait(0.01)
