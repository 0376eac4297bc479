"""The weakest walls: no network, and none at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class NoWall:
    """Limits and an empty environment only."""

    name = "none"
    blocks_network = False
    blocks_files = False

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` as it is."""
        return list(argv)

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> None:
        """Nothing is asked of the kernel."""

    def status(self, returncode: int) -> int:
        """``returncode`` as it is."""
        return returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Never: there is nothing to break."""
        return False


class NoNetwork:
    """A network namespace of its own, with no interface in it that is up."""

    name = "no-network"
    blocks_network = True
    blocks_files = False

    def __init__(self, prefix: Sequence[str]) -> None:
        self._prefix = tuple(prefix)

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """``argv`` behind ``unshare``."""
        return [*self._prefix, *argv]

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> None:
        """Nothing is asked of the kernel beside."""

    def status(self, returncode: int) -> int:
        """``returncode`` as it is: ``unshare`` becomes the tool."""
        return returncode

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether ``unshare`` itself has failed."""
        return returncode != 0 and stderr.startswith("unshare: ")
