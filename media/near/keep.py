"""Keeping an original's prints, and finding at once what is near it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from core.clock import Clock
from media.near.keys import keys_asked, keys_kept
from media.near.likeness import Likeness, likeness
from media.near.models import Near, Print, PrintKey
from media.near.prints import PrintKind, Prints

CROWD = 200
"""A key that so many originals share tells nothing apart, and takes in no more: title slides of one
template, a logo. So a look-up reads a bounded number of rows, however many originals there are."""

COMPARED = 30
"""The originals that share most keys are compared in full."""

AT_ONCE = 1000
"""Keys in one question to the database."""


@dataclass(frozen=True)
class Compared:
    """An original's prints, and what they were found to share with others.

    ``asked`` and ``kept`` are the keys of each print; ``seen`` tells by the other's hash, None
    where it was compared and is not near.
    """

    prints: tuple[Prints, ...]
    asked: tuple[set[int], ...]
    kept: tuple[set[int], ...]
    seen: Mapping[str, Likeness | None]


def compare(session: Session, original_sha: str, prints: Sequence[Prints]) -> Compared:
    """Look for what is near these prints of the original, without writing.

    With films it takes seconds, in which a transaction that writes would keep all others waiting.
    """
    told = tuple(one for one in prints if any(one.bits) or any(one.words))
    asked = tuple(keys_asked(one) for one in told)
    seen = _likenesses(session, told, _sharing(session, asked, besides=original_sha))
    return Compared(told, asked, tuple(keys_kept(one) for one in told), seen)


def keep_prints(
    session: Session, original_sha: str, prints: Sequence[Prints], clock: Clock
) -> None:
    """``keep_compared`` of prints that nobody has compared yet."""
    keep_compared(session, original_sha, compare(session, original_sha, prints), clock)


def keep_compared(session: Session, original_sha: str, found: Compared, clock: Clock) -> None:
    """Put these prints in the place of all that the original had, and write the pairs they make.

    What has come since they were compared is looked for once more and compared now. A pair that a
    person has dismissed stays dismissed. The caller commits.
    """
    session.execute(delete(Print).where(Print.original_sha == original_sha))
    session.execute(
        delete(Near).where(
            or_(Near.original_a == original_sha, Near.original_b == original_sha),
            Near.dismissed_at.is_(None),
        )
    )
    _write_pairs(session, original_sha, found, clock)
    for one, keys in zip(found.prints, found.kept, strict=True):
        row = Print(original_sha=original_sha, kind=one.kind, bits=one.bits, words=one.words)
        session.add(row)
        session.flush()
        free = keys - _crowded(session, keys)
        if free:
            session.execute(
                insert(PrintKey), [{"key": key, "print_id": row.id} for key in sorted(free)]
            )


def prints_of(session: Session, originals: Iterable[str]) -> dict[str, dict[str, Prints]]:
    """Original's hash → its prints by kind, of those that have any; one query."""
    found: dict[str, dict[str, Prints]] = {}
    for row in session.scalars(select(Print).where(Print.original_sha.in_(set(originals)))):
        kind = cast(PrintKind, row.kind)
        found.setdefault(row.original_sha, {})[kind] = Prints(kind, row.bits, row.words)
    return found


def candidates(session: Session, prints: Sequence[Prints]) -> list[str]:
    """The hashes of the originals that share keys with these prints, those with most keys first."""
    return _sharing(session, [keys_asked(one) for one in prints])


def _sharing(session: Session, asked: Sequence[set[int]], besides: str = "") -> list[str]:
    """The hashes of the originals that share these keys, those with most first; not ``besides``."""
    shared: Counter[int] = Counter()
    for every in asked:
        for keys in _some(every):
            hits = session.execute(
                select(PrintKey.print_id, func.count())
                .where(PrintKey.key.in_(keys))
                .group_by(PrintKey.print_id)
            )
            shared.update({row[0]: row[1] for row in hits})
    for own in session.scalars(select(Print.id).where(Print.original_sha == besides)):
        shared.pop(own, None)
    likely = [print_id for print_id, _count in shared.most_common(COMPARED)]
    rows = session.execute(select(Print.id, Print.original_sha).where(Print.id.in_(likely)))
    by_id = {row.id: row.original_sha for row in rows}
    return list(dict.fromkeys(by_id[print_id] for print_id in likely))


def _likenesses(
    session: Session, prints: Sequence[Prints], others: Iterable[str]
) -> dict[str, Likeness | None]:
    own: dict[str, Prints] = {one.kind: one for one in prints}
    return {sha: likeness(own, other) for sha, other in prints_of(session, others).items()}


def _write_pairs(session: Session, original_sha: str, found: Compared, clock: Clock) -> None:
    here = _sharing(session, found.asked)
    come = [sha for sha in here if sha not in found.seen]
    seen = {**found.seen, **_likenesses(session, found.prints, come)}
    rows = session.execute(
        select(Near.original_a, Near.original_b).where(
            or_(Near.original_a == original_sha, Near.original_b == original_sha)
        )
    )
    dismissed = {(row.original_a, row.original_b) for row in rows}
    for other_sha in here:
        pair = (min(original_sha, other_sha), max(original_sha, other_sha))
        near = seen.get(other_sha) if pair not in dismissed else None
        if near is not None:
            session.add(
                Near(
                    original_a=pair[0],
                    original_b=pair[1],
                    share=near.share,
                    by=near.by,
                    found_at=clock(),
                )
            )


def _crowded(session: Session, keys: set[int]) -> set[int]:
    return {
        key
        for some in _some(keys)
        for key in session.scalars(
            select(PrintKey.key)
            .where(PrintKey.key.in_(some))
            .group_by(PrintKey.key)
            .having(func.count() >= CROWD)
        )
    }


def _some(keys: set[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for at in range(0, len(ordered), AT_ONCE):
        yield ordered[at : at + AT_ONCE]
