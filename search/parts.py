"""An index built in several processes: each makes an index of some of the documents, a part.

Preparing an item in Python costs most of a build, and one process has one core.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from pathlib import Path

from search.port import Document, IndexBroken

MOST_PROCESSES = 4
"""Each takes some 150 MB."""

FEW = 2000
"""Documents of a library that is built in one process: another takes a second to begin."""

AT_ONCE = 100
"""Documents handed over together, some 300 KB."""

AHEAD = 2
"""Such batches that a process has before it, so that it never waits for the next."""

Build = Callable[[Path, Iterator[Document]], None]
"""Makes an index of some documents in an empty folder; another process can import it."""


class PartFailed(IndexBroken):
    """A process that built a part has ended without one."""


def processes() -> int:
    """How many processes a build may take on this machine."""
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


def build(whole: Path, documents: Iterable[Document], make: Build) -> list[Path]:
    """Make an index of the documents in ``whole``, or several beside each other within it.

    Returns the folders of the parts, none where the documents are few: then all are in ``whole``.
    Raises ``PartFailed``.
    """
    stream = iter(documents)
    first = list(islice(stream, FEW))
    if len(first) < FEW or processes() < 2:
        make(whole, chain(first, stream))
        return []
    parts = [whole / f"part-{number}" for number in range(processes())]
    _deal(chain(first, stream), parts, make)
    return parts


def _deal(documents: Iterator[Document], parts: list[Path], make: Build) -> None:
    # Forked processes would inherit the threads' locks; a pipe ends with either of its sides.
    spawn = multiprocessing.get_context("spawn")
    ends: list[Connection] = []
    started = []
    try:
        for part in parts:
            part.mkdir()
            ours, theirs = spawn.Pipe()
            process = spawn.Process(target=_make_part, args=(make, part, theirs), daemon=True)
            process.start()
            theirs.close()
            ends.append(ours)
            started.append(process)
        _hand_over(documents, ends)
        for process in started:
            process.join()
    finally:
        for end in ends:
            end.close()
        for process in started:
            process.terminate()
        for process in started:
            process.join()  # or it writes on where the parts are removed now


def _hand_over(documents: Iterator[Document], ends: list[Connection]) -> None:
    asking = list(ends) * AHEAD
    reading, working = set(ends), set(ends)
    try:
        while working:
            for end in asking:
                if end in reading:
                    batch = list(islice(documents, AT_ONCE))
                    end.send(batch)
                    if not batch:
                        reading.discard(end)
            asking = []
            ready = wait(list(working))
            for end in [one for one in working if one in ready]:
                said = end.recv()
                if said == "done":
                    working.discard(end)
                elif said == "more":
                    asking.append(end)
                else:
                    raise PartFailed(said)
    except (EOFError, OSError) as error:
        raise PartFailed("a process ended in the middle") from error


def _make_part(make: Build, part: Path, end: Connection) -> None:
    """What a process does: asks for documents until there are no more."""
    try:
        make(part, _received(end))
        end.send("done")
    except EOFError:
        return  # whoever began the build is gone
    except Exception as error:
        end.send(f"{type(error).__name__}: {error}")


def _received(end: Connection) -> Iterator[Document]:
    while batch := end.recv():
        end.send("more")
        yield from batch
