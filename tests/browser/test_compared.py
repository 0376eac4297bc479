"""Two materials side by side, and names of files, on a phone."""

from pathlib import Path

from playwright.sync_api import expect

from tests.app.near_town import a_copy, a_drawing
from tests.browser.conftest import Visit
from tests.browser.steps import finished, open_own, send

LONG = "Контрольная_работа_по_теме_обыкновенные_дроби_вариант_второй"


def test_compared_pictures_are_large_and_lead_to_the_viewer(visit: Visit, tmp_path: Path) -> None:
    drawing = a_drawing(tmp_path, 7, LONG)
    places = []
    for login, file in (("teacher", drawing), ("colleague", a_copy(drawing))):
        person = visit(login)
        person.go("/upload")
        send(person, file)
        finished(person.page, file)
        places.append(open_own(person, file).split("/")[-1])
        person.page.get_by_role("button", name="Отправить на проверку").click()
        expect(person.page.locator("#about .state").first).to_have_text("на проверке")

    methodologist = visit("methodologist", phone=True)
    page = methodologist.page
    methodologist.go(f"/items/{places[1]}/near/{places[0]}")
    pictures = page.locator(".near figure .pic")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] > 280
    methodologist.fits()
    with page.expect_navigation():
        page.locator(".near figure a").first.click()
    expect(page.locator("#slide")).to_be_visible()
    assert f"/items/{places[1]}" in page.url

    teacher = visit("teacher", phone=True)
    teacher.go(f"/items/{places[0]}")
    name = teacher.page.locator(".file-name")
    # Every line of it but the last ends where a word of it does.
    lines = name.evaluate(
        """(cell) => {
          const text = [...cell.childNodes].filter((one) => one.nodeType === 3);
          return text.map((one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getClientRects().length;
          });
        }"""
    )
    assert max(lines) == 1
    teacher.fits()
