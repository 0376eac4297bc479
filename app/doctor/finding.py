"""What the doctor says of one thing."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["needed", "useful"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    ``name`` is for machines, ``title_ru`` for people. ``version`` is what was found (a version, a
    path, a size) or ``""``. When not ``ok``, ``cost_ru`` says what will not work and ``remedy_ru``
    what to do. ``severity``: without a ``needed`` one nothing runs, without a ``useful`` one part
    of the work is still done.
    """

    name: str
    title_ru: str
    severity: Severity
    ok: bool
    version: str = ""
    cost_ru: str = ""
    remedy_ru: str = ""

    def as_json(self) -> dict[str, Any]:
        """One element of what ``parta doctor --json`` prints."""
        return asdict(self)

    def as_line(self) -> str:
        """A line for people; under a missing thing its cost and the remedy, three lines in all."""
        mark = "есть" if self.ok else "НЕТ "
        line = f"{mark}  {self.title_ru:<{_WIDTH}}  {self.version}".rstrip()
        if self.ok:
            return line
        return f"{line}\n      {self.cost_ru}.\n      Что сделать: {self.remedy_ru}."


_WIDTH = 24
"""The longest title."""
