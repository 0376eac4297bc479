"""Rows of a day: what they hold, that they are rewritten, that a killed writer leaves no half."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models import Role, School, User
from catalog.audience import on_shelves
from catalog.models import Item
from core.settings import Settings
from coverage.daily import write_day
from coverage.matrix import matrix, totals
from coverage.models import CoverageDay
from coverage.places import place_of, school_word, territory_word
from coverage.summary import Change, summary
from tests.coverage.random_country import NOW, RandomCountry

TODAY = NOW.date()


@pytest.fixture
def country(session: Session) -> RandomCountry:
    """One random country is enough here."""
    return RandomCountry(session, seed=7)


def kept(session: Session, day: date, shelf: str) -> dict[tuple[str, str, int], tuple[int, int]]:
    rows = session.scalars(
        select(CoverageDay).where(CoverageDay.day == day, CoverageDay.shelf == shelf)
    )
    return {
        (row.subject_code, row.programme, row.grade): (row.lessons, row.covered) for row in rows
    }


def test_a_day_holds_the_figures_that_each_place_sees(
    session: Session, country: RandomCountry
) -> None:
    written = write_day(session, lambda: NOW)

    viewers = country.viewers()
    for who in ("near", "far", "district", "region", "operator"):
        cells = matrix(session, on_shelves(viewers[who]))
        place = place_of(viewers[who])
        assert place is not None
        assert kept(session, TODAY, place) == {
            (cell.subject, cell.programme, cell.grade): (cell.lessons, cell.covered)
            for cell in cells
        }, who
    federal = matrix(session, on_shelves(viewers["operator"]) & (Item.shelf == "federal"))
    assert (
        sum(covered for _, covered in kept(session, TODAY, "federal").values())
        == (totals(federal)[0])
    )
    assert written == session.scalar(select(func.count()).select_from(CoverageDay))


def test_a_place_where_nobody_looks_and_nothing_stands_is_not_kept(
    session: Session, country: RandomCountry
) -> None:
    quiet = School(
        public_id="quiet",
        territory_id=country.district.id,
        timezone="Europe/Moscow",
        name="Тихая",
        short_name="Тихая",
    )
    session.add(quiet)
    session.commit()
    write_day(session, lambda: NOW)
    assert kept(session, TODAY, school_word(quiet.id)) == {}

    user = User(person_id=country.person.id, login="methodologist", created_at=NOW)
    session.add(user)
    session.flush()
    session.add(Role(user_id=user.id, role="methodologist", school_id=quiet.id))
    session.commit()
    write_day(session, lambda: NOW)
    assert kept(session, TODAY, school_word(quiet.id)) == (
        kept(session, TODAY, territory_word(country.district.id))
    )


def test_a_second_run_on_a_day_rewrites_its_rows_and_leaves_other_days(
    session: Session, country: RandomCountry
) -> None:
    write_day(session, lambda: NOW - timedelta(days=1))
    write_day(session, lambda: NOW)
    before = kept(session, TODAY, "all")
    for item in session.scalars(select(Item)):
        item.withdrawn_at = NOW
    session.commit()
    write_day(session, lambda: NOW + timedelta(hours=14))

    after = kept(session, TODAY, "all")
    assert after.keys() == before.keys()
    assert {covered for _, covered in after.values()} == {0}
    assert kept(session, TODAY - timedelta(days=1), "all") == before


KILLED = """
import os, signal, sys
from datetime import datetime
from sqlalchemy import event
import app.tables
from core.database import make_engine, make_sessions
from coverage.daily import write_day
engine = make_engine(sys.argv[1])

@event.listens_for(engine, "after_cursor_execute")
def fall(_connection, _cursor, statement, *_more):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

with make_sessions(engine)() as session:
    write_day(session, lambda: datetime.fromisoformat(sys.argv[3]))
"""


@pytest.mark.parametrize("at", ["DELETE FROM coverage_day", "INSERT INTO coverage_day"])
def test_a_writer_that_is_killed_leaves_the_day_as_it_was(
    session: Session, settings: Settings, country: RandomCountry, at: str
) -> None:
    write_day(session, lambda: NOW)
    before = kept(session, TODAY, "all")
    for item in session.scalars(select(Item)):
        item.withdrawn_at = NOW
    session.commit()
    root = Path(__file__).resolve().parents[2]
    arguments = [sys.executable, "-c", KILLED, settings.database, at, NOW.isoformat()]
    ended = subprocess.run(arguments, cwd=root, env={**os.environ}, timeout=60)

    assert ended.returncode == -signal.SIGKILL
    session.expire_all()
    assert kept(session, TODAY, "all") == before


@pytest.fixture
def weeks(session: Session, country: RandomCountry) -> RandomCountry:
    """Eight days ago nothing was published."""
    stood = {item.id: item.withdrawn_at for item in session.scalars(select(Item))}
    for item in session.scalars(select(Item)):
        item.withdrawn_at = NOW
    session.commit()
    write_day(session, lambda: NOW - timedelta(days=8))
    for item in session.scalars(select(Item)):
        item.withdrawn_at = stood[item.id]
    session.commit()
    return country


def test_the_summary_tells_what_a_week_has_brought(session: Session, weeks: RandomCountry) -> None:
    for who, viewer in weeks.viewers().items():
        cells = matrix(session, on_shelves(viewer))
        found = summary(session, viewer, clock=lambda: NOW)
        assert (found.covered, found.lessons) == totals(cells), who
        assert found.change == Change((NOW - timedelta(days=8)).date(), found.covered), who
        assert [(c.subject, c.programme, c.grade) for c in found.empty] == [
            (c.subject, c.programme, c.grade) for c in cells if not c.covered
        ]


def test_without_a_day_of_a_week_ago_there_is_no_change(
    session: Session, country: RandomCountry
) -> None:
    write_day(session, lambda: NOW - timedelta(days=6))
    write_day(session, lambda: NOW - timedelta(days=15))
    viewer = country.viewers()["near"]

    assert summary(session, viewer, clock=lambda: NOW).change is None


def test_the_day_is_utcs(session: Session, country: RandomCountry) -> None:
    late = datetime.fromisoformat("2026-11-29T02:00:00+05:00")
    assert late.astimezone(UTC).date() == TODAY
    write_day(session, lambda: late)
    assert kept(session, TODAY, "all")
