"""Films: a poster, the lowest rung for every line, and behind it all higher ones.

The first pass ends with a film that plays anywhere (240p with sound). The second waits until every
other film has had its first.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.moments import clock
from ingest.captions import embedded, recognise
from ingest.cut.second import another_begins
from ingest.films.ladder import low_rung, make_plain, make_rungs
from ingest.films.low import make_low
from ingest.films.made import master_of
from ingest.films.plan import LONGEST, Plan, looked_at, planned, surveyed
from ingest.films.sprite import make_sprite
from ingest.films.stills import SHARES, make_stills
from ingest.films.version import ffmpeg_version
from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.processors.contract import Context, Step, StepResult, refused
from ingest.processors.made import pictures
from ingest.processors.prints import PRINTS

FORMATS = frozenset(
    {"mp4", "mov", "avi", "mkv", "webm", "wmv", "flv", "mpeg", "mpegts", "3gp", "ogv"}
)


#: Seconds, and a share of the length up to so many seconds, by which a header may be wrong.
CLOSE, CLOSE_SHARE, CLOSE_MOST = 1.0, 0.05, 30.0


SEVERAL = (
    "В файле несколько фильмов подряд, а показать получается не все. "
    "Загрузите каждый отдельным файлом."
)


def make_poster(context: Context) -> StepResult:
    """``cover.webp``, the length and the size as shown."""
    film = looked_at(context)
    assert film.picture is not None
    seconds = film.seconds
    # Some containers count from the clock's zero, and a header may claim days.
    if seconds is None or film.start > CLOSE_MOST or seconds > LONGEST:
        seconds = surveyed(context, film).seconds
    # Keyframes first, for they cost least; a film with only one is looked into further on.
    for exact in (False, True):
        stills = make_stills(context, film, seconds, shares=SHARES, exact=exact)
        context.report(45 if not exact else 80)
        try:
            cover = parse(
                "choose_poster",
                {"stills": [str(still) for still in stills], "folder": str(context.scratch)},
                workdir=context.scratch,
                tools=context.tools,
            )
        except Unreadable as refusal:
            raise refused(refusal) from refusal
        if cover["shows"]:
            break
    width, height = film.picture.shown
    return StepResult(
        renditions=pictures(context.scratch, [cover]),
        duration_ms=round(seconds * 1000),
        width=width,
        height=height,
        tool=ffmpeg_version(context.tools, context.scratch),
    )


def make_first(context: Context) -> StepResult:
    """``240p.mp4`` with its playlist, ``first.m3u8``, ``sprite.webp`` and ``sprite.vtt``."""
    plan = planned(context)
    low, measured = make_low(context, plan)
    made = [*low.renditions(), master_of("first.m3u8", [low], context.scratch)]
    made.append(measured.kept(context.scratch))
    context.report(95)
    made += make_sprite(low, workdir=context.scratch, tools=context.tools)
    heard = plan.found.sound.end if low.sound else 0.0
    length = max(low.segments.seconds, heard)
    warnings, seconds = _what_was_read(plan, length)
    if not plan.found.joined and another_begins(context.original):
        warnings, seconds = [SEVERAL], length
    if not low.sound and (plan.film.sound is not None or plan.film.unread_sound):
        warnings.insert(0, "Звуковая дорожка не читается, показываем фильм без звука.")
    return StepResult(
        renditions=tuple(made),
        duration_ms=None if seconds is None else round(seconds * 1000),
        warnings=tuple(warnings),
        tool=ffmpeg_version(context.tools, context.scratch),
    )


def make_ladder(context: Context) -> StepResult:
    """``360p`` to ``1080p`` with their playlists, ``master.m3u8`` and ``video.mp4``."""
    plan = planned(context)
    low = low_rung(context, plan)
    higher = make_rungs(context, plan, low)
    made = [one for rung in higher for one in rung.renditions()]
    made.append(master_of("master.m3u8", [low, *higher], context.scratch))
    made.append(make_plain(context, [low, *higher]))
    return StepResult(renditions=tuple(made), tool=ffmpeg_version(context.tools, context.scratch))


def _what_was_read(plan: Plan, seconds: float) -> tuple[list[str], float | None]:
    """A word where less was read than the header claims; the length where it is another.

    The header's word stands unless what can be played is clearly another length. It counts from
    the clock's zero in some containers, and to the end of the longest track in all.
    """
    claimed = plan.film.seconds
    if claimed is None:
        return [], seconds
    close = CLOSE + min(CLOSE_SHARE * claimed, CLOSE_MOST)
    if abs(seconds - claimed) <= close:
        return [], None
    found = plan.found
    if found.joined:
        return [], seconds
    whole = min(abs(claimed - found.every), abs(claimed - plan.film.start - found.every)) <= close
    read = max(found.picture.end, found.sound.end) - seconds <= close
    if seconds > claimed or (whole and read):
        return [], seconds
    return [
        f"Фильм обрывается: заявлено {clock(1000 * claimed)}, читается {clock(1000 * seconds)}."
    ], seconds


class VideoProcessor:
    """The poster, the lowest rung, and later the others."""

    kind = "video"
    recipe = "video"
    recipe_version = 2
    steps: Sequence[Step] = (
        Step(name="poster", title="Выбираем кадр для обложки", makes_usable=True, run=make_poster),
        embedded.STEP,
        Step(name="low", title="Готовим фильм для просмотра", makes_usable=False, run=make_first),
        Step(
            name="ladder",
            title="Готовим фильм в лучшем качестве",
            makes_usable=False,
            run=make_ladder,
            later=True,
        ),
        *recognise.steps(),
        PRINTS,
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a film's format."""
        return format in FORMATS
