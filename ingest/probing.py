"""What ffprobe is asked, and its answer read whole: a tail of it would be no answer."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from media.limits import MIB, PROBE
from media.tools import Completed, ToolFailed, ToolPaths, run

LARGEST = 8 * MIB
"""Bytes of an answer: some twenty thousand tracks or chapters; a lesson's film has ten."""


def probed(path: Path, asked: Sequence[str], *, workdir: Path, tools: ToolPaths) -> dict[str, Any]:
    """The answer about ``path`` to ffprobe's options ``asked``.

    It passes through a file in ``workdir`` that is gone afterwards. Raises ToolFailed, also for an
    answer that is too long or cannot be read, ToolTimeout, ToolMissing.
    """
    told = workdir / f"probed-{secrets.token_hex(8)}.json"
    try:
        done = run(
            [
                *(tools.ffprobe, "-v", "error", *asked),
                *("-of", "json=compact=1", "-o", str(told), str(path)),
            ],
            workdir=workdir,
            limits=replace(PROBE, file_bytes=LARGEST),
            inputs=[path],
            wall=tools.wall,
        )
        return _read(told, done)
    finally:
        told.unlink(missing_ok=True)


def _read(told: Path, done: Completed) -> dict[str, Any]:
    try:
        # Tags may hold bytes of any encoding.
        document = json.loads(told.read_bytes().decode("utf-8", "replace"))
    except (FileNotFoundError, ValueError, RecursionError) as error:
        raise ToolFailed("ffprobe", done) from error
    if not isinstance(document, dict):
        raise ToolFailed("ffprobe", done)
    return document
