"""The demo items of a profile, built into a folder; what stands there already is kept."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from core.errors import PartaError
from seed_content.fingerprint import fingerprint, is_current, note
from seed_content.make import make
from seed_content.source import Source, read_source, source_paths

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class BuiltItem:
    """A demo item's file and what the catalogue is told of it."""

    path: Path
    title: str
    kind: str  # presentation, image, video
    lessons: tuple[str, ...]  # keys of the grid, its own first
    subject: str
    grade: int
    licence: str
    author: str
    source: str
    language: str
    keywords: tuple[str, ...]
    description: str
    state: str  # one of seed_content.source.STATES
    why: str


@dataclass(frozen=True)
class Failure:
    """An item that could not be built."""

    name: str  # of its file
    title: str
    reason: str


class NotBuilt(PartaError):
    """Some items could not be built; ``built`` are the others, ``reasons`` is by file name."""

    code = "seed_not_built"
    status = 500

    def __init__(self, built: list[BuiltItem], reasons: dict[str, str]) -> None:
        names = ", ".join(sorted(reasons))
        super().__init__(
            f"Не собраны учебные материалы: {names}. "
            "Проверьте программы командой parta doctor и запустите загрузку ещё раз."
        )
        self.built = built
        self.reasons = reasons


def build(profile: str, out: Path, progress: Progress | None = None) -> list[BuiltItem]:
    """Build the profile's items into ``out``; an item whose file is current is not touched.

    ``progress(done, total, title)`` is called after each item, kept ones too. The order of the
    result is the same every time. Raises ``KeyError`` for an unknown profile and ``NotBuilt``
    when an item fails, after all others are done.
    """
    sources = [read_source(path) for path in source_paths(profile)]
    reasons: dict[str, str] = {}
    found: dict[str, BuiltItem] = {}
    for done, one in enumerate(building(sources, out), start=1):
        if isinstance(one, Failure):
            reasons[one.name] = one.reason
        else:
            found[one.path.name] = one
        if progress:
            progress(done, len(sources), one.title)
    built = [found[s.filename] for s in sources if s.filename in found]
    if reasons:
        raise NotBuilt(built, reasons)
    return built


def building(sources: Sequence[Source], out: Path) -> Iterator[BuiltItem | Failure]:
    """Build into ``out`` on all cores and yield each item as it is ready, kept ones first.

    An item whose file is current is not touched.
    """
    out.mkdir(parents=True, exist_ok=True)
    wanted = {source.key: fingerprint(source) for source in sources}
    waiting = []
    for source in sources:
        if is_current(out / source.filename, wanted[source.key]):
            yield _item(source, out / source.filename)
        else:
            waiting.append(source)
    for source, reason in _made(waiting, out):
        if reason is None:
            note(out / source.filename, wanted[source.key])
            yield _item(source, out / source.filename)
        else:
            yield Failure(source.filename, source.title, reason)


def _made(waiting: list[Source], out: Path) -> Iterator[tuple[Source, str | None]]:
    """Make the waiting items on all cores; yields each with None or the reason it failed.

    The longest go first, so that no core waits for one at the end. Processes are spawned, not
    forked: the caller may have threads and open database connections.
    """
    if not waiting:
        return
    queue = sorted(waiting, key=lambda s: (s.format not in ("odp", "pdf"), s.family != "films"))
    with ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 1, len(queue)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_stand_back,
    ) as pool:
        futures = {pool.submit(_make_one, source.path, out): source for source in queue}
        for future in as_completed(futures):
            error = future.exception()
            yield futures[future], None if error is None else f"{type(error).__name__}: {error}"


def _stand_back() -> None:
    """Whoever looks at the first pages meanwhile goes first."""
    os.nice(10)


def _make_one(path: Path, out: Path) -> None:
    source = read_source(path)
    make(source, out / source.filename)


def _item(source: Source, path: Path) -> BuiltItem:
    return BuiltItem(
        path=path,
        title=source.title,
        kind=source.kind,
        lessons=(source.lesson_key, *source.also),
        subject=source.subject,
        grade=source.grade,
        licence=source.licence,
        author=source.author,
        source=source.source,
        language=source.language,
        keywords=source.keywords,
        description=source.description,
        state=source.state,
        why=source.why,
    )
