"""The page, the call, the command and the tables: what they show, to whom, in what shape."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import School
from app import cli
from catalog.grid import Lesson
from coverage import share
from coverage.cell import CellLesson
from coverage.export import lessons_csv, matrix_csv
from coverage.matrix import Cell
from coverage.page import grid
from coverage.summary import Summary
from search.models import QueryLog
from tests.town import GRID, ROWAN, Town, a_picture

CELL = ["edition", "programme", "subject", "grade", "lessons", "covered", "by_kind"]
LESSON = [
    *("lesson_key", "lesson_no", "section", "topic", "title", "programme"),
    *("items", "by_kind"),
]
KINDS = ["presentation", "image", "video", "audio"]


@pytest.fixture(scope="module")
def filled(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Pictures: the school's in two lessons, a withdrawn one, a draft, a stranger's."""
    folder: Path = tmp_path_factory.mktemp("pictures")

    def sent(login: str, mark: int, *lessons: str) -> str:
        answer = shared_town.by(login).send(a_picture(folder, mark), lesson=list(lessons))
        return str(answer.json["item_id"])

    shelf = sent("teacher", 1, "math-5-1", "math-5-3")
    gone = sent("teacher", 2, "math-5-2")
    sent("teacher", 3, "math-5-4")
    strange = sent("stranger", 4, "rus-5-1")
    shared_town.work()
    for item, login, methodologist in (
        (shelf, "teacher", "methodologist"),
        (gone, "teacher", "methodologist"),
        (strange, "stranger", "strange-methodologist"),
    ):
        assert shared_town.by(login).post(f"items/{item}/submit").status_code == 200
        assert shared_town.by(methodologist).post(f"items/{item}/publish").status_code == 200
    assert shared_town.by("methodologist").post(f"items/{gone}/withdraw").status_code == 200
    return shared_town


def covered(cells: list[dict[str, Any]]) -> dict[tuple[str, int], tuple[int, int]]:
    return {(c["subject"], c["grade"]): (c["covered"], c["lessons"]) for c in cells}


@pytest.fixture
def command(
    filled: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Runs ``parta coverage`` with these arguments; returns status and standard output."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("PARTA_HOME", str(filled.home))
        monkeypatch.setattr(sys, "argv", ["parta", "coverage", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert isinstance(end.value.code, int)
        return end.value.code, capsys.readouterr().out

    return run


def test_the_call_counts_what_reaches_the_viewer(filled: Town) -> None:
    own = filled.by("methodologist").json("coverage")
    assert covered(own) == {
        ("math", 5): (2, 4),
        ("math", 6): (0, 1),
        ("russian", 5): (0, 2),
        ("pe", 5): (0, 1),
    }
    assert all(cell.keys() == set(CELL) for cell in own)
    assert own[0]["by_kind"] == {"presentation": 0, "image": 2, "video": 0, "audio": 0}
    other = covered(filled.by("strange-methodologist").json("coverage"))
    assert (other["math", 5], other["russian", 5]) == ((0, 4), (1, 2))
    assert set(covered(filled.by("district").json("coverage")).values()) >= {(0, 4)}


def test_the_command_counts_all_shelves(filled: Town, command: Any) -> None:
    status, out = command("--json")
    cells = json.loads(out)

    assert status == 0
    assert out.isascii()
    assert covered(cells)["math", 5] == (2, 4)
    assert covered(cells)["russian", 5] == (1, 2)
    assert all(list(cell) == CELL and list(cell["by_kind"]) == KINDS for cell in cells)
    assert {cell["edition"] for cell in cells} == {"default"}
    assert [(c["subject"], c["grade"]) for c in cells] == [
        ("math", 5),
        ("math", 6),
        ("russian", 5),
        ("pe", 5),
    ]


def test_with_a_subject_and_a_grade_lessons_come_in_order(filled: Town, command: Any) -> None:
    status, out = command("--subject", "math", "--grade", "5", "--json")
    lessons = json.loads(out)

    assert status == 0
    assert [list(lesson) for lesson in lessons] == [LESSON] * 4
    assert [(one["lesson_key"], one["lesson_no"], one["items"]) for one in lessons] == [
        ("math-5-1", 1, 1),
        ("math-5-2", 2, 0),
        ("math-5-3", 3, 1),
        ("math-5-4", 4, 0),
    ]
    assert lessons[0]["section"] == "Натуральные числа"
    assert filled.by("methodologist").json("coverage", subject="math", grade=5) == lessons
    assert json.loads(command("--subject", "nothing", "--json")[1]) == []
    assert json.loads(command("--grade", "6", "--json")[1])[0]["subject"] == "math"
    for_people = command("--grade", "6")[1].split()
    assert for_people[:5] == ["Математика,", "6", "класс,", "базовый", "уровень"]
    assert for_people[5:] == ["math", "6", "base", "0", "из", "1", "0", "%"]
    with_words = command("--subject", "math", "--grade", "5")[1]
    assert "math-5-2] пробел" in with_words
    assert command("--grade", "12")[0] == 2


def test_the_page_shows_the_figures_and_the_cell_its_lessons(filled: Town) -> None:
    methodologist = filled.by("methodologist")
    page = methodologist.get("/coverage", headers={"Accept": "text/html"}).text
    assert re.search(r"2 из 8\s*уроков, 25 %", page)
    assert "Математика, 5 класс: 50 %, 2 из 4" in page
    assert "Математика, 6 класс: ни одного из 1" in page

    cell = methodologist.get("/coverage?subject=math&grade=5").text
    listed = re.findall(r'href="/lessons/([\w-]+)"', cell.partition('id="cell"')[2])
    assert sorted(listed) == ["math-5-1", "math-5-2", "math-5-3", "math-5-4"]
    assert listed.index("math-5-2") < listed.index("math-5-1"), "gaps come first"
    assert listed.index("math-5-4") < listed.index("math-5-3")


def test_a_cell_by_itself_is_the_cell_of_the_page(filled: Town) -> None:
    part = filled.by("methodologist").get(
        "/coverage?subject=math&grade=5&kind=video",
        headers={"HX-Request": "true", "HX-Target": "cell"},
    )
    whole = filled.by("methodologist").get("/coverage?subject=math&grade=5&kind=video")

    assert part.text.strip().startswith("<aside")
    assert part.text.strip() in whole.text
    assert part.headers["Vary"].startswith("HX-Target")
    assert part.text.count("пробел</span>") == 4, "no lesson has a film"


def test_only_gaps_leaves_rows_and_lessons_that_have_them(filled: Town) -> None:
    page = filled.by("methodologist").get("/coverage?only=gaps&subject=math&grade=5").text

    assert "Русский язык" in page
    assert "math-5-2" in page
    assert "math-5-1" not in page


@pytest.mark.parametrize(
    "query", ["subject=none&grade=5", "subject=math&grade=99", "grade=x", "kind=x", "subject=pe"]
)
def test_an_address_that_makes_no_sense_shows_the_matrix(filled: Town, query: str) -> None:
    answer = filled.by("methodologist").get(f"/coverage?{query}")

    assert answer.status_code == 200
    assert "cell-h" not in answer.text


def test_the_cell_tells_how_often_its_lessons_were_looked_for_in_vain(filled: Town) -> None:
    with filled.services.sessions() as session:
        lesson = session.scalars(select(Lesson).where(Lesson.key == "rus-5-2")).one()
        school = session.scalars(select(School).where(School.public_id == ROWAN)).one()
        for _ in range(5):
            session.add(
                QueryLog(
                    at=filled.services.clock(),
                    school_id=school.id,
                    role="teacher",
                    text="текст",
                    filters={},
                    found=0,
                    nearest_lesson_id=lesson.id,
                )
            )
        session.commit()
    address = "/coverage?subject=russian&grade=5"
    assert "искали 5\u00a0раз" in filled.by("methodologist").get(address).text
    assert "искали" not in filled.by("strange-methodologist").get(address).text


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 by the mark"
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_matrix_and_a_cell_open_in_a_spreadsheet(filled: Town) -> None:
    methodologist = filled.by("methodologist")
    answer = methodologist.get("/coverage.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=coverage.csv"
    rows = rows_of(answer.data)
    assert [(r["Код предмета"], r["Класс"], r["Уроков"], r["С материалами"]) for r in rows] == [
        ("math", "5", "4", "2"),
        ("math", "6", "1", "0"),
        ("russian", "5", "2", "0"),
        ("pe", "5", "1", "0"),
    ]
    assert (rows[0]["Предмет"], rows[0]["%"], rows[0]["Картинки"]) == ("Математика", "50", "2")
    assert (rows[0]["Программа"], rows[0]["Код программы"]) == ("Базовый уровень", "base")

    cell = rows_of(methodologist.get("/coverage.csv?subject=math&grade=5").data)
    titles = [line.split(",")[9] for line in GRID.splitlines()[1:5]]
    assert [row["Урок"] for row in cell] == titles
    assert [row["Материалов"] for row in cell] == ["1", "0", "1", "0"]


def test_a_few_of_very_many_are_below_one_percent_everywhere() -> None:
    cell = Cell("default", "base", "math", "Математика", 5, 900, 1, dict.fromkeys(KINDS, 0))
    [row] = rows_of(matrix_csv([cell]))

    assert grid([cell]).figure == "<1"
    assert Summary(1, 900, (), None, ()).figure == "<1"
    assert row["%"] == "0,11"


@pytest.mark.parametrize(
    ("covered_of_900", "figure", "in_table"),
    [(0, "0", "0"), (9, "1", "1"), (899, "99", "99,89"), (900, "100", "100")],
)
def test_none_and_all_are_written_as_such(covered_of_900: int, figure: str, in_table: str) -> None:
    assert share.figure(covered_of_900, 900) == figure
    assert share.table_percent(covered_of_900, 900) == in_table


def test_a_title_that_looks_like_a_formula_stays_a_title() -> None:
    title = '-тся и -ться; «=1+1"'
    lesson = CellLesson(1, "key", 1, "", "", title, "base", dict.fromkeys(KINDS, 0))
    [row] = rows_of(lessons_csv([lesson]))

    assert row["Урок"] == f" {title}"


def test_pages_and_parts_of_a_search_leave_one_row(filled: Town) -> None:
    def rows() -> int:
        with filled.services.sessions() as session:
            texts = session.scalars(select(QueryLog.text))
            return list(texts).count("многогранник")

    teacher = filled.by("teacher")
    teacher.get("/search?q=многогранник")
    assert rows() == 1
    teacher.get("/search?q=многогранник&page=2")
    teacher.get("/search?q=многогранник&sort=newest")
    teacher.get("/search?q=многогранник&listing=grid")
    teacher.get("/search?q=многогранник&kind=video")
    teacher.get("/search?q=многогранник&author=Никто&year=2026")
    teacher.get("/search?q=многогранник", headers={"HX-Request": "true"})
    teacher.json("search", q="многогранник", page=2)
    assert rows() == 1
    teacher.json("search", q="многогранник")
    assert rows() == 2
