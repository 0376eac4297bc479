"""Front pages in a real browser: they fit, axe finds nothing, a pupil's day is done by pressing."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import StorageState, expect
from sqlalchemy import select

from accounts.models import Enrolment, School, User
from app.services import Services
from catalog.models import Version
from core.settings import Settings
from diary.calendar import now_at
from diary.demo_calendar import move_to_now
from diary.models import Attachment, Homework, Occurrence
from tests.browser.conftest import Visit
from tests.browser.home import DECK, filled_home
from tests.browser.running import Running, running

LATE, NEXT = "Прочитай и перескажи", "Посмотри слайды и ответь"


@pytest.fixture(scope="module")
def parta(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An installation of its own, whose school year is moved so that today is taught."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = filled_home(shared, tmp_path_factory.mktemp("today") / "home")
    services = Services(Settings(home=home))
    with services.sessions() as session:
        move_to_now(session, services.clock)
        school = session.scalars(select(School)).one()
        today = now_at(school, services.clock).today
        now = services.clock()
        class_id = session.scalars(
            select(Enrolment.class_id)
            .join(User, User.person_id == Enrolment.person_id)
            .where(User.login == "pupil", Enrolment.until.is_(None))
        ).one()
        lesson = session.scalars(
            select(Occurrence)
            .join(User, User.person_id == Occurrence.teacher_id)
            .where(
                Occurrence.class_id == class_id, Occurrence.day <= today, User.login == "teacher"
            )
            .order_by(Occurrence.day.desc())
        ).first()
        version = session.scalars(select(Version).where(Version.file_name == DECK)).one()
        assert lesson is not None
        for text, due in ((LATE, today), (NEXT, today + timedelta(days=1))):
            homework = Homework(
                school_id=school.id,
                class_id=class_id,
                occurrence_id=lesson.id,
                text=text,
                minutes=15,
                due_on=due,
                state="set",
                by_id=lesson.teacher_id,
                created_at=now,
                changed_at=now,
                set_at=now,
            )
            session.add(homework)
            session.flush()
            session.add(
                Attachment(
                    homework_id=homework.id,
                    position=1,
                    version_id=version.id,
                    slides="2-3",
                    created_at=now,
                )
            )
        session.commit()
    services.database.dispose()
    with running(home) as installation:
        yield installation


@pytest.fixture(scope="module")
def signed_in() -> dict[str, StorageState]:
    """Cookies of this installation."""
    return {}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("login", "heading"),
    [
        ("teacher", "Подготовить урок"),
        ("pupil", "Привет, "),
        ("guardian", "На "),
        ("methodologist", "Ждут проверки"),
        ("admin", "Здоровье"),
    ],
)
def test_a_front_page_reads_well(visit: Visit, login: str, heading: str, phone: bool) -> None:
    visitor = visit(login, phone=phone)
    visitor.go("/")
    expect(visitor.page.locator("#main").get_by_text(heading).first).to_be_visible()
    expect(visitor.page.locator(".nav [aria-current]")).to_have_text("Сегодня")
    shown = visitor.page.locator(".nav li:visible")
    if phone:
        expect(shown).to_have_count(4)
    visitor.reads_well()
    visitor.keep(f"today-{login}")
    visitor.look("dark")
    visitor.reads_well(rules="contrast")
    visitor.keep(f"today-{login}-dark")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_pupil_opens_and_does_what_is_due_and_a_parent_sees_it(
    visit: Visit, script: bool
) -> None:
    pupil = visit("pupil", phone=True, script=script)
    pupil.go("/")
    late = pupil.page.locator(".late").filter(has_text=LATE)
    expect(late).to_contain_text("не сделано к сегодняшнему дню")
    task = pupil.page.locator(".due").filter(has_text=NEXT)
    task.get_by_role("link", name="Слайды 2–3").click()
    expect(pupil.page).to_have_url(re.compile("/diary/attachments/"))
    pupil.go("/")
    task.get_by_role("button", name="Сделано").click()
    done = pupil.page.locator(".due.done").filter(has_text=NEXT)
    expect(done).to_be_visible()
    guardian = visit("guardian", phone=True, script=script)
    guardian.go("/")
    line = guardian.page.locator(".todo").filter(has_text=NEXT)
    expect(line.locator(".state")).to_have_text("сделано")
    done.get_by_role("button", name="Вернуть").click()
    expect(task.get_by_role("button", name="Сделано")).to_be_visible()
