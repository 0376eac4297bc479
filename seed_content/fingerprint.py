"""Whether a built file still is what its sources say: a digest of sources and tool versions."""

import hashlib
import json
from pathlib import Path

from seed_content.source import HOME, Source, newer_path
from seed_content.tools import versions

_SHARED = ("typography.py", "source.py", "make.py", "tools.py", "measure.py")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fingerprint(source: Source) -> str:
    """64 hex digits over the item's source, the code that draws it and the tools' versions.

    An item depends on its own drawing module, on the figures and pictures that its slides name
    and on the family's shared modules, not on its neighbours' drawings.
    """
    folder = HOME / source.family
    own = {folder / f"{source.drawing}.py", folder / "diagrams" / f"{source.drawing}.py"}
    shared = _shared_of(source.family)
    newer = [newer_path(source.path, source.data)] if "newer" in source.data else []
    files = [
        source.path,
        *newer,
        *(HOME / name for name in _SHARED),
        *own,
        *shared,
        *_named(source),
    ]
    parts = [
        *(
            f"{path.parent.name}/{path.name} {_digest(path)}"
            for path in sorted(files)
            if path.is_file()
        ),
        *versions(source.family, source.format),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _shared_of(family: str) -> set[Path]:
    """The family's modules that are no item's own drawing.

    Drawings of pictures and films lie beside the shared modules, those of decks do not.
    """
    keys = {path.stem for path in HOME.glob(f"*/{family}/*.toml") if family != "decks"}
    return {path for path in (HOME / family).glob("*.py") if path.stem not in keys}


def _named(source: Source) -> set[Path]:
    """The files of the figures and pictures that a deck's slides name, and what films draw with."""
    figures = [page["figure"] for page in source.data.get("slide", ()) if "figure" in page]
    kinds = {HOME / "decks" / "figures" / f"{figure['kind']}.py" for figure in figures}
    pictures = {figure["picture"] for figure in figures if "picture" in figure}
    drawn = {HOME / "pictures" / f"{key}.py" for key in pictures}
    drawn |= {path for key in pictures for path in HOME.glob(f"*/pictures/{key}.toml")}
    on_canvas = pictures or source.family == "films"
    shared = _shared_of("pictures") if on_canvas else set()
    return kinds | drawn | shared


def _mark(path: Path) -> Path:
    return path.with_name(f".{path.name}.made")


def is_current(path: Path, wanted: str) -> bool:
    """Whether ``path`` stands as it was built from sources with this fingerprint."""
    try:
        noted = json.loads(_mark(path).read_text())
        return bool(
            noted["fingerprint"] == wanted
            and noted["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def note(path: Path, made_from: str) -> None:
    """Store beside the file what it was built from and its own hash."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    _mark(path).write_text(json.dumps({"fingerprint": made_from, "sha256": digest}) + "\n")
