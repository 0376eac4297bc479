"""Films and sounds inside a deck, taken out and made to play at their slides."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.decks.remarks import slides_named
from ingest.film import look, transcode
from ingest.films import frames, hls, sound
from ingest.films.plan import BROKEN, Plan, planned
from ingest.films.version import ffmpeg_version
from ingest.formats import Refused, identify
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.processors.audio import encode, hear
from ingest.processors.contract import Context, MadeRendition, StepFailed, StepResult
from ingest.zips import MAX_MEMBER_BYTES
from media.limits import for_film
from media.tools import ToolFailed, ToolTimeout

#: What the step that reads the words leaves for this one: Medium with the slide's hidden mark.
LISTED = "media.json"
#: Lines of a film at most: it stands on a part of a slide.
LINES = 480
COPY_BYTES = 1024 * 1024


def listed(media: Sequence[dict[str, Any]], slides: Sequence[dict[str, Any]], folder: Path) -> Path:
    """Write LISTED for ``media`` (see deck_media.Medium) of ``slides`` into ``folder``."""
    told = [{**one, "hidden": slides[one["slide"] - 1]["hidden"]} for one in media]
    path = folder / LISTED
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path


def make_media(context: Context) -> StepResult:
    """``slide-0003-media-1.mp4`` or ``.m4a`` for each film and sound inside.

    And ``slide-0003-media.json`` for each slide that has any: ``{"media": [{"kind", "box", "name",
    "title"}, …]}``. One that stands on several slides is made once, and named by the first that is
    not hidden. What cannot be read is told; the deck is no worse for it.
    """
    found = context.made.get(LISTED)
    if found is None:
        return StepResult()
    media = [one for one in json.loads(found.read_text("utf-8")) if one["member"]]
    by_member: dict[str, list[dict[str, Any]]] = {}
    for one in sorted(media, key=lambda one: (one["hidden"], one["slide"])):
        by_member.setdefault(one["member"], []).append(one)
    made: dict[str, MadeRendition] = {}
    lost: list[int] = []
    for number, (member, uses) in enumerate(by_member.items(), start=1):
        begins = f"slide-{uses[0]['slide']:04d}-media-{number}"
        share = _share(context, number - 1, len(by_member))
        try:
            made[member] = _one(share, member, begins)
        except (StepFailed, Refused, Unreadable, ToolFailed, ToolTimeout):
            lost.extend(one["slide"] for one in uses)
    return StepResult(
        renditions=(*made.values(), *_by_slide(context.scratch, media, made)),
        warnings=_said(lost),
        tool=ffmpeg_version(context.tools, context.scratch),
    )


def _said(lost: Sequence[int]) -> tuple[str, ...]:
    if not lost:
        return ()
    return (f"Фильм или звук внутри файла не читается: {slides_named(lost)}.",)


def _share(context: Context, done: int, of: int) -> Context:
    """The context of one of ``of`` pieces of work, whose percent are a part of the whole's."""
    return replace(context, report=lambda at: context.report((100 * done + at) // of))


def _by_slide(
    folder: Path, media: Sequence[dict[str, Any]], made: dict[str, MadeRendition]
) -> list[MadeRendition]:
    slides: dict[int, list[dict[str, Any]]] = {}
    for one in media:
        rendition = made.get(one["member"])
        if rendition is not None:
            kind = rendition.mime.partition("/")[0]
            told = {"kind": kind, "box": one["box"], "name": rendition.name, "title": one["title"]}
            slides.setdefault(one["slide"], []).append(told)
    written = []
    for slide, there in slides.items():
        path = folder / f"slide-{slide:04d}-media.json"
        path.write_text(json.dumps({"media": there}, ensure_ascii=False), "utf-8")
        written.append(MadeRendition(path.name, path, "application/json"))
    return written


def _one(context: Context, member: str, name: str) -> MadeRendition:
    """One film or sound in ``context.scratch``. Raises what says that it cannot be."""
    room = context.scratch / name
    room.mkdir()
    try:
        source = _taken_out(context.original, member, room / "medium")
        identified = identify(source, context.tools)
        inner = replace(
            context, original=source, format=identified.format, room=lambda: room, made={}
        )
        if identified.kind not in MAKERS:
            raise StepFailed(BROKEN)
        make, ends = MAKERS[identified.kind]
        made = make(inner, f"{name}.{ends}")
        return replace(made, path=made.path.replace(context.scratch / made.name))
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _taken_out(deck: Path, member: str, to: Path) -> Path:
    """The member's bytes at ``to``; Unreadable for what is longer than allowed or damaged."""
    left = MAX_MEMBER_BYTES
    try:
        with (
            zipfile.ZipFile(deck) as container,
            container.open(member) as source,
            to.open("wb") as out,
        ):
            while piece := source.read(min(COPY_BYTES, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise Unreadable(DAMAGED)
                out.write(piece)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError) as problem:
        raise Unreadable(DAMAGED) from problem
    return to


def _sound(context: Context, name: str) -> MadeRendition:
    shape = next(one for one in hear(context).renditions if one.name == "waveform.json")
    heard = replace(context, made={shape.name: shape.path})
    return replace(encode(heard).renditions[0], name=name)


def _film(context: Context, name: str) -> MadeRendition:
    """H.264 of at most LINES, copied where the film is already so, its index first."""
    plan = planned(context)
    out = context.scratch / "film.mp4"
    rung = [one for one in plan.rungs if one.standard.lines <= LINES][-1]
    failure: Exception | None = None
    for copies in [True, False] if plan.copied == rung else [False]:
        for sounds in [True, False] if plan.found.sound.packets else [False]:
            try:
                _write(context, plan, out, copies=copies, sounds=sounds)
                seen = look(out, workdir=context.scratch, tools=context.tools, whole=True)
            except ToolFailed as problem:
                failure = problem
                continue
            if seen.picture is not None and seen.packets:
                return MadeRendition(name, out, "video/mp4", rung.width, rung.height)
    raise StepFailed(BROKEN) from failure


#: What makes of the medium what plays, by its kind, and how that ends.
MAKERS = {"audio": (_sound, "m4a"), "video": (_film, "mp4")}


def _write(context: Context, plan: Plan, out: Path, *, copies: bool, sounds: bool) -> None:
    rung = [one for one in plan.rungs if one.standard.lines <= LINES][-1]
    hearing = plan.hearing if sounds else {}
    source = frames.opened(str(context.original), plan.picture, **hearing)
    shown = source[str(plan.picture.index)]
    options: dict[str, Any] = {"c:v": "copy"}
    if not copies:
        shown = plan.pictures(source, sounds=sounds)
        shown = frames.prepared(shown, plan.picture, (rung.width, rung.height), plan.rate)
        options = hls.coded(rung, plan.rate, ())
    streams = [shown]
    if sounds and plan.film.sound is not None:
        streams.append(sound.heard(plan.sounds(source)))
        options |= sound.coded(plan.film.sound, sound.RATE)
    transcode(
        ffmpeg.output(*streams, str(out), **options, **hls.bare(), movflags="+faststart"),
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(plan.found.seconds),
        inputs=[context.original],
        on_seconds=lambda at: context.report(int(99 * min(1.0, at / plan.found.seconds))),
    )
