"""Frames into a film: H.264 in .mp4, VP9 in .webm, light and the same on every machine."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from PIL import Image

from seed_content.films.tone import Tone, write_wave
from seed_content.tools import encode_film

SIZE = (640, 360)
RATE = 20  # frames a second: enough for slow school animations, and light to draw

_OPTIONS = {
    ".mp4": (
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-tune", "animation"),
        *("-pix_fmt", "yuv420p", "-profile:v", "high", "-g", "100", "-movflags", "+faststart"),
    ),
    ".webm": (
        *("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "34"),
        *("-b:v", "0", "-pix_fmt", "yuv420p", "-g", "100", "-row-mt", "0"),
    ),
}


_SOUND = {
    ".mp4": ("-c:a", "aac", "-b:a", "96k"),
    ".webm": ("-c:a", "libopus", "-b:a", "64k"),
}


_WORDS = {".mp4": ("-c:s", "mov_text"), ".webm": ("-c:s", "webvtt")}


class Timed(Protocol):
    """Words shown from ``start`` to ``until``, seconds of the film."""

    @property
    def start(self) -> float: ...

    @property
    def until(self) -> float: ...

    @property
    def text(self) -> str: ...


def encode(
    frames: Iterable[Image.Image],
    path: Path,
    *,
    tones: Sequence[Tone] = (),
    seconds: float = 0.0,
    words: Sequence[Timed] = (),
) -> None:
    """Write RGB frames of ``SIZE``; the format follows the name. Raises ``ToolFailed``.

    With ``tones`` the film has a sound track of ``seconds``, without them none at all.
    ``words`` stand in the frames already; beside them they are a track that a search reads.
    """
    pixels = (frame.tobytes() for frame in frames)
    options = list(_OPTIONS[path.suffix])
    with tempfile.TemporaryDirectory(prefix="parta-seed-film-") as folder:
        sound = said = None
        if tones:
            sound = Path(folder) / "sound.wav"
            write_wave(tones, seconds, sound)
            options += _SOUND[path.suffix]
        if words:
            said = Path(folder) / "words.srt"
            said.write_text("\n".join(_cue(n, one) for n, one in enumerate(words, 1)), "utf-8")
            options += _WORDS[path.suffix]
        encode_film(pixels, SIZE, RATE, options, path, sound, said)


def _cue(number: int, one: Timed) -> str:
    return f"{number}\n{_clock(one.start)} --> {_clock(one.until)}\n{one.text}\n"


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d},{thousandths:03d}"
