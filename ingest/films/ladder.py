"""The second pass: all higher rungs at once, and the plain MP4."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.film import INPUT, transcode
from ingest.films import frames, hls, sound
from ingest.films import measured as notes
from ingest.films.made import FILM_MIME, MadeRung, checked
from ingest.films.plan import BROKEN, Plan
from ingest.films.rungs import Rung
from ingest.films.together import together
from ingest.loudness import measure
from ingest.processors.contract import Context, MadeRendition, Spoilt, StepFailed
from media.limits import for_film
from media.tools import ToolFailed

#: Lines of the plain MP4 at most: what is downloaded onto a phone.
PLAIN = 480
#: Share of the step's percent that the sound takes.
SOUND = 5
#: Several rungs take so many times what one may.
SLOW = 3


def low_rung(context: Context, plan: Plan) -> MadeRung:
    """The rung that the first pass made. Raises StepFailed where it is gone."""
    rung = plan.rungs[0]
    film, told = (context.made.get(f"{rung.name}.{ending}") for ending in ("mp4", "m3u8"))
    if film is None or told is None:
        raise StepFailed("Готовый фильм в 240p пропал с диска. Нажмите «Повторить».")
    return checked(film, told, rung, workdir=context.scratch, tools=context.tools)


def make_rungs(context: Context, plan: Plan, low: MadeRung) -> list[MadeRung]:
    """All rungs above ``low`` in ``context.scratch``, from one decoding.

    The top one is copied where the film's own picture fits and was decoded without a flaw, and
    coded where that comes out wrong. Raises StepFailed, media.tools' errors.
    """
    higher = plan.rungs[1:]
    if not higher:
        return []
    told = _measured(context, plan)
    own, coded = (False, None) if not low.sound else _sound(context, plan, told)
    failure: Exception | None = None
    for copies in [True, False] if plan.copied in higher and told.flawless else [False]:
        try:
            _write(context, plan, copies=copies, own_sound=own, sound_file=coded)
            return together([partial(_checked, context, rung) for rung in higher])
        except (ToolFailed, StepFailed) as problem:
            failure = problem
    raise Spoilt(BROKEN) from failure


def make_plain(context: Context, rungs: Sequence[MadeRung]) -> MadeRendition:
    """``video.mp4``: the highest rung of at most PLAIN lines, copied, its index first."""
    rung = max(
        (one for one in rungs if one.rung.standard.lines <= PLAIN),
        key=lambda one: one.rung.standard.lines,
    )
    out = context.scratch / "video.mp4"
    source = ffmpeg.input(str(rung.film), **INPUT)
    streams = [source["v"], source["a"]] if rung.sound else [source["v"]]
    graph = ffmpeg.output(*streams, str(out), c="copy", movflags="+faststart", **hls.bare())
    transcode(
        graph,
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(rung.segments.seconds),
        inputs=[rung.film],
    )
    if not out.is_file() or out.stat().st_size == 0:
        raise Spoilt(BROKEN)
    return MadeRendition(out.name, out, FILM_MIME, rung.rung.width, rung.rung.height)


def _write(
    context: Context, plan: Plan, *, copies: bool, own_sound: bool, sound_file: Path | None
) -> None:
    """One ffmpeg process for all higher rungs."""
    source = frames.opened(str(context.original), plan.picture)
    heard: list[Any] = []
    if own_sound:
        assert plan.film.sound is not None
        heard = [plan.sounds(source)]
    elif sound_file is not None:
        heard = [ffmpeg.input(str(sound_file), **INPUT)["a"]]
    coded = [rung for rung in plan.rungs[1:] if not (copies and rung == plan.copied)]
    shown = _pictures(source, plan, coded, sounds=bool(heard))
    outputs = []
    for rung, picture in zip(coded, shown, strict=True):
        options = {**hls.coded(rung, plan.rate, plan.cuts), "c:a": "copy"}
        outputs.append(hls.written([picture, *heard], context.scratch, rung, options))
    if copies and plan.copied is not None:
        own = source[str(plan.picture.index)]
        outputs.append(hls.written([own, *heard], context.scratch, plan.copied, {"c": "copy"}))
    begun = SOUND if sound_file is not None else 0
    transcode(
        ffmpeg.merge_outputs(*outputs),
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(SLOW * plan.found.seconds),
        inputs=[context.original],
        on_seconds=lambda at: context.report(
            begun + int((98 - begun) * min(1.0, at / plan.found.seconds))
        ),
    )


def _pictures(source: Any, plan: Plan, rungs: Sequence[Rung], *, sounds: bool) -> list[Any]:
    """A stream for each of ``rungs``, lowest first; the lower ones are made from the highest."""
    if not rungs:
        return []
    top = rungs[-1]
    decoded = plan.pictures(source, sounds=sounds)
    shown = frames.prepared(decoded, plan.picture, (top.width, top.height), plan.rate)
    if len(rungs) == 1:
        return [shown]
    parts = shown.filter_multi_output("split", len(rungs))
    lower = [
        frames.smaller(parts[number], (rung.width, rung.height))
        for number, rung in enumerate(rungs[:-1])
    ]
    return [*lower, parts[len(rungs) - 1]]


def _sound(context: Context, plan: Plan, told: notes.Measured) -> tuple[bool, Path | None]:
    """Whether the film's own sound is copied; else the file in which it is coded, once for all."""
    assert plan.film.sound is not None
    whole = told.flawless and not plan.found.strays
    if whole and sound.fits(plan.film.sound, plan.found, told.loudness):
        return True, None
    out = context.scratch / "sound.m4a"
    source = ffmpeg.input(str(context.original), **INPUT, **plan.hearing, vn=None)
    heard = sound.heard(plan.sounds(source), told.loudness)
    graph = ffmpeg.output(
        sound.lasting(heard, plan.found.picture.end),
        str(out),
        **sound.coded(plan.film.sound, sound.RATE),
        **hls.bare(),
    )
    transcode(
        graph,
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(plan.found.seconds),
        inputs=[context.original],
        on_seconds=lambda at: context.report(int(SOUND * min(1.0, at / plan.found.seconds))),
    )
    return False, out


def _measured(context: Context, plan: Plan) -> notes.Measured:
    """The first pass's notes; where they are gone, nothing is copied on trust."""
    kept = context.made.get(notes.NAME)
    if kept is not None:
        return notes.read(kept)
    if plan.film.sound is None:
        return notes.Measured(None, flawless=False)
    loudness = measure(
        context.original,
        stream=plan.film.sound.index,
        seconds=plan.found.seconds,
        workdir=context.scratch,
        tools=context.tools,
    )
    return notes.Measured(loudness, flawless=False)


def _checked(context: Context, rung: Rung) -> MadeRung:
    folder = context.scratch
    return checked(
        folder / f"{rung.name}.mp4",
        folder / f"{rung.name}.m3u8",
        rung,
        workdir=folder,
        tools=context.tools,
    )
