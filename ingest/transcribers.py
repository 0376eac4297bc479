"""Recognisers of speech that others install: found by their entry points, none is ours.

A package names a callable without arguments in the group ``parta.transcribers``; what it returns
has one method, as ``Transcriber`` says. The first by name is taken.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from ingest.captions.cues import Cue
from ingest.captions.markup import cleaned

log = logging.getLogger(__name__)

GROUP = "parta.transcribers"

RATE = 16_000
"""Samples a second of what a recogniser hears, one channel, 16 bits."""


class Transcriber(Protocol):
    """Writes down what is said."""

    def transcribe(self, path: Path, language: str) -> Iterable[tuple[float, float, str]]:
        """(start, end, words) of each thing said: seconds from the beginning, plain text.

        ``path`` is a WAV file of one channel, 16 kHz, 16 bits, gone afterwards; ``language`` is a
        code as «ru». The sooner the first are given, the sooner a person sees that it goes on.
        """
        ...


@dataclass(frozen=True, slots=True)
class Installed:
    """A recogniser that is there: its name, and that of its package with the version."""

    name: str
    package: str


def installed() -> Installed | None:
    """The recogniser that is used; None where there is none. Loads nothing of it."""
    point = _point()
    if point is None:
        return None
    package = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.name
    return Installed(point.name, package)


@cache
def load() -> Transcriber:
    """The recogniser, made once a process. Raises LookupError, and what its package raises."""
    point = _point()
    if point is None:
        raise LookupError("no transcriber is installed")
    made: Transcriber = point.load()()
    return made


def cues_of(said: Iterable[tuple[float, float, str]], seconds: float) -> Iterable[Cue]:
    """What a recogniser gave, in its order; what makes no sense as a cue is left out.

    ``seconds`` is the recording's length: nothing stands beyond it.
    """
    for start, end, words in said:
        if not (math.isfinite(start) and math.isfinite(end)):
            continue
        begins, ends = round(max(0.0, start) * 1000), round(min(end, seconds) * 1000)
        text = cleaned(words)
        if text and ends > begins:
            yield Cue(begins, ends, text)


def forget() -> None:
    """Look anew at what is installed: a package came or went within the life of this process."""
    _point.cache_clear()
    load.cache_clear()


@cache
def _point() -> EntryPoint | None:
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    if len(found) > 1:
        log.warning("several transcribers are installed, %s is used", found[0].name)
    return found[0] if found else None
