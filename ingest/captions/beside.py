"""Files named like captions of a film or a recording that is loaded with them: which is whose."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from babel import Locale

from ingest.captions.language import UNKNOWN, code_of
from ingest.sources import Entry

ENDINGS = (".srt", ".vtt")

Key = tuple[Path, str]


def named_as_captions(path: Path) -> bool:
    """Whether the name says captions; whether they are any, only what stands in the file says."""
    return path.suffix.lower() in ENDINGS


def named_language(path: Path) -> str:
    """``en`` for «урок.en.srt»; ``und`` where the name tells no language."""
    code = code_of(Path(path.stem).suffix.removeprefix("."))
    return code if code in Locale("ru").languages else UNKNOWN


def paired(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, each of captions with its ``films`` and after them, those ``captioned``.

    «урок.srt» and «урок.ru.srt» belong to «урок.mp4» of the same folder, in any case of letters.
    """
    beside: dict[Key, list[Path]] = defaultdict(list)
    for entry in entries:
        if not entry.refusal and not named_as_captions(entry.path):
            beside[_key(entry.path, entry.path.stem)].append(entry.path)
    films = {entry.path: _films(entry, beside) for entry in entries}
    captioned = {film for found in films.values() for film in found}
    last: dict[Path, list[Entry]] = defaultdict(list)
    for entry in entries:
        if films[entry.path]:
            last[films[entry.path][-1]].append(replace(entry, films=films[entry.path]))
    ordered: list[Entry] = []
    for entry in entries:
        if films[entry.path]:
            continue
        ordered.append(replace(entry, captioned=True) if entry.path in captioned else entry)
        ordered += last.pop(entry.path, ())
    return ordered


def _films(entry: Entry, beside: dict[Key, list[Path]]) -> tuple[Path, ...]:
    if entry.refusal or not named_as_captions(entry.path):
        return ()
    stem = entry.path.stem
    found = beside.get(_key(entry.path, stem))
    if not found and named_language(entry.path) != UNKNOWN:
        found = beside.get(_key(entry.path, Path(stem).stem))
    return tuple(found or ())


def _key(path: Path, stem: str) -> Key:
    return path.parent, unicodedata.normalize("NFC", stem).casefold()
