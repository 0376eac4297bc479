"""A week of the diary as a class, a pupil, a guardian and a teacher see it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from accounts.models import Person, School, SchoolClass, User
from accounts.viewer import viewer_of
from diary.cancel import cancel
from diary.iso_week import WrongWeek, parse_week, week_name
from diary.models import Occurrence
from diary.week import class_week, pupil_week, teacher_week
from tests.diary.homework import a_task, lessons, published
from tests.town import ROWAN, ZONE, Town


def week(town: Town, who: str, **asked: str) -> dict[str, Any]:
    asked.setdefault("week", week_name(datetime.now(ZONE).date()))
    found: dict[str, Any] = town.by(who).json("diary", **asked)
    return found


def tasks(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """All the homework of a week, at lessons and at days."""
    return [
        task
        for day in answer["days"]
        for place in (*day["lessons"], day)
        for task in place["homework"]
    ]


def lines(answer: dict[str, Any], subject: str = "math") -> list[dict[str, Any]]:
    """The lessons of a subject."""
    return [one for day in answer["days"] for one in day["lessons"] if one["subject"] == subject]


@pytest.fixture(scope="module")
def item(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A deck of four slides that all may open."""
    return published(shared_town, tmp_path_factory.mktemp("deck"))


@pytest.fixture(scope="module")
def other_pupil(shared_town: Town) -> str:
    """The classmate's public id."""
    return person_id(shared_town, "P2")


def person_id(town: Town, source: str, school: str = ROWAN) -> str:
    with town.services.sessions() as session:
        return session.scalars(
            select(Person.public_id)
            .join(School, School.id == Person.school_id)
            .where(School.public_id == school, Person.source_id == source)
        ).one()


def test_a_week_is_named_by_its_thursday() -> None:
    assert parse_week("2026-W53") == date(2026, 12, 28)
    assert week_name(date(2027, 1, 3)) == "2026-W53"
    assert week_name(date(2027, 1, 4)) == "2027-W01"
    for wrong in ("2026-48", "2026-W54", "2025-W53", "2026-W00", "0000-W01", "9999-W52", "сейчас"):
        with pytest.raises(WrongWeek):
            parse_week(wrong)


def test_the_present_week_has_its_lessons_with_bells_topics_and_groups(shared_town: Town) -> None:
    found = week(shared_town, "pupil")

    monday, thursday = lines(found)
    assert (monday["lesson_key"], monday["topic"]) == ("math-5-2", "Координатный луч")
    assert (thursday["period"], thursday["begins"], thursday["ends"]) == (2, "09:20", "10:00")
    assert (thursday["class"], thursday["state"]) == ("5А", "planned")
    assert [one["group"] for one in lines(found, "pe")] == ["1 группа", "2 группа"]
    assert len(found["days"]) == 5


def test_neighbouring_weeks_lead_on(shared_town: Town) -> None:
    now = week(shared_town, "pupil")
    after = week(shared_town, "pupil", week=now["after"])

    assert after["before"] == now["week"]
    assert [one["lesson_key"] for one in lines(after)] == ["math-5-4", None]
    assert [one["lesson_key"] for one in lines(week(shared_town, "pupil", week=now["before"]))] == [
        "math-5-1"
    ]


def test_homework_stands_at_the_lesson_to_which_it_is_due(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path), {"slides": "2-3"}, minutes=15)

    monday, thursday = lines(week(town, "pupil"))

    (shown,) = monday["homework"]
    assert thursday["homework"] == []
    assert (shown["homework_id"], shown["minutes"], shown["done"]) == (task.homework_id, 15, False)
    (material,) = shown["attachments"]
    assert material["attachment_id"] == task.attachment_id
    assert (material["fragment"], material["state"]) == ({"slides": "2-3"}, "ready")
    before = week(town, "pupil", week=week(town, "pupil")["before"])
    assert [one["set_here"] for one in lines(before)] == [True]


def test_homework_to_a_day_stands_at_its_subjects_lesson_or_at_the_day(
    town: Town, tmp_path: Path
) -> None:
    item_id = published(town, tmp_path)
    days = [day["date"] for day in week(town, "pupil")["days"]]
    thursday = a_task(town, item_id, due_occurrence_id=None, due_on=days[3])
    friday = a_task(town, item_id, due_occurrence_id=None, due_on=days[4])

    found = week(town, "pupil")

    assert [one["homework_id"] for one in lines(found)[1]["homework"]] == [thursday.homework_id]
    assert [one["homework_id"] for one in found["days"][4]["homework"]] == [friday.homework_id]


def test_a_pupil_sees_their_own_homework_and_no_drafts(town: Town, tmp_path: Path) -> None:
    classmate = person_id(town, "P2")
    theirs = a_task(town, published(town, tmp_path), pupil_ids=[classmate])

    assert tasks(week(town, "pupil")) == tasks(week(town, "guardian")) == []
    assert [one["homework_id"] for one in tasks(week(town, "classmate"))] == [theirs.homework_id]
    assert tasks(week(town, "sixth-grader")) == []
    (told,) = tasks(week(town, "teacher"))
    assert (told["opened"], told["addressed"]) == (0, 1)


def test_a_teacher_is_told_how_many_have_opened(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    pupil = town.by("pupil")
    assert (
        pupil.post(f"attachments/{task.attachment_id}/opens", json={"slides": "1"}).status_code
        == 204
    )

    (told,) = tasks(week(town, "teacher"))

    assert (told["opened"], told["addressed"]) == (1, 2)
    assert [one["opened"] for one in tasks(week(town, "colleague", **{"class": "5А"}))] == [None]
    assert [one["opened"] for one in tasks(week(town, "pupil"))] == [None]


def test_a_teachers_week_has_all_their_classes_and_no_other_lessons(shared_town: Town) -> None:
    found = week(shared_town, "colleague")

    assert [(one["class"], one["subject"]) for day in found["days"] for one in day["lessons"]] == [
        ("5А", "russian"),
        ("6А", "math"),
        ("5А", "pe"),
        ("5А", "russian"),
    ]


def test_a_class_goes_by_its_name_or_its_id(shared_town: Town) -> None:
    by_name = week(shared_town, "methodologist", **{"class": "5a"})
    with shared_town.services.sessions() as session:
        class_id = session.scalars(
            select(SchoolClass.public_id)
            .join(School, School.id == SchoolClass.school_id)
            .where(School.public_id == ROWAN, SchoolClass.grade == 5)
        ).one()

    assert week(shared_town, "district", **{"class": class_id}) == by_name
    assert shared_town.by("stranger").get(f"diary?class={class_id}").status_code == 404
    assert shared_town.by("teacher").get("diary?class=6А").status_code == 404


def test_a_guardian_sees_their_child_and_nobody_elses(shared_town: Town, other_pupil: str) -> None:
    child = person_id(shared_town, "P1")

    assert week(shared_town, "guardian", pupil=child) == week(shared_town, "guardian")
    assert shared_town.by("guardian").get(f"diary?pupil={other_pupil}").status_code == 404
    assert shared_town.by("pupil").get(f"diary?pupil={other_pupil}").status_code == 404


def test_what_is_asked_wrongly_is_told(shared_town: Town) -> None:
    for query in ("week=сейчас", "class=5А&pupil=x"):
        assert shared_town.by("teacher").get(f"diary?{query}").status_code == 422
    assert "class=5А" in shared_town.by("administrator").get("diary").json["detail"]


def test_a_week_takes_five_queries_and_one_more_to_know_which(shared_town: Town, item: str) -> None:
    a_task(shared_town, item, {"slides": "2"})
    services = shared_town.services
    with services.sessions() as session:
        school_class = session.scalars(
            select(SchoolClass)
            .join(School)
            .where(School.public_id == ROWAN, SchoolClass.grade == 5)
        ).one()
        school = school_class.school
        teacher, pupil = (
            session.scalars(
                select(Person).where(Person.school_id == school.id, Person.source_id == source)
            ).one()
            for source in ("T1", "P1")
        )
        asked: list[str] = []

        def count(*args: Any) -> None:
            asked.append(args[2])

        event.listen(services.database, "before_cursor_execute", count)
        try:
            for page in (
                lambda day: class_week(session, school_class, day, clock=services.clock),
                lambda day: pupil_week(session, pupil, school, day, clock=services.clock),
                lambda day: teacher_week(session, teacher.id, school, day, clock=services.clock),
            ):
                monday = page(None).monday
                for day, most in ((None, 6), (monday, 5)):
                    session.expunge_all()
                    session.add_all([school_class, school, teacher, pupil])
                    asked.clear()
                    assert page(day).periods == range(1, 4)
                    assert len(asked) <= most, "\n".join(asked)
        finally:
            event.remove(services.database, "before_cursor_execute", count)


def test_a_cancelled_lesson_is_shown_as_such(town: Town) -> None:
    now = week(town, "teacher")
    with town.services.sessions() as session:
        user = session.scalars(select(User).where(User.login == "teacher")).one()
        lesson = session.scalars(
            select(Occurrence).where(Occurrence.public_id == lessons(town)[3])
        ).one()
        cancel(session, viewer_of(session, user), lesson, clock=town.services.clock)
        session.commit()

    after = week(town, "pupil", week=now["after"])
    assert [(one["state"], one["lesson_key"]) for one in lines(after)] == [
        ("cancelled", None),
        ("planned", "math-5-4"),
    ]


def test_a_week_without_lessons_is_empty_and_says_so(shared_town: Town) -> None:
    far = week_name(shared_town.services.clock().date() - timedelta(weeks=30))
    found = week(shared_town, "pupil", week=far)

    assert [day["lessons"] for day in found["days"]] == [[]] * 5
    page = shared_town.by("pupil").get(f"/diary?week={far}")
    assert "На этой неделе уроков нет" in page.text
    assert "Эта неделя" in page.text


def test_after_the_weeks_last_lesson_the_diary_opens_at_the_next_week_with_lessons(
    shared_town: Town,
) -> None:
    with shared_town.services.sessions() as session:
        school_class = session.scalars(
            select(SchoolClass)
            .join(School)
            .where(SchoolClass.grade == 5, SchoolClass.letter == "А", School.public_id == ROWAN)
        ).one()
        days = session.scalars(
            select(Occurrence.day)
            .where(Occurrence.class_id == school_class.id)
            .distinct()
            .order_by(Occurrence.day)
        ).all()
        weeks = sorted({week_name(day) for day in days})

        def opens_at(day: date, at: time) -> str:
            instant = datetime.combine(day, at, ZONE).astimezone(UTC)
            return class_week(session, school_class, None, clock=lambda: instant).week

        last = max(day for day in days if week_name(day) == weeks[-2])
        assert opens_at(last, time(6)) == weeks[-2]
        assert opens_at(last, time(23)) == weeks[-1]
        assert opens_at(last + timedelta(days=6 - last.weekday()), time(12)) == weeks[-1]
        sunday = days[-1] + timedelta(days=6 - days[-1].weekday())
        assert opens_at(sunday, time(12)) == weeks[-1]  # nothing ahead: the present one


def test_the_call_of_a_class_tells_its_teacher_who_has_opened(town: Town, tmp_path: Path) -> None:
    a_task(town, published(town, tmp_path))

    (told,) = tasks(week(town, "teacher", **{"class": "5А"}))
    (untold,) = tasks(week(town, "methodologist", **{"class": "5А"}))

    assert (told["opened"], told["addressed"]) == (0, 2)
    assert (untold["opened"], untold["addressed"]) == (None, None)
