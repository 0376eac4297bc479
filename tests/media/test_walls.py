"""The walls: what a tool sees behind each, how one is chosen, what it says of itself."""

import os
import shutil
import socket
import stat
import sys
from pathlib import Path

import pytest

from media.limits import PROBE
from media.tools import ToolFailed, ToolPaths, WallFailed, run
from media.walls import Bubblewrap, Kernel, NoWall, Tried, Wall, best_wall, find_wall, landlock
from media.walls.places import program_places, python_places
from media.walls.probe import each_tried

#: Each that works on this machine, whichever is the best.
WALLS = (*(wall for wall in each_tried("") if not isinstance(wall, Tried)), NoWall())


@pytest.fixture(params=WALLS, ids=lambda wall: wall.name.replace(", ", "-"))
def wall(request: pytest.FixtureRequest) -> Wall:
    found: Wall = request.param
    return found


def seen(script: str, workdir: Path, wall: Wall, *inputs: Path) -> str:
    done = run(["sh", "-c", script], workdir=workdir, limits=PROBE, wall=wall, inputs=inputs)
    return done.stdout_tail


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A tool's own folder, with a secret beside it."""
    (tmp_path / "secret").write_text("canary")
    folder = tmp_path / "рабочая папка"
    folder.mkdir()
    return folder


def test_the_wall_is_chosen_by_the_setting() -> None:
    for_none = Kernel if landlock.version() else NoWall
    assert isinstance(best_wall("none"), for_none)
    assert isinstance(ToolPaths(sandbox="none").wall, for_none)
    assert isinstance(best_wall("off"), NoWall)
    with pytest.raises(ValueError, match="strongest"):
        best_wall("strongest")


def test_what_is_no_better_says_why() -> None:
    found = find_wall("")
    stronger = {one.wall for one in found.tried}
    assert found.wall.name not in stronger or isinstance(found.wall, Bubblewrap)
    assert all(one.problem for one in found.tried)
    if not isinstance(found.wall, Bubblewrap):
        assert "bubblewrap" in stronger
    assert find_wall("") is found  # tried once in a process


def test_a_listening_socket_is_out_of_reach(work: Path, wall: Wall) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        call = f"socket.create_connection(('127.0.0.1', {port}), 5)"
        assert tried(call, work, wall) == (not wall.blocks_network)


def test_a_packet_does_not_get_out(work: Path, wall: Wall) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.setblocking(False)
        call = "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {}))"
        tried(call.format(listener.getsockname()[1]), work, wall)
        try:
            came = listener.recv(1)
        except BlockingIOError:
            came = b""
    assert came == (b"" if wall.blocks_network else b"x")


def test_the_sockets_of_other_programs_are_out_of_reach(work: Path, wall: Wall) -> None:
    at = work.parent / "database"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(at))
        listener.listen()
        call = f"socket.socket(socket.AF_UNIX).connect({str(at)!r})"
        assert tried(call, work, wall) == (not wall.blocks_files)


def test_rights_of_other_files_stay_as_they_are(work: Path, wall: Wall) -> None:
    secret = work.parent / "secret"
    secret.chmod(stat.S_IRUSR)
    assert tried(f"os.chmod({str(secret)!r}, 0o666)", work, wall) == (not wall.blocks_files)
    assert (stat.S_IMODE(secret.stat().st_mode) == stat.S_IRUSR) == wall.blocks_files


def tried(call: str, work: Path, wall: Wall) -> bool:
    """Whether a call of Python's goes well behind the wall."""
    argv = [sys.executable, "-c", f"import os, socket; {call}"]
    return run(argv, workdir=work, limits=PROBE, wall=wall, check=False).returncode == 0


def test_only_the_own_folder_and_the_inputs_are_there(work: Path, wall: Wall) -> None:
    given = work.parent / "дано.txt"
    given.write_text("дано")
    around = seen(f"ls '{work.parent}'; cat '{given}'; cat ../secret || true", work, wall, given)
    if isinstance(wall, Bubblewrap):
        assert around.split("\n") == ["дано.txt", "рабочая папка", "дано"]
    elif wall.blocks_files:
        assert around == "дано"
    else:
        assert "canary" in around


def test_the_own_folder_alone_can_be_written(work: Path, wall: Wall) -> None:
    given = work.parent / "given"
    given.write_text("as it was")
    places = f"'{work}/x' '{given}' /usr/x /etc/x /x /dev/x /dev/shm/x '{work.parent}/x'"
    script = f"for at in {places}; do (: > $at) 2>/dev/null && echo $at; done; true"
    script = script.replace("$at", '"$at"')
    if wall.blocks_files:
        # Beside it a small folder of its own for locks may stand where this one lies.
        written = set(seen(script, work, wall, given).splitlines()) - {f"{work.parent}/x"}
        assert written == {f"{work}/x"}
        assert given.read_text() == "as it was"
    assert not (work.parent / "x").exists()


def test_processes_of_others_and_the_machines_name_are_out_of_sight(work: Path, wall: Wall) -> None:
    pids = seen("ls /proc || true", work, wall)
    if wall.blocks_files:
        assert str(os.getpid()) not in pids.split()
        assert len([word for word in pids.split() if word.isdigit()]) < 6


def test_this_python_runs_with_its_packages(work: Path, wall: Wall) -> None:
    code = "import lxml.etree, PIL.Image, pptx, pypdfium2; print('да')"
    done = run([sys.executable, "-c", code], workdir=work, limits=PROBE, wall=wall)
    assert done.stdout_tail == "да\n"


def test_what_this_python_reads_is_code_alone() -> None:
    root = Path(__file__).parents[2]
    for place in python_places():
        assert place not in (root, *root.parents, Path.home(), *Path.home().parents)


def test_a_program_from_elsewhere_brings_its_neighbours(work: Path, wall: Wall) -> None:
    place = work.parent / "opt" / "bin"
    place.mkdir(parents=True)
    (place.parent / "lib").mkdir()
    (place.parent / "lib" / "word").write_text("сосед")
    (place.parent / "data").write_text("canary")
    tool = place / "tool"
    tool.write_text('#!/bin/sh\ncat "$(dirname "$0")/../lib/word" "$(dirname "$0")/helper"\n')
    (place / "helper").write_text(" и друг")
    tool.chmod(0o755)
    done = run([str(tool)], workdir=work, limits=PROBE, wall=wall)
    assert done.stdout_tail == "сосед и друг"
    assert program_places(str(tool), [work]) == (place, place.parent / "lib")


def test_a_link_to_a_program_is_followed(work: Path, wall: Wall) -> None:
    link = work.parent / "links" / "ffprobe"
    link.parent.mkdir()
    link.symlink_to(shutil.which("ffprobe") or "")
    done = run([str(link), "-version"], workdir=work, limits=PROBE, wall=wall)
    assert done.stdout_tail.startswith("ffprobe version")


def test_a_program_beside_the_installation_comes_alone(work: Path, wall: Wall) -> None:
    tool = work.parent / "tool"
    tool.write_text(f"#!/bin/sh\ncat '{work.parent}/secret' || echo нет\n")
    tool.chmod(0o755)
    assert program_places(str(tool), [work]) == (tool,)
    told = run([str(tool)], workdir=work, limits=PROBE, wall=wall).stdout_tail
    assert told == ("нет\n" if wall.blocks_files else "canary")


def test_a_wall_that_does_not_come_up_is_not_the_files_fault(work: Path, wall: Wall) -> None:
    if isinstance(wall, Bubblewrap):
        with pytest.raises(WallFailed, match="сообщите администратору"):
            seen("true", work, wall, work.parent / "absent")
    with pytest.raises(ToolFailed):
        seen("exit 1", work, wall)


def test_a_tool_gets_to_files_that_its_user_may_read_though_not_own(work: Path, wall: Wall) -> None:
    given = work.parent / "чужое"
    given.write_text("чужое")
    given.chmod(stat.S_IRUSR | stat.S_IWUSR)
    if os.geteuid() == 0:
        os.chown(given, 65534, 65534)
    assert seen(f"cat '{given}'", work, wall, given) == "чужое"
