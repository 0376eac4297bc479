"""The road that a built item takes into a home."""

from pathlib import Path

from accounts.viewer import Viewer
from app.commands.ingest import run
from app.services import Services
from ingest.bulk import Load
from ingest.publishing import PublishWish
from seed_content.build import BuiltItem
from seed_content.entries import entry_of
from seed_content.renew import renew


def built(path: Path) -> BuiltItem:
    return BuiltItem(
        path=path,
        title="Круг долей",
        kind="image",
        lessons=("math-5-056",),
        subject="math",
        grade=5,
        licence="CC BY 4.0",
        author="Редакция «Парты»",
        source="",
        language="ru",
        keywords=("доли",),
        description="",
        state="published",
        why="",
    )


def fill(services: Services, item: BuiltItem) -> None:
    with services.sessions() as session:
        renew(session, services.means, item)
    operator = Viewer.the_operator()
    load = Load(services.sessions, services.means, operator, wish=PublishWish(operator))
    assert run(services, load, [entry_of(item)], lambda _line: None, wait=True) == 0
