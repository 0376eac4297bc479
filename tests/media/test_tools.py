"""The tool runner: limits hold, nothing is left behind."""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from media.heed import heeding
from media.limits import GIB, MIB, PROBE, Limits
from media.tools import ToolFailed, ToolMissing, ToolTimeout, run
from media.walls import Wall, best_wall
from tests.media.processes import gone, running

SHORT = Limits(wall_seconds=0.5, cpu_seconds=5, memory_bytes=GIB, file_bytes=MIB)


@pytest.fixture(params=["", "none"], ids=["best", "none"])
def wall(request: pytest.FixtureRequest) -> Wall:
    """The best wall of this machine, and none at all: the runner promises the same behind both."""
    return best_wall(request.param)


@pytest.fixture
def mark() -> str:
    """Seconds that nobody else sleeps: processes behind a wall have other numbers inside."""
    return f"300.{secrets.randbelow(10**9):09}"


def test_output_and_status_come_back(tmp_path: Path, wall: Wall) -> None:
    done = run(
        ["sh", "-c", "echo да; echo нет >&2; exit 3"],
        workdir=tmp_path,
        limits=PROBE,
        wall=wall,
        check=False,
    )
    assert (done.returncode, done.stdout_tail, done.stderr_tail) == (3, "да\n", "нет\n")


def test_the_processor_time_of_a_tool_counts_for_its_runner(tmp_path: Path, wall: Wall) -> None:
    before = sum(os.times()[2:4])
    run(
        [sys.executable, "-c", "import time\nwhile time.process_time() < 0.5: pass"],
        workdir=tmp_path,
        limits=PROBE,
        wall=wall,
    )
    assert sum(os.times()[2:4]) - before > 0.5


def test_a_failure_is_raised_with_what_the_tool_said(tmp_path: Path, wall: Wall) -> None:
    with pytest.raises(ToolFailed) as failure:
        run(["sh", "-c", "echo причина >&2; exit 1"], workdir=tmp_path, limits=PROBE, wall=wall)
    assert failure.value.completed.stderr_tail == "причина\n"


def test_the_signal_that_ended_a_tool_is_seen(tmp_path: Path, wall: Wall) -> None:
    done = run(
        ["sh", "-c", "kill -SEGV $$"], workdir=tmp_path, limits=PROBE, wall=wall, check=False
    )
    assert done.returncode == -signal.SIGSEGV


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="no-such-tool"):
        run(["no-such-tool"], workdir=tmp_path, limits=PROBE)


def test_a_timeout_kills_all_processes(tmp_path: Path, wall: Wall, mark: str) -> None:
    script = f"sleep {mark} & setsid sleep {mark} & sleep {mark}"
    with pytest.raises(ToolTimeout):
        run(["sh", "-c", script], workdir=tmp_path, limits=SHORT, wall=wall)
    assert not running(mark)


def test_what_a_tool_leaves_running_ends_with_it(tmp_path: Path, wall: Wall, mark: str) -> None:
    script = f"sleep {mark} & setsid sleep {mark} & touch begun"
    run(["sh", "-c", script], workdir=tmp_path, limits=PROBE, wall=wall)
    assert (tmp_path / "begun").exists()
    assert not running(mark)


@pytest.mark.parametrize("sandbox", ["", "none"], ids=["best", "none"])
def test_a_killed_worker_leaves_no_child(tmp_path: Path, sandbox: str, mark: str) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    script = f"sleep {mark} & setsid sleep {mark} & echo go > ready; sleep {mark}|{mark}"
    code = (
        "import sys; from pathlib import Path; from media.limits import PROBE; "
        "from media.tools import run; from media.walls import best_wall; "
        "run(['sh', '-c', *sys.argv[2].split('|')], workdir=Path(sys.argv[1]), limits=PROBE, "
        "wall=best_wall(sys.argv[3]))"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), script, sandbox],
        cwd=Path(__file__).parents[2],
    )
    ready.read_text()
    assert running(mark)
    worker.kill()
    worker.wait()
    assert gone(mark)


def test_a_swarm_of_processes_is_ended(tmp_path: Path, wall: Wall, mark: str) -> None:
    script = f"for i in $(seq {PROBE.processes + 10}); do sleep {mark} & done; wait"
    with pytest.raises(ToolFailed) as failure:
        run(["sh", "-c", script], workdir=tmp_path, limits=PROBE, wall=wall)
    assert "processes" in failure.value.completed.stderr_tail
    assert failure.value.completed.returncode == -signal.SIGKILL
    assert not running(mark)


def test_memory_of_all_processes_together_is_bounded(tmp_path: Path, wall: Wall) -> None:
    tight = Limits(wall_seconds=30, cpu_seconds=20, memory_bytes=200 * MIB, file_bytes=MIB)
    taking = "import os; os.fork(); os.fork(); x = b'x' * (100 << 20); import time; time.sleep(60)"
    with pytest.raises(ToolFailed) as failure:
        run([sys.executable, "-c", taking], workdir=tmp_path, limits=tight, wall=wall)
    assert "resident" in failure.value.completed.stderr_tail


def test_memory_is_bounded(tmp_path: Path, wall: Wall) -> None:
    tight = Limits(wall_seconds=30, cpu_seconds=20, memory_bytes=200 * MIB, file_bytes=MIB)
    with pytest.raises(ToolFailed) as failure:
        run(
            [sys.executable, "-c", "bytearray(400 << 20)"],
            workdir=tmp_path,
            limits=tight,
            wall=wall,
        )
    assert "MemoryError" in failure.value.completed.stderr_tail


def test_processor_time_is_bounded(tmp_path: Path, wall: Wall) -> None:
    tight = Limits(wall_seconds=30, cpu_seconds=1, memory_bytes=GIB, file_bytes=MIB)
    done = run(
        ["sh", "-c", "while :; do :; done"], workdir=tmp_path, limits=tight, wall=wall, check=False
    )
    assert done.returncode in (-signal.SIGKILL, -signal.SIGXCPU)


def test_written_files_are_bounded(tmp_path: Path, wall: Wall) -> None:
    run(
        ["sh", "-c", "head -c 9000000 /dev/zero > big"],
        workdir=tmp_path,
        limits=SHORT,
        wall=wall,
        check=False,
    )
    assert (tmp_path / "big").stat().st_size == MIB


def test_output_is_kept_only_in_part(tmp_path: Path, wall: Wall) -> None:
    done = run(
        ["sh", "-c", "head -c 5000000 /dev/zero | tr '\\0' x; echo; echo конец"],
        workdir=tmp_path,
        limits=PROBE,
        wall=wall,
    )
    assert len(done.stdout_tail) < 70_000
    assert done.stdout_tail.endswith("конец\n")


def test_the_environment_is_an_allow_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_DATABASE_URL", "secret")
    done = run(["env"], workdir=tmp_path, limits=PROBE)
    names = {line.partition("=")[0] for line in done.stdout_tail.splitlines()}
    names -= {"PWD"}  # of bubblewrap's making
    assert names == {"PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "MALLOC_ARENA_MAX"}
    assert f"HOME={tmp_path}" in done.stdout_tail


def test_a_tool_is_polite_and_reads_nothing(tmp_path: Path, wall: Wall) -> None:
    done = run(["sh", "-c", "nice; cat"], workdir=tmp_path, limits=PROBE, wall=wall)
    assert int(done.stdout_tail) >= 10


def test_lines_are_handed_on_and_an_objection_ends_the_tool(
    tmp_path: Path, wall: Wall, mark: str
) -> None:
    seen: list[str] = []

    def object_to_second(line: str) -> None:
        seen.append(line)
        if len(seen) == 2:
            raise InterruptedError

    script = f"echo раз; echo два; sleep {mark}"
    with pytest.raises(InterruptedError):
        run(
            ["sh", "-c", script],
            workdir=tmp_path,
            limits=PROBE,
            on_line=object_to_second,
            wall=wall,
        )
    assert seen == ["раз", "два"]
    assert not running(mark)


def test_a_tool_that_says_nothing_is_ended_with_the_work_it_is_for(
    tmp_path: Path, wall: Wall, mark: str
) -> None:
    class Stop(Exception):
        pass

    def once_it_runs() -> None:
        if running(mark):
            raise Stop

    began = time.monotonic()
    with pytest.raises(Stop), heeding(once_it_runs):
        run(["sh", "-c", f"sleep {mark}"], workdir=tmp_path, limits=PROBE, wall=wall)
    assert time.monotonic() - began < 5
    assert not running(mark)
    run(
        ["sh", "-c", "sleep 0.7"], workdir=tmp_path, limits=PROBE, wall=wall
    )  # nobody heeds any more
