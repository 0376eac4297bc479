"""How a parser in the child tells its parent how far it is."""

from __future__ import annotations

import sys


def percent(done: int, of: int) -> None:
    """Say that ``done`` of ``of`` are done, a line on standard output."""
    sys.stdout.write(f"percent {done * 100 // of}\n")
    sys.stdout.flush()
