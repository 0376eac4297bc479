"""How long it takes to find what is near, among N items, and to keep one more.

    .venv/bin/python bench/near_lookup.py [--items N] [--asked N]

Prints of half pictures and half decks (ten slides each: a title slide of one of 200 templates,
which many share but for a few bits, and others of their own) are kept in a fresh SQLite database,
20,000 by default. Then copies, with one bit in twenty the other way round, are looked up and kept.
Prints milliseconds, p50 and p95, rows read included, and how many of the copies found their
originals. Ends with status 1 if a look-up takes longer than ``MOST`` (p95) or copies are missed.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import func, select  # noqa: E402

from app.migrate import upgrade  # noqa: E402
from core.clock import utc_now  # noqa: E402
from core.database import make_engine, make_sessions  # noqa: E402
from media.models import Original  # noqa: E402
from media.near.keep import candidates, keep_prints  # noqa: E402
from media.near.models import PrintKey  # noqa: E402
from media.near.prints import PICTURE_BYTES, WORDS_BYTES, Prints  # noqa: E402

MOST = 50.0
"""Milliseconds of a look-up at 20,000 items."""

ENOUGH = 0.9
TEMPLATES = 200


class Maker:
    """Makes prints of materials by chance, the same each time."""

    def __init__(self) -> None:
        self.chance = random.Random(3)
        self.titles = [self.picture() for _ in range(TEMPLATES)]

    def picture(self) -> bytes:
        """One that is like no other."""
        return self.chance.randbytes(PICTURE_BYTES)

    def moved(self, bits: bytes, count: int) -> bytes:
        """The same with ``count`` bits the other way round."""
        number = int.from_bytes(bits)
        for at in self.chance.sample(range(PICTURE_BYTES * 8), count):
            number ^= 1 << at
        return number.to_bytes(PICTURE_BYTES)

    def item(self, number: int) -> tuple[Prints, ...]:
        """A picture, or a deck of ten slides and its text."""
        if number % 2:
            return (Prints("picture", bits=self.picture()),)
        title = self.moved(self.chance.choice(self.titles), 4)
        slides = b"".join([title, *(self.picture() for _ in range(9))])
        words = self.chance.randbytes(WORDS_BYTES * 10)
        return (
            Prints("slides", bits=slides, words=words),
            Prints("text", words=self.chance.randbytes(WORDS_BYTES)),
        )

    def copy(self, prints: tuple[Prints, ...]) -> tuple[Prints, ...]:
        """The same a little changed: one bit in twenty."""
        return tuple(
            Prints(
                one.kind,
                bits=b"".join(
                    self.moved(one.bits[at : at + PICTURE_BYTES], 13)
                    for at in range(0, len(one.bits), PICTURE_BYTES)
                ),
                words=one.words,
            )
            for one in prints
        )


def told(name: str, seconds: list[float]) -> float:
    """Print p50 and p95 in milliseconds; p95."""
    milliseconds = sorted(1000 * one for one in seconds)
    p95 = milliseconds[int(0.95 * len(milliseconds))]
    print(f"{name}: p50 {statistics.median(milliseconds):.1f} ms, p95 {p95:.1f} ms")
    return p95


def main() -> int:
    """Fill, look up, print; 0 when it is quick enough and finds."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--items", type=int, default=20_000)
    asked.add_argument("--asked", type=int, default=200)
    given = asked.parse_args()
    maker = Maker()
    made: dict[str, tuple[Prints, ...]] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        engine = make_engine(f"sqlite:///{file}")
        upgrade(engine)
        with make_sessions(engine)() as session:
            filling = time.perf_counter()
            for number in range(given.items + given.asked):
                made[f"{number:064x}"] = prints = maker.item(number)
                session.add(
                    Original(
                        sha256=f"{number:064x}",
                        bytes=1,
                        kind="image",
                        format="png",
                        stored_at=utc_now(),
                    )
                )
                if number < given.items:
                    session.flush()
                    keep_prints(session, f"{number:064x}", prints, utc_now)
                if number % 1000 == 0:
                    session.commit()
            session.commit()
            keys = session.scalar(select(func.count()).select_from(PrintKey))
            size = file.stat().st_size / 2**20
            print(
                f"{given.items} items, {keys} keys, {size:.0f} MB, filled in "
                f"{time.perf_counter() - filling:.0f} s"
            )
            looked, kept, found = [], [], 0
            for n in range(given.asked):
                sha = maker.chance.choice(list(made)[: given.items])
                copy = maker.copy(made[sha])
                began = time.perf_counter()
                found += sha in candidates(session, copy)
                looked.append(time.perf_counter() - began)
                began = time.perf_counter()
                keep_prints(session, f"{given.items + n:064x}", copy, utc_now)
                session.commit()
                kept.append(time.perf_counter() - began)
        engine.dispose()
    p95 = told("a look-up", looked)
    told("looked up, compared and kept", kept)
    print(f"copies whose original is among those compared: {found} of {given.asked}")
    return 0 if p95 <= MOST and found >= ENOUGH * given.asked else 1


if __name__ == "__main__":
    sys.exit(main())
