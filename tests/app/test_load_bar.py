"""Whoever waits for a bulk load sees how far it is and how long the rest takes."""

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from app.commands.load_bar import LINE_SECONDS, LoadBar, in_words
from ingest.details import Details
from ingest.load_progress import FILE_COSTS, WINDOW_SECONDS, LoadProgress
from ingest.sources import walk
from tests.road.workers import PARTA, ROOT
from tests.town import Town, a_picture

FILES = 12
"""Enough for a bar to be drawn more than once while they are worked on."""


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_what_is_left_is_told_by_the_pace_of_the_last_minutes() -> None:
    clock = Hands()
    progress = LoadProgress([FILE_COSTS] * 1000, clock)
    assert progress.seconds_left is None
    clock.at += 10
    progress.reached(500, 500 * FILE_COSTS)  # known from an earlier run
    assert progress.seconds_left == 10
    for _ in range(20):
        clock.at += WINDOW_SECONDS / 10
        progress.reached(progress.files + 1, progress.weight + FILE_COSTS)

    assert progress.seconds_left == pytest.approx(480 * WINDOW_SECONDS / 10, rel=0.05)
    assert progress.share == 0.52


def test_a_film_weighs_more_than_a_picture() -> None:
    clock = Hands()
    progress = LoadProgress([FILE_COSTS, 99 * FILE_COSTS], clock)
    clock.at += 6
    progress.reached(1, FILE_COSTS)

    assert progress.share == 0.01
    assert progress.seconds_left == pytest.approx(6 * 99)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (20, "меньше минуты"),
        (290, "около 5 мин"),
        (3600 * 3 + 60 * 24, "около 3 ч 20 мин"),
        (3600 * 14 + 60 * 24, "около 14 ч"),
    ],
)
def test_the_rest_is_told_no_finer_than_it_is_known(seconds: float, said: str) -> None:
    assert in_words(seconds) == said


def test_where_nothing_can_be_drawn_a_line_comes_now_and_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for mark in range(10):
        a_picture(tmp_path, mark)
    clock = Hands()
    entries = list(walk([tmp_path], Details(), print))
    bar = LoadBar(entries, clock)
    for done in range(1, 11):
        clock.at += LINE_SECONDS / 2
        bar.reached(entries[:done])
    bar.close()

    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Сделано 2 из 10, осталось около 2 мин."
    assert len(said) == 5


def test_on_a_terminal_a_bar_moves_and_leaves_nothing_behind(town: Town, tmp_path: Path) -> None:
    for mark in range(FILES):
        a_picture(tmp_path / "м", mark)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PARTA, "ingest", tmp_path / "м", "--json", "--wait"],
        cwd=ROOT,
        env=os.environ | {"PARTA_HOME": str(town.home), "COLUMNS": "80"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:  # the terminal is gone with the process
        pass
    os.close(ours)

    assert process.wait() == 0
    frames = said.decode().split("\r\x1b[K")
    counts = [int(found[1]) for one in frames if (found := re.search(rf"\] (\d+) из {FILES}", one))]
    assert counts
    assert counts == sorted(counts)
    assert frames[-1].startswith("Лицензия не указана")  # the totals stand where the bar was
