"""What a wall is: it turns a command line into one that runs the same tool with less in reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from media.walls.landlock import Reach


class Wall(Protocol):
    """Wraps a command line. ``name`` is what diagnostics show."""

    @property
    def name(self) -> str: ...

    @property
    def blocks_network(self) -> bool: ...

    @property
    def blocks_files(self) -> bool:
        """Whether the tool opens no file but the system's, its inputs and its own folder."""
        ...

    def wrap(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> list[str]:
        """The command line that runs ``argv`` behind this wall.

        ``argv[0]`` is a path. ``workdir`` is the only folder that the tool may write, ``inputs``
        (files and folders) are what it may read besides.
        """
        ...

    def reach(self, argv: Sequence[str], workdir: Path, inputs: Sequence[Path]) -> Reach | None:
        """What the kernel is to leave open to the same run; None: nothing is asked of it."""
        ...

    def status(self, returncode: int) -> int:
        """The tool's own status behind what the wrapped command ended with; negative: a signal."""
        ...

    def broke(self, returncode: int, stderr: str) -> bool:
        """Whether it was the wall that did not come up, and the tool never ran."""
        ...
