"""How many copies are found as near-duplicates, and how many different materials are taken for one.

    .venv/bin/python bench/near_duplicates.py [--built FOLDER] [--sample N] [--kind KIND]
        [--items N] [--pairs]

All demo items are taken in by their real steps into a fresh database, then copies that it makes
itself (``near_copies.py``) of N items of each kind (12 by default; of all with 0). A copy counts as
found if the database has its pair with its own original. An item or a copy counts as false if there
is a pair with anything else than what it was made of: the demo items of a kind share one look, so
they are hard to tell apart. One pair of demo items is a copy by intention and must be found. Prints
both shares by kind and by what was done. Ends with status 1 below ``RECALL`` or above ``FALSE``.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from ingest.processors.contract import Context, Prints  # noqa: E402
from media.models import Original  # noqa: E402
from media.near.keep import keep_prints  # noqa: E402
from media.near.models import Near  # noqa: E402
from media.storage import sha256_of  # noqa: E402
from media.tools import ToolPaths, scratch  # noqa: E402
from seed_content.build import Failure, building  # noqa: E402
from seed_content.source import read_source, source_paths  # noqa: E402

RECALL, FALSE = 0.90, 0.02
STEPS = frozenset({"web", "text", "pages", "poster", "low", "prints"})
"""What prints are made of; the higher rungs of films and the words on pictures are not."""

TWINS = frozenset({"angle_types", "angle_types_reposted"})


@dataclass
class Found:
    """What was counted of one kind."""

    copies: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    materials: int = 0
    false: list[str] = field(default_factory=list)


def prints_of(path: Path, work: Path) -> tuple[str, str, tuple[Prints, ...]]:
    """The kind, the format and the prints of a file, by the steps of its processor."""
    tools = ToolPaths(tmp=work / "tmp")
    known = identify(path, tools)
    with tempfile.TemporaryDirectory(dir=work) as kept:
        made: dict[str, Path] = {}
        fragments = ()
        for step in processor_for(known.format).steps:
            if step.name not in STEPS:
                continue
            with scratch(work / "tmp") as room:
                result = step.run(
                    Context(
                        original=path,
                        format=known.format,
                        title=path.stem,
                        room=lambda: room,
                        tools=tools,
                        report=lambda _percent: None,
                        made=dict(made),
                        fragments=fragments,
                    )
                )
                for one in result.renditions:
                    made[one.name] = one.path.replace(Path(kept) / one.name)
                fragments = result.fragments if result.fragments is not None else fragments
    assert result.prints is not None
    return known.kind, known.format, result.prints


def take_in(session: Session, path: Path, work: Path) -> tuple[str, str]:
    """Prints of ``path`` kept, pairs found; its hash and kind."""
    kind, known, prints = prints_of(path, work)
    sha = sha256_of(path)
    if session.get(Original, sha) is None:
        size = path.stat().st_size
        session.add(Original(sha256=sha, bytes=size, kind=kind, format=known, stored_at=utc_now()))
        session.flush()
        keep_prints(session, sha, prints, utc_now)
        session.commit()
    return sha, kind


def neighbours(session: Session) -> Iterator[tuple[str, str, Near]]:
    """Every pair both ways."""
    for near in session.scalars(select(Near)):
        yield near.original_a, near.original_b, near
        yield near.original_b, near.original_a, near


def measured(
    session: Session, items: list[Path], sample: int, work: Path, *, say_pairs: bool
) -> dict[str, Found]:
    """Counts by kind over ``items`` and copies of ``sample`` of each kind."""
    counts: dict[str, Found] = defaultdict(Found)
    name: dict[str, str] = {}
    source: dict[str, str] = {}
    kind_of: dict[str, str] = {}
    what_of: dict[str, str] = {}
    by_kind: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in items:
        sha, kind = take_in(session, path, work)
        name[sha], source[sha], kind_of[sha] = path.stem, path.stem, kind
        by_kind[kind].append((sha, path))
    chance = random.Random(5)
    for kind, those in sorted(by_kind.items()):
        for _sha, path in chance.sample(those, min(sample or len(those), len(those))):
            with tempfile.TemporaryDirectory(dir=work) as folder:
                for what, copy in COPIES[kind](path, Path(folder)):
                    sha, _ = take_in(session, copy, work)
                    name[sha], source[sha], kind_of[sha] = f"{path.stem}: {what}", path.stem, kind
                    what_of[sha] = what
                    counts[kind].copies[what] += 1
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


def main() -> int:
    """Print the table; 0 when both limits are kept."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--built", type=Path, help="demo items that are built already")
    asked.add_argument("--sample", type=int, default=12, help="items of a kind that are copied")
    asked.add_argument("--items", type=int, default=0, help="so many demo items alone")
    asked.add_argument("--kind", choices=sorted(COPIES), help="this kind alone")
    asked.add_argument("--pairs", action="store_true", help="print every pair")
    given = asked.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sources = [read_source(path) for path in source_paths("demo")]
        asked_for = [one for one in sources if given.kind in (None, one.kind)]
        items = []
        for one in building(asked_for, given.built or work / "seed"):
            if isinstance(one, Failure):
                print(f"not built, left out: {one.name}: {one.reason}")
            else:
                items.append(one.path)
        items.sort()
        if given.items:
            items = random.Random(7).sample(items, min(given.items, len(items)))
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
