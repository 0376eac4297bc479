"""The week of the diary in a real browser: columns on a desk, a list of days on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from accounts.models import SchoolClass
from app.services import Services
from catalog.models import Version
from core.settings import Settings
from diary.iso_week import week_name
from diary.models import Attachment, Homework, Occurrence
from tests.browser.conftest import Visit
from tests.browser.running import Running

TEXT = "Посмотри слайды и ответь на три вопроса"


@pytest.fixture(scope="session")
def week(parta: Running) -> str:
    """The name of a whole week of 5А's lessons, with homework that has slides on it."""
    services = Services(Settings(home=parta.home))
    with services.sessions() as session:
        lessons = session.scalars(
            select(Occurrence)
            .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
            .where(
                SchoolClass.grade == 5, SchoolClass.letter == "А", Occurrence.subject_code == "math"
            )
            .order_by(Occurrence.day, Occurrence.period)
        ).all()
        set_at, due = lessons[50], lessons[51]
        now = services.clock()
        homework = Homework(
            school_id=due.school_id,
            class_id=due.class_id,
            occurrence_id=set_at.id,
            text=TEXT,
            due_occurrence_id=due.id,
            state="set",
            by_id=due.teacher_id,
            created_at=now,
            changed_at=now,
            set_at=now,
        )
        session.add(homework)
        session.flush()
        version = session.scalars(
            select(Version).where(Version.file_name == "fractions.pptx")
        ).first()
        assert version is not None
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
        found = week_name(due.day)
    services.database.dispose()
    return found


def tops(page: Page, n: int) -> set[int]:
    """Where the n-th row begins in each of the week's columns, pixels."""
    rows = page.locator(f".day > ol > li:nth-child({n})")
    boxes = [rows.nth(i).bounding_box() for i in range(rows.count())]
    return {round(box["y"]) for box in boxes if box is not None}


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("who", ["pupil", "teacher", "guardian"])
def test_the_week_fits_and_reads_well(visit: Visit, week: str, who: str, phone: bool) -> None:
    visitor = visit(who, phone=phone)
    for name, path in (("", f"/diary?week={week}"), ("-free", "/diary?week=2031-W30")):
        assert visitor.go(path).status == 200
        visitor.reads_well()
        visitor.keep(f"diary-{who}{name}")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_methodologist_turns_to_the_diary_of_a_class(
    visit: Visit, week: str, phone: bool
) -> None:
    visitor = visit("methodologist", phone=phone)
    visitor.go("/diary")
    visitor.reads_well()
    visitor.keep("diary-classes")
    visitor.page.get_by_role("link", name="5А", exact=True).click()
    visitor.page.goto(f"{visitor.page.url}?week={week}")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("5А")
    visitor.reads_well()
    visitor.keep("diary-class")


def test_lessons_of_one_number_share_a_row(visit: Visit, week: str) -> None:
    visitor = visit("pupil")
    visitor.go(f"/diary?week={week}")

    assert visitor.page.locator(".day").count() == 5
    for n in (1, 2, 3, 4, 5):
        assert len(tops(visitor.page, n)) == 1


def test_on_a_phone_one_day_is_open_and_another_opens_without_a_script(
    visit: Visit, week: str
) -> None:
    visitor = visit("pupil", phone=True, script=False)
    visitor.go(f"/diary?week={week}")
    days = visitor.page.locator(".day")

    open_days = [i for i in range(days.count()) if days.nth(i).locator("ol").is_visible()]
    assert len(open_days) == 1
    closed = days.nth((open_days[0] + 1) % days.count())
    closed.locator("h2 a").click()
    expect(closed.locator("ol")).to_be_visible()


def test_the_part_of_a_material_leads_to_it(visit: Visit, week: str) -> None:
    visitor = visit("pupil")
    visitor.go(f"/diary?week={week}")
    lesson = visitor.page.locator(".lesson").filter(has_text=TEXT)
    lesson.get_by_role("link", name="слайды 2–3").click()

    expect(visitor.page).to_have_url(re.compile("/diary/attachments/"))


def test_the_weeks_lead_to_each_other(visit: Visit, week: str) -> None:
    visitor = visit("guardian")
    visitor.go(f"/diary?week={week}")
    heading = visitor.page.get_by_role("heading", level=1)
    shown = heading.inner_text()

    visitor.page.get_by_role("link", name="Следующая неделя").click()
    expect(heading).not_to_have_text(shown)
    visitor.page.get_by_role("link", name="Прошлая неделя").click()
    expect(heading).to_have_text(shown)
