"""Which wall works here, found out by running the real command line of each once."""

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
from media.walls.contract import Wall
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
    """The strongest wall that works here; ``setting`` is ``""`` (best) or ``"none"``.

    Raises ValueError for another setting.
    """
    return find_wall(setting).wall


def find_wall(setting: str) -> Found:
    """As ``best_wall``, and why it is no stronger one. Found out once in a process."""
    if setting == "none":
        return Found(NoWall(), ())
    if setting:
        raise ValueError(f"unknown sandbox setting {setting!r}")
    return _probed()


@functools.cache
def _probed() -> Found:
    tried = []
    for wall in _candidates():
        if isinstance(wall, Tried):
            tried.append(wall)
            continue
        problem = _try(wall)
        if not problem:
            return Found(wall, tuple(tried))
        tried.append(Tried(wall.name, problem))
    return Found(NoWall(), tuple(tried))


def _candidates() -> Iterator[Wall | Tried]:
    root = os.geteuid() == 0
    bwrap = shutil.which("bwrap", path=PATH)
    if bwrap is None:
        yield Tried(Bubblewrap.name, "bwrap: not found")
    else:
        yield Bubblewrap(bwrap, own_users=True)
        if root:  # who is root needs no users of its own to be let in
            yield Bubblewrap(bwrap, own_users=False)
    unshare = shutil.which("unshare", path=PATH)
    if unshare is None:
        yield Tried(NoNetwork.name, "unshare: not found")
    elif root:
        yield NoNetwork([unshare, "--net", "--"])
    else:
        yield NoNetwork([unshare, "--user", "--map-current-user", "--net", "--"])


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
            done = subprocess.run(
                wall.wrap([true], work, [seen]),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=PROBE_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            return f"{type(problem).__name__}: {problem}"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else f"status {done.returncode}"
