"""Sources of the demo items: one TOML file an item, read into one frozen record."""

import csv
import functools
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
CURRICULUM = HOME / "curriculum" / "lessons.csv"
SUBJECTS = HOME / "curriculum" / "subjects.csv"
SCHOOL = HOME / "school" / "demo_school.json"

# A profile's folders of sources; the larger profile begins as the small one.
PROFILES: dict[str, tuple[str, ...]] = {"small": ("sources",), "demo": ("sources", "library")}

_KINDS = {"decks": "presentation", "pictures": "image", "films": "video"}


@dataclass(frozen=True)
class Source:
    """What is known of an item before it is built; ``data`` holds what only its kind reads."""

    key: str
    family: str  # decks, pictures or films
    path: Path
    title: str
    format: str
    lesson_key: str
    also: tuple[str, ...]  # further lessons that it serves, keys of the grid
    subject: str
    subject_title: str
    grade: int
    licence: str
    author: str
    source: str
    language: str
    keywords: tuple[str, ...]
    description: str
    data: dict[str, Any] = field(repr=False, compare=False)

    @property
    def kind(self) -> str:
        """The catalogue's word: presentation, image or video."""
        return _KINDS[self.family]

    @property
    def filename(self) -> str:
        return f"{self.key}.{self.format}"


@functools.cache
def lessons() -> dict[str, dict[str, str]]:
    """The grid: lesson key → its row of lessons.csv."""
    with CURRICULUM.open(encoding="utf-8", newline="") as file:
        return {row["lesson_key"]: row for row in csv.DictReader(file)}


def source_paths(profile: str) -> list[Path]:
    """The profile's source files in a fixed order. Raises ``KeyError`` for an unknown profile."""
    found: list[Path] = []
    for folder in PROFILES[profile]:
        for family in _KINDS:
            found += sorted((HOME / folder / family).glob("*.toml"))
    return found


def read_source(path: Path) -> Source:
    """One source. Raises ``ValueError`` (bad TOML) or ``KeyError`` (a field or lesson missing)."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    row = lessons()[data["lesson"]]
    return Source(
        key=path.stem,
        family=path.parent.name,
        path=path,
        title=data["title"],
        format=data["format"],
        lesson_key=data["lesson"],
        also=tuple(data.get("also", ())),
        subject=row["subject"],
        subject_title=row["subject_title"],
        grade=int(row["grade"]),
        licence=data["licence"],
        author=data["author"],
        source=data["source"],
        language=data.get("language", "ru"),
        keywords=tuple(data["keywords"]),
        description=" ".join(data["description"].split()),
        data=data,
    )
