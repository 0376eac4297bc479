"""The lexicon's rows with the changes of this installation: which are in force, which are not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from language.lexicon import Lexicon, Row, school_rows
from search.models import LexiconChange


def key_of(row: Row) -> str:
    """What names a row in addresses and changes: 64 bits of its term, targets and subjects.

    A row of the project that is told otherwise in a later edition is another row.
    """
    parts = (row.term.casefold(), "\n".join(row.targets), "\n".join(sorted(row.subjects)))
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class LexiconRow:
    """A row, whose it is, and whether it is in force; an own one may be ``removed`` too."""

    key: str
    row: Row
    own: bool
    in_force: bool
    removed: bool = False


class Shipped:
    """The rows of the project, in the order of its tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """The rows by their keys. Takes 0.1 s; only who looks at rows or changes them needs it."""
        return {key_of(row): row for row in self.lexicon.rows}


@cache
def shipped() -> Shipped:
    """The project's rows, loaded once a process."""
    return Shipped(Lexicon(school_rows()))


@dataclass(frozen=True)
class Changed:
    """The changes that hold: key → row put in force, taken out, or removed."""

    on: dict[str, Row] = field(default_factory=dict)
    off: dict[str, Row] = field(default_factory=dict)
    gone: dict[str, Row] = field(default_factory=dict)

    def put(self, key: str, row: Row, *, in_force: bool, removed: bool = False) -> None:
        """A later change of a row holds; the row is the newest of its sort then."""
        for there in (self.on, self.off, self.gone):
            there.pop(key, None)
        (self.on if in_force else self.gone if removed else self.off)[key] = row

    def lexicon(self) -> Lexicon:
        """The rows in force."""
        if not self.on and not self.off:
            return shipped().lexicon
        by_key = shipped().by_key
        return shipped().lexicon.changed(
            [row for key, row in self.on.items() if key not in by_key],
            [by_key[key] for key in self.off if key in by_key],
        )

    def rows(self) -> list[LexiconRow]:
        """All rows: the installation's own, the newest first, then the project's."""
        by_key = shipped().by_key
        own = [
            LexiconRow(key, row, True, in_force)
            for changed, in_force in ((self.on, True), (self.off, False))
            for key, row in reversed(changed.items())
            if key not in by_key
        ]
        others = (LexiconRow(key, row, False, key not in self.off) for key, row in by_key.items())
        return [*own, *others]

    def row(self, key: str) -> LexiconRow | None:
        """The row of this key, in force or not, also one that is removed."""
        row = shipped().by_key.get(key)
        if row is not None:
            return LexiconRow(key, row, False, key not in self.off)
        own = self.on.get(key) or self.off.get(key) or self.gone.get(key)
        if own is None:
            return None
        return LexiconRow(key, own, True, key in self.on, key in self.gone)


def changed(session: Session) -> Changed:
    """What the changes come to; one query."""
    columns = (
        LexiconChange.key,
        LexiconChange.term,
        LexiconChange.targets,
        LexiconChange.kind,
        LexiconChange.subjects,
        LexiconChange.in_force,
        LexiconChange.removed,
    )
    found = Changed()
    for key, term, targets, kind, subjects, in_force, removed in session.execute(
        select(*columns).order_by(LexiconChange.id)
    ):
        row = Row(term, tuple(targets), kind, frozenset(subjects))
        found.put(key, row, in_force=in_force, removed=removed)
    return found


def same_term(rows: Sequence[LexiconRow], term: str) -> list[LexiconRow]:
    """The rows whose term has the same letters."""
    plain = term.casefold()
    return [one for one in rows if one.row.term.casefold() == plain]


def rows_of(session: Session, spoken: Sequence[Row]) -> list[LexiconRow]:
    """These rows as they stand now; one query."""
    known = changed(session)
    found = (known.row(key_of(row)) for row in spoken)
    return [one for one in found if one is not None]
