"""Many originals are asked for by few questions and in portions: others write in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, func, insert, select, update
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from catalog.models import Item, Version
from core.clock import utc_now
from core.database import SessionFactory
from ingest import remake
from ingest.processors import PROCESSORS
from ingest.remake import ask_for, mend, renew
from jobs.models import Job
from media.models import Damage, Original, Rendition
from media.renditions import storage_name
from tests.explained import explained

MANY = 40


@pytest.fixture(autouse=True)
def portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remake, "PORTION", 10)


@pytest.fixture
def outdated(session: Session) -> Session:
    """As many pictures, each with a rendition of an older recipe."""
    recipe = next(one for one in PROCESSORS if one.kind == "image")
    shas = [f"{number:064x}" for number in range(MANY)]
    now = utc_now()
    session.execute(
        insert(Original),
        [
            {"sha256": sha, "bytes": 1, "kind": "image", "format": "png", "stored_at": now}
            for sha in shas
        ],
    )
    for sha in shas:
        item = Item(kind="image", created_at=now)
        item.versions.append(
            Version(
                no=1,
                original_sha=sha,
                file_name="a.png",
                title="a",
                licence="CC0",
                created_at=now,
            )
        )
        session.add(item)
    session.add_all(
        Rendition(
            original_sha=sha,
            recipe=recipe.recipe,
            recipe_version=recipe.recipe_version - 1,
            name="cover.webp",
            step="picture",
            sha256=sha,
            bytes=1,
            mime="image/webp",
            made_at=now,
        )
        for sha in shas
    )
    session.commit()
    return session


@contextmanager
def noted(engine: Engine) -> Iterator[list[str]]:
    """The statements of some work, and «commit» for each of its transactions."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    def end(_connection: object) -> None:
        said.append("commit")

    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", end)
    yield said
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "commit", end)


def test_what_is_out_of_date_is_asked_for_in_portions(outdated: Session, engine: Engine) -> None:
    with noted(engine) as said:
        assert renew(outdated, utc_now) == MANY

    assert said.count("commit") == 4
    assert len([one for one in said if one.startswith("SELECT")]) <= 5
    assert renew(outdated, utc_now) == 0


def test_only_what_was_not_asked_for_lately_is_asked_for(outdated: Session) -> None:
    assert renew(outdated, utc_now) == MANY
    ended = {"owner": None, "lease_until": None, "error_text": "почему"}
    ages = {
        1: {"state": "done", "finished_at": utc_now() - timedelta(minutes=30)},
        2: {"state": "done", "finished_at": utc_now() - timedelta(hours=2)},
        3: {"state": "failed", "finished_at": utc_now() - timedelta(hours=2)},
        4: {"state": "failed", "finished_at": utc_now() - timedelta(days=2)},
    }
    for job_id, said in ages.items():
        outdated.execute(update(Job).where(Job.id == job_id).values(**said, **ended))
    outdated.commit()

    assert renew(outdated, utc_now) == 2
    twice = select(Job.version_id).group_by(Job.version_id).having(func.count() > 1)
    again = outdated.scalars(twice.order_by(Job.version_id)).all()
    first = outdated.scalars(select(Job.version_id).where(Job.id.in_([2, 4])).order_by(Job.id))
    assert again == sorted(one for one in first if one is not None)


def test_damaged_files_are_asked_for_in_portions_with_the_steps_that_made_them(
    outdated: Session, engine: Engine
) -> None:
    rows = outdated.scalars(select(Rendition)).all()
    outdated.add_all(
        Damage(
            name=storage_name(row),
            original_sha=row.original_sha,
            what="rendition",
            reason="missing",
            found_at=utc_now(),
        )
        for row in rows
    )
    outdated.add(
        Damage(
            name="originals/spoilt",
            original_sha=rows[0].original_sha,
            what="original",
            reason="missing",
            found_at=utc_now(),
        )
    )
    outdated.commit()
    with noted(engine) as said:
        assert mend(outdated, utc_now) == MANY - 1

    assert len([one for one in said if one.startswith("SELECT")]) <= 1 + 3 * 4
    assert {tuple(one["steps"]) for one in outdated.scalars(select(Job.payload))} == {("picture",)}
    assert mend(outdated, utc_now) == 0


def test_jobs_of_an_original_are_found_by_its_versions_and_not_among_all(
    outdated: Session, engine: Engine
) -> None:
    row = outdated.scalars(select(Rendition)).first()
    assert row is not None
    with explained(engine) as plans:
        assert ask_for(outdated, row, utc_now)
        renew(outdated, utc_now)
    ways = [one for one in plans if " job " in f"{one} "]
    assert ways
    assert all("ix_job_version" in one and "version_id=?" in one for one in ways), ways


def test_others_write_between_two_portions(
    outdated: Session, sessions: SessionFactory, engine: Engine
) -> None:
    wrote: list[int] = []

    def write(_session: Session) -> None:
        with sessions() as other:
            other.execute(update(Item).values(grade=5))
            other.commit()
            wrote.append(1)

    event.listen(outdated, "after_commit", write)
    renew(outdated, utc_now)
    assert len(wrote) == 4
