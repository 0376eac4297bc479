"""What a file holds beside picture and sound: tracks of captions, and chapters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.captions.cues import Cue
from ingest.captions.language import code_of
from ingest.captions.markup import cleaned
from ingest.film import DEMUXERS
from ingest.probing import probed
from media.tools import ToolPaths

WORDS = frozenset({"mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text"})
"""Codecs of captions that are words, as ffprobe names them; others are pictures or teletext."""

ASKED = (
    "stream=index,codec_name:stream_tags=language:stream_disposition"
    ":chapter=start_time,end_time:chapter_tags=title"
)
MOST_TRACKS = 20
MOST_CHAPTERS = 500


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """A track of words: the file's index of it and its language's code.

    ``described``: it tells what is to be seen (WebVTT's kind «descriptions»). ``rank`` orders those
    of one language, the best first: what is meant for all goes before what only translates signs
    or describes noises.
    """

    index: int
    language: str
    described: bool
    rank: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Inside:
    """Tracks of words, the number of tracks that are none, chapters as cues with their titles."""

    tracks: tuple[CaptionTrack, ...]
    unread: int
    chapters: tuple[Cue, ...]


def look_inside(path: Path, *, workdir: Path, tools: ToolPaths) -> Inside:
    """Ask ffprobe, which reads the header only. Raises ToolFailed, ToolTimeout, ToolMissing."""
    document = probed(
        path,
        [
            *("-format_whitelist", DEMUXERS, "-protocol_whitelist", "file"),
            *("-select_streams", "s", "-show_entries", ASKED),
        ],
        workdir=workdir,
        tools=tools,
    )
    streams = document.get("streams", [])
    words = [stream for stream in streams if stream.get("codec_name") in WORDS]
    return Inside(
        tracks=tuple(_track(stream) for stream in words[:MOST_TRACKS]),
        unread=len(streams) - len(words),
        chapters=_chapters(document.get("chapters", [])),
    )


def _track(stream: dict[str, Any]) -> CaptionTrack:
    marks = stream.get("disposition", {})
    special = marks.get("forced", 0) + marks.get("hearing_impaired", 0) + marks.get("comment", 0)
    return CaptionTrack(
        index=int(stream["index"]),
        language=code_of(str(stream.get("tags", {}).get("language", ""))),
        described=bool(marks.get("descriptions", 0)),
        rank=(int(special), -int(marks.get("default", 0)), int(stream["index"])),
    )


def _chapters(found: list[dict[str, Any]]) -> tuple[Cue, ...]:
    """Chapters in order, each up to the next; none where there are not two: that is no choice."""
    starts: dict[int, str] = {}
    end = 0
    for chapter in found[:MOST_CHAPTERS]:
        try:
            start = round(float(chapter["start_time"]) * 1000)
            end = max(end, round(float(chapter["end_time"]) * 1000))
        except (KeyError, TypeError, ValueError):
            continue
        starts.setdefault(max(0, start), str(chapter.get("tags", {}).get("title", ""))[:200])
    ordered = sorted(starts)
    ends = [*ordered, end][1:]
    titles = (" ".join(cleaned(starts[at]).split()) for at in ordered)
    cues = [
        Cue(start, until, title or f"Часть {n}")
        for n, (start, until, title) in enumerate(zip(ordered, ends, titles, strict=True), 1)
        if until > start
    ]
    return tuple(cues) if len(cues) > 1 else ()
