"""Films: a poster, and one MP4 of at most 480 lines that plays in every browser."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.encode import copying, encoding, fits, upright
from ingest.film import INPUT, Film, Picture, look, transcode
from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.processors.contract import Context, MadeRendition, Step, StepFailed, StepResult
from ingest.processors.made import pictures
from media.limits import GIB, MIB, Limits, for_film
from media.tools import ToolFailed

FORMATS = frozenset(
    {"mp4", "mov", "avi", "mkv", "webm", "wmv", "flv", "mpeg", "mpegts", "3gp", "ogv"}
)
#: Reckoned with where the header is silent.
UNKNOWN_SECONDS = 3 * 3600.0
STILL_LIMITS = Limits(wall_seconds=180, cpu_seconds=240, memory_bytes=2 * GIB, file_bytes=64 * MIB)

NO_PICTURE = "В файле только звук, смотреть нечего. Загрузите фильм."
NO_FRAME = "В фильме не читается ни одного кадра: файл повреждён или обрывается."
BROKEN = "Фильм не читается: файл повреждён или обрывается. Сохраните его заново."


def make_poster(context: Context) -> StepResult:
    """``cover.webp``, the length and the size as shown."""
    film = _looked_at(context)
    assert film.picture is not None
    seconds = film.seconds if film.seconds is not None else _measured(context, film)
    stills = _stills(context, film, seconds)
    context.report(70)
    try:
        cover = parse(
            "choose_poster",
            {"stills": [str(still) for still in stills], "folder": str(context.scratch)},
            workdir=context.scratch,
            tools=context.tools,
        )
    except Unreadable as refusal:
        raise StepFailed(refusal.message) from refusal
    width, height = _as_shown(film.picture)
    return StepResult(
        renditions=pictures(context.scratch, [cover]),
        fragments=(),
        duration_ms=round(seconds * 1000),
        width=width,
        height=height,
    )


def make_mp4(context: Context) -> StepResult:
    """``video.mp4``: H.264 with AAC, yuv420p, moov first; copied where the source is already so."""
    film = _looked_at(context)
    assert film.picture is not None
    out = context.scratch / "video.mp4"
    warnings: list[str] = []
    made = _copied(context, film, out) if fits(context.original, context.format, film) else None
    if made is None:
        made = _encoded(context, film, out)
    assert made.picture is not None
    assert made.seconds is not None
    if made.sound is None and (film.sound is not None or film.unread_sound):
        warnings.append("Звуковая дорожка не читается, показываем фильм без звука.")
    # The header's word stands unless what could be played is clearly another length.
    lied = film.seconds is None or abs(made.seconds - film.seconds) > 1 + 0.2 * film.seconds
    if film.seconds is not None and lied and made.seconds < film.seconds:
        warnings.append(
            f"Фильм обрывается: заявлено {_clock(film.seconds)}, читается {_clock(made.seconds)}."
        )
    return StepResult(
        renditions=(
            MadeRendition(
                name="video.mp4",
                path=out,
                mime="video/mp4",
                width=made.picture.width,
                height=made.picture.height,
            ),
        ),
        duration_ms=round(made.seconds * 1000) if lied else None,
        warnings=tuple(warnings),
    )


def _looked_at(context: Context) -> Film:
    try:
        film = look(context.original, workdir=context.scratch, tools=context.tools)
    except ToolFailed as failure:
        raise StepFailed(BROKEN) from failure
    if film.picture is None:
        raise StepFailed(NO_PICTURE)
    if film.packets == 0:
        raise StepFailed(NO_FRAME)
    return film


def _measured(context: Context, film: Film) -> float:
    """The length by walking the picture's packets, decoding nothing."""
    assert film.picture is not None
    source = ffmpeg.input(str(context.original), **INPUT)
    graph = source[str(film.picture.index)].output("-", c="copy", f="null")
    try:
        _done, seconds = transcode(
            graph,
            workdir=context.scratch,
            tools=context.tools,
            limits=for_film(UNKNOWN_SECONDS),
            inputs=[context.original],
        )
    except ToolFailed as failure:
        raise StepFailed(BROKEN) from failure
    return seconds


def _stills(context: Context, film: Film, seconds: float) -> list[Path]:
    """Frames at a tenth, a third, two thirds and the start: those that could be decoded."""
    assert film.picture is not None
    stills = []
    graphs = []
    for number, share in enumerate((0.1, 0.33, 0.66, 0.0)):
        still = context.scratch / f"still-{number}.png"
        at = {"ss": f"{seconds * share:.3f}"} if share else {}
        source = ffmpeg.input(str(context.original), **INPUT, **at, threads=1)
        graphs.append(
            upright(source[str(film.picture.index)])
            .filter("scale", "min(1280,iw)", "-2", flags="area")
            .output(str(still), **{"frames:v": 1, "f": "image2", "c:v": "png", "update": 1})
        )
        stills.append(still)
    # Some may fail: a header may claim more than there is to seek in. What was written counts.
    with contextlib.suppress(ToolFailed):
        transcode(
            ffmpeg.merge_outputs(*graphs),
            workdir=context.scratch,
            tools=context.tools,
            limits=STILL_LIMITS,
            inputs=[context.original],
        )
    found = [still for still in stills if still.is_file() and still.stat().st_size > 0]
    if not found:
        raise StepFailed(NO_FRAME)
    return found


def _as_shown(picture: Picture) -> tuple[int, int]:
    if picture.rotation in (90, 270):
        return picture.height, picture.width
    return picture.width, picture.height


def _copied(context: Context, film: Film, out: Path) -> Film | None:
    """The film moved into MP4 without encoding the picture; None if that came out wrong."""
    assert film.picture is not None
    try:
        return _written(context, film, copying(context.original, film, out), out)
    except (ToolFailed, StepFailed):
        return None


def _encoded(context: Context, film: Film, out: Path) -> Film:
    """The film encoded anew; with sound if that can be read."""
    attempts = [True, False] if film.sound is not None else [False]
    for with_sound in attempts:
        try:
            made = _written(
                context, film, encoding(context.original, film, out, with_sound=with_sound), out
            )
        except (ToolFailed, StepFailed) as failure:
            if with_sound:
                continue
            raise StepFailed(BROKEN) from failure
        return made
    raise StepFailed(BROKEN)


def _written(context: Context, film: Film, graph: Any, out: Path) -> Film:
    """Run, then believe only what stands in the output.

    That is a picture with packets, and a length near to what ffmpeg said it wrote. Raises
    ToolFailed and StepFailed.
    """
    expected = film.seconds or UNKNOWN_SECONDS
    out.unlink(missing_ok=True)
    _done, reached = transcode(
        graph,
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(expected),
        inputs=[context.original],
        on_seconds=lambda at: context.report(min(99, int(100 * at / expected))),
    )
    if not out.is_file() or out.stat().st_size == 0:
        raise StepFailed(NO_FRAME)
    made = look(out, workdir=context.scratch, tools=context.tools, whole=True)
    if made.picture is None or made.packets == 0 or made.seconds is None:
        raise StepFailed(NO_FRAME)
    if abs(made.seconds - reached) > max(1.0, 0.05 * reached):
        raise StepFailed(BROKEN)
    return made


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class VideoProcessor:
    """The poster first, then the film."""

    kind = "video"
    recipe = "video"
    recipe_version = 1
    steps: Sequence[Step] = (
        Step(name="poster", title="Выбираем кадр для обложки", makes_usable=True, run=make_poster),
        Step(name="mp4", title="Готовим фильм для просмотра", makes_usable=False, run=make_mp4),
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a film's format."""
        return format in FORMATS
