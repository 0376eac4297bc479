"""The first pass: the lowest rung with its sound, which makes a film playable anywhere."""

from __future__ import annotations

from signal import SIGKILL
from typing import Any

import ffmpeg

from ingest.film import INPUT, complained, transcode
from ingest.films import frames, hls, sound
from ingest.films.made import MadeRung, checked
from ingest.films.measured import Measured
from ingest.films.plan import BROKEN, Plan
from ingest.films.rungs import Rung
from ingest.loudness import Loudness, correction, read_summary
from ingest.processors.contract import Context, Spoilt, StepFailed
from media.limits import for_film
from media.tools import ToolFailed

#: Share of the step's percent that the first run takes.
RUN = 90


def make_low(context: Context, plan: Plan) -> tuple[MadeRung, Measured]:
    """The lowest rung in ``context.scratch``, and what was found out about the film on the way.

    The film is decoded once, and its loudness measured meanwhile. Where that asks for a change the
    sound alone is coded anew and the picture copied. Sound that cannot be read is left out. Raises
    StepFailed, media.tools' errors.
    """
    failure: Exception | None = None
    for sounds in [True, False] if plan.found.sound.packets else [False]:
        for copies in [True, False] if plan.copied == plan.rungs[0] else [False]:
            try:
                made, measured = _first(context, plan, sounds=sounds, copies=copies)
                if sounds != made.sound or (copies and not measured.flawless):
                    continue
                if sounds and correction(measured.loudness) is not None:
                    made = _levelled(context, plan, made, measured.loudness)
                return made, measured
            except (ToolFailed, StepFailed) as problem:
                if isinstance(problem, ToolFailed) and problem.completed.returncode == -SIGKILL:
                    raise  # the machine's doing: a film must not lose its sound for that
                failure = problem
    raise Spoilt(BROKEN) from failure


def _first(
    context: Context, plan: Plan, *, sounds: bool, copies: bool
) -> tuple[MadeRung, Measured]:
    rung = plan.rungs[0]
    hearing = plan.hearing if sounds else {}
    source = frames.opened(str(context.original), plan.picture, **hearing)
    picture, options = _picture(source, plan, rung, copies=copies, sounds=sounds)
    streams, outputs = [picture], []
    if sounds:
        assert plan.film.sound is not None
        heard = sound.heard(plan.sounds(source)).filter_multi_output("asplit")
        streams.append(sound.lasting(heard[0], plan.found.picture.end))
        options |= sound.coded(plan.film.sound, sound.LOW_RATE)
        meter = heard[1].filter("ebur128", framelog="verbose", peak="true")
        outputs.append(ffmpeg.output(meter, "-", f="null"))
    if copies:  # decoded all the same, for a flaw that a player would stumble over
        outputs.append(ffmpeg.output(source[str(plan.picture.index)], "-", f="null"))
    outputs.insert(0, hls.written(streams, context.scratch, rung, options))
    complaints = context.scratch / "complaints.log"
    done, _reached = transcode(
        ffmpeg.merge_outputs(*outputs),
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(plan.found.seconds),
        inputs=[context.original],
        on_seconds=lambda at: context.report(int(RUN * min(1.0, at / plan.found.seconds))),
        loglevel="info",
        complaints=complaints,
    )
    measured = Measured(read_summary(done.stderr_tail), flawless=not complained(complaints))
    return _checked(context, rung), measured


def _picture(
    source: Any, plan: Plan, rung: Rung, *, copies: bool, sounds: bool
) -> tuple[Any, dict[str, Any]]:
    if copies:
        return source[str(plan.picture.index)], {"c:v": "copy"}
    shown = frames.prepared(
        plan.pictures(source, sounds=sounds), plan.picture, (rung.width, rung.height), plan.rate
    )
    return shown, hls.coded(rung, plan.rate, plan.cuts)


def _levelled(context: Context, plan: Plan, made: MadeRung, loudness: Loudness | None) -> MadeRung:
    """``made`` with its sound brought to one loudness and its picture copied."""
    assert plan.film.sound is not None
    before = made.film.replace(context.scratch / "before.mp4")
    made.playlist.unlink()
    # The picture stands a reordering's length after the file's beginning; it belongs at 0.
    picture = ffmpeg.input(str(before), **INPUT, itsoffset=f"{-made.late:.6f}")
    source = ffmpeg.input(str(context.original), **INPUT, **plan.hearing, vn=None)
    heard = sound.heard(plan.sounds(source), loudness)
    streams = [picture["v"], sound.lasting(heard, plan.found.picture.end)]
    options = {"c:v": "copy", **sound.coded(plan.film.sound, sound.LOW_RATE)}
    transcode(
        hls.written(streams, context.scratch, made.rung, options),
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(plan.found.seconds),
        inputs=[context.original],
    )
    before.unlink()
    return _checked(context, made.rung)


def _checked(context: Context, rung: Rung) -> MadeRung:
    folder = context.scratch
    return checked(
        folder / f"{rung.name}.mp4",
        folder / f"{rung.name}.m3u8",
        rung,
        workdir=folder,
        tools=context.tools,
    )
