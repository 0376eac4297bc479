"""What is not said of a material's place is asked for before the material is sent in."""

from pathlib import Path

from tests.town import Town, a_pdf, sign_in

BLUE, PLAIN = 'class="btn main-do"', 'class="btn"'


def test_what_is_not_filed_is_filed_before_it_is_sent_in(town: Town, tmp_path: Path) -> None:
    """The one blue button says what is missing and leads there; sending it in comes second."""
    teacher = town.app.test_client()
    sign_in(teacher, "teacher")

    def sent(name: str, **said: str) -> str:
        file = a_pdf(tmp_path, name, name=name)
        return str(town.by("teacher").send(file, **said).json["item_id"])

    bare, half = sent("one"), sent("two", subject="math")
    whole, placed = sent("three", subject="math", grade="5"), sent("four", lesson="math-5-2")
    town.work()
    for item, missing in ((bare, "предмет и класс"), (half, "класс")):
        page = teacher.get(f"/items/{item}").text
        form = page[page.index(f'action="/items/{item}/submit"') :]
        assert f'{BLUE} href="/items/{item}/edit#' in page
        assert f"Указать {missing}" in page
        assert form.index(PLAIN) < form.index("Отправить на проверку")
        assert page.count("main-do") == 1
    for item in (whole, placed):
        page = teacher.get(f"/items/{item}").text
        form = page[page.index(f'action="/items/{item}/submit"') :]
        assert form.index(BLUE) < form.index("Отправить на проверку")
        assert "Указать класс" not in page

    rows = teacher.get("/upload").text
    assert rows.count("Не указаны предмет и класс") == rows.count("Не указан класс") == 1
    assert f'href="/items/{bare}/edit#subject"' in rows
    assert f'href="/items/{half}/edit#grade"' in rows
    for item in (whole, placed):
        assert f'href="/items/{item}/edit' not in rows
