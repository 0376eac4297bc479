"""What the files of a build were when they were written, so that no damaged one is opened.

A library maps files into memory, and one that was cut short ends the process that reads it. The
files of a commit are written once: their sizes and check sums are kept beside them (``SEAL``) and
compared before an index is opened. Whoever holds it open looks at each query whether they still are
what they were; only what is cut in the middle of a query is beyond that.

A commit whose process ended before it was sealed is read unsealed; the next one seals all.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from zlib import crc32

from search.port import IndexBroken

SEAL = "sealed.json"

SUMMED = 64 * 2**20
"""Bytes of a file up to which its contents are compared, 50 ms each process; of a larger one only
the size is."""

PIECE = 2**20

Print = tuple[int, int]
"""The size and the time of the last change, ns: they tell whether a file is still the same."""


class Seal:
    """The seal of builds; ``is_kept`` tells by name which files are written once.

    Remembers what it has read: a file that looks the same is not read again.
    """

    def __init__(self, is_kept: Callable[[str], bool]) -> None:
        self._is_kept = is_kept
        self._sums: dict[Path, tuple[Print, int]] = {}

    def put(self, build: Path) -> None:
        """Seal what stands in a build; by whoever writes, after each commit."""
        files = {}
        for path, now in _prints(build).items():
            if self._is_kept(path.name):
                files[path.name] = now[0], self._sum(path, now)
        self._sums = {path: known for path, known in self._sums.items() if path.name in files}
        fresh = build / f".{SEAL}.new"
        fresh.write_text(json.dumps(files), encoding="ascii")
        fresh.replace(build / SEAL)

    def checked(self, build: Path, *, gone: bool = False) -> Mapping[Path, Print]:
        """The sealed files of a build as they are; raises ``IndexBroken`` for a damaged one.

        A file that is no more may belong to a commit before the newest; ``gone``: it is damage.
        """
        try:
            sealed = json.loads((build / SEAL).read_text(encoding="ascii"))
            expected = {
                str(name): (int(size), int(total)) for name, (size, total) in sealed.items()
            }
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise IndexBroken("the build has no seal") from error
        there = {path.name: (path, now) for path, now in _prints(build).items()}
        if gone and not expected.keys() <= there.keys():
            raise IndexBroken(f"gone: {sorted(expected.keys() - there.keys())}")
        found = {}
        for name, (size, total) in expected.items():
            if name in there:
                path, now = there[name]
                if now[0] != size or self._sum(path, now) != total:
                    raise IndexBroken(f"{name} is not what was written")
                found[path] = now
        return found

    def _sum(self, path: Path, now: Print) -> int:
        known = self._sums.get(path)
        if known is not None and known[0] == now:
            return known[1]
        total = 0
        if now[0] <= SUMMED:
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    total = crc32(piece, total)
        self._sums[path] = now, total
        return total


def is_same(files: Mapping[Path, Print]) -> bool:
    """Whether all of these are still there and as they were."""
    return all(_print(path) == before for path, before in files.items())


def is_readable(files: Mapping[Path, Print]) -> bool:
    """Whether who has them open may read on: a file that is deleted stays until it is closed."""
    return all(_print(path) in (before, None) for path, before in files.items())


def _print(path: Path) -> Print | None:
    try:
        now = os.stat(path)
    except OSError:
        return None
    return now.st_size, now.st_mtime_ns


def _prints(build: Path) -> dict[Path, Print]:
    found = {path: _print(path) for path in build.iterdir() if path.is_file()}
    return {path: now for path, now in found.items() if now is not None}
