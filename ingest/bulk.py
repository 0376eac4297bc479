"""A bulk load as a whole, and the line that each of its files has in the report."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.database import SessionFactory
from core.settings import Settings
from core.sizes import MIB
from ingest.allowance import allowance, check_room
from ingest.arrive import Arrived
from ingest.details import Details
from ingest.duplicates import standing_item
from ingest.entering import Means
from ingest.folder_names import GridNames, filled
from ingest.publishing import PublishWish
from ingest.sources import Entry

FAILED = ("failed", "refused")


@dataclass(frozen=True)
class Load:
    """How a bulk load goes: for whom, with what, and whether it only looks.

    ``names``: the grid, where folders' names may say where their files belong. ``settings`` say how
    much the viewer may send; the operator is bound by ``limit_mb`` alone.
    """

    sessions: SessionFactory
    means: Means
    viewer: Viewer
    wish: PublishWish | None = None
    dry_run: bool = False
    limit_mb: int = 4096
    names: GridNames | None = None
    settings: Settings | None = None

    def limit(self) -> int:
        """The largest file of this viewer in MiB."""
        if self.settings is None or self.viewer.operator:
            return self.limit_mb
        return allowance(self.settings, self.viewer).file // MIB

    def check_room(self, session: Session, arrived: Arrived) -> None:
        """Raises NoRoomLeft where the bytes are new and do not fit into the viewer's room."""
        if self.settings is None or self.viewer.operator:
            return
        if standing_item(session, self.viewer, arrived.sha256) is None:
            check_room(session, self.settings, self.viewer, arrived.bytes, self.means.clock)

    def details(self, entry: Entry) -> Details:
        """What is said of the entry, with what its folders say for certain."""
        if self.names is None:
            return entry.details
        return filled(entry.details, self.names.say(entry.folders))


@dataclass
class Line:
    """The report's line for one entry; ``settled`` once nothing more will happen to it.

    ``chars``: letters of captions, whose ``item_id`` is their film's; None for any other file.
    ``sha256`` is of the bytes of what would be added.
    """

    entry: Entry
    outcome: str
    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    item_id: str | None = None
    kind: str | None = None
    format: str | None = None
    settled: bool = True
    chars: int | None = None
    sha256: str = ""
