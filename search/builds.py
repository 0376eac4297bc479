"""The folder of an embedded index: builds side by side, a pointer to the current one, the locks.

<folder>/current        the name of the build that serves
<folder>/v1-….k3…/       a build: the library's own files
<folder>/journal        ids updated while another build is being made
<folder>/wanted         somebody found the index broken and asks for a rebuild
"""

import logging
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.ids import new_public_id
from core.locked import locked
from search.port import IndexBroken

log = logging.getLogger(__name__)

KEPT_SECONDS = 60.0
"""How long the build before the current one stays, for readers that are about to open it."""


class Folder:
    """Where the builds lie; all changes of files other than the library's own are made here.

    ``format`` names what the engine builds now: a build of another one is as good as none.
    """

    def __init__(self, root: Path, format: str) -> None:
        self.root = root
        self.format = format

    @property
    def journal(self) -> Path:
        """Exists while a build is being made."""
        return self.root / "journal"

    @property
    def wanted(self) -> Path:
        """Exists when a rebuild is asked for."""
        return self.root / "wanted"

    def current(self) -> str:
        """The name of the build that serves; raises ``IndexBroken`` when there is none."""
        try:
            name = (self.root / "current").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexBroken("no current build") from error
        if not name.startswith(f"v{self.format}.") or "/" in name:
            raise IndexBroken(f"a build of another format: {name!r}")
        return name

    def path(self, name: str) -> Path:
        """The folder of a build."""
        return self.root / name

    @contextmanager
    def locked(self, purpose: str) -> Iterator[None]:
        """Hold one of the locks, ``write`` or ``rebuild``; goes when the process dies."""
        with locked(self.root / f"{purpose}.lock"):
            yield

    def begin(self) -> str:
        """A new empty build folder, with a fresh journal; under the ``rebuild`` lock."""
        name = f"v{self.format}.{new_public_id()}"
        self.path(name).mkdir(parents=True)
        with self.locked("write"):
            self.journal.write_text("", encoding="ascii")
        return name

    def note(self, ids: Iterable[int]) -> None:
        """Remember ids for the build that is being made, if any; under the ``write`` lock."""
        if self.journal.exists():
            with self.journal.open("a", encoding="ascii") as file:
                file.writelines(f"{one}\n" for one in ids)

    def noted(self) -> list[int]:
        """The ids remembered, each once."""
        lines = self.journal.read_text(encoding="ascii").split()
        return list(dict.fromkeys(int(line) for line in lines))

    def swap(self, name: str) -> None:
        """Let this build serve from now on; under both locks."""
        fresh = self.root / "current.new"
        fresh.write_text(name, encoding="ascii")
        fresh.replace(self.root / "current")
        self.journal.unlink(missing_ok=True)
        self.wanted.unlink(missing_ok=True)

    def abandon(self, name: str) -> None:
        """Forget a build that came to nothing."""
        self.journal.unlink(missing_ok=True)
        shutil.rmtree(self.path(name), ignore_errors=True)

    def sweep(self) -> None:
        """Remove builds that serve no longer; under the ``write`` lock, never during a build."""
        if self.journal.exists():
            return
        try:
            pointer = self.root / "current"
            current = pointer.read_text(encoding="ascii").strip()
            if time.time() - pointer.stat().st_mtime < KEPT_SECONDS:
                return
            others = [path for path in self.root.glob("v*.*") if path.name != current]
        except (OSError, UnicodeDecodeError):
            return
        for path in others:
            shutil.rmtree(path, ignore_errors=True)

    def sweep_unfinished(self) -> None:
        """Remove what killed builds left behind; under the ``rebuild`` lock, before ``begin``."""
        try:
            current = (self.root / "current").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            current = ""
        for path in self.root.glob("v*.*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)

    def ask_rebuild(self) -> None:
        """Leave word that the index has to be rebuilt, if the disk still takes a word."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.wanted.touch()
        except OSError:
            log.exception("a rebuild of the search index could not be asked for")

    def bytes(self, name: str) -> int:
        """What a build takes on disk."""
        return sum(path.stat().st_size for path in self.path(name).iterdir())
