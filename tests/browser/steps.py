"""What people do at more than one place of the walks."""

import re
import secrets
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from app.services import Services
from catalog.models import Item, Version
from core.settings import Settings
from tests.browser.watched import Visitor

CONSONANTS, VOWELS = "бвгдзклмнпрст", "аеиоу"

LOADED = "(picture) => picture.complete && picture.naturalWidth > 0"


def made_up_word() -> str:
    """A word that stands nowhere else."""
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(7))


def hits(page: Page) -> Locator:
    """The rows of what was found."""
    return page.locator("#found > .item")


def shown_slide(page: Page) -> Locator:
    """The large picture of the viewer."""
    return page.locator("[data-viewer] #slide")


def sees_slide(page: Page, n: int) -> None:
    """The viewer shows slide ``n``: it says so, and its picture is there."""
    expect(page.locator("[data-viewer] .where")).to_have_text(re.compile(rf"\D{n} из"))
    expect(page.locator(".thumb[aria-current]")).to_have_attribute("data-n", str(n))
    expect(shown_slide(page)).to_have_js_property("complete", True)
    large = page.locator(".thumb[aria-current]").get_attribute("data-large")
    assert large
    expect(shown_slide(page)).to_have_attribute("src", large)
    page.wait_for_function(LOADED, arg=shown_slide(page).element_handle())


def swipe(page: Page, *, left: bool) -> None:
    """A finger drawn across the slide, as a phone reports it."""
    stage = page.locator("[data-viewer] .stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    near, far = box["x"] + box["width"] * 0.2, box["x"] + box["width"] * 0.8
    start, end = (far, near) if left else (near, far)
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", _touch("touchStart", start, y))
    for part in (0.3, 0.6, 1.0):
        touch.send("Input.dispatchTouchEvent", _touch("touchMove", start + (end - start) * part, y))
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def _touch(kind: str, x: float, y: float) -> dict[str, object]:
    return {"type": kind, "touchPoints": [{"x": x, "y": y}]}


def row_of(page: Page, file: Path) -> Locator:
    """The row of a sent file on the upload page."""
    return page.locator("#rows > .file").filter(has_text=file.name)


def send(visitor: Visitor, *files: Path) -> None:
    """Choose files on the upload page; each gets its row."""
    visitor.page.locator("#files").set_input_files(files)
    for file in files:
        expect(row_of(visitor.page, file)).to_be_visible()


def open_own(visitor: Visitor, file: Path) -> str:
    """From its row to the item's page; returns the item's address."""
    row_of(visitor.page, file).get_by_role("link", name="Открыть").click()
    expect(visitor.page).to_have_url(re.compile(r"/items/[\w-]+$"))
    visitor.fits()
    return visitor.page.url.removeprefix(visitor.address)


def found(visitor: Visitor, word: str, title: str) -> bool:
    """Whether a search for the word brings this title to this person now."""
    visitor.go(f"/search?q={word}")
    return hits(visitor.page).get_by_role("link", name=title).count() > 0


def finished(page: Page, file: Path) -> None:
    """The file's row has come to its end, well or not."""
    _comes_to(page, file, "Готов|Не обработан|Не принят|Уже есть")


def usable(page: Page, file: Path) -> None:
    """The file can be looked at, found and published; of the rest nothing is waited for."""
    _comes_to(page, file, "Можно смотреть|Готов")


def _comes_to(page: Page, file: Path, states: str) -> None:
    state = row_of(page, file).locator(".state")
    expect(state).to_have_text(re.compile(states), timeout=40_000)


def address_of(home: Path, file_name: str) -> str:
    """Where the item that came from this file stands."""
    services = Services(Settings(home=home))
    try:
        with services.sessions() as session:
            public_id = session.scalars(
                select(Item.public_id)
                .join(Version, Version.item_id == Item.id)
                .where(Version.file_name == file_name)
            ).one()
    finally:
        services.database.dispose()
    return f"/items/{public_id}"
