"""Which rungs a film gets, at what rate, and what its playlists say of them."""

from fractions import Fraction
from pathlib import Path

import pytest

from ingest.film import Picture
from ingest.films import copying
from ingest.films.hls import cuts_of
from ingest.films.playlist import Segments, read_segments
from ingest.films.rungs import rate_of, rungs_of
from ingest.films.sprite import Sheet
from ingest.films.survey import Track


def picture(
    width: int,
    height: int,
    *,
    rotation: int = 0,
    aspect: str = "1",
    average: str = "30",
    ticks: str = "30",
) -> Picture:
    return Picture(
        index=0,
        codec="h264",
        pixels="yuv420p",
        width=width,
        height=height,
        rotation=rotation,
        aspect=Fraction(aspect),
        average_rate=Fraction(average),
        rate=Fraction(ticks),
        field_order="progressive",
        has_alpha=False,
    )


@pytest.mark.parametrize(
    ("film", "sizes"),
    [
        (picture(640, 360), [(426, 240), (640, 360)]),
        (picture(1920, 1080), [(426, 240), (640, 360), (854, 480), (1280, 720), (1920, 1080)]),
        (picture(640, 360, rotation=90), [(240, 426), (360, 640)]),
        (picture(720, 576, aspect="16/15"), [(320, 240), (480, 360), (640, 480)]),
        (picture(176, 144), [(176, 144)]),
        (picture(9, 7), [(8, 6)]),
        (picture(1, 1), [(2, 2)]),
        (picture(640, 352), [(436, 240), (640, 352)]),
    ],
)
def test_rungs_are_named_by_the_shorter_side_and_never_enlarged(
    film: Picture, sizes: list[tuple[int, int]]
) -> None:
    rungs = rungs_of(film)
    assert [(rung.width, rung.height) for rung in rungs] == sizes
    assert rungs[0].name == "240p"


@pytest.mark.parametrize(("width", "height"), [(3840, 2160), (4096, 1716), (10000, 20), (20, 9000)])
def test_no_rung_is_wider_than_the_widest_film(width: int, height: int) -> None:
    for rung in rungs_of(picture(width, height)):
        assert rung.width % 2 == rung.height % 2 == 0
        assert max(rung.width, rung.height) <= 2.4 * rung.standard.lines + 1
        assert min(rung.width, rung.height) <= rung.standard.lines


@pytest.mark.parametrize(
    ("average", "ticks", "rate"),
    [
        ("30", "30", "30"),
        ("30000/1001", "30000/1001", "30000/1001"),
        ("60000/1001", "60000/1001", "30000/1001"),
        ("50", "50", "25"),
        ("25", "50", "25"),
        ("120", "120", "30"),
        ("29", "30", "30"),
        ("24", "1000", "24"),
        ("14", "90000", "15"),
        ("0", "0", "25"),
    ],
)
def test_the_rate_is_constant_and_a_whole_part_of_the_films(
    average: str, ticks: str, rate: str
) -> None:
    assert rate_of(picture(640, 360, average=average, ticks=ticks)) == Fraction(rate)


def test_a_film_whose_rate_wanders_or_that_cannot_be_entered_is_not_copied() -> None:
    def track(keyframes: list[float]) -> Track:
        return Track(packets=600, bytes=1_000_000, end=20.0, keyframes=keyframes)

    steady = picture(640, 360)
    rung = rungs_of(steady)[-1]
    often = track([0.0, 5.0, 10.0, 15.0])
    assert copying.fits(steady, often, rung, "mp4")
    assert not copying.fits(steady, often, rung, "avi")
    assert not copying.fits(steady, track([0.0]), rung, "mp4")
    assert not copying.fits(steady, track([5.0, 10.0, 15.0]), rung, "mp4")
    wandering = picture(640, 360, average="24")
    assert not copying.fits(wandering, often, rung, "mp4")
    heavy = Track(packets=600, bytes=9_000_000, end=20.0, keyframes=often.keyframes)
    assert not copying.fits(steady, heavy, rung, "mp4")


def test_segments_of_a_copied_film_begin_where_the_muxer_cuts() -> None:
    assert cuts_of([0.0, 2.5, 5.0, 7.5, 10.0]) == [0.0, 5.0, 10.0]
    assert cuts_of([0.0, 10.0, 11.0, 12.0, 13.0]) == [0.0, 10.0, 11.0, 12.0]


def test_the_peak_is_that_of_runs_near_the_target_duration() -> None:
    # A short rest at the end may weigh much for its length, and says nothing of the line.
    segments = Segments(4, ((4.0, 100_000), (4.0, 200_000), (0.5, 90_000)))
    assert segments.peak == round(8 * 290_000 / 4.5)
    assert segments.average == round(8 * 390_000 / 8.5)
    assert Segments(4, ((1.0, 10_000),)).peak == 80_000


def test_a_playlist_without_an_end_is_no_playlist(tmp_path: Path) -> None:
    broken = tmp_path / "240p.m3u8"
    broken.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:4\n")
    with pytest.raises(ValueError, match="no segments"):
        read_segments(broken)


def test_the_list_of_a_sheet_covers_the_whole_film() -> None:
    cues = Sheet(seconds=49.5, step=4, cells=13, width=160, height=90).cues().split("\n\n")
    assert cues[0] == "WEBVTT"
    assert cues[1] == "00:00:00.000 --> 00:00:04.000\nsprite.webp#xywh=0,0,160,90"
    assert cues[11].endswith("sprite.webp#xywh=0,90,160,90")
    assert cues[13].startswith("00:00:48.000 --> 00:00:49.500\n")
