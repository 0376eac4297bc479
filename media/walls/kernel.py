"""The kernel's own wall, Landlock and a filter of calls: no program, no privilege."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from media.guard import NOT_SHUT_IN, SHUTTING
from media.walls.landlock import Reach
from media.walls.places import BITS, ROOTS, SYSTEM, program_places

#: What the machine is, and nothing of who runs on it.
MACHINE = (
    *(Path("/proc", name) for name in ("cpuinfo", "filesystems", "meminfo", "stat", "version")),
    Path("/sys/devices/system"),
)
#: Extensions for all users: LibreOffice does without, but not where they are there and shut.
EXTENSIONS = Path("/var/spool/libreoffice")
DEVICES = tuple(Path("/dev", name) for name in ("null", "zero", "full", "random", "urandom"))
#: LibreOffice makes its socket there and nowhere else.
MEETING = Path("/tmp")


class Kernel:
    """No network, no files but the same that bubblewrap would mount, no processes of others.

    That other files are there can still be told, and when they were changed be altered, not what is
    in them. Of /proc as little as will do: with all of it root reads the environment of other
    processes, Landlock or not.
    """

    name = "landlock"
    blocks_network = True
    blocks_files = True

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` as it is: the guard shuts itself in before it becomes the tool."""
        return list(argv)

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> Reach:
        """The system, the program and ``inputs`` to read, ``workdir`` as its own."""
        seen = [path.absolute() for path in inputs]
        workdir = workdir.absolute()
        system = (SYSTEM, *map(Path, ROOTS), *map(Path, BITS), *MACHINE, EXTENSIONS)
        places = program_places(argv[0], [workdir, *seen])
        return Reach((*system, *places, *seen), (workdir,), DEVICES, (MEETING,))

    def status(self, returncode: int) -> int:
        """``returncode`` as it is."""
        return returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether the kernel did not shut the tool in."""
        return returncode == NOT_SHUT_IN and stderr.startswith(SHUTTING)
