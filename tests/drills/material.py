"""A small file for each kind of material, another one for each ``mark``."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.ingest.makers import film, sound
from tests.town import a_deck


def _deck(folder: Path, mark: int) -> Path:
    return a_deck(folder, *(f"Дробь {mark}, доля {n}" for n in range(1, 3)), name=f"доли-{mark}")


def _picture(folder: Path, mark: int) -> Path:
    path = folder / f"снимок-{mark}.jpg"
    Image.effect_noise((800, 600), 40 + mark).convert("RGB").save(path)
    return path


def _film(folder: Path, mark: int) -> Path:
    picture = f"testsrc2=size=480x360:rate=10:duration=1,drawbox=w={4 + mark}:h=9:c=red:t=fill"
    return film(folder / f"опыт-{mark}.avi", ["-c:v", "mpeg4", "-q:v", "9"], source=picture)


def _sound(folder: Path, mark: int) -> Path:
    return sound(folder / f"запись-{mark}.wav", source=f"sine=frequency={300 + mark}:duration=1")


MATERIAL: dict[str, Callable[[Path, int], Path]] = {
    "presentation": _deck,
    "image": _picture,
    "video": _film,
    "audio": _sound,
}


def material(kind: str, folder: Path, mark: int) -> Path:
    """A file of ``kind``; a kind that is new wants a line above."""
    folder.mkdir(parents=True, exist_ok=True)
    return MATERIAL[kind](folder, mark)
