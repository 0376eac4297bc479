"""What is to be made of a film: settled once from what was found, the same in every step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ingest.film import Film, Picture, look
from ingest.films import copying, frames
from ingest.films.bounds import too_large
from ingest.films.hls import cuts_of
from ingest.films.rungs import Rung, rate_of, rungs_of
from ingest.films.survey import Survey, survey
from ingest.processors.contract import Context, FileAtFault, Spoilt
from media.tools import ToolFailed

#: Seconds by which sound may go on after the last picture without that picture being held.
BEYOND = 0.5
#: Seconds for which the picture of a film of one picture is held.
STILL = 1.0
#: Seconds: half a day. Nobody teaches by a longer film, while a few packets may claim any length.
LONGEST = 12 * 3600

NO_PICTURE = "В файле только звук, смотреть нечего. Загрузите фильм."
NO_FRAME = "В фильме не читается ни одного кадра: файл повреждён. Сохраните его заново."
BROKEN = "Фильм не читается: файл повреждён. Сохраните его заново."
TOO_LONG = "Фильм длиннее 12 часов. Разделите его на части и загрузите снова."


@dataclass(frozen=True, slots=True)
class Plan:
    """A film's rungs, lowest first.

    ``copied`` is the rung that is the film's own picture, if any; ``cuts`` are then its segments'
    beginnings in seconds, at which all rungs get their keyframes.
    """

    film: Film
    found: Survey
    rungs: tuple[Rung, ...]
    rate: Fraction
    copied: Rung | None
    cuts: tuple[float, ...]

    @property
    def picture(self) -> Picture:
        """The picture's stream."""
        assert self.film.picture is not None
        return self.film.picture

    def pictures(self, source: Any, *, sounds: bool) -> Any:
        """The picture's stream of an input, to be decoded, ``sounds``: as long as its sound."""
        stream = self._within(source[str(self.picture.index)], "select")
        seconds = _held(self.found) if sounds else 0.0
        if not self.found.picture.seconds:
            seconds = max(seconds, STILL)
        return frames.held(stream, seconds) if seconds else stream

    def sounds(self, source: Any) -> Any:
        """The sound's stream of an input, to be decoded."""
        assert self.film.sound is not None
        return self._within(source[str(self.film.sound.index)], "aselect")

    @property
    def hearing(self) -> dict[str, Any]:
        """How an input is opened whose sound is heard.

        Fragments whose stamps stand twice lose every second packet to ffmpeg's own reader, which
        marks them as not to be heard (mov_read_trun): they are decoded all the same.
        """
        torn = self.found.sound.amid > self.found.sound.packets // 20
        return {"flags2:a": "+skip_manual"} if torn else {}

    def _within(self, stream: Any, select: str) -> Any:
        """Without what has a spoilt moment hours away: it would be waited for, second by second."""
        if not self.found.strays:
            return stream
        return stream.filter(select, f"lt(t,{self.found.seconds + STILL:.3f})")


def looked_at(context: Context) -> Film:
    """The film with a picture. Raises StepFailed where there is none."""
    try:
        film = look(context.original, workdir=context.scratch, tools=context.tools)
    except ToolFailed as failure:
        raise Spoilt(BROKEN) from failure
    if film.picture is None:
        raise FileAtFault(NO_PICTURE)
    if film.packets == 0:
        raise Spoilt(NO_FRAME)
    if (why := too_large(film.picture)) is not None:
        raise FileAtFault(why)
    return film


def surveyed(context: Context, film: Film) -> Survey:
    """The film's packets. Raises StepFailed where none can be read, or for too many hours."""
    try:
        found = survey(context.original, film, workdir=context.scratch, tools=context.tools)
    except ToolFailed as failure:
        raise Spoilt(BROKEN) from failure
    if found.picture.packets == 0:
        raise Spoilt(NO_FRAME)
    if found.seconds > LONGEST:
        raise FileAtFault(TOO_LONG)
    return found


def planned(context: Context) -> Plan:
    """What is to be made of the original. Raises StepFailed for the file's sake."""
    film = looked_at(context)
    found = surveyed(context, film)
    assert film.picture is not None
    rungs = rungs_of(film.picture)
    top = rungs[-1]
    whole = not _held(found) and not found.strays
    copies = whole and copying.fits(film.picture, found.picture, top, context.format)
    return Plan(
        film=film,
        found=found,
        rungs=rungs,
        rate=rate_of(film.picture),
        copied=top if copies else None,
        cuts=tuple(cuts_of(found.picture.keyframes)) if copies else (),
    )


def _held(found: Survey) -> float:
    """Seconds for which the last picture stands while the sound goes on: a told lesson's still.

    A playlist counts by the picture, and players end with it.
    """
    beyond = found.sound.end - found.picture.end
    return beyond if found.sound.packets and beyond > BEYOND else 0.0
