"""Processes that still run, told by a word of their command line."""

import os
import select
from pathlib import Path


def running(mark: str) -> list[int]:
    """Those whose command line has ``mark`` as a word; an unreaped one has none any more."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if mark.encode() in words:
                found.append(int(entry.name))
    return found


def gone(mark: str, seconds: float = 10) -> bool:
    """Whether all of them end by themselves, waited for as long as ``seconds``."""
    for pid in running(mark):
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        # The death signal is on its way; a dead process makes its descriptor readable.
        ended, _, _ = select.select([descriptor], [], [], seconds)
        os.close(descriptor)
        if not ended:
            return False
    return not running(mark)
