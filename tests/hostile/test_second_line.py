"""What the wall holds by itself, were a file let through that points elsewhere."""

import os
from pathlib import Path

import pytest

from ingest.office import convert
from media.limits import PROBE, Limits
from media.tools import ToolPaths, run
from media.walls import best_wall
from tests.hostile import makers_hidden
from tests.hostile.conftest import Bait
from tests.hostile.watch import watching

#: Settings whose wall shuts files on this machine: a program around the tool, the kernel alone.
SHUT = [setting for setting in ("", "none") if best_wall(setting).blocks_files]
MINUTE = Limits(wall_seconds=60, cpu_seconds=60, memory_bytes=1 << 32, file_bytes=1 << 28)


def behind(setting: str, tmp_path: Path) -> ToolPaths:
    return ToolPaths(sandbox=setting, tmp=tmp_path / "tmp")


def drawn_as_it_is(path: Path, format: str, setting: str, tmp_path: Path) -> Path:
    """A deck that nobody has cut, in LibreOffice."""
    workdir = tmp_path / f"work{setting}"
    workdir.mkdir()
    tools = behind(setting, tmp_path)
    return convert(path, format=format, to="pdf", workdir=workdir, tools=tools, slides=3)


@pytest.fixture(params=["pptx", "odp"])
def form(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def uncut(form: str, neighbours: Path, tmp_path: Path) -> Path:
    """A deck that shows a neighbour's picture in every way that was ever found."""
    picture = neighbours / "bait.png"
    if form == "odp":
        return makers_hidden.odp_hidden(tmp_path, picture)
    return makers_hidden.pptx_hidden(tmp_path, picture, picture, [])


def test_the_deck_would_be_shown_what_it_points_at(
    uncut: Path, form: str, neighbours: Path, tmp_path: Path
) -> None:
    with watching() as untouched:
        picture = untouched.add(neighbours / "bait.png")
        drawn_as_it_is(uncut, form, "off", tmp_path)
        assert untouched.opened() == {picture}


@pytest.mark.parametrize("setting", SHUT)
def test_an_uncut_deck_reads_nothing(
    setting: str, uncut: Path, form: str, bait: Bait, tmp_path: Path
) -> None:
    assert drawn_as_it_is(uncut, form, setting, tmp_path).stat().st_size > 0


@pytest.mark.parametrize("setting", SHUT)
def test_a_script_for_ffmpeg_reads_nothing(setting: str, bait: Bait, tmp_path: Path) -> None:
    """Without the lists of demuxers and protocols that the product gives to it."""
    work = tmp_path / "work"
    work.mkdir()
    script = work / "film.txt"
    addresses = (bait.film, *bait.web)
    script.write_text("".join(f"file '{one}'\n" for one in addresses))
    for argv in (
        ["-f", "concat", "-safe", "0", "-i", str(script)],
        *(["-i", str(one)] for one in addresses),
    ):
        done = run(
            ["ffmpeg", "-v", "error", *argv, "-f", "null", "-"],
            workdir=work,
            limits=MINUTE,
            wall=best_wall(setting),
            check=False,
        )
        assert done.returncode != 0


@pytest.mark.parametrize("setting", SHUT)
def test_another_process_of_the_same_user_cannot_be_looked_into(
    setting: str, tmp_path: Path
) -> None:
    ours = os.getpid()
    script = f"kill -0 {ours} && echo there; cat /proc/{ours}/environ; true"

    def told(setting: str) -> str:
        argv, wall = ["sh", "-c", script], best_wall(setting)
        return run(argv, workdir=tmp_path, limits=PROBE, wall=wall).stdout_tail

    assert told("off").startswith("there\n")
    assert told(setting) == ""
