"""How much of the machine one child process may take."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one run.

    ``wall_seconds`` is real time for the whole process group; ``cpu_seconds`` is processor time of
    one process; ``memory_bytes`` bounds its address space; ``file_bytes`` bounds each file that it
    writes; ``open_files`` its descriptors; ``tasks`` its threads, those of its children included;
    ``processes`` those children.
    """

    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int
    open_files: int = 256
    #: LibreOffice was seen with 12 threads; libraries start one a processor, some of them two.
    tasks: int = 512
    #: bubblewrap, a shell and LibreOffice's two are 6.
    processes: int = 64


#: Looking at a file: ffprobe takes 0.1 s and 60 MB on ordinary films.
PROBE = Limits(wall_seconds=60, cpu_seconds=40, memory_bytes=GIB, file_bytes=16 * MIB)

#: Opening a deck, a PDF or a picture in Python. The address space is larger than what is used:
#: the libraries alone map some 300 MB.
PARSE = Limits(wall_seconds=120, cpu_seconds=100, memory_bytes=3 * GIB // 2, file_bytes=256 * MIB)


def for_pages(count: int) -> Limits:
    """Drawing ``count`` pages: 0.2 s a page was measured, ten times that is allowed."""
    return Limits(
        wall_seconds=120 + 4 * count,
        cpu_seconds=100 + 3 * count,
        memory_bytes=3 * GIB // 2,
        file_bytes=256 * MIB,
    )


def for_office(slides: int) -> Limits:
    """One LibreOffice run over ``slides`` slides: 0.75 s and 70 ms a slide were measured."""
    return Limits(
        wall_seconds=120 + slides,
        cpu_seconds=100 + slides,
        memory_bytes=3 * GIB,
        file_bytes=GIB,
        open_files=1024,
    )


def for_film(seconds: float) -> Limits:
    """Encoding ``seconds`` of film: slower than real time is allowed, on two processors."""
    wall = min(600 + 4 * seconds, 12 * 3600)
    return Limits(
        wall_seconds=wall,
        cpu_seconds=int(4 * wall),
        memory_bytes=2 * GIB,
        file_bytes=16 * GIB,
        # A decoder and an encoder of each rung take a thread and a half a processor each.
        tasks=4096,
    )
