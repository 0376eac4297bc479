"""Where the bundled styles, scripts, fonts and icons lie: plain names to addresses with a hash.

``static/build.mjs`` writes static/dist and its manifest.json; see there.
"""

import json
from functools import lru_cache
from pathlib import Path

from core.errors import PartaError

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"
"""The built files; served under ``/static/`` and good to keep for ever."""

PREFIX = "/static/"


class AssetsMissing(PartaError):
    """The front-end files were not built."""

    code = "assets_missing"
    status = 500

    def __init__(self) -> None:
        super().__init__("Файлы оформления не собраны. Запустите script/setup.")


def asset_url(name: str) -> str:
    """The address of an asset by its plain name: ``parta.css`` → ``/static/parta.ABC.css``.

    Raises AssetsMissing when the build has not been run or does not know the name.
    """
    hashed = _manifest(DIST).get(name)
    if hashed is None:
        raise AssetsMissing
    return PREFIX + hashed


@lru_cache(maxsize=2)
def _manifest(folder: Path) -> dict[str, str]:
    """Read once: the process serves the files that were there when it started."""
    try:
        manifest: dict[str, str] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        raise AssetsMissing from None
    return manifest
