"""A demo's school year moves so that today is always in a teaching week, with all that is dated."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from accounts.models import Enrolment
from app.demo_start import prepare_demo
from app.services import Services
from catalog.models import Item, Version
from core.clock import Clock
from core.settings import Settings
from diary import demo_calendar
from diary.calendar import calendar_of, monday_of
from diary.demo_calendar import move_to_now
from diary.models import Attachment, Done, Grant, Homework, Opened
from diary.school_time import DayOff, Quarter, SchoolYear, Slot
from media.models import Original
from tests.diary.small_school import (
    BEFORE,
    at,
    lessons_of,
    load_grid_of,
    load_school,
    person,
    school_file,
    told,
)


@pytest.fixture(autouse=True)
def school(session: Session, tmp_path: Path) -> None:
    load_grid_of(session, tmp_path)
    load_school(session)


def moved(session: Session) -> int:
    return session.scalars(
        select(SchoolYear.moved_weeks).execution_options(populate_existing=True)
    ).one()


def teaches(session: Session, clock: Clock) -> bool:
    """Whether the moved calendar has a teaching week at the clock's time."""
    session.expire_all()
    found = calendar_of(session, lessons_of(session)[0].school_id)
    assert found is not None
    return monday_of(clock().date()) in found.weeks(5)


@pytest.mark.parametrize(
    ("clock", "weeks"),
    [
        (at(2026, 9, 16), 0),  # in the second week
        (at(2026, 9, 22), -1),  # in the holidays: the week after them
        (at(2026, 10, 20), 2),  # the file's weeks are over
        (at(2027, 7, 15), 45),  # summer: the year is as far as it can be
        (at(2028, 9, 13), 105),  # two years on
        (at(2026, 3, 5), -31),  # a clock that is behind: October is nearer to March than September
    ],
)
def test_today_falls_in_a_teaching_week(session: Session, clock: Clock, weeks: int) -> None:
    before = told(lessons_of(session))

    told_moves = move_to_now(session, clock)

    assert teaches(session, clock)
    assert told_moves == ({"rowan": moved(session)} if weeks else {})
    assert abs(moved(session) - weeks) <= 1
    by = timedelta(weeks=moved(session))
    assert told(lessons_of(session)) == [(day + by, key) for day, key in before]


def test_the_second_start_changes_nothing(session: Session) -> None:
    clock = at(2027, 7, 15)
    move_to_now(session, clock)
    before = told(lessons_of(session))

    assert move_to_now(session, clock) == {}
    assert told(lessons_of(session)) == before


def test_moving_on_and_back_comes_to_where_it_began(session: Session) -> None:
    before = told(lessons_of(session))

    for clock in (at(2026, 9, 22), at(2027, 7, 15), at(2028, 9, 13), at(2026, 9, 16)):
        move_to_now(session, clock)
        assert teaches(session, clock)

    assert moved(session) == 0
    assert told(lessons_of(session)) == before


def test_a_later_load_of_the_same_file_finds_nothing_to_change(session: Session) -> None:
    clock = at(2028, 9, 13)
    move_to_now(session, clock)

    assert load_school(session, clock=clock).changes == 0
    assert teaches(session, clock)


def test_all_that_is_dated_moves_along(session: Session) -> None:
    homework = a_task(session)
    since = session.scalars(select(Enrolment.since)).first()
    clock = at(2027, 9, 8)

    move_to_now(session, clock)

    by = timedelta(weeks=moved(session))
    assert by >= timedelta(weeks=51)
    session.expire_all()
    assert homework.due_on == date(2026, 9, 10) + by
    assert (homework.set_at, homework.changed_at) == (MOMENT + by, MOMENT + by)
    opened, done = session.scalars(select(Opened)).one(), session.scalars(select(Done)).one()
    assert (opened.first, opened.last, done.at) == (MOMENT + by,) * 3
    assert since is not None
    assert set(session.scalars(select(Enrolment.since))) == {since + by}
    assert session.scalars(select(Quarter.begins)).one() == date(2026, 9, 1) + by
    assert date(2026, 9, 9) + by in set(session.scalars(select(DayOff.begins)))


def test_the_timetables_own_dates_move_along(session: Session) -> None:
    changed = school_file()
    changed["timetable"][0]["until"] = "2026-09-14"
    load_school(session, changed)

    move_to_now(session, at(2027, 9, 8))

    until = session.scalars(select(Slot.until).where(Slot.until.is_not(None))).one()
    assert until == date(2026, 9, 14) + timedelta(weeks=moved(session))


def test_a_code_that_has_run_out_stays_dead(session: Session) -> None:
    homework = a_task(session)
    session.add(
        Grant(
            token_hash="0" * 64,
            homework_id=homework.id,
            by_id=homework.by_id,
            created_at=MOMENT,
            until=MOMENT + timedelta(hours=1),
        )
    )
    session.commit()
    clock = at(2027, 9, 8)

    move_to_now(session, clock)

    grant = session.scalars(select(Grant)).one()
    assert grant.revoked_at is not None


def test_a_move_that_is_cut_short_leaves_all_as_it_was(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(lessons_of(session))

    class Killed(BaseException):
        pass

    def killed() -> None:
        raise Killed

    monkeypatch.setattr(session, "commit", killed)
    with pytest.raises(Killed):
        move_to_now(session, at(2027, 7, 15))
    session.rollback()

    assert moved(session) == 0
    assert told(lessons_of(session)) == before


def test_of_two_that_start_together_one_moves(
    session: Session, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other has read the year before the first moves it, and writes after it."""
    clock = at(2027, 9, 8)
    count = demo_calendar._weeks

    def count_and_wait(year: SchoolYear, today: date) -> int:
        weeks = count(year, today)
        monkeypatch.setattr(demo_calendar, "_weeks", count)
        move_to_now(session, clock)
        return weeks

    monkeypatch.setattr(demo_calendar, "_weeks", count_and_wait)
    with services.sessions() as late:
        assert move_to_now(late, clock) == {}

    assert 51 <= moved(session) <= 53
    assert teaches(session, clock)


def test_only_a_demo_home_is_moved(session: Session, settings: Settings) -> None:
    clock = at(2027, 7, 15)
    before = told(lessons_of(session))

    real = Services(settings, clock)
    prepare_demo(real)
    assert told(lessons_of(session)) == before

    demo = Services(settings.model_copy(update={"demo": True}), clock)
    prepare_demo(demo)
    for one in (real, demo):
        one.database.dispose()
    session.execute(text("select 1"))
    assert moved(session) != 0


MOMENT = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def services(settings: Settings) -> Services:
    return Services(settings, lambda: BEFORE)


def a_task(session: Session) -> Homework:
    """Homework of 7 September to the 10th, opened and done by a pupil the day after."""
    lesson, pupil = lessons_of(session)[1], person(session, "P1")
    homework = Homework(
        school_id=lesson.school_id,
        class_id=lesson.class_id,
        occurrence_id=lesson.id,
        text="№ 381",
        due_on=date(2026, 9, 10),
        state="set",
        by_id=lesson.teacher_id,
        created_at=MOMENT,
        changed_at=MOMENT,
        set_at=MOMENT,
    )
    session.add(homework)
    session.flush()
    session.add(Done(homework_id=homework.id, person_id=pupil.id, at=MOMENT))
    attachment = an_attachment(session, homework)
    session.add(Opened(attachment_id=attachment.id, person_id=pupil.id, first=MOMENT, last=MOMENT))
    session.commit()
    return homework


def an_attachment(session: Session, homework: Homework) -> Attachment:
    original = Original(sha256="a" * 64, bytes=1, kind="image", format="png", stored_at=MOMENT)
    item = Item(kind="image", owner_id=homework.by_id, shelf="private", created_at=MOMENT)
    version = Version(
        item=item,
        no=1,
        original_sha="a" * 64,
        file_name="угол.png",
        title="Угол",
        licence="CC0",
        created_at=MOMENT,
    )
    session.add_all([original, item, version])
    session.flush()
    made = Attachment(homework_id=homework.id, position=1, version_id=version.id, created_at=MOMENT)
    session.add(made)
    session.flush()
    return made
