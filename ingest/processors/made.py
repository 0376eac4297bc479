"""From what the child says it wrote to renditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ingest.processors.contract import MadeRendition


def pictures(folder: Path, made: Iterable[Mapping[str, Any]]) -> tuple[MadeRendition, ...]:
    """WebP renditions in ``folder``, as ``ingest.parsing.webp`` describes them."""
    return tuple(
        MadeRendition(
            name=entry["name"],
            path=folder / entry["name"],
            mime="image/webp",
            width=entry["width"],
            height=entry["height"],
        )
        for entry in made
    )
