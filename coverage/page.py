"""The matrix as a page shows it: subjects down, grades across, a figure in each square."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coverage.matrix import Cell
from coverage.share import figure, percent

TICKS = ("presentation", "image", "video")
"""The kinds whose ticks stand under a figure, in this order."""

STEPS = (1, 40, 70, 90)
"""Where the four steps of the heat map begin, in percent; below the first is a gap."""


@dataclass(frozen=True)
class Square:
    """A subject in a grade, its programmes together. ``covered``: by the kind that is shown."""

    subject: str
    grade: int
    lessons: int
    covered: int
    by_kind: Mapping[str, int]

    @property
    def percent(self) -> int:
        """Covered lessons of a hundred."""
        return percent(self.covered, self.lessons)

    @property
    def figure(self) -> str:
        """The percent as it is written."""
        return figure(self.covered, self.lessons)

    @property
    def step(self) -> int:
        """The step of the heat map, 0 (a gap) to 4."""
        return sum(1 for begin in STEPS if self.percent >= begin)

    @property
    def ticks(self) -> str:
        """An SVG path in a box of 30 × 3: a tick a kind, 8 long where every lesson has it."""
        return "".join(
            f"M{11 * at} 1.5h{max(0.5, 8 * self.by_kind[kind] / self.lessons):.2g}"
            for at, kind in enumerate(TICKS)
            if self.by_kind[kind]
        )


@dataclass(frozen=True)
class Row:
    """A subject over the grades; ``squares`` only where it is taught."""

    code: str
    title: str
    squares: Mapping[int, Square]

    @property
    def lessons(self) -> int:
        """Lessons of all grades."""
        return sum(square.lessons for square in self.squares.values())

    @property
    def covered(self) -> int:
        """Lessons with a material, of all grades."""
        return sum(square.covered for square in self.squares.values())

    @property
    def percent(self) -> int:
        """Covered lessons of a hundred."""
        return percent(self.covered, self.lessons)

    @property
    def figure(self) -> str:
        """The percent as it is written."""
        return figure(self.covered, self.lessons)

    @property
    def empty(self) -> list[int]:
        """The grades in which no lesson has a material."""
        return [grade for grade, square in sorted(self.squares.items()) if not square.covered]


@dataclass(frozen=True)
class Grid:
    """The whole of it; rows in the grid's order."""

    grades: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def lessons(self) -> int:
        """Lessons in all."""
        return sum(row.lessons for row in self.rows)

    @property
    def covered(self) -> int:
        """Lessons with a material."""
        return sum(row.covered for row in self.rows)

    @property
    def percent(self) -> int:
        """Covered lessons of a hundred."""
        return percent(self.covered, self.lessons)

    @property
    def figure(self) -> str:
        """The percent as it is written."""
        return figure(self.covered, self.lessons)

    @property
    def empty(self) -> int:
        """Squares without any material."""
        return sum(len(row.empty) for row in self.rows)

    def with_gaps(self) -> tuple[Row, ...]:
        """The rows that have an empty square."""
        return tuple(row for row in self.rows if row.empty)


def grid(cells: Iterable[Cell], kind: str | None = None) -> Grid:
    """The cells as a grid; with ``kind`` a lesson counts by materials of that kind alone."""
    titles: dict[str, str] = {}
    squares: dict[str, dict[int, Square]] = {}
    for cell in cells:
        titles[cell.subject] = cell.subject_title
        row = squares.setdefault(cell.subject, {})
        row[cell.grade] = _joined(row.get(cell.grade), cell, kind)
    return Grid(
        grades=tuple(sorted({grade for row in squares.values() for grade in row})),
        rows=tuple(Row(code, titles[code], row) for code, row in squares.items()),
    )


def _joined(square: Square | None, cell: Cell, kind: str | None) -> Square:
    covered = cell.covered if kind is None else cell.by_kind[kind]
    if square is None:
        return Square(cell.subject, cell.grade, cell.lessons, covered, cell.by_kind)
    return Square(
        square.subject,
        square.grade,
        square.lessons + cell.lessons,
        square.covered + covered,
        {name: square.by_kind[name] + count for name, count in cell.by_kind.items()},
    )
