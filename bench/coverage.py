"""The coverage page at a municipality's size: the whole grid, 20,000 materials.

    .venv/bin/python bench/coverage.py [items] [requests]

Makes an installation in a temporary folder: the whole lesson grid, a school, its methodologist,
and items made as rows (no files), four in five of them published, on every shelf, in one to three
lessons each. Then asks for the page through the application as a signed-in browser does, and
prints p50 and p95 of the server's processor time in milliseconds, of the page and of one cell.
Beside it, in the same run, its peer: the same figures by plain SQL, a count a cell and kind.
Ends with status 1 when the two do not give the same figures, or when the page's p95 is above
150 ms.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import insert, select, text, update  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402

from accounts.create import create_user  # noqa: E402
from accounts.models import School, Territory, User  # noqa: E402
from accounts.tokens import create_token  # noqa: E402
from accounts.viewer import Viewer, viewer_of  # noqa: E402
from app.factory import create_app  # noqa: E402
from app.migrate import upgrade  # noqa: E402
from app.services import Services  # noqa: E402
from catalog.audience import on_shelves  # noqa: E402
from catalog.grid import Lesson  # noqa: E402
from catalog.kinds import KINDS  # noqa: E402
from catalog.load_grid import load_grid  # noqa: E402
from catalog.models import Item, Placement, Version  # noqa: E402
from core.settings import Settings  # noqa: E402
from coverage.matrix import matrix  # noqa: E402
from media.models import Original  # noqa: E402

MOST_MS = 150.0
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
SHELVES = ("federal", "federal", "region", "school")

LESSONS = """
    SELECT count(*) FROM lesson l JOIN edition e ON e.code = l.edition_code AND e.active
     WHERE l.retired_at IS NULL AND l.subject_code = :subject AND l.grade = :grade
       AND l.programme = :programme
"""
COVERED = f"""{LESSONS}
       AND EXISTS (SELECT 1 FROM placement p JOIN item i ON i.id = p.item_id
                    WHERE p.lesson_id = l.id AND i.withdrawn_at IS NULL
                      AND i.published_version_id IS NOT NULL AND {{kind}}
                      AND (i.shelf = 'federal' OR i.school_id = :school
                           OR i.territory_id = :territory))
"""


def filled(services: Services, count: int) -> str:
    """The grid, a school, ``count`` items; returns a key of the methodologist."""
    upgrade(services.database)
    assert services.secret
    chance = random.Random(7)
    with services.sessions() as session:
        grid = ROOT / "seed_content/curriculum/lessons.csv"
        assert not load_grid(session, [grid], clock=services.clock).problems
        territory = Territory(kind="region", name="Область")
        session.add(territory)
        session.flush()
        session.add(
            School(
                public_id="school",
                territory_id=territory.id,
                timezone="Europe/Moscow",
                name="Школа",
                short_name="Школа",
            )
        )
        session.commit()
        create_user(
            session,
            "methodologist",
            "methodologist",
            school_public_id="school",
            territory=None,
            person_public_id=None,
            password="берёзовая кора",
            clock=services.clock,
        )
        _items(session, count, territory.id, chance)
        session.commit()
        return create_token(session, "methodologist", clock=services.clock)[1]


def _items(session: Session, count: int, territory: int, chance: random.Random) -> None:
    school = session.scalars(select(School.id)).one()
    lessons = session.scalars(select(Lesson.id).order_by(Lesson.id)).all()
    ids = range(1, count + 1)
    originals = [
        {"sha256": f"{n:064}", "bytes": 1, "kind": "image", "format": "png", "stored_at": NOW}
        for n in ids
    ]
    items, versions, placements = [], [], []
    published = []
    for n in ids:
        shelf = chance.choice(SHELVES)
        items.append(
            {
                "id": n,
                "kind": chance.choices(KINDS, (5, 3, 2, 1))[0],
                "shelf": shelf,
                "school_id": school if shelf == "school" else None,
                "territory_id": territory if shelf == "region" else None,
                "created_at": NOW,
            }
        )
        if chance.random() < 0.8:
            published.append(n)
        versions.append(
            {
                "id": n,
                "item_id": n,
                "no": 1,
                "original_sha": f"{n:064}",
                "file_name": "x.png",
                "title": f"Материал {n}",
                "licence": "CC0",
                "status": "published" if published[-1:] == [n] else "draft",
                "created_at": NOW,
                "processed_at": NOW,
            }
        )
        # Some lessons are dear to all, others to none: a square makes the early ones frequent.
        for at in {int(chance.random() ** 2 * len(lessons)) for _ in range(chance.randint(1, 3))}:
            placements.append({"item_id": n, "lesson_id": lessons[at], "created_at": NOW})
    for table, rows in (
        (Original, originals),
        (Item, items),
        (Version, versions),
        (Placement, placements),
    ):
        session.execute(insert(table), rows)
    session.execute(update(Item).where(Item.id.in_(published)).values(published_version_id=Item.id))


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of the processor in each of so many runs, after one that warms up.

    Not of the wall clock: what else the machine does is not the page's.
    """
    work()
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return took


def told(name: str, took: list[float]) -> tuple[float, float]:
    """Print and return p50 and p95."""
    half, most = statistics.median(took), sorted(took)[max(0, round(0.95 * len(took)) - 1)]
    print(f"{name:<34} p50 {half:8.1f}   p95 {most:8.1f} ms")
    return half, most


def naive(session: Session, cells: list[tuple[str, str, int]], school: int, territory: int) -> dict:
    """The same figures, a query for each of them."""
    found = {}
    for subject, programme, grade in cells:
        where = {
            "subject": subject,
            "programme": programme,
            "grade": grade,
            "school": school,
            "territory": territory,
        }
        kinds = ["1", *(f"i.kind = '{kind}'" for kind in KINDS)]
        counts = [
            session.execute(text(COVERED.format(kind=kind)), where).scalar_one() for kind in kinds
        ]
        lessons = session.execute(text(LESSONS), where).scalar_one()
        found[subject, programme, grade] = (lessons, *counts)
    return found


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory(prefix="parta-bench-") as folder:
        services = Services(Settings(home=Path(folder)))
        key = filled(services, count)
        app = create_app(services.settings)
        client = app.test_client(use_cookies=False)

        def asked(path: str, **headers: str) -> None:
            answer = client.get(path, headers={"Authorization": f"Bearer {key}", **headers})
            assert answer.status_code == 200, answer.status

        with services.sessions() as session:
            viewer: Viewer = viewer_of(session, session.scalars(select(User)).one())
            cells = matrix(session, on_shelves(viewer))
            lessons = sum(cell.lessons for cell in cells)
            covered = sum(cell.covered for cell in cells)
            print(f"{lessons} lessons in {len(cells)} cells, {covered} covered; {count} items")
            _, page = told("page /coverage", timed(lambda: asked("/coverage"), times))
            panel = "/coverage?subject=math&grade=5"
            told("page with a cell", timed(lambda: asked(panel), times))
            part = {"HX-Request": "true", "HX-Target": "cell"}
            told("one cell's panel", timed(lambda: asked(panel, **part), times))
            ours, _ = told("the matrix, one query", timed(lambda: _ours(session, viewer), times))
            keys = [(cell.subject, cell.programme, cell.grade) for cell in cells]
            (school,), (territory,) = viewer.school_ids, viewer.territory_ids
            peer: list[dict] = []
            plain = timed(lambda: peer.append(naive(session, keys, school, territory)), 3)
            theirs, _ = told("peer: plain SQL, a query a figure", plain)
        print(f"ratio of the medians: the peer takes {theirs / ours:.1f} times as long")
        same = peer[0] == {
            (cell.subject, cell.programme, cell.grade): (
                cell.lessons,
                cell.covered,
                *(cell.by_kind[kind] for kind in KINDS),
            )
            for cell in cells
        }
        print("the figures are the same" if same else "THE FIGURES DIFFER")
        services.database.dispose()
        return 0 if same and page <= MOST_MS else 1


def _ours(session: Session, viewer: Viewer) -> object:
    session.expire_all()
    return matrix(session, on_shelves(viewer))


if __name__ == "__main__":
    sys.exit(main())
