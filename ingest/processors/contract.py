"""What a processor of a kind of material is: its steps, what a step gets and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from core.errors import PartaError
from ingest.parsing.errors import DIED, SPOILT, Unreadable
from media.near.prints import Prints
from media.tools import ToolPaths

__all__ = [
    "Context",
    "FileAtFault",
    "MachineFailed",
    "MadeFragment",
    "MadeRendition",
    "Prints",
    "Processor",
    "Spoilt",
    "Step",
    "StepFailed",
    "StepResult",
    "ToolPaths",
    "refused",
]


class StepFailed(PartaError):
    """A step cannot be done for a reason that lies in the file; the message says which."""

    code = "step_failed"
    status = 422


class Spoilt(StepFailed):
    """What was read of the file makes no sense; a tool's own fault is not ruled out."""


class FileAtFault(StepFailed):
    """A step cannot be done whatever is tried: another file is wanted."""

    code = "file_at_fault"


class MachineFailed(StepFailed):
    """A step was not done for a reason that lies in this machine."""

    code = "machine_failed"


def refused(refusal: Unreadable) -> StepFailed:
    """What a step fails with where a parser has refused the file."""
    if refusal.message in SPOILT:
        return Spoilt(refusal.message)
    kind = StepFailed if refusal.message in DIED else FileAtFault
    return kind(refusal.message)


@dataclass(frozen=True, slots=True)
class Context:
    """What a step works with.

    ``original`` is read only; ``format`` is what ``ingest.formats`` said; ``room`` gives an empty
    folder, always the same, in which the step's renditions are made, to be moved away before it is
    removed;
    ``report`` takes percent, 0 to 100, and may raise to stop the step; ``made`` has the renditions
    of earlier steps by name, those that are still there; ``fragments`` are what earlier steps read;
    ``language`` is the version's, as its sender said.
    """

    original: Path
    format: str
    title: str
    room: Callable[[], Path]
    tools: ToolPaths
    report: Callable[[int], None]
    made: Mapping[str, Path] = field(default_factory=dict)
    fragments: Sequence[MadeFragment] = ()
    language: str = "ru"

    @property
    def scratch(self) -> Path:
        """The step's folder; it is made when it is first asked for."""
        return self.room()


@dataclass(frozen=True, slots=True)
class MadeRendition:
    """A file made from the original. Sizes in pixels, None for what has none."""

    name: str
    path: Path
    mime: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class MadeFragment:
    """A findable part. ``at`` counts slides and pages from 1, and time in milliseconds.

    ``content_sha`` is the hexadecimal SHA-256 of the normalised text and the picture's print: two
    slides with the same one show the same.
    """

    unit: Literal["slide", "page", "ms"]
    at: int
    until: int | None
    heading: str
    text: str
    notes: str
    hidden: bool
    content_sha: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step found out; None means «this step does not tell».

    Warnings are Russian; ``tool`` is what did the work and its version, as «ffmpeg 5.1.9»;
    ``prints`` are what near-duplicates are found by.
    """

    renditions: tuple[MadeRendition, ...] = ()
    fragments: tuple[MadeFragment, ...] | None = None
    pages: int | None = None
    duration_ms: int | None = None
    width: int | None = None
    height: int | None = None
    warnings: tuple[str, ...] = ()
    tool: str = ""
    prints: tuple[Prints, ...] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One restartable piece of work.

    ``title`` is Russian; after a step that ``makes_usable`` cover and text are done and a version
    may be published. A step that is ``later``, and those after it, wait until what came with the
    same haste has had its first pass: a higher rung of one film is less than a cover of the next.
    ``run`` raises StepFailed for the file's sake, and media.tools' errors for the machine's.
    """

    name: str
    title: str
    makes_usable: bool
    run: Callable[[Context], StepResult]
    later: bool = False


class Processor(Protocol):
    """Makes a kind of material ready. ``recipe_version`` grows when renditions change."""

    @property
    def kind(self) -> str: ...

    @property
    def recipe(self) -> str: ...

    @property
    def recipe_version(self) -> int: ...

    @property
    def steps(self) -> Sequence[Step]: ...

    def can_process(self, format: str) -> bool: ...
