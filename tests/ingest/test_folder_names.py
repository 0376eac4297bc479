"""What folders say of the files in them: what is certain, and nothing more."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from catalog.load_grid import load_grid
from core.clock import utc_now
from ingest.folder_names import GridNames, Said, folders_below, shown_folders

GRID = """\
lesson_key,subject,subject_title,programme,grade,lesson_no,week,section,topic,title
math-5-1,math,Математика,base,5,1,1,Дроби,Доли,Обыкновенные дроби: доли
math-5-2,math,Математика,base,5,2,1,Дроби,Доли,Ещё раз о дробях
math-6-1,math,Математика,base,6,1,1,Дроби,Доли,Повторение
math-6-2,math,Математика,base,6,2,1,Дроби,Доли,Повторение
algebra-10-1,algebra,Алгебра (10–11 — алгебра и начала анализа),base,10,1,1,Р,Т,Корни
physics-9-1,physics,Физика,base,9,1,1,Движение,Путь,Путь и перемещение
technology-5-1,technology,Труд (технология),base,5,1,1,Руки,Нож,Нож и доска
"""


@pytest.fixture
def names(session: Session, tmp_path_factory: pytest.TempPathFactory) -> GridNames:
    """A small grid, by names."""
    file = tmp_path_factory.mktemp("grid") / "grid.csv"
    file.write_text(GRID, encoding="utf-8")
    assert not load_grid(session, [file], clock=utc_now).problems
    return GridNames.read(session)


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("5 класс/Математика/Дроби", Said("math", "5")),
        ("5 класс/Математика/Обыкновенные дроби - доли", Said("math", "5", "math-5-1")),
        ("Математика/5А класс/02. Еще раз о дробях", Said("math", "5", "math-5-2")),
        ("МАТЕМАТИКА 5 кл./урок 7 Ещё раз о дробях", Said("math", "5", "math-5-2")),
        ("6 класс/математика/Повторение", Said("math", "6")),
        ("Физика 9 кл", Said("physics", "9")),
        ("физика_9", Said("physics", "9")),
        ("Физика 9 «Б» класс", Said("physics", "9")),
        ("9-й класс/Физика", Said("physics", "9")),
        ("класс 9/Физика", Said("physics", "9")),
        ("Алгебра-10", Said("algebra", "10")),
        ("10 класс/Математика/Алгебра", Said("algebra", "10")),
        ("5 класс/Труд", Said("technology", "5")),
        ("5 класс/Разное", Said("", "5")),
        ("Физика/Часть 2", Said("physics")),
        ("Архив 2019-20/Физика 9", Said("physics", "9")),
        ("home/ivan10/Документы", Said()),
        ("Математика 5-6", Said("math")),
        ("5–6 классы/Математика", Said("math")),
        ("5 класс/Математика/Повторение за 6 класс", Said("math")),
        ("5 класс/Физика", Said()),
        ("Физика и математика 9 класс", Said("", "9")),
        ("Математика/Физика", Said()),
        ("12 класс/Математика", Said("math")),
        ("105 класс", Said()),
        ("", Said()),
    ],
)
def test_folders_say_what_is_certain(names: GridNames, folder: str, said: Said) -> None:
    assert names.say([name for name in folder.split("/") if name]) == said


def test_the_queue_is_shown_the_innermost_folders() -> None:
    assert shown_folders(["mnt", "диск", "5 класс", "Математика", "Дроби"]) == (
        "диск / 5 класс / Математика / Дроби"
    )
    assert shown_folders(["имя\udcff"]).isprintable()


@pytest.mark.parametrize(
    ("root", "file", "named", "told"),
    [
        ("/mnt/иван/диск", "5 класс/Дроби/а.pdf", True, ("диск", "5 класс", "Дроби")),
        ("/mnt/иван/диск", "а.pdf", True, ("диск",)),
        ("/mnt/иван/диск", "5 класс/а.pdf", False, ("5 класс",)),
        ("/mnt/диск/./5 класс/..", "а.pdf", True, ("диск",)),
        ("5 класс/Математика/Дроби", "а.pdf", True, ("5 класс", "Математика", "Дроби")),
        ("./5 класс/Дроби", "Доли/а.pdf", True, ("5 класс", "Дроби", "Доли")),
        ("../5 класс/Дроби", "а.pdf", True, ("Дроби",)),
        ("/", "диск/а.pdf", True, ("диск",)),
        ("/mnt/ссылка", "/mnt/диск/5 класс/а.pdf", True, ()),
    ],
)
def test_what_stands_above_the_loaded_folder_is_not_told(
    root: str, file: str, named: bool, told: tuple[str, ...]
) -> None:
    assert folders_below(Path(root), Path(root, file), named=named) == told
