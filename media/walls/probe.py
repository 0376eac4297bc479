"""Which wall works here, found out by running the real command line of each once.

A setting says how much of it is wanted: ``""`` the best wall, ``"none"`` no program around the tool
(the kernel's own fence stays, which needs none), ``"off"`` nothing at all.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from media.walls.bubblewrap import Bubblewrap
from media.walls.command import guarded
from media.walls.contract import Wall
from media.walls.kernel import Kernel
from media.walls.plain import NoNetwork, NoWall

PATH = "/usr/bin:/bin:/usr/local/bin"
PROBE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Tried:
    """A wall that was tried: ``problem`` is "" where it works, else what its program said."""

    wall: str
    problem: str


@dataclass(frozen=True, slots=True)
class Found:
    """The wall in use and the stronger ones that do not work here, with what they said."""

    wall: Wall
    tried: tuple[Tried, ...]


def best_wall(setting: str) -> Wall:
    """The strongest wall that works here within ``setting``.

    Raises ValueError for another setting.
    """
    return find_wall(setting).wall


def find_wall(setting: str) -> Found:
    """As ``best_wall``, and why it is no stronger one. Found out once in a process."""
    if setting not in CANDIDATES:
        raise ValueError(f"unknown sandbox setting {setting!r}")
    return _probed(setting)


@functools.cache
def _probed(setting: str) -> Found:
    tried: list[Tried] = []
    for wall in each_tried(setting):
        if not isinstance(wall, Tried):
            return Found(wall, tuple(tried))
        tried.append(wall)
    return Found(NoWall(), tuple(tried))


def each_tried(setting: str) -> Iterator[Wall | Tried]:
    """From the best: walls that work here within ``setting``, and why others do not."""
    for wall in CANDIDATES[setting]():
        if isinstance(wall, Tried):
            yield wall
            continue
        problem = _try(wall)
        yield Tried(wall.name, problem) if problem else wall


def _all() -> Iterator[Wall | Tried]:
    root = os.geteuid() == 0
    bwrap = shutil.which("bwrap", path=PATH)
    if bwrap is None:
        yield Tried(Bubblewrap.name, "bwrap: not found")
    else:
        yield Bubblewrap(bwrap, own_users=True)
        if root:  # who is root needs no users of its own to be let in
            yield Bubblewrap(bwrap, own_users=False)
    yield from _kernel()
    unshare = shutil.which("unshare", path=PATH)
    users = () if root else ("--user", "--map-current-user")
    if unshare is None:
        yield Tried("no-network", "unshare: not found")
    else:
        yield NoNetwork([unshare, *users, "--net", "--"])


def _kernel() -> Iterator[Wall | Tried]:
    yield Kernel()


def _nothing() -> Iterator[Wall | Tried]:
    yield from ()


CANDIDATES = {"": _all, "none": _kernel, "off": _nothing}


def _try(wall: Wall) -> str:
    """What was said where ``true`` does not run behind the wall; empty where it does."""
    true = shutil.which("true", path=PATH) or "/bin/true"
    with tempfile.TemporaryDirectory(prefix="parta-wall-") as folder:
        workdir = Path(folder)
        seen = workdir / "seen"
        work = workdir / "work"
        seen.write_bytes(b"")
        work.mkdir()
        try:
            with guarded(wall, [true], work, [seen]) as (command, given):
                done = subprocess.run(
                    command,
                    pass_fds=given,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    timeout=PROBE_SECONDS,
                    check=False,
                    start_new_session=True,
                )
        except (OSError, subprocess.TimeoutExpired) as problem:
            return f"{type(problem).__name__}: {problem}"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else f"status {done.returncode}"
