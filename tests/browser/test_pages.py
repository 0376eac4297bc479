"""Every page at both sizes, in light and dark: it fits, axe finds nothing, nothing is refused."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.conftest import Visit
from tests.browser.home import DECK, FILM, PICTURE
from tests.browser.running import Running
from tests.browser.steps import address_of, finished, open_own, send
from tests.browser.watched import Visitor
from tests.town import a_pdf, a_picture

PAGES = {
    "signin": ("", "/"),
    "library": ("teacher", "/library"),
    "course": ("teacher", "/library/math/5"),
    "lesson": ("teacher", "/lessons/math-5-056"),
    "lesson-empty": ("pupil", "/lessons/math-5-057"),
    "deck": ("pupil", "{deck}?slide=6"),
    "picture": ("teacher", "{picture}"),
    "film": ("teacher", "{film}"),
    "draft": ("teacher", "{draft}"),
    "waiting": ("teacher", "{waiting}"),
    "failed": ("teacher", "{failed}"),
    "results": ("teacher", "/search?q=дроби 5 класс презентация"),
    "all-results": ("teacher", "/search"),
    "zero-results": ("teacher", "/search?q=нетникого 7 класс"),
    "turned-results": ("teacher", "/search?q=lhj,b 5 rkfcc"),
    "offered-results": ("teacher", "/search?q=роли"),
    "upload": ("teacher", "/upload"),
    "mine": ("teacher", "/mine"),
    "review": ("methodologist", "/review"),
    "coverage": ("methodologist", "/coverage"),
    "coverage-cell": ("methodologist", "/coverage?subject=math&grade=5"),
    "coverage-gaps": ("methodologist", "/coverage?only=gaps&kind=video&subject=math&grade=6"),
    "me": ("guardian", "/me"),
    "me-password": ("teacher", "/me/password"),
    "me-young": ("pupil", "/me"),
    "invite": ("", "/invite"),
    "classes": ("teacher", "/classes"),
    "children": ("guardian", "/children"),
    "edit": ("teacher", "{draft}/edit"),
    "withdraw": ("teacher", "{draft}/withdraw"),
    "ask-changes": ("methodologist", "{review}/ask-changes?back=review"),
    "not-found": ("teacher", "/items/nothing-here"),
    "not-yours": ("pupil", "/upload"),
    "calls": ("", "/api/docs"),
}
"""Name → who looks, and where."""

ANSWERS = {"not-found": 404, "not-yours": 403}


@pytest.fixture(scope="session")
def places(parta: Running) -> dict[str, str]:
    """Addresses of items by name, filled as they come to be."""
    return {}


@pytest.fixture
def items(parta: Running, visit: Visit, places: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Items in every state: published of three kinds, a draft, one that failed, one that waits."""
    if not places:
        places |= {
            name: address_of(parta.home, file)
            for name, file in (("deck", DECK), ("picture", PICTURE), ("film", FILM))
        }
        teacher = visit("teacher")
        places["draft"] = _sent(teacher, a_pdf(tmp_path, "one", "two", name="Черновик долей"))
        places["failed"] = _sent(teacher, _without_slides(tmp_path))
        places["review"] = _sent(teacher, a_picture(tmp_path, 7, "Круг"))
        teacher.go(places["review"])
        teacher.page.get_by_role("button", name="Отправить на проверку").click()
        expect(teacher.page.locator("#about .state").first).to_have_text("на проверке")
    return places


def _sent(teacher: Visitor, file: Path) -> str:
    teacher.go("/upload")
    send(teacher, file)
    finished(teacher.page, file)
    return open_own(teacher, file)


def _without_slides(folder: Path) -> Path:
    file = folder / "Пустая.pptx"
    Presentation().save(str(file))
    return file


@pytest.mark.timeout(240)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_page_fits_and_reads_well(
    parta: Running, visit: Visit, items: dict[str, str], phone: bool, tmp_path: Path
) -> None:
    with parta.without_worker():
        teacher = visit("teacher", phone=phone)
        teacher.go("/upload")
        waits = a_pdf(tmp_path, teacher.name, name=f"Ждёт {teacher.name}")
        send(teacher, waits)
        items["waiting"] = open_own(teacher, waits)
        windows = {"teacher": teacher}
        for name, (login, path) in PAGES.items():
            if login not in windows:
                windows[login] = visit(login, phone=phone)
            _looked_over(windows[login], name, path.format_map(items))


def _looked_over(visitor: Visitor, name: str, path: str) -> None:
    answer = ANSWERS.get(name, 200)
    with visitor.may_answer(answer):
        assert visitor.go(path).status == answer, path
    visitor.reads_well()
    visitor.keep(name)
    visitor.look("dark")
    visitor.reads_well(rules="contrast")
    visitor.keep(f"{name}-dark")
    visitor.look("light")
