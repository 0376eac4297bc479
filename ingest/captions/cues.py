"""Captions by their time, and WebVTT written of them (W3C WebVTT, 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.captions.entities import unescaped

_TAG = re.compile(r"</?[bi]>")


@dataclass(frozen=True, slots=True)
class Cue:
    """From which millisecond to which, and the words.

    ``text`` is WebVTT cue text: lines of escaped text with no tags but balanced ``<b>`` and
    ``<i>``, none of them empty.
    """

    start: int
    end: int
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The words line by line, without marks."""
        plain = unescaped(_TAG.sub("", self.text))
        return tuple(" ".join(line.split()) for line in plain.split("\n"))

    @property
    def plain(self) -> str:
        """The words in one line, without marks."""
        return " ".join(" ".join(self.lines).split())


def write_vtt(cues: Iterable[Cue]) -> str:
    """A WebVTT document; the cues stand in the order given."""
    parts = ["WEBVTT\n"]
    parts += [f"{clock(cue.start)} --> {clock(cue.end)}\n{cue.text}\n" for cue in cues]
    return "\n".join(parts)


def clock(ms: int) -> str:
    """``01:02:03.004``."""
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"
