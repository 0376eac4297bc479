"""What plays of a film or a sound is told by the names of what was made of it."""

import pytest

from catalog.made import Picture
from catalog.playing import film_of, plain_of, sound_of
from catalog.transcript import Line, found_line, within


def made(*names: str) -> dict[str, Picture]:
    sized = {"240p.mp4": (426, 240), "video.mp4": (854, 480)}
    return {name: Picture(name, *sized.get(name, (None, None))) for name in names}


FIRST = ("cover.webp", "240p.mp4", "240p.m3u8", "first.m3u8", "sprite.vtt")
LADDER = ("720p.mp4", "720p.m3u8", "480p.mp4", "480p.m3u8", "master.m3u8", "video.mp4")


def test_after_the_first_pass_the_lowest_rung_plays() -> None:
    film = film_of(made(*FIRST))
    assert film is not None
    assert (film.plain, film.stream, film.rungs) == ("240p.mp4", "first.m3u8", (240,))
    assert film.partial
    assert (film.width, film.height) == (426, 240)
    assert film.sprite == "sprite.vtt"


def test_rungs_that_no_playlist_offers_yet_are_not_offered() -> None:
    film = film_of(made(*FIRST, "480p.mp4", "480p.m3u8"))
    assert film is not None
    assert film.rungs == (240,)


def test_the_whole_ladder_is_offered_from_its_top() -> None:
    film = film_of(made(*FIRST, *LADDER))
    assert film is not None
    assert (film.plain, film.stream) == ("video.mp4", "master.m3u8")
    assert film.rungs == (720, 480, 240)
    assert not film.partial


def test_a_film_in_one_file_needs_no_playlist() -> None:
    film = film_of(made("cover.webp", "video.mp4"))
    assert film is not None
    assert (film.stream, film.rungs, film.partial) == ("", (), False)


def test_nothing_plays_of_what_has_a_cover_alone() -> None:
    assert film_of(made("cover.webp")) is None
    assert sound_of(made("cover.webp")) is None


def test_russian_captions_come_first() -> None:
    film = film_of(made(*FIRST, "captions-en.vtt", "captions-ru.vtt", "captions-und.vtt"))
    assert film is not None
    assert next((one.language, one.name) for one in film.captions) == ("ru", "captions-ru.vtt")
    assert {one.language for one in film.captions} == {"ru", "en", "und"}


def test_a_sound_plays_with_its_waveform() -> None:
    sound = sound_of(made("audio.m4a", "waveform.json", "cover.webp"))
    assert sound is not None
    assert (sound.plain, sound.wave, sound.stream) == ("audio.m4a", "waveform.json", "")


@pytest.mark.parametrize(
    ("names", "plain"),
    [
        ({"video.mp4", "240p.mp4"}, "video.mp4"),
        ({"240p.mp4", "cover.webp"}, "240p.mp4"),
        ({"audio.m4a"}, "audio.m4a"),
        ({"cover.webp"}, ""),
    ],
)
def test_one_file_is_chosen_for_where_there_is_no_script(names: set[str], plain: str) -> None:
    assert plain_of(names) == plain


def test_an_address_means_the_line_that_has_begun_by_its_second() -> None:
    lines = (Line(1.5, 4.0, "Доли"), Line(14.2, 17.0, "Дроби"))
    assert found_line(lines, 0) is None
    assert found_line(lines, 1) == lines[0]
    assert found_line(lines, 13) == lines[0]
    assert found_line(lines, 14) == lines[1]
    assert lines[1].second == 14


def test_a_part_has_the_lines_that_are_said_in_it() -> None:
    lines = (Line(1.0, 4.0, "Доли"), Line(4.0, None, "Дробь"), Line(14.2, 17.0, "Луч"))
    assert within(lines, 4.0, 15.0) == lines[1:]
    assert within(lines, 3.5, 4.0) == lines[:1]
    assert within(lines, 5.0, 14.0) == ()
