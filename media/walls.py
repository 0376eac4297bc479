"""What stands between a tool and the rest of the machine, beyond limits and environment.

The one place where stronger walls come: a wall turns a command line into one that runs the same
tool with less in reach. Whether it works is found out by running it once, since an installed
program says nothing about what a container or a chroot allows.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Wall(Protocol):
    """Wraps a command line. ``name`` is what diagnostics show."""

    @property
    def name(self) -> str: ...

    @property
    def blocks_network(self) -> bool: ...

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """The command line that runs ``argv`` behind this wall.

        ``workdir`` is the only folder that the tool may write, ``inputs`` are what it may read.
        """
        ...


class NoWall:
    """Limits and an empty environment only."""

    name = "none"
    blocks_network = False

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` as it is."""
        return list(argv)


class NoNetwork:
    """A network namespace of its own, with no interface in it."""

    name = "no-network"
    blocks_network = True

    def __init__(self, prefix: Sequence[str]) -> None:
        self._prefix = tuple(prefix)

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` behind ``unshare``."""
        return [*self._prefix, *argv]


def best_wall(setting: str) -> Wall:
    """The strongest wall that works here; ``setting`` is ``""`` (best) or ``"none"``.

    Raises ValueError for another setting.
    """
    if setting == "none":
        return NoWall()
    if setting:
        raise ValueError(f"unknown sandbox setting {setting!r}")
    return _probed()


@functools.cache
def _probed() -> Wall:
    unshare = shutil.which("unshare", path="/usr/bin:/bin:/usr/local/bin")
    if unshare is None:
        return NoWall()
    if os.geteuid() == 0:
        attempts = [[unshare, "--net", "--"]]
    else:
        attempts = [[unshare, "--user", "--map-current-user", "--net", "--"]]
    for prefix in attempts:
        try:
            done = subprocess.run(
                [*prefix, "true"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=10,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return NoNetwork(prefix)
    return NoWall()
