"""What was looked for and not found: whose searches count, and what of them is told."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from accounts.viewer import RoleAt, Viewer
from language.lemmas import RUSSIAN
from search.models import QueryLog
from search.of_nobody import may_be_told
from search.unfound import unfound_by_lesson, unfound_since
from tests.coverage.random_country import RandomCountry

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


class Log:
    """Rows of the query log, in a country of two schools."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.country = RandomCountry(session, seed=1)
        self.first, self.second = self.country.lessons[:2]

    def asked(self, text: str, *, far: bool = False, **more: object) -> None:
        school = self.country.other_school if far else self.country.school
        values = {"at": NOW, "school_id": school.id, "role": "teacher", "found": 0} | more
        self.session.add(QueryLog(text=text, filters={}, **values))
        self.session.commit()


@pytest.fixture
def log(session: Session) -> Log:
    return Log(session)


def test_a_lesson_counts_the_searches_that_found_nothing_there(session: Session, log: Log) -> None:
    for _ in range(3):
        log.asked("дроби", nearest_lesson_id=log.first.id)
    log.asked("доли", nearest_lesson_id=log.second.id)
    log.asked("доли", nearest_lesson_id=log.second.id, found=2)
    log.asked("", nearest_lesson_id=log.second.id)
    viewer = log.country.viewers()["near"]

    ids = [lesson.id for lesson in log.country.lessons]
    assert unfound_by_lesson(session, viewer, ids) == {log.first.id: 3, log.second.id: 1}
    assert unfound_by_lesson(session, viewer, [log.second.id]) == {log.second.id: 1}
    assert unfound_by_lesson(session, viewer, []) == {}


def test_each_hears_of_the_own_schools_alone(session: Session, log: Log) -> None:
    log.asked("дроби", nearest_lesson_id=log.first.id)
    log.asked("дроби", nearest_lesson_id=log.first.id, far=True)
    log.asked("дроби", nearest_lesson_id=log.first.id, school_id=None)
    heard = {
        who: unfound_by_lesson(session, viewer, [log.first.id]).get(log.first.id)
        for who, viewer in log.country.viewers().items()
    }
    assert heard == {"near": 1, "far": 1, "district": 1, "region": 2, "operator": 3}
    parent = Viewer(person_id=None, roles=(RoleAt("guardian", school_id=log.country.school.id),))
    assert unfound_by_lesson(session, parent, [log.first.id]) == {}


def test_a_weeks_queries_are_told_the_most_frequent_first(session: Session, log: Log) -> None:
    log.asked("Гейзеры", nearest_lesson_id=log.second.id)
    for text in ("дроби", "Дроби ", " дроби"):
        log.asked(text, nearest_lesson_id=log.first.id)
    log.asked("давно", at=NOW - timedelta(days=8), nearest_lesson_id=log.first.id)
    log.asked("нашлось", found=1, nearest_lesson_id=log.first.id)
    viewer = log.country.viewers()["near"]

    told = unfound_since(session, viewer, NOW - timedelta(days=7))
    assert [(one.text.strip().lower(), one.times, one.lesson_key) for one in told] == [
        ("дроби", 3, log.first.key),
        ("гейзеры", 1, log.second.key),
    ]
    assert (told[0].subject, told[0].grade) == (log.first.subject_code, log.first.grade)
    assert len(unfound_since(session, viewer, NOW - timedelta(days=7), limit=1)) == 1


def test_words_that_lead_nowhere_are_told_only_when_they_come_again(
    session: Session, log: Log
) -> None:
    viewer = log.country.viewers()["near"]
    log.asked("Рыбина Майя")
    assert unfound_since(session, viewer, NOW - timedelta(days=7)) == []
    log.asked("рыбина майя")
    assert unfound_since(session, viewer, NOW - timedelta(days=7)) == []  # a name, as it may be
    log.asked("снежинка")
    log.asked("снежинка")
    assert [one.text for one in unfound_since(session, viewer, NOW - timedelta(days=7))] == [
        "снежинка"
    ]
    log.asked("рыбина майя")
    assert [one.times for one in unfound_since(session, viewer, NOW - timedelta(days=7))] == [3, 2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("причастие", True),
        ("раскольников", True),
        ("реформы 1861 года", True),
        ("ракушкина амина", False),
        ("степан зорин", False),
        ("иванов сергей", False),
        ("двойка у ракушкиной", False),
        ("телефон 89161234567", False),
        ("дрфлопс", False),
    ],
)
def test_what_may_be_a_persons_is_told_only_when_it_comes_again_and_again(
    text: str, told: bool
) -> None:
    lessons = ("раскольников", "иванов", "сергей", "степан", "телефон", "двойка", "амина")
    taught = {RUSSIAN.lemma(word).text for word in lessons}
    assert may_be_told(text, 1, taught) is told
    assert may_be_told(text, 3, taught)
