"""Whether there was room on the disk, where a tool does not say that this was what it lacked."""

import shutil
from pathlib import Path

LITTLE = 8 * 1024 * 1024
"""Bytes: with less than this free no step can end well."""


def no_room(folder: Path) -> bool:
    """Whether the disk of ``folder`` is full.

    Asked while what a failed step has written lies there still: afterwards there is room again.
    """
    return shutil.disk_usage(folder).free < LITTLE
