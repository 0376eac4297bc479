"""A film's sound for its rungs: one loudness, at most two channels, from moment 0 to the end."""

from __future__ import annotations

from typing import Any

from ingest.film import Sound
from ingest.films.survey import Survey
from ingest.loudness import Loudness, correction, shape

HERTZ = 48000
#: Bits a second of 240p's sound, by channels: the line is shared with the picture.
LOW_RATE = {1: 48_000, 2: 56_000}
#: And of all higher rungs'.
RATE = {1: 80_000, 2: 128_000}
#: Bits a second up to which a film's own AAC is taken as it is.
COPY_RATE = 200_000
#: Seconds by which sound may begin late or end early and still be copied.
SLACK = 0.1
#: Seconds by which a sound's stamps may stray from its samples before silence is put in or samples
#: are left out (libswresample's min_hard_comp, 0.1 by default, by which the sound then stays late):
#: less than the gap of 60 ms with which fragmented films begin, more than a frame of AAC, 21 to
#: 46 ms, by which the stamps of others jitter.
STRAY = 0.05
#: A sound shorter than the picture by more than this is carried on in silence, or players that
#: take both from one file stop there.
SHORT = 0.5


def channels_of(sound: Sound) -> int:
    """1 or 2: what is heard of it."""
    return 1 if sound.channels == 1 else 2


def fits(sound: Sound, found: Survey, loudness: Loudness | None) -> bool:
    """Whether the sound can be taken as it is into the higher rungs."""
    track = found.sound
    return (
        sound.codec == "aac"
        and sound.profile == "LC"
        and 1 <= sound.channels <= 2
        and sound.hertz in (44100, 48000)
        and 0 < track.rate <= COPY_RATE
        and abs(track.first) <= SLACK
        and not track.amid
        and found.picture.end - track.end <= SHORT
        and correction(loudness) is None
    )


def heard(stream: Any, loudness: Loudness | None = None) -> Any:
    """``stream`` of decoded sound from moment 0, in one or two channels, at one loudness.

    Gaps become silence and a drifting clock is followed, so that sound and picture stay together.
    """
    follow = {"async": 1, "first_pts": 0, "min_hard_comp": STRAY}
    stream = stream.filter("aresample", HERTZ, **follow)
    stream = stream.filter("aformat", **shape())
    change = correction(loudness)
    if change is None:
        return stream
    return stream.filter("loudnorm", **change).filter("aresample", HERTZ)


def lasting(stream: Any, seconds: float) -> Any:
    """``stream`` carried on in silence to ``seconds``, where it is shorter."""
    return stream.filter("apad", whole_dur=f"{seconds:.3f}")


def coded(sound: Sound, rates: dict[int, int]) -> dict[str, Any]:
    """How ffmpeg is told to code it."""
    channels = channels_of(sound)
    return {"c:a": "aac", "b:a": rates[channels], "ac": channels, "ar": HERTZ}
