"""The demo materials: built on all cores, taken in as they come, brought to their states."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from accounts.demo import DEMO_SCHOOL
from accounts.models import User
from accounts.places import find_school
from accounts.viewer import Viewer, viewer_of
from app.commands.ingest import run
from app.seeding.bar import Bar
from app.services import Services
from ingest.bulk import FAILED, Load
from ingest.publishing import PublishWish
from ingest.sources import Entry
from seed_content.build import BuiltItem, Failure, building
from seed_content.entries import entry_of
from seed_content.homework import set_demo_homework
from seed_content.renew import renew, stands
from seed_content.searches import ask_demo_searches
from seed_content.source import Source, earlier_paths, read_source, source_paths
from seed_content.states import bring_to_state


@dataclass
class Filled:
    """What came of it: ``failed`` is file name → reason, ``count`` all items of the profile."""

    count: int
    homework: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def fill_items(services: Services, profile: str) -> Filled:
    """Build the profile's items, take them in, and set the homework that uses them.

    The small profile's items come first: what a newcomer looks at in the first minute. An item
    that stands already is left alone, one whose source has changed gets a new version. A failure
    costs its own item alone.
    """
    sources = [read_source(path) for path in source_paths(profile)]
    small = set(source_paths("small"))
    filling = _Filling(services, len(sources))
    filling.take([source for source in sources if source.path in small])
    filling.set_homework("small")
    later = [source for source in sources if source.path not in small]
    filling.take_earlier([read_source(path) for path in earlier_paths(profile)])
    filling.take([source for source in later if source.state == "published"])
    filling.take_own([source for source in later if source.state != "published"])
    filling.set_homework(profile)
    filling.ask()
    filling.bar.close()
    return filling.filled


class _Filling:
    def __init__(self, services: Services, count: int) -> None:
        self.services = services
        self.folder = services.settings.home / "seed"
        self.bar = Bar()
        self.filled = Filled(count)
        self.done = 0

    def take(self, sources: list[Source]) -> None:
        """Published items of the installation itself."""
        operator = Viewer.the_operator()
        wish = PublishWish(operator)
        self._run(operator, wish, self._entries(building(sources, self.folder)))

    def take_earlier(self, sources: list[Source]) -> None:
        """First versions, of the items that do not stand yet; the newer file then renews them."""
        operator = Viewer.the_operator()
        built = self._built(building(sources, self.folder / "earlier"))
        with self.services.sessions() as session:
            missing = [one for one in built if not stands(session, one)]
        self._run(operator, PublishWish(operator), map(entry_of, missing), counted=False)

    def take_own(self, sources: list[Source]) -> None:
        """Items of the demo teacher, not published, each brought to its state."""
        if not sources:
            return
        with self.services.sessions() as session:
            author, reviewer = (
                viewer_of(session, session.scalars(select(User).filter_by(login=login)).one())
                for login in ("teacher", "methodologist")
            )
        built = list(self._built(building(sources, self.folder)))
        self._run(author, None, map(entry_of, built))
        for one in built:
            with self.services.sessions() as session:
                bring_to_state(session, one, author, reviewer, self.services.clock)

    def set_homework(self, profile: str) -> None:
        """The homework whose items stand by now."""
        with self.services.sessions() as session:
            school = find_school(session, DEMO_SCHOOL)
            self.filled.homework += set_demo_homework(session, school, self.services.clock, profile)

    def ask(self) -> None:
        """The week's searches, now that all can be found."""
        with self.services.sessions() as session:
            school = find_school(session, DEMO_SCHOOL)
            ask_demo_searches(session, self.services.engine, school, self.services.clock)

    def _built(self, made: Iterable[BuiltItem | Failure]) -> Iterator[BuiltItem]:
        for one in made:
            if isinstance(one, Failure):
                self.done += 1
                self.filled.failed[one.name] = one.reason
                self._show(Path(one.name).name)
            else:
                yield one

    def _entries(self, made: Iterable[BuiltItem | Failure]) -> Iterator[Entry]:
        for one in self._built(made):
            with self.services.sessions() as session:
                renew(session, self.services.means, one)
            yield entry_of(one)

    def _run(
        self,
        viewer: Viewer,
        wish: PublishWish | None,
        entries: Iterable[Entry],
        *,
        counted: bool = True,
    ) -> None:
        def tell(shape: dict[str, Any]) -> None:
            if counted:
                self.done += 1
            self._show(shape["path"])
            unpublished = wish is not None and not shape["published"]
            if shape["outcome"] in FAILED or unpublished:
                said = shape["reason"] or "; ".join(shape["warnings"])
                self.filled.failed[shape["path"]] = said

        load = Load(self.services.sessions, self.services.means, viewer, wish=wish)
        run(self.services, load, entries, tell, wait=True)

    def _show(self, what: str) -> None:
        self.bar.show("Материалы", self.done, self.filled.count, what)
