"""Rungs that were written, believed only for what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.film import look
from ingest.films import playlist
from ingest.films.plan import BROKEN, NO_FRAME
from ingest.films.playlist import Segments, Variant
from ingest.films.rungs import Rung
from ingest.processors.contract import MadeRendition, Spoilt
from media.tools import ToolPaths

FILM_MIME = "video/mp4"


@dataclass(frozen=True, slots=True)
class MadeRung:
    """A rung's file and playlist; ``packets`` of picture, and whether it has sound.

    ``late`` is how many seconds after the file's beginning its picture stands.
    """

    rung: Rung
    film: Path
    playlist: Path
    segments: Segments
    packets: int
    sound: bool
    late: float

    def renditions(self) -> tuple[MadeRendition, MadeRendition]:
        """What is kept of it."""
        size = (self.rung.width, self.rung.height)
        return (
            MadeRendition(self.film.name, self.film, FILM_MIME, *size),
            MadeRendition(self.playlist.name, self.playlist, playlist.MIME),
        )

    def variant(self) -> Variant:
        """Its line in a master playlist."""
        return Variant(
            playlist=self.playlist.name,
            width=self.rung.width,
            height=self.rung.height,
            rate=self.packets / self.segments.seconds,
            peak=self.segments.peak,
            average=self.segments.average,
            codecs=playlist.codecs_of(self.film, sound=self.sound),
        )


def checked(film: Path, told: Path, rung: Rung, *, workdir: Path, tools: ToolPaths) -> MadeRung:
    """The rung in ``film`` with the playlist ``told``.

    Exit status 0 says nothing: ffmpeg ends so when nothing was decoded. Raises StepFailed for a
    file without a picture, whose size is another, or whose playlist tells another length, and
    ToolFailed.
    """
    if not film.is_file() or film.stat().st_size == 0 or not told.is_file():
        raise Spoilt(NO_FRAME)
    seen = look(film, workdir=workdir, tools=tools, whole=True)
    if seen.picture is None or seen.packets == 0 or seen.seconds is None:
        raise Spoilt(NO_FRAME)
    try:
        segments = playlist.read_segments(told)
    except ValueError as empty:
        raise Spoilt(NO_FRAME) from empty
    if (seen.picture.width, seen.picture.height) != (rung.width, rung.height):
        raise Spoilt(BROKEN)
    if abs(segments.seconds - seen.seconds) > max(1.0, 0.05 * seen.seconds):
        raise Spoilt(BROKEN)
    return MadeRung(
        rung=rung,
        film=film,
        playlist=told,
        segments=segments,
        packets=seen.packets,
        sound=seen.sound is not None and seen.sound_packets > 0,
        late=seen.picture.start - seen.start,
    )


def master_of(name: str, rungs: Iterable[MadeRung], folder: Path) -> MadeRendition:
    """The master playlist ``name`` of ``rungs``, written into ``folder``."""
    path = folder / name
    path.write_text(playlist.master([rung.variant() for rung in rungs]), "utf-8")
    return MadeRendition(name, path, playlist.MIME)
