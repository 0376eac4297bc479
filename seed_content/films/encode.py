"""Frames into a film: H.264 in .mp4, VP9 in .webm, light and the same on every machine."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

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


def encode(frames: Iterable[Image.Image], path: Path) -> None:
    """Write RGB frames of ``SIZE``; the format follows the name. Raises ``ToolFailed``."""
    encode_film((frame.tobytes() for frame in frames), SIZE, RATE, _OPTIONS[path.suffix], path)
