"""Frames into a film: H.264 in .mp4, VP9 in .webm, light and the same on every machine."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

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


def encode(
    frames: Iterable[Image.Image],
    path: Path,
    *,
    tones: Sequence[Tone] = (),
    seconds: float = 0.0,
) -> None:
    """Write RGB frames of ``SIZE``; the format follows the name. Raises ``ToolFailed``.

    With ``tones`` the film has a sound track of ``seconds``, without them none at all.
    """
    pixels = (frame.tobytes() for frame in frames)
    options = _OPTIONS[path.suffix]
    if not tones:
        encode_film(pixels, SIZE, RATE, options, path)
        return
    with tempfile.TemporaryDirectory(prefix="parta-seed-sound-") as folder:
        sound = Path(folder) / "sound.wav"
        write_wave(tones, seconds, sound)
        encode_film(pixels, SIZE, RATE, (*options, *_SOUND[path.suffix]), path, sound)
