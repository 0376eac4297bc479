"""What plays of a film or a sound, by the names of what was made of it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from babel import Locale
from flask_babel import gettext as _

from catalog.made import Picture

PLAIN = ("video.mp4", "240p.mp4")
"""Films in one file that every browser plays by itself, the best first."""

STREAMS = ("master.m3u8", "first.m3u8")
"""Playlists of rungs, the fullest first; ``first.m3u8`` knows the lowest rung alone."""

SOUND = "audio.m4a"
WAVE = "waveform.json"
SPRITE = "sprite.vtt"
CHAPTERS = "chapters.vtt"

_RUNG = re.compile(r"(\d{3,4})p\.m3u8")
_CAPTIONS = re.compile(r"captions-([a-z]{2,3})(-[0-9a-f]+)?\.vtt")
"""The file's own captions, or with a hash those that a person sent."""


@dataclass(frozen=True)
class Track:
    """Captions: where they stand, the language's code, and how the choice is called."""

    name: str
    language: str
    label: str


@dataclass(frozen=True)
class Playing:
    """A film or a sound as the player takes it; names are renditions', empty where there is none.

    ``plain`` needs no script. ``rungs`` are the lines of the picture that ``stream`` offers, the
    highest first; ``partial`` says that higher ones are not made yet.
    """

    plain: str
    stream: str
    rungs: tuple[int, ...]
    partial: bool
    width: int | None
    height: int | None
    sprite: str
    chapters: str
    wave: str
    captions: tuple[Track, ...]


def film_of(pictures: Mapping[str, Picture]) -> Playing | None:
    """The film among these renditions; None while nothing of it plays."""
    plain = _first(pictures, PLAIN)
    if not plain:
        return None
    stream = _first(pictures, STREAMS)
    rungs = sorted(int(found[1]) for found in map(_RUNG.fullmatch, pictures) if found)
    offered = rungs if stream == STREAMS[0] else rungs[:1] if stream else []
    return Playing(
        plain=plain,
        stream=stream,
        rungs=tuple(reversed(offered)),
        partial=stream == STREAMS[1],
        width=pictures[plain].width,
        height=pictures[plain].height,
        sprite=_first(pictures, (SPRITE,)),
        chapters=_first(pictures, (CHAPTERS,)),
        wave="",
        captions=_tracks(pictures),
    )


def sound_of(pictures: Mapping[str, Picture]) -> Playing | None:
    """The sound among these renditions; None while there is none to hear."""
    if SOUND not in pictures:
        return None
    return Playing(
        plain=SOUND,
        stream="",
        rungs=(),
        partial=False,
        width=None,
        height=None,
        sprite="",
        chapters=_first(pictures, (CHAPTERS,)),
        wave=_first(pictures, (WAVE,)),
        captions=_tracks(pictures),
    )


def plain_of(names: Collection[str]) -> str:
    """Of these renditions the one file that plays without a script; empty where there is none."""
    return next((name for name in (*PLAIN, SOUND) if name in names), "")


def language_word(code: str) -> str:
    """«Русский» for ``ru``; «Субтитры» for a language that nobody named."""
    name = Locale("ru").languages.get(code, "")
    return name[:1].upper() + name[1:] if name and code != "und" else str(_("Субтитры"))


def _first(pictures: Mapping[str, Picture], names: tuple[str, ...]) -> str:
    return next((name for name in names if name in pictures), "")


def _tracks(pictures: Mapping[str, Picture]) -> tuple[Track, ...]:
    found: dict[str, str] = {}
    for match in filter(None, map(_CAPTIONS.fullmatch, pictures)):
        # What a person sent is better than what the file holds.
        if match[2] or match[1] not in found:
            found[match[1]] = match[0]
    # Russian first: it is what the player shows unless another was chosen.
    return tuple(
        Track(found[code], code, language_word(code))
        for code in sorted(found, key=lambda code: (code != "ru", code))
    )
