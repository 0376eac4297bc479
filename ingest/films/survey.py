"""What stands in a film for certain: its packets, counted one by one, decoding nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from ingest.film import DEMUXERS, Film
from ingest.films.joined import JOINED, Clock
from media.limits import for_film
from media.tools import ToolPaths, run

#: Reckoned with where the header is silent.
UNKNOWN_SECONDS = 3 * 3600.0
MOMENT = 0.04
#: Seconds, or pictures, between the moments at which a picture is read and shown, beyond which one
#: is spoilt: a reordering takes a second or two, of slides that stand for long a few of them.
REORDERED, REORDERED_PICTURES = 10.0, 20
#: What lies beyond so many times the claimed length and so many seconds is far, and of so few
#: packets it is no film.
FAR, FAR_SECONDS, FEW = 2.0, 10.0, 3


@dataclass(slots=True)
class Track:
    """A stream's packets. Times are seconds from the film's beginning.

    ``first`` and ``end`` are its first moment and the end of its last packet, ``keyframes`` the
    moments at which a picture can be entered (where they are ``wanted``), ``dropped`` how many
    packets are not to be shown, ``amid`` how many of these lie between others. ``strays`` have a
    moment that no clock has told; ``far`` lie beyond ``most`` seconds, from ``far_first`` to
    ``far_end``. ``apart``: seconds by which a picture may be read before it is shown.
    """

    wanted: bool = False
    most: float = math.inf
    apart: float = REORDERED
    packets: int = 0
    bytes: int = 0
    dropped: int = 0
    amid: int = 0
    pending: int = 0
    strays: int = 0
    far: int = 0
    far_first: float = math.inf
    far_end: float = 0.0
    first: float = 0.0
    end: float = 0.0
    keyframes: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the first moment to the last."""
        return max(0.0, self.end - self.first)

    @property
    def rate(self) -> float:
        """Bits a second."""
        return 8 * self.bytes / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Survey:
    """The picture's and the sound's packets; a film without sound has an empty track.

    ``every`` is the end of the last packet of any track: of captions, of another picture;
    ``strays`` how many packets have a moment that is spoilt, and which the tracks leave out;
    ``joined``: its clock jumped, and its header's length is that of no film.
    """

    picture: Track
    sound: Track
    every: float
    strays: int = 0
    joined: bool = False

    @property
    def seconds(self) -> float:
        """How long the film is, by its packets and not by its header; one picture is a moment."""
        return max(self.picture.end, self.sound.end, MOMENT)


def survey(path: Path, film: Film, *, workdir: Path, tools: ToolPaths) -> Survey:
    """Walk the packets of the picture and the sound.

    Some three hundred times faster than it plays. Raises ToolFailed, ToolTimeout, ToolMissing.
    """
    assert film.picture is not None
    most = math.inf if film.seconds is None else FAR * film.seconds + FAR_SECONDS
    apart = max(REORDERED, REORDERED_PICTURES / float(film.picture.average_rate or 25))
    picture, sound = Track(wanted=True, most=most, apart=apart), Track(most=most)
    tracks = {film.picture.index: picture}
    if film.sound is not None:
        tracks[film.sound.index] = sound

    played = frozenset(tracks)
    clock = Clock(jumps=film.container in JOINED)

    def line(text: str) -> None:
        fields = text.split("|")
        if len(fields) >= 6 and fields[0].isdigit():
            index, read = int(fields[0]), _number(fields[2])
            ahead = clock.told(index, read, _number(fields[3]) or 0.0) if index in played else 0.0
            _count(tracks.setdefault(index, Track()), fields, film.start - ahead)

    run(
        [
            tools.ffprobe,
            *("-v", "error", "-format_whitelist", DEMUXERS, "-protocol_whitelist", "file"),
            *("-show_entries", "packet=stream_index,pts_time,dts_time,duration_time,size,flags"),
            *("-of", "compact=p=0:nk=1", str(path)),
        ],
        workdir=workdir,
        limits=for_film(film.seconds or UNKNOWN_SECONDS),
        inputs=[path],
        on_line=line,
        wall=tools.wall,
    )
    _settle(picture)
    _settle(sound)
    return Survey(
        picture=picture,
        sound=sound,
        every=max(track.end for track in tracks.values()),
        strays=picture.strays + sound.strays,
        joined=clock.jumped,
    )


def _count(track: Track, fields: list[str], start: float) -> None:
    """Count a packet; one that lies far is set aside until all are known."""
    _index, pts, dts, duration, size, flags = fields[:6]
    track.bytes += int(size) if size.isdigit() else 0
    if "D" in flags:
        track.dropped += 1
        track.pending += 1
        return
    # What lies before the first and beyond the last was cut off by its author.
    track.amid += track.pending if track.packets else 0
    track.pending = 0
    shown, read = _number(pts), _number(dts)
    if shown is not None and read is not None and abs(shown - read) > track.apart:
        track.strays += 1
        shown = None
    moment = shown if shown is not None else read
    at = track.end if moment is None else moment - start
    until = at + (_number(duration) or 0.0)
    if at > track.most:
        track.far += 1
        track.far_first = min(track.far_first, at)
        track.far_end = max(track.far_end, until)
    else:
        track.first = min(track.first, at) if track.packets > track.far else at
        track.end = max(track.end, until)
    track.packets += 1
    if track.wanted and "K" in flags:
        track.keyframes.append(at)


def _settle(track: Track) -> None:
    """A few packets far beyond all others are strays; where they are many, the claim was wrong."""
    if track.far > max(FEW, track.packets // 100):
        track.end = max(track.end, track.far_end)
        track.first = track.far_first if track.far == track.packets else track.first
    elif track.far:
        track.strays += track.far
        track.keyframes = [at for at in track.keyframes if at <= track.end]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
