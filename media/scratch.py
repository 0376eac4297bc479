"""Temporary folders of single runs: made empty, removed whatever happens."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PREFIX = "run-"
ARRIVING = "arriving-"
"""Begins the names of files that are being taken in; each is locked until it has been kept."""


@contextlib.contextmanager
def scratch(home_tmp: Path) -> Iterator[Path]:
    """An own empty folder under ``home_tmp`` (made if absent), removed on leaving.

    It is locked while in use, so that ``sweep`` tells a dead worker's folder from a living one's.
    """
    home_tmp.mkdir(parents=True, exist_ok=True)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home_tmp))
        try:
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.is_dir():  # a sweep came between making and locking
                continue
            yield folder
            return
        finally:
            _remove(folder)
            os.close(lock)


@contextlib.contextmanager
def scratch_at_need(home_tmp: Path) -> Iterator[Callable[[], Path]]:
    """What gives such a folder, made when it is first asked for: not all work needs one."""
    with contextlib.ExitStack() as stack:
        yield functools.cache(lambda: stack.enter_context(scratch(home_tmp)))


def sweep(home_tmp: Path) -> int:
    """Remove what killed workers and servers left behind, folders and files; returns how many."""
    removed = 0
    if not home_tmp.is_dir():
        return removed
    for left in (*home_tmp.glob(PREFIX + "*"), *home_tmp.glob(ARRIVING + "*")):
        try:
            lock = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            if left.is_dir():
                _remove(left)
            else:
                left.unlink(missing_ok=True)
            removed += 1
        finally:
            os.close(lock)
    return removed


def _remove(folder: Path) -> None:
    def open_up(call: Callable[..., object], path: str, _error: object) -> None:
        # A tool may have taken write permission from its own folders.
        with contextlib.suppress(OSError):
            os.chmod(os.path.dirname(path), stat.S_IRWXU)
            os.chmod(path, stat.S_IRWXU)
            call(path)

    shutil.rmtree(folder, onerror=open_up)
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
