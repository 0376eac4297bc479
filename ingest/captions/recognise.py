"""The step that has speech recognised, where a recogniser is installed and nobody wrote it down."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import ffmpeg

from ingest import transcribers
from ingest.captions.cues import Cue, write_vtt
from ingest.captions.language import UNKNOWN, code_of
from ingest.captions.names import words_name, words_of
from ingest.captions.spoken import spoken
from ingest.film import INPUT, look, transcode
from ingest.processors.contract import Context, MadeRendition, Step, StepFailed, StepResult
from media.limits import for_film
from media.tools import ToolFailed

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Reckoned with where nobody knows the length.
UNKNOWN_SECONDS = 3 * 3600.0

FAILED = (
    "Речь в этом файле распознать не удалось. Смотреть и слушать его это не мешает; "
    "субтитры можно прислать файлом SRT или VTT."
)


def recognise(context: Context) -> StepResult:
    """``captions-<lang>.vtt`` and fragments by what a recogniser hears.

    Nothing where the file has words of its own or no sound. What the recogniser raises fails
    the step: it may be tried again.
    """
    if any(words_of(name) is not None for name in context.made):
        return StepResult()
    found = transcribers.installed()
    film = look(context.original, workdir=context.scratch, tools=context.tools)
    if found is None or film.sound is None:
        return StepResult()
    sound = context.scratch / "sound.wav"
    seconds = _written(context, film.sound.index, film.seconds or UNKNOWN_SECONDS, sound)
    language = code_of(context.language)
    language = "ru" if language == UNKNOWN else language
    cues = _heard(context, sound, language, seconds)
    sound.unlink()
    if not cues:
        return StepResult(tool=found.package)
    path = context.scratch / words_name(language)
    path.write_text(write_vtt(cues), "utf-8")
    return StepResult(
        renditions=(MadeRendition(name=path.name, path=path, mime="text/vtt"),),
        fragments=spoken(cues),
        tool=found.package,
    )


def steps() -> tuple[Step, ...]:
    """The step, where a recogniser is installed; asked when a processor is made."""
    if transcribers.installed() is None:
        return ()
    return (
        Step(
            name="transcribe",
            title="Распознаём речь",
            makes_usable=False,
            run=recognise,
            later=True,
        ),
    )


def _written(context: Context, index: int, expected: float, out: Path) -> float:
    """The sound as recognisers take it; returns its seconds."""
    source = ffmpeg.input(str(context.original), **INPUT, vn=None)[str(index)]
    graph = source.output(str(out), ac=1, ar=transcribers.RATE, **{"c:a": "pcm_s16le", "f": "wav"})
    try:
        _done, seconds = transcode(
            graph,
            workdir=context.scratch,
            tools=context.tools,
            limits=for_film(expected),
            inputs=[context.original],
        )
    except ToolFailed as failure:
        raise StepFailed(FAILED) from failure
    return seconds


def _heard(context: Context, sound: Path, language: str, seconds: float) -> list[Cue]:
    cues: list[Cue] = []
    said = _guarded(lambda: transcribers.load().transcribe(sound, language))
    each = iter(transcribers.cues_of(said, seconds))
    while (cue := _guarded(lambda: next(each, None))) is not None:
        cues.append(cue)
        context.report(min(99, int(cue.end / 10 / max(seconds, 1))))
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def _guarded(call: Callable[[], T]) -> T:
    """What others' code gives; whatever it raises is the step's failure, not the worker's."""
    try:
        return call()
    except Exception as error:
        log.exception("the transcriber failed")
        raise StepFailed(FAILED) from error
