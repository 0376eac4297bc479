"""What a bulk load is made of: files and folders, or the rows of a manifest."""

import csv
import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from core.errors import Invalid, why_unreadable
from ingest.details import Details, split_lessons
from ingest.folder_names import folders_below
from ingest.service_files import SERVICE, is_service

WORDS = (
    "title",
    "subject",
    "grade",
    "lesson",
    "licence",
    "author",
    "source",
    "language",
    "keywords",
    "description",
)


BROKEN_ROW = (
    "Строка не читается: проверьте, что кавычки в ней закрыты, внутри поля удвоены, "
    "и что ни одно поле не длиннее 131 072 знаков."
)


class BadManifest(Invalid):
    """The manifest as a whole cannot be read."""

    code = "bad_manifest"


@dataclass(frozen=True)
class Entry:
    """One file to be taken in. ``refusal`` says why it is not even tried.

    ``service``: a program has left it there, nobody asks for it. ``films``: it is named like
    captions of these, which come before it and have ``captioned`` set. ``folders``: those in which
    it lies, from the folder that is loaded in; a file that is named by itself has none.
    """

    path: Path
    shown: str
    details: Details
    row: int | None = None
    warnings: list[str] = field(default_factory=list)
    refusal: str = ""
    service: bool = False
    films: tuple[Path, ...] = ()
    captioned: bool = False
    folders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a manifest's files lie; ``named`` where the sender has named that folder."""

    folder: Path
    named: bool


def walk(
    paths: Sequence[Path], details: Details, unread: Callable[[OSError], None]
) -> Iterator[Entry]:
    """Every regular file under ``paths``, folders in the order of names, links not followed.

    What systems leave in a folder is not tried; a file that is named itself always is.
    ``unread`` is told of each folder that cannot be read; the walk goes on with the next one.
    """
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path, onerror=unread):
                folders.sort()
                for name in sorted(names):
                    file = Path(folder, name)
                    if not file.is_symlink() and _is_regular(file):
                        service = is_service(file.relative_to(path).parts)
                        reason = SERVICE if service else ""
                        yield Entry(
                            file,
                            str(file),
                            details,
                            refusal=reason,
                            service=service,
                            folders=folders_below(path, file),
                        )
        elif _is_regular(path):
            yield Entry(path, str(path), details)
        else:
            reason = "Это не файл." if path.exists() else "Такого файла нет."
            yield Entry(path, str(path), details, refusal=reason)


SEPARATORS = (",", ";", "\t")
"""What stands between columns: of a Russian Excel it is a semicolon."""


def read_manifest(manifest: Path, base: Path | None, details: Details) -> Iterator[Entry]:
    """The rows of a CSV manifest; ``details`` fill the columns that a row leaves empty.

    ``file`` is relative to ``base``, or to the manifest's folder, and must not lead out of it.
    Raises BadManifest where the file as a whole is no manifest.
    """
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadManifest(f"Список {manifest} не читается: {why_unreadable(error)}.") from error
    except UnicodeDecodeError as error:
        told = f"Список {manifest} не в кодировке UTF-8. В Excel сохраните его как «CSV UTF-8»."
        raise BadManifest(told) from error
    head = text.partition("\n")[0]
    between = max(SEPARATORS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=between)
    try:
        columns = [name or "" for name in reader.fieldnames or ()]
        if "file" not in columns:
            raise BadManifest(f"В списке {manifest} нет столбца file.")
        foreign = [name for name in columns if name and name != "file" and name not in WORDS]
        warnings = [f"Столбец «{name}» нам неизвестен: не использован." for name in foreign]
        place = Place(base if base is not None else manifest.parent, named=base is not None)
    except csv.Error as error:
        raise BadManifest(f"Список {manifest} не читается: первая строка испорчена.") from error
    yield from _rows(reader, place, details, warnings)


def _rows(
    reader: "csv.DictReader[str]", place: Place, details: Details, warnings: list[str]
) -> Iterator[Entry]:
    """An entry for each row, also for one that is no row: those after it are read on."""
    for row in count(2):
        try:
            raw = next(reader, None)
        except csv.Error:
            yield Entry(Path(), "", details, row, [], BROKEN_ROW)
            continue
        if raw is None:
            return
        yield _entry(raw, row, place, details, warnings)


def _entry(
    raw: dict[str, str], row: int, place: Place, details: Details, warnings: list[str]
) -> Entry:
    if None in raw:  # the reader's mark for fields beyond the header
        return Entry(Path(), raw.get("file") or "", details, row, [], "Полей больше, чем столбцов.")
    name = (raw.get("file") or "").strip()
    given = {word: (raw.get(word) or "").strip() for word in WORDS}
    lessons = split_lessons(given.pop("lesson")) or details.lessons
    filled = {word: value or getattr(details, word) for word, value in given.items()}
    words = Details(lessons=lessons, **filled)
    entry = Entry(place.folder / name, name, words, row, list(warnings))
    if not name:
        return replace(entry, refusal="Пустое поле file.")
    if "\x00" in name:
        return replace(entry, refusal="В поле file стоит знак, которого в имени не бывает.")
    if not _inside(entry.path, place.folder):
        return replace(entry, refusal="Файл лежит вне папки, которую загружают.")
    if not _is_regular(entry.path):
        missing = not entry.path.exists()
        return replace(entry, refusal="Такого файла нет." if missing else "Это не файл.")
    return replace(entry, folders=folders_below(place.folder, entry.path, named=place.named))


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False
