"""How many copies are found as near-duplicates, and how many different materials are taken for one.

    .venv/bin/python bench/near_duplicates.py [--built FOLDER] [--sample N] [--kind KIND]
        [--items N] [--pairs]

Demo items (``ITEMS`` of a kind; N with ``--items``, all with 0) are taken in by their real steps
into a fresh database, then copies that it makes itself (``near_copies.py``) of ``COPIED`` of them
(N with ``--sample``). A copy counts as found if the database has its pair with its own original. An
item or a copy counts as false if there is a pair with anything else than what it was made of: the
demo items of a kind share one look, so they are hard to tell apart. One pair of demo items is a
copy by intention and must be found. Prints both shares by kind and by what was done. Ends with
status 1 below ``RECALL`` or above ``FALSE``.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from near_copies import COPIES  # noqa: E402
from sqlalchemy import select  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from app.migrate import upgrade  # noqa: E402
from core.clock import utc_now  # noqa: E402
from core.database import make_engine, make_sessions  # noqa: E402
from ingest.formats import identify  # noqa: E402
from ingest.processors import processor_for  # noqa: E402
from ingest.processors.contract import Context, MadeFragment, Prints  # noqa: E402
from media.models import Original  # noqa: E402
from media.near.keep import keep_prints  # noqa: E402
from media.near.models import Near  # noqa: E402
from media.storage import sha256_of  # noqa: E402
from media.tools import ToolPaths, scratch  # noqa: E402
from seed_content.build import Failure, building  # noqa: E402
from seed_content.source import Source, read_source, source_paths  # noqa: E402

RECALL, FALSE = 0.90, 0.02
STEPS = frozenset({"web", "text", "pages", "poster", "low", "prints"})
"""What prints are made of; the higher rungs of films and the words on pictures are not."""

ITEMS = {"image": 52, "presentation": 32, "video": 12}
COPIED = {"image": 10, "presentation": 4, "video": 4}
"""Of each kind in five minutes on two processors: so many demo items, so many of them copied."""

TWINS = frozenset({"angle_types", "angle_types_reposted"})


@dataclass
class Found:
    """What was counted of one kind."""

    copies: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    materials: int = 0
    false: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Printed:
    """A file whose prints were made; ``what`` was done to the item ``source``, empty for itself."""

    source: str
    what: str
    sha256: str
    bytes: int
    kind: str
    format: str
    prints: tuple[Prints, ...]


def printed(path: Path, work: Path, source: str = "", what: str = "") -> Printed:
    """The prints of a file, by the steps of its processor."""
    tools = ToolPaths(tmp=work / "tmp")
    known = identify(path, tools)
    with tempfile.TemporaryDirectory(dir=work) as kept:
        made: dict[str, Path] = {}
        fragments: Sequence[MadeFragment] = ()
        prints = None
        for step in processor_for(known.format).steps:
            if step.name not in STEPS:
                continue
            with scratch(work / "tmp") as room:
                result = step.run(
                    Context(
                        original=path,
                        format=known.format,
                        title=path.stem,
                        room=partial(Path, room),
                        tools=tools,
                        report=lambda _percent: None,
                        made=dict(made),
                        fragments=fragments,
                    )
                )
                for one in result.renditions:
                    made[one.name] = one.path.replace(Path(kept) / one.name)
                fragments = result.fragments if result.fragments is not None else fragments
                prints = result.prints
    assert prints is not None
    size = path.stat().st_size
    name = source or path.stem
    return Printed(name, what, sha256_of(path), size, known.kind, known.format, prints)


def copies_printed(kind: str, path: Path, work: Path) -> list[Printed]:
    """The same of each copy of an item."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        return [
            printed(copy, work, path.stem, what) for what, copy in COPIES[kind](path, Path(folder))
        ]


def take_in(session: Session, one: Printed) -> None:
    """Prints kept, pairs found."""
    if session.get(Original, one.sha256) is None:
        session.add(
            Original(
                sha256=one.sha256,
                bytes=one.bytes,
                kind=one.kind,
                format=one.format,
                stored_at=utc_now(),
            )
        )
        session.flush()
        keep_prints(session, one.sha256, one.prints, utc_now)
        session.commit()


def neighbours(session: Session) -> Iterator[tuple[str, str, Near]]:
    """Every pair both ways."""
    for near in session.scalars(select(Near)):
        yield near.original_a, near.original_b, near
        yield near.original_b, near.original_a, near


def measured(
    session: Session, items: list[Path], sample: int | None, work: Path, *, say_pairs: bool
) -> dict[str, Found]:
    """Counts by kind over ``items`` and copies of ``sample`` of each kind.

    Files are looked at on all processors at once, as workers do it, and kept one after another.
    """
    counts: dict[str, Found] = defaultdict(Found)
    name: dict[str, str] = {}
    source: dict[str, str] = {}
    kind_of: dict[str, str] = {}
    what_of: dict[str, str] = {}
    by_kind: dict[str, list[Path]] = defaultdict(list)
    chance = random.Random(5)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, one in zip(items, pool.map(lambda path: printed(path, work), items), strict=True):
            take_in(session, one)
            name[one.sha256], source[one.sha256] = one.source, one.source
            kind_of[one.sha256] = one.kind
            by_kind[one.kind].append(path)
        copied: list[tuple[str, Path]] = []
        for kind, those in sorted(by_kind.items()):
            some = COPIED[kind] if sample is None else sample or len(those)
            copied += [(kind, path) for path in chance.sample(those, min(some, len(those)))]
        for made in pool.map(lambda one: copies_printed(*one, work), copied):
            for one in made:
                take_in(session, one)
                name[one.sha256], source[one.sha256] = f"{one.source}: {one.what}", one.source
                kind_of[one.sha256], what_of[one.sha256] = one.kind, one.what
                counts[one.kind].copies[one.what] += 1
    pairs: dict[str, set[str]] = defaultdict(set)
    for one, other, near in neighbours(session):
        pairs[one].add(other)
        if say_pairs and one < other:
            print(f"  {near.share:.2f} {near.by:8} {name[one]} | {name[other]}")
    for sha, kind in kind_of.items():
        counts[kind].materials += 1
        if sha in what_of and any(name[other] == source[sha] for other in pairs[sha]):
            counts[kind].found[what_of[sha]] += 1
        twins = TWINS if source[sha] in TWINS else frozenset({source[sha]})
        strangers = [name[other] for other in pairs[sha] if source[other] not in twins]
        if strangers:
            counts[kind].false.append(f"{name[sha]} | {', '.join(strangers[:3])}")
    if set(source.values()) >= TWINS:
        shas = [sha for sha, stem in name.items() if stem in TWINS]
        print(f"the copy among the demo items: {'found' if shas[1] in pairs[shas[0]] else 'LOST'}")
        counts["image"].copies["another's copy in the demo"] = 1
        counts["image"].found["another's copy in the demo"] = int(shas[1] in pairs[shas[0]])
    return counts


def some_of(sources: list[Source], kind: str, count: int | None) -> list[Source]:
    """So many demo items of a kind, the same every time, the two twins among them."""
    those = [one for one in sources if one.kind == kind]
    wanted = ITEMS[kind] if count is None else count or len(those)
    twins = [one for one in those if Path(one.filename).stem in TWINS]
    others = [one for one in those if one not in twins]
    more = min(len(others), max(0, wanted - len(twins)))
    return twins + random.Random(7).sample(others, more)


def main() -> int:
    """Print the table; 0 when both limits are kept."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--built", type=Path, help="demo items that are built already")
    asked.add_argument("--sample", type=int, help="items of a kind that are copied, 0: all")
    asked.add_argument("--items", type=int, help="so many demo items of a kind alone, 0: all")
    asked.add_argument("--kind", choices=sorted(COPIES), help="this kind alone")
    asked.add_argument("--pairs", action="store_true", help="print every pair")
    given = asked.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sources = [read_source(path) for path in source_paths("demo")]
        kinds = [given.kind] if given.kind else sorted(COPIES)
        asked_for = [one for kind in kinds for one in some_of(sources, kind, given.items)]
        items = []
        for one in building(asked_for, given.built or work / "seed"):
            if isinstance(one, Failure):
                print(f"not built, left out: {one.name}: {one.reason}")
            else:
                items.append(one.path)
        items.sort()
        engine = make_engine(f"sqlite:///{work}/bench.sqlite3")
        upgrade(engine)
        with make_sessions(engine)() as session:
            counts = measured(session, items, given.sample, work, say_pairs=given.pairs)
        engine.dispose()
    good = True
    for kind, one in counts.items():
        recall = one.found.total() / max(1, one.copies.total())
        wrong = len(one.false) / one.materials
        good = good and recall >= RECALL and wrong <= FALSE
        print(
            f"{kind}: found {recall:.3f} of {one.copies.total()} copies, "
            f"false {wrong:.3f} of {one.materials} materials"
        )
        for what, count in one.copies.items():
            print(f"  {one.found[what]:3} of {count:3}  {what}")
        for line in one.false:
            print(f"  FALSE {line}")
    print(f"{time.perf_counter() - began:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
