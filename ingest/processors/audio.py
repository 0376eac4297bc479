"""Sound: its length and its shape first, then one M4A that every browser plays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ffmpeg

from core.moments import clock
from ingest.captions import embedded, recognise
from ingest.cut.second import another_begins
from ingest.film import INPUT, Film, look, transcode
from ingest.films.version import ffmpeg_version
from ingest.loudness import correction, measure, shape
from ingest.parse import parse
from ingest.processors.contract import Context, MadeRendition, Spoilt, Step, StepResult
from ingest.processors.made import pictures
from ingest.sound.formats import FORMATS
from ingest.sound.listen import by_samples, listen
from media.limits import for_film
from media.tools import ToolFailed

#: Reckoned with where the header is silent.
UNKNOWN_SECONDS = 3 * 3600.0
#: Their header gives a guess by the first frames' rate, not a length.
GUESSING = frozenset({"mp3", "aac", "amr", "mpga"})
#: Bits a second up to which AAC is taken as it is.
COPY_RATE = 192_000
RATE = {1: "80k", 2: "128k"}

#: They have no silence between two moments: when each sounds is told by those before it.
GAPLESS = frozenset({"flac"})

SEVERAL_HEARD = "В файле несколько записей подряд: они звучат одна за другой."
SEVERAL = (
    "В файле несколько записей подряд, а слышно только первую. "
    "Загрузите остальные отдельными файлами."
)
NO_SOUND = "В записи не читается ни секунды звука: файл повреждён или пустой."
BROKEN = "Запись не читается: файл повреждён. Сохраните её заново."


def hear(context: Context) -> StepResult:
    """``cover.webp`` with the waveform, ``waveform.json``, and the length."""
    film, index = _looked_at(context)
    expected = film.seconds or UNKNOWN_SECONDS
    try:
        heard = listen(
            context.original,
            stream=index,
            expected=expected,
            counted=context.format in GAPLESS,
            workdir=context.scratch,
            tools=context.tools,
            on_seconds=lambda at: context.report(min(90, int(90 * at / expected))),
        )
    except ToolFailed as failure:
        raise Spoilt(BROKEN) from failure
    if not heard.peaks or heard.seconds <= 0:
        raise Spoilt(NO_SOUND)
    drawn = parse(
        "draw_waveform",
        {"peaks": heard.peaks, "folder": str(context.scratch)},
        workdir=context.scratch,
        tools=context.tools,
    )
    shape = context.scratch / "waveform.json"
    shape.write_text(
        json.dumps({"peaks": heard.peaks, "seconds": round(heard.seconds, 3)}), "ascii"
    )
    return StepResult(
        renditions=(
            *pictures(context.scratch, [drawn]),
            MadeRendition(name="waveform.json", path=shape, mime="application/json"),
        ),
        duration_ms=round(heard.seconds * 1000),
        warnings=_not_as_told(context, film, heard.seconds),
        tool=ffmpeg_version(context.tools, context.scratch),
    )


def encode(context: Context) -> StepResult:
    """``audio.m4a``: AAC, stereo at most, at one loudness, its table of contents first."""
    film, index = _looked_at(context)
    assert film.sound is not None
    seconds = float(json.loads(context.made["waveform.json"].read_text("ascii"))["seconds"])
    out = context.scratch / "audio.m4a"
    try:
        loudness = measure(
            context.original,
            stream=index,
            seconds=seconds,
            workdir=context.scratch,
            tools=context.tools,
            channels=film.sound.channels,
            on_seconds=lambda at: context.report(min(40, int(40 * at / seconds))),
        )
        correcting = correction(loudness)
        if correcting is None and _fits(context, film, seconds):
            attempts = [_copying(context.original, index, out)]
        else:
            attempts = []
        attempts.append(_encoding(context, film, index, out, correcting))
        for graph in attempts:
            if _written(context, graph, out, seconds):
                break
        else:
            raise Spoilt(BROKEN)
    except ToolFailed as failure:
        raise Spoilt(BROKEN) from failure
    return StepResult(
        renditions=(MadeRendition(name="audio.m4a", path=out, mime="audio/mp4"),),
        tool=ffmpeg_version(context.tools, context.scratch),
    )


def _looked_at(context: Context) -> tuple[Film, int]:
    """The recording, and its stream that is heard."""
    try:
        film = look(context.original, workdir=context.scratch, tools=context.tools)
    except ToolFailed as failure:
        raise Spoilt(BROKEN) from failure
    if film.sound is None:
        raise Spoilt(NO_SOUND)
    return film, film.sound.index


def _not_as_told(context: Context, film: Film, heard: float) -> tuple[str, ...]:
    told = film.seconds
    if told is not None and context.format in GAPLESS and heard > told + 1:
        return (SEVERAL_HEARD,)
    # Ogg is played on from one to the next.
    if context.format != "ogg" and another_begins(context.original):
        return (SEVERAL,)
    if told is None or context.format in GUESSING or heard >= told - 1 - 0.05 * told:
        return ()
    return (f"Запись обрывается: заявлено {clock(1000 * told)}, читается {clock(1000 * heard)}.",)


def _fits(context: Context, film: Film, seconds: float) -> bool:
    """Whether the sound can be moved into MP4 as it is."""
    sound = film.sound
    assert sound is not None
    rate = 8 * context.original.stat().st_size / max(seconds, 0.1)
    return sound.codec == "aac" and 1 <= sound.channels <= 2 and rate <= COPY_RATE


def _copying(original: Path, index: int, out: Path) -> Any:
    source = ffmpeg.input(str(original), **INPUT, vn=None)[str(index)]
    return source.output(str(out), **{"c:a": "copy"}, **_container())


def _encoding(
    context: Context, film: Film, index: int, out: Path, correcting: dict[str, Any] | None
) -> Any:
    assert film.sound is not None
    source = ffmpeg.input(str(context.original), **INPUT, vn=None)[str(index)]
    source = by_samples(source) if context.format in GAPLESS else source
    sound = source.filter("aformat", **shape(film.sound.channels))
    if correcting is not None:
        sound = sound.filter("loudnorm", **correcting)
    rate = RATE.get(film.sound.channels, RATE[2])
    return sound.output(str(out), **{"c:a": "aac", "b:a": rate, "ar": 48000}, **_container())


def _container() -> dict[str, Any]:
    # The name ipod is ffmpeg's for M4A.
    return {"f": "ipod", "movflags": "+faststart", "map_metadata": -1, "map_chapters": -1}


def _written(context: Context, graph: Any, out: Path, seconds: float) -> bool:
    """Run, then believe only what stands in the output: AAC of about the heard length."""
    out.unlink(missing_ok=True)
    try:
        transcode(
            graph,
            workdir=context.scratch,
            tools=context.tools,
            limits=for_film(seconds),
            inputs=[context.original],
            on_seconds=lambda at: context.report(min(99, 40 + int(59 * at / seconds))),
        )
        made = look(out, workdir=context.scratch, tools=context.tools)
    except ToolFailed:
        return False
    whole = made.seconds is not None and abs(made.seconds - seconds) <= max(0.5, 0.02 * seconds)
    return made.sound is not None and made.sound.codec == "aac" and whole


class AudioProcessor:
    """What can be seen of a sound first, then what is heard."""

    kind = "audio"
    recipe = "audio"
    recipe_version = 1
    steps: Sequence[Step] = (
        Step(name="sound", title="Слушаем запись", makes_usable=True, run=hear),
        embedded.STEP,
        Step(
            name="audio",
            title="Готовим запись для прослушивания",
            makes_usable=False,
            run=encode,
        ),
        *recognise.steps(),
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a recording's format."""
        return format in FORMATS
