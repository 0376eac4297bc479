"""Captions and chapters inside a film come out as WebVTT, and what is said is found by its time."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.captions.embedded import take_out
from ingest.captions.language import code_of, read_first, told_by_letters
from ingest.captions.order import best_of
from ingest.captions.read import read_captions
from ingest.processors.contract import Context, StepResult
from media.tools import ToolPaths
from tests.ingest import makers

PICTURE = ["-f", "lavfi", "-i", "testsrc=size=64x64:rate=10:duration=1"]
SRT = "1\n00:00:00,100 --> 00:00:00,900\n{}\n"


def captioned(folder: Path, name: str, codec: str, tracks: Sequence[tuple[str, str]]) -> Path:
    """A second of film with a track of captions for each (language, words)."""
    path = folder / name
    inputs, maps, marks = list(PICTURE), ["-map", "0"], []
    for n, (language, words) in enumerate(tracks):
        file = folder / f"{n}.srt"
        file.write_text(SRT.format(words), "utf-8")
        inputs += ["-i", str(file)]
        maps += ["-map", str(n + 1)]
        marks += [f"-metadata:s:s:{n}", f"language={language}"]
    makers.ffmpeg(*inputs, *maps, *marks, "-c:v", "mpeg4", "-c:s", codec, str(path))
    return path


def taken_out(path: Path, folder: Path) -> StepResult:
    room = folder / "room"
    room.mkdir()
    return take_out(Context(path, "mkv", "", lambda: room, ToolPaths(), lambda percent: None))


def cues(result: StepResult, name: str) -> list[tuple[int, int, str]]:
    (made,) = (one for one in result.renditions if one.name == name)
    assert made.mime == "text/vtt"
    return [(cue.start, cue.end, cue.text) for cue in read_captions(made.path.read_bytes())]


@pytest.mark.parametrize(
    ("name", "codec"), [("f.mp4", "mov_text"), ("f.mkv", "subrip"), ("g.mkv", "ass")]
)
def test_tracks_of_words_come_out_by_language(name: str, codec: str, tmp_path: Path) -> None:
    tracks = [("eng", "A fraction"), ("rus", "Дробь — <i>часть</i> целого")]
    result = taken_out(captioned(tmp_path, name, codec, tracks), tmp_path)
    assert cues(result, "captions-ru.vtt") == [(100, 900, "Дробь — <i>часть</i> целого")]
    assert cues(result, "captions-en.vtt") == [(100, 900, "A fraction")]
    assert not result.warnings
    assert result.tool.startswith("ffmpeg")
    assert result.fragments is not None
    (said,) = result.fragments
    assert (said.unit, said.at, said.until, said.text) == ("ms", 100, 900, "Дробь — часть целого")


def test_a_track_of_which_nobody_told_the_language_is_told_by_its_letters(tmp_path: Path) -> None:
    film = captioned(tmp_path, "f.mkv", "subrip", [("und", "Числитель")])
    assert cues(taken_out(film, tmp_path), "captions-ru.vtt")
    assert told_by_letters("Свята їжа") == told_by_letters("Fraction") == "und"


def test_a_track_that_describes_is_found_and_not_shown(tmp_path: Path) -> None:
    words = captioned(tmp_path, "f.mp4", "mov_text", [("rus", "На доске дробь")])
    film = tmp_path / "described.mp4"
    marks = ["-c", "copy", "-disposition:s:0", "descriptions"]
    makers.ffmpeg("-i", str(words), "-map", "0", *marks, str(film))
    result = taken_out(film, tmp_path)
    assert [one.name for one in result.renditions] == ["descriptions-ru.vtt"]
    assert result.fragments is not None
    assert result.fragments[0].text == "На доске дробь"


def test_what_speaks_first_is_russian_and_said() -> None:
    names = ["descriptions-ru.vtt", "captions-en.vtt", "cover.webp", "captions-ru.vtt"]
    assert best_of(names) == ["captions-ru.vtt", "descriptions-ru.vtt", "captions-en.vtt"]


def test_captions_that_are_pictures_are_told(tmp_path: Path) -> None:
    words = captioned(tmp_path, "f.mkv", "ass", [("rus", "Дробь")])
    drawn = tmp_path / "drawn.mkv"
    # A track of DVD's pictures, empty: ffmpeg draws none of words.
    content = words.read_bytes()
    assert content.count(b"S_TEXT/ASS") == 1
    drawn.write_bytes(content.replace(b"S_TEXT/ASS", b"S_VOBSUB\0\0"))
    result = taken_out(drawn, tmp_path)
    assert not result.renditions
    assert result.fragments is None
    assert "картинки" in result.warnings[0]


def test_chapters_come_out_each_up_to_the_next(tmp_path: Path) -> None:
    chapter = "[CHAPTER]\nTIMEBASE=1/1000\nSTART={}\nEND={}\ntitle={}\n"
    (tmp_path / "chapters").write_text(
        ";FFMETADATA1\n" + chapter.format(0, 400, "Начало <1>") + chapter.format(500, 1000, ""),
        "utf-8",
    )
    film = tmp_path / "film.mkv"
    inputs = [*PICTURE, "-i", str(tmp_path / "chapters"), "-map", "0", "-map_chapters", "1"]
    makers.ffmpeg(*inputs, "-c:v", "mpeg4", str(film))
    result = taken_out(film, tmp_path)
    assert cues(result, "chapters.vtt") == [(0, 500, "Начало &lt;1&gt;"), (500, 1000, "Часть 2")]
    assert result.fragments is None


def test_a_film_with_nothing_beside_is_left_alone(tmp_path: Path) -> None:
    result = taken_out(makers.make("mkv", tmp_path), tmp_path)
    assert (result.renditions, result.fragments, result.warnings) == ((), None, ())


@pytest.mark.parametrize(
    ("given", "code"),
    [("rus", "ru"), ("RU", "ru"), ("ru-RU", "ru"), ("ger", "de"), ("", "und"), ("русский", "und")],
)
def test_a_language_has_one_code(given: str, code: str) -> None:
    assert code_of(given) == code


def test_russian_is_read_first_and_the_unknown_last() -> None:
    assert read_first(["und", "en", "ru", "de"]) == ["ru", "de", "en", "und"]
