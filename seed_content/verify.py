"""Whether the demo sources are sound: each builds and stands in a lesson that exists."""

import tempfile
from collections import Counter
from pathlib import Path

from seed_content.build import Failure, building
from seed_content.check_decks import check_decks
from seed_content.source import Source, earlier_paths, lessons, read_data, read_source, source_paths


def verify(profile: str) -> list[str]:
    """Problems of the profile's sources, in Russian, one a line; empty when all is well.

    Everything is really built, in a temporary folder. Raises ``KeyError`` for an unknown profile.
    """
    paths, earlier = source_paths(profile), earlier_paths(profile)
    problems = check_sources(paths) + check_sources(earlier)
    current = {path.name for path in paths}
    problems += [
        f"{path.name}: прежняя версия без нынешней" for path in earlier if path.name not in current
    ]
    if problems:
        return problems
    problems = check_decks([s for s in map(read_source, paths) if s.family == "decks"])
    with tempfile.TemporaryDirectory(prefix="parta-seed-verify-") as folder:
        for place, group in (("now", paths), ("earlier", earlier)):
            problems += [
                f"{one.name}: не собирается: {one.reason}"
                for one in building([read_source(path) for path in group], Path(folder, place))
                if isinstance(one, Failure)
            ]
    return problems


def check_sources(paths: list[Path]) -> list[str]:
    """Problems that are seen without building: faulty text, a lesson unknown or taken twice."""
    problems: list[str] = []
    read: list[Source] = []
    for path in paths:
        try:
            raw = read_data(path)
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
        except ValueError as error:
            problems.append(f"{path.name}: {error}")
    for field, name in (("key", "имя"), ("title", "название")):
        counted = Counter(str(getattr(source, field)) for source in read)
        problems += [
            f"{value}: {name} у нескольких материалов ({count})"
            for value, count in counted.items()
            if count > 1
        ]
    return problems
