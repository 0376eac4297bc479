"""The second half of the road walked by four people: an own file, a pupil, who opened, coverage."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Response, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Enrolment, Person, SchoolClass, User
from app.services import Services
from catalog.models import Placement
from core.settings import Settings
from diary.iso_week import week_name
from diary.models import Occurrence
from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import made_up_word, sees_slide, swipe
from tests.browser.watched import Visitor
from tests.town import a_deck

both_sizes = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])


@dataclass(frozen=True)
class Plan:
    """The lesson that is walked, the one after it, and who is who; ids are the outside ones."""

    lesson: str
    day: str
    week: str
    topic: str
    no: int
    due: str
    due_day: str
    due_week: str
    pupil: str
    classmate: str
    classmate_name: str


def plan(home: Path, skip: int) -> Plan:
    """A lesson of mathematics in 5А for which nobody has anything yet, from today on."""
    services = Services(Settings(home=home))
    try:
        with services.sessions() as session:
            return _plan(session, skip)
    finally:
        services.database.dispose()


def _plan(session: Session, skip: int) -> Plan:
    lessons = session.scalars(
        select(Occurrence)
        .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
        .where(
            SchoolClass.grade == 5,
            SchoolClass.letter == "А",
            Occurrence.subject_code == "math",
            Occurrence.lesson_id.not_in(select(Placement.lesson_id)),
        )
        .order_by(Occurrence.day.desc(), Occurrence.period)
    ).all()[10 + 4 * skip :]
    due, lesson = lessons[0], lessons[1]
    assert lesson.lesson is not None
    pupil = session.scalars(select(Person).join(User).where(User.login == "pupil")).one()
    classmate = session.scalars(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == lesson.class_id, Person.id != pupil.id)
    ).first()
    assert classmate is not None
    return Plan(
        lesson=lesson.public_id,
        day=lesson.day.isoformat(),
        week=week_name(lesson.day),
        topic=lesson.lesson.title,
        no=lesson.lesson.lesson_no,
        due=due.public_id,
        due_day=due.day.isoformat(),
        due_week=week_name(due.day),
        pupil=f"{pupil.last_name} {pupil.first_name}",
        classmate=classmate.public_id,
        classmate_name=classmate.last_name,
    )


def open_day(visitor: Visitor, week: str, day: str) -> Locator:
    """The day in the diary's week; a phone shows one at a time."""
    visitor.go(f"/diary?week={week}")
    found = visitor.page.locator(f"#d{day}")
    if not found.locator("ol").is_visible():
        found.locator("h2 a").click()
    expect(found.locator("ol")).to_be_visible()
    return found


@contextmanager
def tells(page: Page, slide: int) -> Iterator[None]:
    """By the block's end the viewer has told the diary that this slide was looked at."""

    def told(answer: Response) -> bool:
        sent = answer.request.post_data or ""
        return answer.url.endswith("/opens") and f"slides={slide}" in sent

    with page.expect_response(told) as answer:
        yield
    assert answer.value.status == 204


def share(page: Page) -> tuple[int, int]:
    """The cell's «57 из 170»: lessons that have something, all lessons."""
    words = page.locator("#cell .pad p").first.inner_text()
    found = re.search(r"(\d+) из (\d+)", words)
    assert found is not None, words
    return int(found.group(1)), int(found.group(2))


@pytest.mark.timeout(240)
@both_sizes
def test_from_an_own_file_to_the_diary_and_the_matrix(
    parta: Running, visit: Visit, phone: bool, tmp_path: Path
) -> None:
    walked = plan(parta.home, int(phone))
    title, text = f"Мой файл {made_up_word()}", f"Посмотри слайды и ответь: {made_up_word()}."
    file = a_deck(tmp_path, *(made_up_word() for _ in range(4)), name=title)
    teacher, pupil, guardian, methodologist = (
        visit(login, phone=phone) for login in ("teacher", "pupil", "guardian", "methodologist")
    )

    _gives(teacher, walked, file, text)
    _does(pupil, walked, text, phone)
    _watches(guardian, walked, text)
    _sees_who_opened(teacher, walked, text)
    before = _looks_at_the_cell(methodologist)
    assert before == _looks_at_the_cell(methodologist)
    _submits(teacher, walked, title)
    _publishes(methodologist, title)
    after = _looks_at_the_cell(methodologist)
    assert after == (before[0] + 1, before[1])
    _finds_it_behind_the_cell(methodologist, walked, title)


def _gives(teacher: Visitor, walked: Plan, file: Path, text: str) -> None:
    page = teacher.page
    day = open_day(teacher, walked.week, walked.day)
    teacher.reads_well()
    teacher.keep("road-1-teachers-week")
    day.locator(f'a[href="/diary/lessons/{walked.lesson}"]').click()
    page.get_by_label("Что сделать").fill(text)
    page.locator("summary", has_text="Загрузить свой файл").click()
    page.get_by_label("Файл с вашего устройства").set_input_files(file)
    hung = page.locator("#hung .hung")
    expect(hung).to_have_count(1)
    expect(hung).to_contain_text(file.stem)
    expect(page.get_by_label("Что сделать")).to_have_value(text)
    # The slides are known once the worker has made them: the page learns it by itself.
    choose = hung.get_by_role("link", name=re.compile("^Выбрать слайды"))
    expect(choose).to_be_visible(timeout=60_000)
    teacher.keep("road-2-own-file")
    choose.click()
    page.locator('.pick-grid .thumb[data-n="2"]').click()
    page.locator('.pick-grid .thumb[data-n="3"]').click()
    teacher.fits()
    teacher.reads_well()
    teacher.keep("road-3-pick")
    page.get_by_role("button", name="Прикрепить слайды 2–3").click()
    expect(page.locator("#hung .bit")).to_have_text("слайды 2–3")
    expect(page.locator("#hung .hung")).to_have_count(1)
    page.get_by_label("К какому уроку").select_option(walked.due)
    page.get_by_role("button", name="Задать 5А").click()
    expect(page.locator("#saved")).to_contain_text("Задано")
    expect(page.locator("#hung .bit")).to_have_text("слайды 2–3")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("road-4-set")


def _does(pupil: Visitor, walked: Plan, text: str, phone: bool) -> None:
    page = pupil.page
    day = open_day(pupil, walked.due_week, walked.due_day)
    pupil.reads_well()
    pupil.keep("road-5-pupils-week")
    task = day.locator(".lesson").filter(has_text=text)
    with tells(page, 2):
        task.get_by_role("link", name="слайды 2–3").click()
        sees_slide(page, 2)
    thumbs = page.locator(".thumb")
    assert [each.get_attribute("data-n") for each in thumbs.all()] == ["2", "3"]
    pupil.fits()
    pupil.reads_well()
    pupil.keep("road-6-slides")
    with tells(page, 3):
        if phone:
            swipe(page, left=True)
        else:
            page.keyboard.press("ArrowRight")
        sees_slide(page, 3)
    expect(page.get_by_role("link", name="Следующий слайд")).to_be_hidden()
    page.get_by_role("button", name="Сделано").click()
    expect(page.locator("#about .state")).to_have_text("Сделано")
    page.get_by_role("link", name="Показать целиком").click()
    expect(thumbs).to_have_count(4)
    pupil.fits()
    pupil.reads_well()
    pupil.keep("road-7-whole")
    page.get_by_role("link", name="Только заданное").click()
    expect(thumbs).to_have_count(2)


def _watches(guardian: Visitor, walked: Plan, text: str) -> None:
    page = guardian.page
    day = open_day(guardian, walked.due_week, walked.due_day)
    task = day.locator(".lesson").filter(has_text=text)
    expect(task).to_contain_text("сделано")
    guardian.reads_well()
    guardian.keep("road-8-guardians-week")
    task.get_by_role("link", name="слайды 2–3").click()
    sees_slide(page, 2)
    expect(page.locator(".thumb")).to_have_count(2)
    expect(page.get_by_role("button", name="Сделано")).to_have_count(0)
    guardian.reads_well()
    guardian.keep("road-9-guardians-view")
    expect(page.locator("body")).not_to_contain_text(walked.classmate_name)
    with guardian.may_answer(404):
        other = guardian.go(f"/diary/pupils/{walked.classmate}?week={walked.due_week}")
        assert other.status == 404


def _sees_who_opened(teacher: Visitor, walked: Plan, text: str) -> None:
    page = teacher.page
    day = open_day(teacher, walked.due_week, walked.due_day)
    task = day.locator(".lesson").filter(has_text=text)
    task.get_by_role("link", name=re.compile("^открыли 1 из")).click()
    row = page.locator("li.pupil").filter(has_text=walked.pupil)
    expect(row).to_contain_text("все слайды")
    expect(row).to_contain_text("сделано")
    expect(page.get_by_role("region", name=re.compile("^Посмотрели"))).to_contain_text(walked.pupil)
    teacher.fits()
    teacher.reads_well()
    teacher.keep("road-10-opens")


def _submits(teacher: Visitor, walked: Plan, title: str) -> None:
    page = teacher.page
    teacher.go(f"/diary/lessons/{walked.lesson}")
    page.get_by_role("link", name="Отправить в библиотеку").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("button", name="Отправить на проверку").click()
    expect(page.locator("#about .state").first).to_have_text("на проверке")
    teacher.fits()
    teacher.reads_well()
    teacher.keep("road-11-submitted")


def _publishes(methodologist: Visitor, title: str) -> None:
    page = methodologist.page
    methodologist.go("/review")
    waiting = page.locator(".item").filter(has_text=title)
    waiting.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("status")).to_contain_text(title)
    methodologist.reads_well()
    methodologist.keep("road-12-published")


def _looks_at_the_cell(methodologist: Visitor) -> tuple[int, int]:
    methodologist.go("/coverage?subject=math&grade=5")
    return share(methodologist.page)


def _finds_it_behind_the_cell(methodologist: Visitor, walked: Plan, title: str) -> None:
    page = methodologist.page
    # A folded section hides its links from roles.
    lesson = page.locator(".gaps li").filter(has=page.locator(f'a:text-is("{walked.topic}")'))
    section = page.locator("#cell details.section").filter(has=lesson)
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    expect(lesson.first).not_to_contain_text("пробел")
    expect(lesson.first.locator(".has")).to_have_text(re.compile("1"))
    methodologist.fits()
    methodologist.reads_well()
    methodologist.keep("road-13-cell")
    lesson.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Урок {walked.no}")
    expect(page.locator(".item").filter(has_text=title)).to_be_visible()
    methodologist.reads_well()
    methodologist.keep("road-14-lesson")
