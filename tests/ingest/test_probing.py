"""Files that say much of themselves are looked at whole; ffprobe's answer is read to its end."""

from pathlib import Path

import pytest

from ingest.captions.inside import MOST_CHAPTERS, look_inside
from ingest.film import look
from ingest.formats import identify
from ingest.probing import probed
from media.tools import ToolFailed, ToolPaths
from tests.ingest import makers


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return makers.sound(tmp_path_factory.mktemp("voice") / "голос.mp3")


def tools(folder: Path) -> ToolPaths:
    return ToolPaths(tmp=folder)


def test_long_words_in_a_recording_are_no_hindrance(voice: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.mp3"
    words = [f"comment{n}={'слово ' * 2000}" for n in range(8)]
    told = [part for one in words for part in ("-metadata", one)]
    makers.ffmpeg("-i", str(voice), "-c", "copy", *told, str(long))
    assert long.stat().st_size > 100_000
    assert identify(long, tools(tmp_path)).format == "mp3"


def test_of_two_hundred_tracks_the_first_is_heard(voice: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.mka"
    maps = ["-map", "0:a"] * 200
    makers.ffmpeg("-i", str(voice), *maps, "-c", "copy", str(many))
    film = look(many, workdir=tmp_path, tools=tools(tmp_path))
    assert film.sound is not None
    assert film.sound.index == 0
    assert {path.name for path in tmp_path.iterdir()} == {"many.mka"}


def test_four_hundred_chapters_are_read(voice: Path, tmp_path: Path) -> None:
    listed = tmp_path / "chapters"
    parts = "".join(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={n * 2}\nEND={n * 2 + 2}\ntitle=Часть {'о' * 90} {n}\n"
        for n in range(400)
    )
    listed.write_text(f";FFMETADATA1\n{parts}", "utf-8")
    film = tmp_path / "chapters.mka"
    inputs = ["-i", str(voice), "-i", str(listed), "-map", "0:a", "-map_chapters", "1"]
    makers.ffmpeg(*inputs, "-c", "copy", str(film))
    assert len(look_inside(film, workdir=tmp_path, tools=tools(tmp_path)).chapters) == 400
    assert MOST_CHAPTERS >= 400


def test_an_answer_that_cannot_be_read_is_the_tools_failure(voice: Path, tmp_path: Path) -> None:
    silent = tmp_path / "ffprobe"
    silent.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    silent.chmod(0o755)
    with pytest.raises(ToolFailed):
        probed(voice, [], workdir=tmp_path, tools=ToolPaths(ffprobe=str(silent), tmp=tmp_path))
