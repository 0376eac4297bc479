"""Whether the demo sources are sound: each builds and stands in a lesson that exists."""

import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from seed_content.build import NotBuilt, build
from seed_content.source import Source, lessons, read_source, source_paths


def verify(profile: str) -> list[str]:
    """Problems of the profile's sources, in Russian, one a line; empty when all is well.

    Everything is really built, in a temporary folder. Raises ``KeyError`` for an unknown profile.
    """
    problems = check_sources(source_paths(profile))
    if problems:
        return problems
    with tempfile.TemporaryDirectory(prefix="parta-seed-verify-") as folder:
        try:
            build(profile, Path(folder))
        except NotBuilt as error:
            problems += [f"{name}: не собирается: {why}" for name, why in error.reasons.items()]
    return problems


def check_sources(paths: list[Path]) -> list[str]:
    """Problems that are seen without building: faulty text, a lesson unknown or taken twice."""
    problems: list[str] = []
    read: list[Source] = []
    for path in paths:
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            problems.append(f"{path.name}: не читается: {error}")
            continue
        if raw.get("lesson") not in lessons():
            problems.append(f"{path.name}: урока {raw.get('lesson')} нет в сетке")
            continue
        strange = [key for key in raw.get("also", ()) if key not in lessons()]
        if strange:
            problems.append(f"{path.name}: уроков {', '.join(strange)} нет в сетке")
            continue
        try:
            read.append(read_source(path))
        except KeyError as error:
            problems.append(f"{path.name}: не заполнено поле {error.args[0]}")
    for field, name in (("key", "имя"), ("title", "название")):
        counted = Counter(str(getattr(source, field)) for source in read)
        problems += [
            f"{value}: {name} у нескольких материалов ({count})"
            for value, count in counted.items()
            if count > 1
        ]
    return problems
