"""``parta ingest``: folders, manifests, what comes of each file, and what a second run changes."""

import csv
import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from catalog.items import get_item
from catalog.models import Item, ItemEvent, Placement, Version
from jobs.models import Job
from tests.town import Town, a_pdf, a_picture

Parta = Any

SHAPE = {
    *("path", "outcome", "published", "reason", "warnings", "item_id", "kind", "format"),
    *("pages", "seconds", "text_chars", "subject", "grade", "lessons", "to_sort"),
}


def counts(town: Town) -> dict[str, int]:
    """How many rows there are of what a load may add."""
    with town.services.sessions() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Item, Version, Placement, ItemEvent, Job)
        }


def test_a_folder_is_walked_and_every_file_has_a_line(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "материалы"
    a_picture(folder / "вложенная", 1)
    a_pdf(folder, "one", "two")
    (folder / "заметка.txt").write_text("просто текст", encoding="utf-8")
    (folder / "пусто.pptx").touch()
    (folder / "ссылка").symlink_to(folder)
    (folder / "ссылка.txt").symlink_to(folder / "заметка.txt")
    ran = parta("ingest", folder, "--wait", "--json")

    lines = {Path(line["path"]).name: line for line in ran.lines}
    assert ran.status == 1
    assert {name: line["outcome"] for name, line in lines.items()} == {
        "рисунок-1.png": "ready",
        "urok.pdf": "ready",
        "заметка.txt": "refused",
        "пусто.pptx": "refused",
    }
    assert all(line.keys() == SHAPE for line in lines.values())
    assert lines["urok.pdf"]["kind"] == "presentation"
    assert (lines["urok.pdf"]["format"], lines["urok.pdf"]["pages"]) == ("pdf", 2)
    assert lines["urok.pdf"]["text_chars"] >= len("onetwo")
    assert not lines["urok.pdf"]["published"]
    assert lines["заметка.txt"]["item_id"] is None
    assert "Принимаем" in lines["заметка.txt"]["reason"]
    assert "пуст" in lines["пусто.pptx"]["reason"]
    assert any("Лицензия" in warning for warning in lines["urok.pdf"]["warnings"])


def test_without_waiting_a_file_is_accepted_and_a_worker_makes_it_ready(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 2)
    first = parta("ingest", file, "--json")
    assert (first.status, first.lines[0]["outcome"]) == (0, "accepted")
    assert parta("worker", "--once").status == 0

    assert parta("ingest", file, "--wait", "--json").lines[0]["outcome"] == "duplicate"


def test_a_dry_run_knows_copies_within_one_folder(parta: Parta, tmp_path: Path) -> None:
    folder = tmp_path / "диск"
    for name in ("а", "б", "в"):
        (folder / name).mkdir(parents=True)
        shutil.copyfile(a_picture(tmp_path, 7), folder / name / f"{name}.png")
    shutil.copyfile(a_picture(tmp_path, 8), folder / "другая.png")
    for jobs in ("1", "4"):
        looked = parta("ingest", folder, "--dry-run", "--json", "--jobs", jobs).lines
        outcomes = [line["outcome"] for line in looked]
        assert outcomes.count("would_add") == 2
        assert outcomes.count("duplicate") == 2
        same = [line for line in looked if line["outcome"] == "duplicate"]
        assert all("а.png" in line["reason"] for line in same)
        assert not any(line["to_sort"] for line in same)
    taken = parta("ingest", folder, "--json", "--jobs", "1").lines
    assert [line["outcome"] == "duplicate" for line in taken] == [
        outcome == "duplicate" for outcome in outcomes
    ]


def test_a_dry_run_says_what_would_be_and_does_nothing(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "м"
    known, new = a_picture(folder, 3), a_picture(folder, 4)
    parta("ingest", known, "--wait")
    (folder / "нет.pdf").write_text("не он", encoding="utf-8")
    before = counts(town)
    ran = parta("ingest", folder, "--dry-run", "--publish", "--wait", "--json")

    outcomes = {Path(line["path"]).name: line["outcome"] for line in ran.lines}
    assert outcomes == {known.name: "duplicate", new.name: "would_add", "нет.pdf": "refused"}
    assert ran.status == 1
    assert counts(town) == before


MANIFEST = """\
file,title,subject,grade,lesson,licence,keywords,цвет
a.png,Первый,math,5,math-5-1;math-5-2,cc-by-sa-4.0,луч; точка,красный
none.png,,,,,,,
../outside.png,,,,,,,
a.png,Без урока,,,math-5-99,,,
b.png,Плохой предмет,astrology,,,,,
b.png,Плохой класс,,двенадцатый,,,,
,,,,,,,
b.png,Много,,,,,,,лишнее
b.png,Хороший,math,6,,моя лицензия,,
"""


def test_a_manifest_is_read_row_by_row_and_bad_rows_hold_up_nobody(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "пакет"
    (a_picture(folder, 5)).rename(folder / "a.png")
    (a_picture(folder, 6)).rename(folder / "b.png")
    a_picture(folder, 7)
    (a_picture(tmp_path, 8)).rename(tmp_path / "outside.png")
    manifest = folder / "список.csv"
    manifest.write_text("\ufeff" + MANIFEST, encoding="utf-8")
    tried = parta("ingest", "--manifest", manifest, "--dry-run", "--json")
    ran = parta("ingest", "--manifest", manifest, "--wait", "--json")

    rows = {line["row"]: line for line in ran.lines}
    assert {row: line["outcome"] for row, line in rows.items()} == {
        2: "ready",
        3: "refused",
        4: "refused",
        5: "refused",
        6: "refused",
        7: "refused",
        8: "refused",
        9: "refused",
        10: "ready",
    }
    for row, word in ((3, "нет"), (4, "вне"), (5, "math-5-99"), (6, "astrology"), (7, "Класс")):
        assert word in rows[row]["reason"], row
    bad = {line["row"]: line["reason"] for line in tried.lines if line["outcome"] == "refused"}
    assert bad == {row: line["reason"] for row, line in rows.items() if line["reason"]}
    assert any("цвет" in warning for warning in rows[2]["warnings"])
    assert any("моя лицензия" in warning for warning in rows[10]["warnings"])
    assert ran.status == tried.status == 1
    with town.services.sessions() as session:
        item = get_item(session, rows[2]["item_id"])
        assert [one.lesson.key for one in item.placements] == ["math-5-1", "math-5-2"]
        version = item.versions[0]
        assert (version.title, version.licence) == ("Первый", "CC BY-SA 4.0")
        assert version.keywords == ["луч", "точка"]
        assert session.scalar(select(func.count()).select_from(Item)) == 2


def test_a_row_that_is_no_csv_holds_up_nobody(parta: Parta, tmp_path: Path) -> None:
    first, last = a_picture(tmp_path, 1), a_picture(tmp_path, 2)
    manifest = tmp_path / "список.csv"
    rows = [
        "file,title",
        f"{first.name},Первый",
        f'{first.name},"Доли" и дроби',
        f"{first.name},{'x' * 200_000}",
        "a\0b.png,Имя с нулём",
        f"{last.name},Последний",
    ]
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    ran = parta("ingest", "--manifest", manifest, "--wait", "--json")

    assert ran.status == 1
    assert [(line["row"], line["outcome"]) for line in ran.lines] == [
        (2, "ready"),
        (3, "refused"),
        (4, "refused"),
        (5, "refused"),
        (6, "ready"),
    ]
    assert "кавычки" in ran.lines[1]["reason"]
    assert "знак" in ran.lines[3]["reason"]


def test_a_manifest_of_a_russian_excel_is_read(parta: Parta, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 9)
    manifest = tmp_path / "список.csv"
    row = f'{file.name};"Углы; виды";math;5;"math-5-1;math-5-2"'
    manifest.write_text(f"file;title;subject;grade;lesson\n{row}\n", encoding="utf-8-sig")
    ran = parta("ingest", "--manifest", manifest, "--dry-run", "--json")
    assert [(line["outcome"], len(line["warnings"])) for line in ran.lines] == [("would_add", 1)]
    manifest.write_text("file;title\nуглы.png;Углы\n", encoding="cp1251")
    told = parta("ingest", "--manifest", manifest, "--dry-run")
    assert "сохраните его как «CSV UTF-8»" in told.err


def test_a_folder_beside_a_manifest_says_where_the_files_lie(parta: Parta, tmp_path: Path) -> None:
    folder = tmp_path / "файлы"
    file = a_picture(folder, 9)
    a_picture(folder, 10)
    manifest = tmp_path / "список.csv"
    manifest.write_text(f"file\n{file.name}\n", encoding="utf-8")
    ran = parta("ingest", folder, "--manifest", manifest, "--wait", "--json")

    assert [line["outcome"] for line in ran.lines] == ["ready"]


@pytest.mark.parametrize("content", [b"name\nx\n", b"\xff\xfe", b""])
def test_a_file_that_is_no_manifest_is_an_input_error(
    parta: Parta, tmp_path: Path, content: bytes
) -> None:
    manifest = tmp_path / "список.csv"
    manifest.write_bytes(content)
    ran = parta("ingest", "--manifest", manifest, "--json")

    assert ran.status == 1
    assert ran.err.strip()
    assert parta("ingest", "--manifest", tmp_path / "нет.csv").status == 1


def test_a_second_identical_run_changes_nothing(parta: Parta, town: Town, tmp_path: Path) -> None:
    a_picture(tmp_path / "м", 11)
    a_pdf(tmp_path / "м", "page")
    words = ("--lesson", "math-5-1", "--licence", "CC0", "--publish", "--wait", "--json")
    first = parta("ingest", tmp_path / "м", *words)
    assert all(line["published"] for line in first.lines)
    before = counts(town)
    again = parta("ingest", tmp_path / "м", *words)

    assert again.status == 0
    assert {line["outcome"] for line in again.lines} == {"duplicate"}
    assert all(line["published"] for line in again.lines)
    assert [one["item_id"] for one in again.lines] == [one["item_id"] for one in first.lines]
    assert counts(town) == before


def test_a_duplicate_with_a_new_lesson_gains_a_place_and_is_published_on_request(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 12)
    first = parta("ingest", file, "--lesson", "math-5-1", "--wait", "--json").lines[0]
    more = parta("ingest", file, "--lesson", "math-5-2", "--publish", "--wait", "--json").lines[0]

    assert (more["outcome"], more["item_id"]) == ("duplicate", first["item_id"])
    assert more["published"]
    with town.services.sessions() as session:
        item = get_item(session, first["item_id"])
        assert len(item.placements) == 2
        assert (item.shelf, item.published is not None) == ("federal", True)
    assert parta("search", "рисунок", "--lesson", "math-5-2", "--json").json["total"] == 1


def test_a_private_item_of_another_is_no_duplicate_and_shares_only_the_bytes(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 13)
    hers = parta("ingest", file, "--as", "teacher", "--wait", "--json").lines[0]
    his = parta("ingest", file, "--as", "colleague", "--wait", "--json").lines[0]

    assert (his["outcome"], his["reason"]) == ("ready", "")
    assert his["item_id"] != hers["item_id"]
    originals = [
        path for path in (town.home / "storage" / "originals").rglob("*") if path.is_file()
    ]
    assert len(originals) == 1
    assert parta("ingest", file, "--as", "nobody").status == 1


def test_what_was_withdrawn_is_a_duplicate_and_stays_withdrawn(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 14)
    sent = parta("ingest", file, "--as", "teacher", "--wait", "--json").lines[0]
    town.by("teacher").post(f"items/{sent['item_id']}/withdraw", json={"why": "ошибка на рисунке"})
    for who in (("--as", "teacher"), ("--as", "teacher", "--publish")):
        again = parta("ingest", file, *who, "--wait", "--json").lines[0]
        assert (again["outcome"], again["item_id"]) == ("duplicate", sent["item_id"])
        assert "ошибка на рисунке" in again["reason"]
        assert not again["published"]


def test_a_failed_one_is_tried_again(
    parta: Parta, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = a_pdf(tmp_path, "page")
    sent = parta("ingest", file, "--json").lines[0]
    with town.services.sessions() as session:
        job = session.scalars(select(Job)).one()
        job.state, job.error_code, job.error_text = "failed", "step_failed", "Не вышло."
        session.commit()
    again = parta("ingest", file, "--publish", "--wait", "--json").lines[0]

    assert (again["outcome"], again["item_id"]) == ("ready", sent["item_id"])
    assert again["published"]


def test_a_teacher_on_the_command_line_publishes_nothing(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    line = parta(
        *("ingest", a_picture(tmp_path, 15), "--as", "teacher"), *("--publish", "--wait", "--json")
    ).lines[0]

    assert (line["outcome"], line["published"]) == ("ready", False)
    assert any("методист" in warning for warning in line["warnings"])


def test_why_an_own_file_is_not_published_is_told_at_once_and_stands_on_its_page(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    why = "Свой материал проверяет другой методист."
    command = ("ingest", a_picture(tmp_path, 21), "--as", "methodologist", "--publish")
    told = parta(*command, "--json").lines[0]
    assert (told["outcome"], told["published"]) == ("accepted", False)
    assert why in told["warnings"]

    parta("worker", "--once")
    author = town.by("methodologist")
    page = author.get(f"/items/{told['item_id']}", headers={"Accept": "text/html"}).text
    assert f"Сразу не опубликован. {why} Отправьте его на проверку." in page
    author.post(f"/api/v1/items/{told['item_id']}/submit")
    sent = author.get(f"/items/{told['item_id']}", headers={"Accept": "text/html"}).text
    assert "Сразу не опубликован" not in sent


def test_the_shelf_may_be_named(parta: Parta, town: Town, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 16, "Ромашка")
    words = ("--shelf", "school:rowan", "--publish", "--wait", "--json")
    assert parta("ingest", file, *words).lines[0]["published"]

    assert town.by("pupil").titles("ромашка")
    assert not town.by("stranger").titles("ромашка")
    unasked = parta("ingest", a_picture(tmp_path, 20), *words[:2], "--wait", "--json")
    assert not unasked.lines[0]["published"]
    assert "--publish" in unasked.err
    before = counts(town)
    wrong = parta("ingest", a_picture(tmp_path, 17), "--shelf", "school:no", "--publish", "--wait")
    assert wrong.status == 2
    assert "Нет школы «no»" in wrong.err
    assert counts(town) == before


def test_a_name_that_is_not_utf8_comes_back_as_it_was(parta: Parta, tmp_path: Path) -> None:
    folder = tmp_path / "имена"
    plain = a_picture(folder, 18)
    strange = os.fsencode(folder) + b"/\xcc\xe0\xf2\xe5\xec.png"
    os.rename(os.fsencode(plain), strange)
    ran = parta("ingest", folder, "--wait", "--json")

    assert ran.out.isascii()
    assert os.fsencode(ran.lines[0]["path"]) == strange
    assert ran.lines[0]["outcome"] == "ready"
    assert parta("ingest", folder).status == 0


def test_the_report_holds_the_same_lines(parta: Parta, tmp_path: Path) -> None:
    report = tmp_path / "отчёт.jsonl"
    ran = parta("ingest", a_picture(tmp_path / "м", 19), "--wait", "--json", "--report", report)

    written = report.read_text("utf-8")
    assert [json.loads(line) for line in written.splitlines()] == ran.lines
    assert f'"{tmp_path}/м/' in written  # letters as they are, for people read it too
    told = parta("ingest", tmp_path / "м", tmp_path / "нет")
    assert (told.status, told.out) == (1, "")
    assert "Такого файла нет" in told.err


def test_a_report_named_as_a_table_opens_in_a_spreadsheet(parta: Parta, tmp_path: Path) -> None:
    report, folder = tmp_path / "отчёт.CSV", tmp_path / "папка"
    a_picture(folder, 21)
    (folder / "=пусто.pptx").touch()
    os.rename(a_picture(folder, 22), os.fsencode(folder) + b"/\xcc.png")
    parta("ingest", folder, "--dry-run", "--report", report)

    content = report.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    told = [(Path(row["Файл"]).name, row["Итог"], row["Вид"]) for row in rows]
    assert ("=пусто.pptx", "не принят", "") in told
    assert [one[1:] for one in told].count(("будет добавлен", "картинка")) == 2
    assert "Файл пустой" in next(row["Причина"] for row in rows if row["Итог"] == "не принят")


def test_an_original_that_was_lost_or_cut_is_mended_by_sending_the_file_again(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path, 1)
    parta("ingest", file, "--wait", "--json")
    [kept] = (path for path in (town.home / "storage" / "originals").rglob("*") if path.is_file())
    for damage in (kept.unlink, lambda: kept.write_bytes(b"cut")):
        damage()
        assert parta("ingest", file, "--wait", "--json").lines[0]["outcome"] == "duplicate"
        assert kept.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--grade", "13", "1 до 11"),
        ("--subject", "nosuch", "nosuch"),
        ("--shelf", "attic", "attic"),
        ("--lesson", "math-5-1;nosuch", "«nosuch»"),
        ("--report", "нет такой папки/отчёт", "отчёт не записать"),
    ],
)
def test_an_option_that_fits_no_file_is_wrong_use_told_once(
    parta: Parta, town: Town, tmp_path: Path, option: str, value: str, word: str
) -> None:
    before = counts(town)
    for number in (1, 2):
        a_picture(tmp_path / "м", number)
    ran = parta("ingest", tmp_path / "м", option, value, "--json")

    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert option in ran.err
    assert word in ran.err
    assert counts(town) == before


def test_a_folder_that_cannot_be_read_is_told_and_holds_up_nobody(
    parta: Parta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "м"
    a_picture(folder, 1)
    monkeypatch.chdir(folder)
    for _ in range(17):  # whoever runs the tests may read any folder but one whose path is too long
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
    os.chdir(folder)
    ran = parta("ingest", folder, "--json")

    assert ran.status == 1
    assert [line["outcome"] for line in ran.lines] == ["accepted"]
    assert "папка не читается: ошибка чтения." in ran.err


def test_a_person_named_has_their_own_room_and_the_operator_has_all(
    parta: Parta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_TEACHER_QUOTA_MB", "1")
    monkeypatch.setenv("PARTA_TEACHER_UPLOAD_MB", "2")
    first, second, third = (a_picture(tmp_path, mark) for mark in (21, 22, 23))
    for file, size in ((first, 700_000), (second, 700_000), (third, 3_000_000)):
        with file.open("ab") as stream:
            stream.truncate(size)
    told = parta("ingest", first, second, third, "--as", "teacher", "--jobs", "1", "--json").lines
    assert [line["outcome"] for line in told] == ["accepted", "refused", "refused"]
    assert "отведено 1\u00a0МБ" in told[1]["reason"]
    assert "2\u00a0МБ" in told[2]["reason"]
    # What stands already takes no further room, so a second run tells the same.
    again = parta("ingest", first, "--as", "teacher", "--json").lines[0]
    assert again["outcome"] == "duplicate"
    assert parta("ingest", second, third, "--json").status == 0


def test_a_file_that_is_still_being_copied_is_refused(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = a_picture(tmp_path / "материалы", 1)
    os.truncate(file, 16 << 20)
    over = threading.Event()

    def copy() -> None:
        with file.open("ab", buffering=0) as stream:
            while not over.is_set():
                stream.write(b"0")

    copying = threading.Thread(target=copy)
    copying.start()
    try:
        ran = parta("ingest", file.parent, "--json")
    finally:
        over.set()
        copying.join()

    assert [(line["outcome"], line["item_id"]) for line in ran.lines] == [("refused", None)]
    assert "менялся" in ran.lines[0]["reason"]
    assert counts(town)["item"] == 0


def test_a_load_that_works_itself_removes_what_a_killed_one_left(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    left = town.services.settings.temporary
    (left / "run-killed").mkdir(parents=True)
    (left / "arriving-killed").write_bytes(b"half")
    parta("ingest", a_picture(tmp_path, 1), "--wait")
    assert list(left.iterdir()) == []
