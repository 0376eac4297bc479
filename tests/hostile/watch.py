"""Watches what a hostile file may not do: reach a listening socket, open a file that is not its."""

import ctypes
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: inotify(7)
IN_ACCESS, IN_OPEN = 0x01, 0x20
IN_NONBLOCK = os.O_NONBLOCK

_libc = ctypes.CDLL(None, use_errno=True)


class Listener:
    """A socket on 127.0.0.1 and one on ::1 with the same number; connections are only counted."""

    def __init__(self) -> None:
        while True:
            first = socket.create_server(("127.0.0.1", 0))
            self.port: int = first.getsockname()[1]
            try:
                second = socket.create_server(("::1", self.port), family=socket.AF_INET6)
            except OSError:
                first.close()
                continue
            self._sockets = (first, second)
            break
        for one in self._sockets:
            one.setblocking(False)

    def urls(self, name: str) -> tuple[str, ...]:
        """Addresses of a file that this listener would be asked for."""
        return (f"http://127.0.0.1:{self.port}/{name}", f"http://[::1]:{self.port}/{name}")

    def connections(self) -> int:
        """How many have come since the last call; the kernel holds them until they are taken."""
        count = 0
        for one in self._sockets:
            while True:
                try:
                    connection, _ = one.accept()
                except BlockingIOError:
                    break
                connection.close()
                count += 1
        return count

    def close(self) -> None:
        """Stop listening."""
        for one in self._sockets:
            one.close()


class Untouched:
    """Files that nobody may open, watched by the kernel from the moment that they are added."""

    def __init__(self) -> None:
        self._descriptor = _libc.inotify_init1(IN_NONBLOCK)
        if self._descriptor < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._paths: dict[int, Path] = {}

    def add(self, path: Path) -> Path:
        """Watch ``path`` from now on."""
        watch = _libc.inotify_add_watch(self._descriptor, bytes(path), IN_OPEN | IN_ACCESS)
        if watch < 0:
            raise OSError(ctypes.get_errno(), f"inotify_add_watch {path}")
        self._paths[watch] = path
        return path

    def opened(self) -> set[Path]:
        """Those that were opened or read since the last call, by whatever process."""
        try:
            told = os.read(self._descriptor, 1 << 16)
        except BlockingIOError:
            return set()
        found, at = set(), 0
        while at < len(told):  # struct inotify_event: watch, mask, cookie, length, name
            mask = int.from_bytes(told[at + 4 : at + 8], "little")
            if mask & (IN_OPEN | IN_ACCESS):  # and not that a file was removed
                found.add(self._paths[int.from_bytes(told[at : at + 4], "little", signed=True)])
            at += 16 + int.from_bytes(told[at + 12 : at + 16], "little")
        return found

    def close(self) -> None:
        """Stop watching."""
        os.close(self._descriptor)


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener, closed on leaving."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


@contextmanager
def watching() -> Iterator[Untouched]:
    """A watch without files, closed on leaving."""
    untouched = Untouched()
    try:
        yield untouched
    finally:
        untouched.close()
