"""What the first pass found out about a film by decoding it, for the second."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.loudness import Loudness
from ingest.processors.contract import MadeRendition

NAME = "measured.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """``loudness`` is None for silence; ``flawless``: ffmpeg found nothing to complain of."""

    loudness: Loudness | None
    flawless: bool

    def kept(self, folder: Path) -> MadeRendition:
        """As a rendition, written into ``folder``."""
        path = folder / NAME
        path.write_text(json.dumps(asdict(self)), "utf-8")
        return MadeRendition(NAME, path, "application/json")


def read(path: Path) -> Measured:
    """What ``kept`` wrote."""
    told = json.loads(path.read_text("utf-8"))
    loudness = told["loudness"]
    return Measured(None if loudness is None else Loudness(**loudness), told["flawless"])
