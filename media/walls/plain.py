"""The weaker walls: no network, and none at all; the kernel's own fence stands within both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from media.guard import NOT_SHUT_IN
from media.walls.landlock import Reach
from media.walls.places import BITS, ROOTS, SYSTEM, program_places

PROC = Path("/proc")
#: What the machine is, and nothing of who runs on it.
MACHINE = (
    *(PROC / name for name in ("cpuinfo", "filesystems", "meminfo", "stat", "version")),
    Path("/sys/devices/system"),
)
#: Extensions for all users: LibreOffice does without, but not where they are there and shut.
EXTENSIONS = Path("/var/spool/libreoffice")
DEVICES = tuple(Path("/dev", name) for name in ("null", "zero", "full", "random", "urandom"))
MEETING = Path("/tmp")


class NoWall:
    """Limits, an empty environment, and Landlock (``fenced``) or not even that."""

    blocks_network = False

    def __init__(self, *, fenced: bool = False) -> None:
        self.blocks_files = fenced
        self.name = "landlock" if fenced else "none"

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` as it is."""
        return list(argv)

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> Reach | None:
        """The same that bubblewrap would mount."""
        return reach_of(argv, workdir, inputs) if self.blocks_files else None

    def status(self, returncode: int) -> int:
        """``returncode`` as it is."""
        return returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether the kernel did not shut the tool in."""
        return _not_shut_in(returncode, stderr)


class NoNetwork:
    """A network namespace of its own, with no interface in it that is up."""

    blocks_network = True

    def __init__(self, prefix: Sequence[str], *, fenced: bool = False) -> None:
        self._prefix = tuple(prefix)
        self.blocks_files = fenced
        self.name = "no-network, landlock" if fenced else "no-network"

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` behind ``unshare``."""
        return [*self._prefix, *argv]

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> Reach | None:
        """The same that bubblewrap would mount, and what ``unshare`` writes about its user."""
        if not self.blocks_files:
            return None
        own = (PROC,) if os.geteuid() != 0 else ()
        return reach_of(argv, workdir, inputs, writes=own)

    def status(self, returncode: int) -> int:
        """``returncode`` as it is: ``unshare`` becomes the tool."""
        return returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether ``unshare`` itself has failed, or the kernel did not shut the tool in."""
        failed = returncode != 0 and stderr.startswith("unshare: ")
        return failed or _not_shut_in(returncode, stderr)


def _not_shut_in(returncode: int, stderr: str) -> bool:
    return returncode == NOT_SHUT_IN and stderr.startswith("landlock: ")


def reach_of(
    argv: Sequence[str], workdir: Path, inputs: Sequence[Path], writes: Sequence[Path] = ()
) -> Reach:
    """The system, the program, ``inputs`` to read; ``workdir`` is its own.

    That other files are there can still be told, not what is in them. Of /proc as little as will
    do: with all of it root reads the environment of other processes, Landlock or not.
    """
    seen = [path.absolute() for path in inputs]
    workdir = workdir.absolute()
    system = (SYSTEM, *map(Path, ROOTS), *map(Path, BITS), *MACHINE, EXTENSIONS)
    places = program_places(argv[0], [workdir, *seen])
    return Reach((*system, *places, *seen), (workdir,), (*DEVICES, *writes), (MEETING,))
