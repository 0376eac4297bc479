"""The whole command line of a run: the guard, the wall, the tool."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from media import guard
from media.walls.contract import Wall
from media.walls.landlock import ruleset
from media.walls.seccomp import program


@contextlib.contextmanager
def guarded(
    wall: Wall,
    argv: Sequence[str],
    workdir: Path,
    inputs: Sequence[Path],
    limits: Mapping[str, int] | None = None,
) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    """The command line that runs ``argv`` behind ``wall``, and descriptors it must be given.

    ``limits`` are bounds by the names of setrlimit(2). To be started by this process, as the
    leader of a session, while the context is open. Raises OSError where the kernel makes no rules.
    """
    order = {"parent": os.getpid(), **(limits or {})}
    wrapped = wall.wrap(argv, workdir, inputs)
    reach = wall.reach(argv, workdir, inputs)
    if reach is None:
        yield _guard(order, wrapped), ()
        return
    with ruleset(reach) as rules, _readable(program()) as calls:
        yield _guard(order | {"landlock": rules, "seccomp": calls}, wrapped), (rules, calls)


@contextlib.contextmanager
def _readable(content: bytes) -> Iterator[int]:
    """A descriptor from which ``content`` is read."""
    held = os.memfd_create("parta")
    try:
        os.write(held, content)
        os.lseek(held, 0, os.SEEK_SET)
        yield held
    finally:
        os.close(held)


def _guard(order: Mapping[str, int], command: Sequence[str]) -> list[str]:
    told = " ".join(f"{name}={value}" for name, value in order.items())
    return [sys.executable, "-I", "-S", guard.__file__, told, *command]
