"""Keeping an original's prints, and finding at once what is near it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from core.clock import Clock
from media.near.keys import keys_asked, keys_kept
from media.near.likeness import likeness
from media.near.models import Near, Print, PrintKey
from media.near.prints import PrintKind, Prints

CROWD = 200
"""A key that so many originals share tells nothing apart, and takes in no more: title slides of one
template, a logo. So a look-up reads a bounded number of rows, however many originals there are."""

COMPARED = 30
"""The originals that share most keys are compared in full."""

AT_ONCE = 1000
"""Keys in one question to the database."""


def keep_prints(
    session: Session, original_sha: str, prints: Sequence[Prints], clock: Clock
) -> None:
    """Put these prints in the place of all that the original had, and write the pairs they make.

    A pair that a person has dismissed stays dismissed. The caller commits.
    """
    session.execute(delete(Print).where(Print.original_sha == original_sha))
    session.execute(
        delete(Near).where(
            or_(Near.original_a == original_sha, Near.original_b == original_sha),
            Near.dismissed_at.is_(None),
        )
    )
    told = [one for one in prints if any(one.bits) or any(one.words)]
    _write_pairs(session, original_sha, told, clock)
    for one in told:
        row = Print(original_sha=original_sha, kind=one.kind, bits=one.bits, words=one.words)
        session.add(row)
        session.flush()
        keys = keys_kept(one) - _crowded(session, keys_kept(one))
        if keys:
            session.execute(
                insert(PrintKey), [{"key": key, "print_id": row.id} for key in sorted(keys)]
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
    shared: Counter[int] = Counter()
    for one in prints:
        for keys in _some(keys_asked(one)):
            hits = session.execute(
                select(PrintKey.print_id, func.count())
                .where(PrintKey.key.in_(keys))
                .group_by(PrintKey.print_id)
            )
            shared.update({row[0]: row[1] for row in hits})
    likely = [print_id for print_id, _count in shared.most_common(COMPARED)]
    rows = session.execute(select(Print.id, Print.original_sha).where(Print.id.in_(likely)))
    by_id = {row.id: row.original_sha for row in rows}
    return list(dict.fromkeys(by_id[print_id] for print_id in likely))


def _write_pairs(
    session: Session, original_sha: str, prints: Sequence[Prints], clock: Clock
) -> None:
    others = prints_of(session, candidates(session, prints))
    rows = session.execute(
        select(Near.original_a, Near.original_b).where(
            or_(Near.original_a == original_sha, Near.original_b == original_sha)
        )
    )
    dismissed = {(row.original_a, row.original_b) for row in rows}
    own: dict[str, Prints] = {one.kind: one for one in prints}
    for other_sha, other in others.items():
        pair = (min(original_sha, other_sha), max(original_sha, other_sha))
        found = likeness(own, other) if pair not in dismissed else None
        if found is not None:
            session.add(
                Near(
                    original_a=pair[0],
                    original_b=pair[1],
                    share=found.share,
                    by=found.by,
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
