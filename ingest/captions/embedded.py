"""The step that takes captions and chapters out of a film or a recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ffmpeg

from ingest.captions.cues import Cue, write_vtt
from ingest.captions.inside import CaptionTrack, look_inside
from ingest.captions.language import UNKNOWN, told_by_letters
from ingest.captions.names import words_name
from ingest.captions.order import best_of
from ingest.captions.read import WrongCaptions, read_captions
from ingest.captions.spoken import spoken
from ingest.film import INPUT, transcode
from ingest.films.version import ffmpeg_version
from ingest.processors.contract import Context, MadeRendition, Step, StepResult
from media.limits import MIB, for_film
from media.tools import ToolFailed, ToolTimeout

MIME = "text/vtt"
CHAPTERS = "chapters.vtt"
#: Reckoned with for reading a file through; its tracks lie all over it.
READING_SECONDS = 3600.0

PICTURES = (
    "Субтитры в этом файле — картинки, их нельзя ни показать, ни найти. "
    "Пришлите субтитры файлом SRT или VTT на странице материала."
)
UNREAD = "Субтитры внутри файла не читаются. Пришлите их файлом SRT или VTT на странице материала."


def take_out(context: Context) -> StepResult:
    """``captions-<lang>.vtt``, ``descriptions-<lang>.vtt``, ``chapters.vtt``, and the words found.

    What cannot be taken out is told and fails nothing: the film is watched without it.
    """
    try:
        inside = look_inside(context.original, workdir=context.scratch, tools=context.tools)
        words = _extracted(context, inside.tracks) if inside.tracks else {}
    except (ToolFailed, ToolTimeout):
        return StepResult(warnings=(UNREAD,))
    warnings = []
    if inside.tracks and not words:
        warnings.append(UNREAD)
    if inside.unread and not words:
        warnings.append(PICTURES)
    made = [_written(context, name, cues) for name, cues in words.items()]
    if inside.chapters:
        made.append(_written(context, CHAPTERS, inside.chapters))
    return StepResult(
        renditions=tuple(made),
        fragments=spoken(words[best_of(words)[0]]) if words else None,
        warnings=tuple(warnings),
        tool=ffmpeg_version(context.tools, context.scratch),
    )


STEP = Step(name="captions", title="Ищем субтитры", makes_usable=False, run=take_out)
"""For the processors of films and of sound."""


def _extracted(context: Context, tracks: Sequence[CaptionTrack]) -> dict[str, Sequence[Cue]]:
    """The cues by their rendition's name; of several of one name the best that can be read."""
    source = ffmpeg.input(str(context.original), **INPUT, vn=None, an=None)
    files = {track.index: context.scratch / f"track-{track.index}.vtt" for track in tracks}
    outputs = [
        source[str(index)].output(str(path), **{"c:s": "webvtt", "f": "webvtt"})
        for index, path in files.items()
    ]
    transcode(
        ffmpeg.merge_outputs(*outputs),
        workdir=context.scratch,
        tools=context.tools,
        limits=replace(for_film(READING_SECONDS), file_bytes=16 * MIB),
        inputs=[context.original],
    )
    found: dict[str, Sequence[Cue]] = {}
    for track in sorted(tracks, key=lambda track: track.rank):
        cues = _read(files[track.index])
        if not cues:
            continue
        code = track.language
        if code == UNKNOWN:
            code = told_by_letters(" ".join(cue.plain for cue in cues[:200]))
        found.setdefault(words_name(code, described=track.described), cues)
    return found


def _read(path: Path) -> Sequence[Cue]:
    try:
        return read_captions(path.read_bytes())
    except (WrongCaptions, FileNotFoundError):
        return ()


def _written(context: Context, name: str, cues: Sequence[Cue]) -> MadeRendition:
    path = context.scratch / name
    path.write_text(write_vtt(cues), "utf-8")
    return MadeRendition(name=name, path=path, mime=MIME)
