"""The tool runner: limits hold, nothing is left behind."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from media.limits import GIB, MIB, PROBE, Limits
from media.tools import ToolFailed, ToolMissing, ToolPaths, ToolTimeout, run
from media.walls import NoNetwork, NoWall, best_wall

SHORT = Limits(wall_seconds=0.5, cpu_seconds=5, memory_bytes=GIB, file_bytes=MIB)


def alive(pid: int) -> bool:
    """Whether a process runs; an unreaped one does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_output_and_status_come_back(tmp_path: Path) -> None:
    done = run(
        ["sh", "-c", "echo да; echo нет >&2; exit 3"], workdir=tmp_path, limits=PROBE, check=False
    )
    assert (done.returncode, done.stdout_tail, done.stderr_tail) == (3, "да\n", "нет\n")


def test_a_failure_is_raised_with_what_the_tool_said(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed) as failure:
        run(["sh", "-c", "echo причина >&2; exit 1"], workdir=tmp_path, limits=PROBE)
    assert failure.value.completed.stderr_tail == "причина\n"


def test_the_signal_that_ended_a_tool_is_seen(tmp_path: Path) -> None:
    done = run(["sh", "-c", "kill -SEGV $$"], workdir=tmp_path, limits=PROBE, check=False)
    assert done.returncode == -signal.SIGSEGV


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="no-such-tool"):
        run(["no-such-tool"], workdir=tmp_path, limits=PROBE)


def test_a_timeout_kills_the_whole_group(tmp_path: Path) -> None:
    script = "sleep 300 & echo $! > child; echo $$ > leader; sleep 300"
    with pytest.raises(ToolTimeout):
        run(["sh", "-c", script], workdir=tmp_path, limits=SHORT)
    assert not alive(int((tmp_path / "leader").read_text()))
    assert not alive(int((tmp_path / "child").read_text()))


def test_what_a_tool_leaves_running_ends_with_it(tmp_path: Path) -> None:
    run(["sh", "-c", "sleep 300 & echo $! > child"], workdir=tmp_path, limits=PROBE)
    assert not alive(int((tmp_path / "child").read_text()))


def test_a_killed_worker_leaves_no_child(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    script = "sleep 300 & echo $! $$ > pids; echo go > ready; sleep 300"
    code = (
        "import sys; from pathlib import Path; from media.limits import PROBE; "
        "from media.tools import run; "
        "run(['sh', '-c', sys.argv[2]], workdir=Path(sys.argv[1]), limits=PROBE)"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), script], cwd=Path(__file__).parents[2]
    )
    ready.read_text()
    worker.kill()
    worker.wait()
    pids = [int(word) for word in (tmp_path / "pids").read_text().split()]
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        # The death signal is on its way; a dead process makes its descriptor readable.
        ended, _, _ = select.select([descriptor], [], [], 10)
        os.close(descriptor)
        assert ended, f"{pid} is still alive"


def test_memory_is_bounded(tmp_path: Path) -> None:
    tight = Limits(wall_seconds=30, cpu_seconds=20, memory_bytes=200 * MIB, file_bytes=MIB)
    with pytest.raises(ToolFailed) as failure:
        run([sys.executable, "-c", "bytearray(400 << 20)"], workdir=tmp_path, limits=tight)
    assert "MemoryError" in failure.value.completed.stderr_tail


def test_processor_time_is_bounded(tmp_path: Path) -> None:
    tight = Limits(wall_seconds=30, cpu_seconds=1, memory_bytes=GIB, file_bytes=MIB)
    done = run(["sh", "-c", "while :; do :; done"], workdir=tmp_path, limits=tight, check=False)
    assert done.returncode in (-signal.SIGKILL, -signal.SIGXCPU)


def test_written_files_are_bounded(tmp_path: Path) -> None:
    run(
        ["sh", "-c", "head -c 9000000 /dev/zero > big"], workdir=tmp_path, limits=SHORT, check=False
    )
    assert (tmp_path / "big").stat().st_size == MIB


def test_output_is_kept_only_in_part(tmp_path: Path) -> None:
    done = run(
        ["sh", "-c", "head -c 5000000 /dev/zero | tr '\\0' x; echo; echo конец"],
        workdir=tmp_path,
        limits=PROBE,
    )
    assert len(done.stdout_tail) < 70_000
    assert done.stdout_tail.endswith("конец\n")


def test_the_environment_is_an_allow_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTA_DATABASE_URL", "secret")
    done = run(["env"], workdir=tmp_path, limits=PROBE)
    names = {line.partition("=")[0] for line in done.stdout_tail.splitlines()}
    assert names == {"PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "MALLOC_ARENA_MAX"}
    assert f"HOME={tmp_path}" in done.stdout_tail


def test_a_tool_is_polite_and_reads_nothing(tmp_path: Path) -> None:
    done = run(["sh", "-c", "nice; cat"], workdir=tmp_path, limits=PROBE)
    assert int(done.stdout_tail) >= 10


def test_lines_are_handed_on_and_an_objection_ends_the_tool(tmp_path: Path) -> None:
    seen: list[str] = []

    def object_to_second(line: str) -> None:
        seen.append(line)
        if len(seen) == 2:
            raise InterruptedError

    script = "echo $$ > leader; echo раз; echo два; sleep 300"
    with pytest.raises(InterruptedError):
        run(["sh", "-c", script], workdir=tmp_path, limits=PROBE, on_line=object_to_second)
    assert seen == ["раз", "два"]
    assert not alive(int((tmp_path / "leader").read_text()))


def test_there_is_no_network_behind_the_best_wall(tmp_path: Path) -> None:
    wall = best_wall("")
    names = run(["cat", "/proc/net/dev"], workdir=tmp_path, limits=PROBE, wall=wall).stdout_tail
    interfaces = {line.partition(":")[0].strip() for line in names.splitlines() if ":" in line}
    if wall.blocks_network:
        assert interfaces == {"lo"}
    else:
        assert isinstance(wall, NoWall)


def test_the_wall_is_chosen_by_the_setting() -> None:
    assert isinstance(best_wall("none"), NoWall)
    assert isinstance(ToolPaths(sandbox="none").wall, NoWall)
    assert isinstance(best_wall(""), NoNetwork | NoWall)
    with pytest.raises(ValueError, match="strongest"):
        best_wall("strongest")
