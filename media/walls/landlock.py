"""Landlock: the kernel opens to a tool only what is named, without a privilege or a program for it.

The calls and numbers are those of linux/landlock.h, landlock(7). A right that the running kernel
does not know cannot be asked for, so each version (the "ABI") adds its own. The Python packages for
it are one author's alphas; the three calls are made here, the last of them by ``media.guard``.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CREATE_RULESET, ADD_RULE = 444, 445  # of every architecture but alpha
GIVE_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
PATH_BENEATH = 1  # LANDLOCK_RULE_PATH_BENEATH

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_SOCK = 1 << 5, 1 << 9
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
"""A rule for a single file may hold these alone."""

READ = EXECUTE | READ_FILE | READ_DIR
RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: TRUNCATE, 5: IOCTL_DEV}
"""Rights over files by the version that brought them: 2 is to move a file to another folder."""

TCP = {4: 0b11}  # to bind, to connect
SCOPES = {6: 0b11}  # sockets without a file, signals: none of processes outside


@dataclass(frozen=True, slots=True)
class Reach:
    """What a tool may open; what is absent, or hidden from this user, is left out.

    ``read``: files and folders to read and to run. ``own``: folders where all may be done.
    ``write``: files, or folders of them, that may be read and written but neither made nor removed.
    ``meet``: folders where sockets may be made.
    """

    read: tuple[Path, ...]
    own: tuple[Path, ...]
    write: tuple[Path, ...] = ()
    meet: tuple[Path, ...] = ()


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


@functools.cache
def version() -> int:
    """The kernel's Landlock, from 1 on; 0 where it has none or has it turned off."""
    told: int = _libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), GIVE_VERSION)
    return max(0, told)


@contextlib.contextmanager
def ruleset(reach: Reach) -> Iterator[int]:
    """A descriptor of rules that leave ``reach`` open; no TCP where the kernel can forbid it.

    A process that restricts itself with it stays so, with all that it begins. Raises OSError.
    """
    files = _known(RIGHTS)
    asked = _Ruleset(files, _known(TCP), _known(SCOPES))
    # An older kernel refuses a longer structure only where it would have to overlook something.
    made = _call(CREATE_RULESET, ctypes.byref(asked), ctypes.c_size_t(ctypes.sizeof(asked)), 0)
    try:
        for rights, places in (
            (READ, reach.read),
            (files, reach.own),
            (READ | WRITE_FILE | TRUNCATE | IOCTL_DEV, reach.write),
            (MAKE_SOCK, reach.meet),
        ):
            for place in places:
                _open_up(made, place, rights & files)
        yield made
    finally:
        os.close(made)


def _known(by_version: dict[int, int]) -> int:
    return sum(rights for since, rights in by_version.items() if since <= version())


def _open_up(made: int, place: Path, rights: int) -> None:
    try:
        there = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    try:
        if not stat.S_ISDIR(os.fstat(there).st_mode):
            rights &= OF_FILES
        rule = _PathBeneath(rights, there)
        _call(ADD_RULE, made, PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(there)


def _call(*arguments: object) -> int:
    answer = int(_libc().syscall(*arguments))
    if answer < 0:
        number = ctypes.get_errno() or errno.EINVAL
        raise OSError(number, os.strerror(number))
    return answer


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
