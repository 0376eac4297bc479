"""Reading the lesson grid's CSV files: rows that make sense, and a list of those that do not."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import why_unreadable

COLUMNS = (
    "lesson_key",
    "subject",
    "subject_title",
    "programme",
    "grade",
    "lesson_no",
    "week",
    "section",
    "topic",
    "title",
)
OPTIONAL = ("hours", "keywords")
MAX_FIELD = 10_000


@dataclass(frozen=True)
class Problem:
    """A row that was left out, or a file (``row`` None); rows count from 1, the header is row 1."""

    file: str
    row: int | None
    reason: str


@dataclass(frozen=True)
class GridRow:
    """One lesson as a file gives it."""

    key: str
    subject: str
    subject_title: str
    programme: str
    grade: int
    lesson_no: int
    week: int | None
    section: str
    topic: str
    title: str
    hours: int = 1
    keywords: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def cell(self) -> tuple[str, str, int]:
        """(subject, programme, grade): inside it a load may retire."""
        return (self.subject, self.programme, self.grade)


@dataclass
class GridFiles:
    """What the files hold: good rows by key, keys of bad rows, problems in order."""

    rows: dict[str, GridRow] = field(default_factory=dict)
    bad_keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class _BadRow(Exception):
    """Why a row makes no sense, in Russian."""


def read_grid(files: Sequence[Path]) -> GridFiles:
    """Read all files; never raises for what is in them."""
    found = GridFiles()
    for path in files:
        for number, raw in _rows(path, found.problems):
            key = (raw.get("lesson_key") or "").strip()
            try:
                row = _parse(raw)
                if row.key in found.rows:
                    raise _BadRow(f"ключ «{row.key}» уже был")
            except _BadRow as error:
                found.bad_keys.add(key)
                found.problems.append(Problem(str(path), number, str(error)))
            else:
                found.rows[row.key] = row
    return found


def _rows(path: Path, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        problems.append(Problem(str(path), None, f"файл не читается: {why_unreadable(error)}"))
        return
    except UnicodeDecodeError:
        problems.append(Problem(str(path), None, "файл не в кодировке UTF-8"))
        return
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            problems.append(Problem(str(path), 1, f"нет столбцов: {', '.join(missing)}"))
            return
        for number, raw in enumerate(reader, start=2):
            if None in raw:
                problems.append(Problem(str(path), number, "полей больше, чем столбцов"))
                continue
            yield number, {name: value or "" for name, value in raw.items()}
    except csv.Error as error:
        problems.append(Problem(str(path), reader.line_num, f"это не CSV: {error}"))


def _parse(raw: dict[str, str]) -> GridRow:
    clean = {name: value.strip() for name, value in raw.items()}
    for name in ("lesson_key", "subject", "subject_title", "programme", "title"):
        if not clean[name]:
            raise _BadRow(f"пустое поле {name}")
    for name, limit in (("lesson_key", 80), ("subject", 40), ("programme", 40)):
        if len(clean[name]) > limit:
            raise _BadRow(f"поле {name} длиннее {limit} знаков")
    if any(len(value) > MAX_FIELD or "\x00" in value for value in clean.values()):
        raise _BadRow(f"поле длиннее {MAX_FIELD} знаков или с нулевым знаком")
    return GridRow(
        key=clean["lesson_key"],
        subject=clean["subject"],
        subject_title=clean["subject_title"],
        programme=clean["programme"],
        grade=_whole(clean, "grade", 1, 11),
        lesson_no=_whole(clean, "lesson_no", 1, 2000),
        week=_whole(clean, "week", 1, 53) if clean["week"] else None,
        section=clean["section"],
        topic=clean["topic"],
        title=clean["title"],
        hours=_whole(clean, "hours", 0, 100) if clean.get("hours") else 1,
        keywords=tuple(
            dict.fromkeys(
                word.strip() for word in clean.get("keywords", "").split(";") if word.strip()
            )
        ),
        extra={
            name: value
            for name, value in clean.items()
            if name not in COLUMNS and name not in OPTIONAL
        },
    )


def _whole(clean: dict[str, str], name: str, low: int, high: int) -> int:
    text = clean[name]
    if not (text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high):
        raise _BadRow(f"поле {name}: «{text[:40]}» — не целое число от {low} до {high}")
    return int(text)
