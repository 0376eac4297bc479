"""A bulk load ends with what it came to; what is the same for many files is said once."""

from pathlib import Path
from typing import Any

import pytest

from app.commands.load_totals import Totals, lasted
from tests.town import a_picture

Parta = Any


def a_disk(folder: Path) -> Path:
    """A school's disk: two pictures, a text, and what systems have left there."""
    a_picture(folder, 1)
    a_picture(folder / "вложенная", 2)
    (folder / "заметка.txt").write_text("просто текст", encoding="utf-8")
    for name in ("Thumbs.db", "вложенная/.DS_Store", "Desktop.ini", "~$урок.pptx", ".git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"\0system")
    return folder


def test_a_load_tells_what_it_came_to_and_says_once_what_is_the_same_for_many(
    parta: Parta, tmp_path: Path
) -> None:
    disk = a_disk(tmp_path / ".диск")
    tried = parta("ingest", disk, "--dry-run").err.splitlines()
    said = parta("ingest", disk).err.splitlines()
    again = parta("ingest", disk).err.splitlines()

    for lines, told in (
        (tried, "будет добавлено 2, не будет принято 1; без урока, попадёт в «Разобрать»: 2."),
        (said, "принято 2, не принято 1; без урока, в «Разобрать»: 2."),
    ):
        licence, service, totals = lines[-3:]
        assert licence.endswith("Таких файлов: 2.")
        assert service == "Пропущено служебных файлов: 5."
        assert totals.startswith(f"Итого: {told}")
        assert totals.endswith(" с.")
        assert sum("Лицензия" in line for line in lines) == 1
        assert not any("Thumbs.db" in line for line in lines)
    assert again[-1].startswith("Итого: уже было 2, не принято 1; без урока, в «Разобрать»: 2.")
    assert not any("Лицензия" in line for line in again)


def test_a_dry_run_tells_where_each_file_would_be_filed_and_speaks_of_nothing_done(
    parta: Parta, tmp_path: Path
) -> None:
    disk = tmp_path / "диск"
    a_picture(disk / "5 класс" / "Математика", 1)
    a_picture(disk / "5 класс", 2)
    a_picture(disk / "разное", 3)

    tried = parta("ingest", disk, "--dry-run").err
    assert " — будет добавлен: Математика, 5 класс\n" in tried
    assert " — будет добавлен: 5 класс, предмет не указан\n" in tried
    assert " — будет добавлен: предмет и класс не указаны\n" in tried
    assert "записали" not in tried
    told = parta("ingest", disk, "--dry-run", "--lesson", "math-5-2").err
    assert told.count(" — будет добавлен: Математика, 5 класс, урок math-5-2\n") == 3
    assert parta("ingest", disk).err.count("Математика") == 1  # the path alone


def test_what_systems_leave_is_no_failure_and_keeps_its_line_for_programs(
    parta: Parta, tmp_path: Path
) -> None:
    disk = a_disk(tmp_path / "диск")
    (disk / "заметка.txt").unlink()
    named = a_picture(tmp_path, 3).rename(tmp_path / ".скрытая.png")
    ran = parta("ingest", disk, named, "--json")

    assert ran.status == 0
    refused = [line for line in ran.lines if line["outcome"] == "refused"]
    assert len(refused) == 5
    assert all("Служебный или скрытый файл" in line["reason"] for line in refused)
    assert ran.lines[-1]["outcome"] == "accepted"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 с"), (59.4, "59 с"), (125, "2 мин 5 с"), (4200, "1 ч 10 мин")]
)
def test_how_long_it_took_is_told_as_people_say_it(seconds: float, said: str) -> None:
    assert lasted(seconds) == said


def test_of_a_load_that_publishes_it_is_told_how_much_was(parta: Parta, tmp_path: Path) -> None:
    folder = tmp_path / "диск"
    a_picture(folder, 4)
    own = parta("ingest", folder, "--as", "methodologist", "--publish", "--wait").err.splitlines()

    assert own[-1].startswith("Итого: готово 1; опубликовано: 0; без урока")
    totals = Totals(publishes=True)
    for outcome in ("ready", "duplicate"):
        line = {"outcome": outcome, "reason": "", "warnings": [], "path": "", "item_id": outcome}
        totals.add({**line, "published": True, "to_sort": False})
    assert list(totals.lines())[-1].startswith("Итого: готово 1, уже было 1; опубликовано: 2.")


def test_where_nothing_was_loaded_nothing_is_counted() -> None:
    assert list(Totals().lines()) == []
