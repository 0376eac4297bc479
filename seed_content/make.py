"""One item: from its source to its file, whatever its kind."""

import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from seed_content.source import Source


def make(source: Source, path: Path) -> None:
    """Build one item into ``path``; the file appears whole or not at all.

    Raises ``ToolFailed`` where a program is missing, and whatever a faulty source provokes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=path.parent) as folder:
        made = Path(folder) / source.filename
        _MAKERS[source.family](source, made)
        made.replace(path)


def _deck(source: Source, path: Path) -> None:
    from seed_content.decks.compose import compose
    from seed_content.decks.steady import steady_odf_member, steady_pdf, steady_zip
    from seed_content.tools import convert_office

    if source.format == "pptx":
        compose(source, path)
        return
    drawn = path.with_suffix(".pptx")
    compose(source, drawn)
    folder = path.parent / "converted"
    folder.mkdir()
    raw = convert_office(drawn, source.format, folder)
    if source.format == "pdf":
        steady_pdf(raw, path)
    else:
        steady_zip(raw, path, steady_odf_member)


def _picture(source: Source, path: Path) -> None:
    from seed_content.pictures.canvas import Canvas

    width, height = source.data["size"]
    canvas = Canvas(width, height, source.data["sheet"])
    importlib.import_module(f"seed_content.pictures.{source.drawing}").draw(canvas)
    canvas.save(path)


def _film(source: Source, path: Path) -> None:
    from seed_content.films.captions import read_captions
    from seed_content.films.encode import encode

    module = importlib.import_module(f"seed_content.films.{source.drawing}")
    captions = read_captions(source.data["caption"])
    # A film that is heard has ``tones`` beside its frames; most films are silent.
    tones = module.tones(captions) if hasattr(module, "tones") else ()
    encode(module.frames(captions), path, tones=tones, seconds=captions[-1].until, words=captions)


_MAKERS: dict[str, Callable[[Source, Path], None]] = {
    "decks": _deck,
    "pictures": _picture,
    "films": _film,
}
