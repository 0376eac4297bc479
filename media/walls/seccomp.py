"""What Landlock leaves open: the network, sockets of other programs, rights and owners of files.

As a filter of system calls, seccomp(2), for two architectures.

The numbers are those of asm/unistd.h, the program is classic BPF over ``struct seccomp_data``
(linux/seccomp.h, linux/bpf_common.h). Only what a tool for pictures, films and decks has no use for
is forbidden, with an error that it can bear: what is not named here is not looked at.
"""

from __future__ import annotations

import errno
import functools
import platform
import socket
import struct
from dataclasses import dataclass

LOAD, EQUAL, AT_LEAST, AND, GIVE = 0x20, 0x15, 0x35, 0x54, 0x06
NUMBER, ARCHITECTURE, FIRST, SECOND = 0, 4, 16, 24  # where they stand in struct seccomp_data
ALLOW, FAIL = 0x7FFF0000, 0x00050000
KIND = 0xF  # of a socket's type, without SOCK_CLOEXEC and SOCK_NONBLOCK
OTHER_NUMBERS = 0x40000000
"""From here on x86-64 counts the calls of another ABI, x32."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of an architecture: its AUDIT_ARCH, calls that make sockets, calls that are forbidden."""

    audit: int
    sockets: tuple[int, ...]
    forbidden: tuple[int, ...]


#: The same number on every architecture: io_uring_setup (it makes sockets past this filter),
#: fchmodat2, setxattrat.
EVERYWHERE = (425, 452, 463)
ARCHITECTURES = {
    "x86_64": Numbers(
        0xC000003E,
        sockets=(41, 53),
        # connect; chmod, fchmodat; chown, lchown, fchownat; setxattr, lsetxattr; ptrace,
        # process_vm_readv, process_vm_writev.
        forbidden=(42, 90, 268, 92, 94, 260, 188, 189, 101, 310, 311, *EVERYWHERE),
    ),
    "aarch64": Numbers(
        0xC00000B7,
        sockets=(198, 199),
        # connect; fchmodat; fchownat; setxattr, lsetxattr; ptrace, process_vm_readv,
        # process_vm_writev.
        forbidden=(203, 53, 54, 5, 6, 117, 270, 271, *EVERYWHERE),
    ),
}


@functools.cache
def program() -> bytes:
    """The filter as an array of ``struct sock_filter``; empty on other architectures.

    Sockets are streams of this machine's own kind and cannot be connected: LibreOffice makes one.
    """
    numbers = ARCHITECTURES.get(platform.machine())
    if numbers is None:
        return b""
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, numbers.audit),
        _fail(errno.ENOSYS),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, OTHER_NUMBERS),
        _fail(errno.ENOSYS),
    ]
    for number in numbers.forbidden:
        steps += [(EQUAL, 0, 1, number), _fail(errno.EPERM)]
    for number in numbers.sockets:
        steps += [(EQUAL, 0, 7, number), *_only_own_streams()]
    steps.append((GIVE, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _only_own_streams() -> list[tuple[int, int, int, int]]:
    return [
        (LOAD, 0, 0, FIRST),
        (EQUAL, 0, 3, socket.AF_UNIX),
        (LOAD, 0, 0, SECOND),
        (AND, 0, 0, KIND),
        (EQUAL, 1, 0, socket.SOCK_STREAM),
        _fail(errno.EACCES),
        (GIVE, 0, 0, ALLOW),
    ]


def _fail(number: int) -> tuple[int, int, int, int]:
    return GIVE, 0, 0, FAIL | number
