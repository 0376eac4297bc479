"""HLS playlists (RFC 8216): what a rung's playlist says, and the master that joins the rungs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SEGMENT = re.compile(
    r"#EXTINF:(?P<seconds>[\d.]+),[^\n]*\n#EXT-X-BYTERANGE:(?P<bytes>\d+)@\d+", re.MULTILINE
)
TARGET = re.compile(r"#EXT-X-TARGETDURATION:(\d+)")
MIME = "application/vnd.apple.mpegurl"


@dataclass(frozen=True, slots=True)
class Variant:
    """A line of the master: the rung's playlist, and all that a player chooses by.

    ``rate`` is pictures a second, ``peak`` and ``average`` are bits; ``codecs`` as RFC 6381 spells
    them.
    """

    playlist: str
    width: int
    height: int
    rate: float
    peak: int
    average: int
    codecs: str


@dataclass(frozen=True, slots=True)
class Segments:
    """Lengths in seconds and sizes in bytes of a playlist's segments, and its target duration."""

    target: int
    each: tuple[tuple[float, int], ...]

    @property
    def seconds(self) -> float:
        """How long the playlist plays."""
        return sum(seconds for seconds, _ in self.each)

    @property
    def average(self) -> int:
        """AVERAGE-BANDWIDTH: bits a second over the whole."""
        return round(8 * sum(size for _, size in self.each) / self.seconds)

    @property
    def peak(self) -> int:
        """BANDWIDTH: the largest of any run of segments between half and one and a half targets.

        RFC 8216, 4.1; the whole where it is shorter than that.
        """
        best = 0.0
        for first in range(len(self.each)):
            seconds, size = 0.0, 0
            for lasts, weighs in self.each[first:]:
                seconds, size = seconds + lasts, size + weighs
                if seconds > 1.5 * self.target:
                    break
                if seconds >= 0.5 * self.target:
                    best = max(best, 8 * size / seconds)
        return max(round(best), self.average)


def read_segments(playlist: Path) -> Segments:
    """What ffmpeg wrote. Raises ValueError for a playlist without segments."""
    text = playlist.read_text("utf-8")
    target = TARGET.search(text)
    each = tuple((float(one["seconds"]), int(one["bytes"])) for one in SEGMENT.finditer(text))
    if target is None or not each or "#EXT-X-ENDLIST" not in text:
        raise ValueError(f"{playlist.name} has no segments")
    return Segments(int(target[1]), each)


def codecs_of(rung: Path, *, sound: bool) -> str:
    """``avc1.4d401e,mp4a.40.2``: from the decoder's record at the head of the rung's file.

    ISO/IEC 14496-15: profile, its constraints and the level follow the record's version. The
    sound is always AAC-LC. Raises ValueError where there is no record.
    """
    with rung.open("rb") as file:
        head = file.read(16 * 1024)
    at = head.find(b"avcC")
    if at < 0 or len(head) < at + 8:
        raise ValueError(f"{rung.name} holds no H.264")
    picture = "avc1." + head[at + 5 : at + 8].hex()
    return f"{picture},mp4a.40.2" if sound else picture


def master(variants: Sequence[Variant]) -> str:
    """The master playlist, in the order given: players begin with the first."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for one in variants:
        lines.append(
            f"#EXT-X-STREAM-INF:BANDWIDTH={one.peak},AVERAGE-BANDWIDTH={one.average},"
            f"RESOLUTION={one.width}x{one.height},FRAME-RATE={one.rate:.3f},"
            f'CODECS="{one.codecs}"'
        )
        lines.append(one.playlist)
    return "\n".join(lines) + "\n"
