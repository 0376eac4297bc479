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
# Folders of the first versions of some of its items: the same names, an older file.
EARLIER: dict[str, tuple[str, ...]] = {"demo": ("library/earlier",)}
STATES = ("published", "draft", "submitted", "changes_asked", "withdrawn")

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
    state: str  # one of STATES: where the demo leaves it
    why: str  # what the methodologist wrote, for changes_asked and withdrawn
    data: dict[str, Any] = field(repr=False, compare=False)

    @property
    def kind(self) -> str:
        """The catalogue's word: presentation, image or video."""
        return _KINDS[self.family]

    @property
    def drawing(self) -> str:
        """The module that draws it: its own, or another's of which it is a copy."""
        drawing: str = self.data.get("drawing", self.key)
        return drawing

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
    return _paths(PROFILES[profile])


def earlier_paths(profile: str) -> list[Path]:
    """The sources of first versions: each has the name of a source of the profile."""
    return _paths(EARLIER.get(profile, ()))


def _paths(folders: tuple[str, ...]) -> list[Path]:
    return [
        path
        for folder in folders
        for family in _KINDS
        for path in sorted((HOME / folder / family).glob("*.toml"))
    ]


def read_data(path: Path) -> dict[str, Any]:
    """What stands in a source; of a first version, what its newer one says with its own changes.

    A first version names its ``newer`` source, a path from its own folder; its other fields stand
    in place of the newer one's, and ``without`` lists the slides, from 1, that came later.
    Raises ``ValueError`` (bad TOML) or ``OSError``.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if "newer" not in data:
        return data
    merged = tomllib.loads(newer_path(path, data).read_text(encoding="utf-8")) | data
    later = set(merged.pop("without", ()))
    if "slide" in merged:
        merged["slide"] = [s for no, s in enumerate(merged["slide"], 1) if no not in later]
    return merged


def newer_path(path: Path, data: dict[str, Any]) -> Path:
    """Where the newer source of a first version lies."""
    return path.parent.joinpath(str(data["newer"])).resolve()


def read_source(path: Path) -> Source:
    """One source.

    Raises ``ValueError`` (bad TOML, an unknown state) or ``KeyError`` (a field or lesson missing).
    """
    data = read_data(path)
    state = data.get("state", "published")
    if state not in STATES:
        raise ValueError(f"unknown state: {state}")
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
        state=state,
        why=data.get("why", ""),
        data=data,
    )
