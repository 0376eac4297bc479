"""Every hostile file is tried behind the best wall of the machine and behind none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from media.tools import ToolPaths
from tests.hostile.watch import Listener, Untouched, listening, watching
from tests.ingest import makers


@dataclass(frozen=True)
class Bait:
    """What a hostile file may point at: nobody may open the files or reach the listener."""

    picture: Path
    text: Path
    film: Path
    listener: Listener
    untouched: Untouched

    @property
    def web(self) -> tuple[str, ...]:
        """Addresses on this machine."""
        return self.listener.urls("bait.png")

    def check(self) -> None:
        """Nothing was opened and nobody has called. Raises AssertionError."""
        assert self.untouched.opened() == set()
        assert self.listener.connections() == 0


@pytest.fixture(params=["", "off"], ids=["best", "off"])
def tools(request: pytest.FixtureRequest, tmp_path: Path) -> ToolPaths:
    """The machine's tools behind the best wall, then behind none."""
    return ToolPaths(sandbox=request.param, tmp=tmp_path / "tmp")


@pytest.fixture(scope="session")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a picture, a text and a film of another teacher, as in the store."""
    folder = tmp_path_factory.mktemp("store")
    Image.new("RGB", (64, 48), (255, 0, 255)).save(folder / "bait.png")
    (folder / "bait.txt").write_text("СЕКРЕТ-КАНАРЕЙКИ", "utf-8")
    makers.make("mp4", folder).replace(folder / "bait.mp4")
    return folder


@pytest.fixture
def bait(neighbours: Path) -> Iterator[Bait]:
    """The neighbours, watched; on leaving it is asserted that they were left alone."""
    with listening() as listener, watching() as untouched:
        files = [neighbours / name for name in ("bait.png", "bait.txt", "bait.mp4")]
        for file in files:
            untouched.add(file)
        found = Bait(*files, listener=listener, untouched=untouched)
        yield found
        found.check()
