"""A pupil turns a deck with hidden slides: they are not there, the others keep their numbers."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import home
from tests.browser.conftest import Visit
from tests.browser.running import Running
from tests.browser.steps import address_of, made_up_word, sees_slide
from tests.ingest.makers import deck

both_sizes = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])


@pytest.fixture(scope="module")
def answer() -> str:
    """What stands on the hidden slides and in the notes alone."""
    return made_up_word()


@pytest.fixture(scope="module")
def item(parta: Running, tmp_path_factory: pytest.TempPathFactory, answer: str) -> str:
    """The address of a published deck whose second and last slides are hidden."""
    file: Path = deck(
        tmp_path_factory.mktemp("hidden") / f"{made_up_word()}.pptx",
        ("Что такое падеж", f"Ответы {answer}", "Вопросы падежей", f"Ещё {answer}"),
        hidden=(2, 4),
        notes=(f"Сказать: {answer}",),
    )
    home.parta(
        parta.home, "ingest", file, "--subject", "russian", "--grade", "5", "--licence",
        "CC BY 4.0", "--publish", "--wait",
    )  # fmt: skip
    return address_of(parta.home, file.name)


@both_sizes
def test_a_pupil_turns_past_hidden_slides(
    visit: Visit, item: str, answer: str, phone: bool
) -> None:
    pupil = visit("pupil", phone=phone)
    page = pupil.page
    pupil.go(item)
    sees_slide(page, 1)
    expect(page.locator(".thumb")).to_have_count(2)
    expect(page.locator("body")).not_to_contain_text(answer)
    expect(page.get_by_role("link", name="Скачать")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    sees_slide(page, 3)
    expect(page.locator(".viewer .where")).to_have_text("Слайд 3 из 3")
    expect(page.get_by_role("link", name="Следующий слайд")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    sees_slide(page, 1)
    page.keyboard.press("End")
    sees_slide(page, 3)
    pupil.keep("past-hidden")
    pupil.go(f"{item}?slide=4")
    sees_slide(page, 3)
    page.get_by_role("link", name="Предыдущий слайд").click()
    sees_slide(page, 1)
    pupil.reads_well()

    teacher = visit("teacher", phone=phone)
    teacher.go(f"{item}?slide=4")
    sees_slide(teacher.page, 4)
    mark = teacher.page.locator("[data-hidden-mark]")
    expect(mark).to_have_text("скрыт" if phone else "скрыт при показе", use_inner_text=True)
    teacher.keep("past-hidden")
