"""bubblewrap: the tool sees the system's programs, its inputs and its own folder, nothing else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from media.walls.places import BITS, ROOTS, SYSTEM, program_places

#: /tmp is for sockets and locks; what a tool writes belongs into its own folder, which is TMPDIR.
TMP_BYTES = 16 * 1024 * 1024
#: Fresh namespaces of every kind but that of users; the tool dies with whoever started it.
FRESH = (
    "--unshare-ipc",
    "--unshare-pid",
    "--unshare-net",
    "--unshare-uts",
    "--unshare-cgroup-try",
    "--die-with-parent",
    "--cap-drop",
    "ALL",
)
#: And users too; from inside no further namespace may be made, which closes much of the kernel.
OWN_USERS = ("--unshare-user", "--disable-userns")


class Bubblewrap:
    """No network, no processes of others, read-only system, one writable folder.

    The runner has made a session of its own already, so there is no terminal to write to; a second
    one here would take the tool out of the group that the runner ends.
    """

    name = "bubblewrap"
    blocks_network = True
    blocks_files = True

    def __init__(self, program: str, *, own_users: bool) -> None:
        self._program = program
        self._own_users = own_users

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` behind ``bwrap``; a path keeps its place inside."""
        workdir = workdir.absolute()
        seen = [path.absolute() for path in inputs]
        strange = os.geteuid() == 0 and not _root_may_read([workdir, *seen])
        command = [self._program, *FRESH]
        if strange:
            # Without its rights root does not get into other people's folders, with users of its
            # own even less. It gets back this one right, over what is mounted here.
            command += ["--cap-add", "CAP_DAC_OVERRIDE"]
        elif self._own_users:
            command += OWN_USERS
        command += _system()
        for place in program_places(argv[0], [workdir, *seen]):
            command += ["--ro-bind-try", str(place), str(place)]
        command += ["--bind", str(workdir), str(workdir)]
        for path in seen:
            if not path.is_relative_to(workdir) and not path.is_relative_to(SYSTEM):
                command += ["--ro-bind", str(path), str(path)]
        # What mounting has made around those places is not to be filled up.
        command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", str(workdir)]
        return [*command, "--", *argv]

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> None:
        """Nothing is asked of the kernel: files are out of sight, and Landlock forbids to mount."""

    def status(self, returncode: int) -> int:
        """``bwrap`` tells a signal as a shell does, 128 and its number."""
        return 128 - returncode if 128 < returncode <= 128 + 64 else returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether ``bwrap`` itself has failed."""
        return returncode == 1 and stderr.startswith("bwrap: ")


def _system() -> list[str]:
    mounted = ["--ro-bind", str(SYSTEM), str(SYSTEM)]
    for root in ROOTS:
        if os.path.islink(root):
            mounted += ["--symlink", os.readlink(root), root]
        elif os.path.isdir(root):
            mounted += ["--ro-bind", root, root]
    for bit in BITS:
        if os.path.exists(bit):
            mounted += ["--ro-bind", bit, bit]
    mounted += ["--proc", "/proc", "--dev", "/dev"]
    return [*mounted, "--perms", "1777", "--size", str(TMP_BYTES), "--tmpfs", "/tmp"]


def _root_may_read(paths: Iterable[Path]) -> bool:
    """Whether user 0 without privileges gets to all of them."""
    ancestors: dict[Path, None] = {}
    for path in paths:
        if not _open_to_root(path, stat.S_IROTH):
            return False
        ancestors |= dict.fromkeys(path.parents)
    return all(_open_to_root(folder, stat.S_IXOTH) for folder in ancestors)


def _open_to_root(path: Path, bit: int) -> bool:
    try:
        found = path.stat()
    except OSError:
        return True  # bwrap will say what is wrong
    return found.st_uid == 0 or bool(found.st_mode & bit)
