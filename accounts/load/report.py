"""What a load of a school's file did, found wrong, or would do."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["added", "changed", "unchanged", "removed"]

KINDS = (
    "school",
    "people",
    "roles",
    "classes",
    "enrolments",
    "guardians",
    "teaching",
    "calendar",
    "timetable",
)
"""What is counted, in the order in which it is written."""


@dataclass(frozen=True)
class Problem:
    """Something in the file that is wrong; ``where`` and ``reason`` are for a person."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass
class Counts:
    """How many records of one kind met each outcome."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Absent:
    """A person whom an earlier file named and this one does not; kept as they are."""

    id: str
    name: str


@dataclass
class LoadReport:
    """The whole account of one load.

    With ``problems`` nothing was written; ``warnings`` did not stop anything.
    """

    school: str = ""
    dry_run: bool = False
    counts: dict[str, Counts] = field(
        default_factory=lambda: {kind: Counts() for kind in KINDS},
    )
    lessons_a_week: int = 0
    absent: list[Absent] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the file could be taken in."""
        return not self.problems

    @property
    def changes(self) -> int:
        """How many records were added, changed or removed; 0 for a repeated load."""
        return sum(one.added + one.changed + one.removed for one in self.counts.values())

    def count(self, kind: str, outcome: Outcome) -> None:
        """Count one record of ``kind`` (one of KINDS)."""
        counts = self.counts[kind]
        setattr(counts, outcome, getattr(counts, outcome) + 1)

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line prints."""
        return asdict(self)
