"""Whether a film's own picture can be a rung as it is."""

from __future__ import annotations

from itertools import pairwise

from ingest.film import Picture
from ingest.films.rungs import SLOWEST, Rung
from ingest.films.survey import Track

#: Containers whose H.264 can be moved into MP4 as it is; the others carry no presentation times.
COPYABLE = frozenset({"mp4", "mov", "mkv", "3gp", "flv"})
#: Seconds between keyframes beyond which moving about in a film means waiting.
LONGEST_GAP = 10.0
#: Seconds by which a picture may begin late, or a keyframe after the first picture.
SLACK = 0.1
FPS = 61


def fits(picture: Picture, track: Track, rung: Rung, format: str) -> bool:
    """Whether ``picture`` can be ``rung`` without coding it anew.

    H.264 4:2:0 of eight bits, upright, square, whole, of the rung's own size, at a steady rate,
    neither very slow nor too heavy for the rung, entered at least every LONGEST_GAP seconds.
    """
    marks = [*track.keyframes, track.end]
    return (
        format in COPYABLE
        and picture.codec == "h264"
        and picture.pixels == "yuv420p"
        and picture.rotation == 0
        and picture.square
        and picture.field_order in ("", "progressive", "unknown")
        and not picture.has_alpha
        and (picture.width, picture.height) == (rung.width, rung.height)
        and steady(picture)
        and picture.average_rate >= SLOWEST
        and track.dropped == 0
        and abs(track.first) <= SLACK
        and bool(track.keyframes)
        and track.keyframes[0] - track.first <= SLACK
        and max(later - sooner for sooner, later in pairwise(marks)) <= LONGEST_GAP
        and 0 < track.rate <= 1000 * rung.standard.copy_rate
    )


def steady(picture: Picture) -> bool:
    """Whether every picture lasts as long as the next."""
    average, ticks = float(picture.average_rate), float(picture.rate)
    return 0 < average <= FPS and 0.98 * ticks <= average <= 1.02 * ticks
