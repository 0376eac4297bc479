"""Folders say where their files belong; what they do not say for certain waits in «Разобрать»."""

import os
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from catalog.items import get_item
from catalog.models import Item
from ingest.models import Unsorted
from tests.road.workers import PARTA, ROOT, until
from tests.town import Town, a_pdf, a_picture

Parta = Any


def by_name(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {Path(line["path"]).stem: line for line in lines}


def school_disk(folder: Path) -> Path:
    """A methodologist's disk: a lesson told, a subject and grade told, and nothing told."""
    a_picture(folder / "5 класс" / "Математика" / "1. Координатный луч", 1, "луч")
    a_picture(folder / "Математика 6 кл" / "Разное", 2, "делители")
    a_picture(folder / "Скачанное", 3, "что-то")
    return folder


def test_folders_file_what_they_say_for_certain_and_the_rest_waits(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk = school_disk(tmp_path / "диск")
    tried = by_name(parta("ingest", disk, "--dry-run", "--json").lines)
    done = by_name(parta("ingest", disk, "--as", "methodologist", "--wait", "--json").lines)

    for lines in (tried, done):
        assert {
            name: (one["subject"], one["grade"], one["lessons"], one["to_sort"])
            for name, one in lines.items()
        } == {
            "луч-1": ("math", 5, ["math-5-2"], False),
            "делители-2": ("math", 6, [], True),
            "что-то-3": (None, None, [], True),
        }
    page = town.by("methodologist").get("/sorting", headers={"Accept": "text/html"}).text
    assert re.search(r"</span> диск / Математика 6 кл / Разное\s*</p>", page)
    assert "что-то-3" in page
    assert "луч-1" not in page
    strange = town.by("strange-methodologist").get("/sorting", headers={"Accept": "text/html"})
    assert "что-то-3" not in strange.text


def test_what_the_sender_says_goes_before_what_folders_say(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk = school_disk(tmp_path / "диск")
    done = by_name(parta("ingest", disk, "--subject", "russian", "--json").lines)
    manifest = tmp_path / "список.csv"
    a_pdf(tmp_path / "5 класс" / "Математика", "one")
    manifest.write_text("file,lesson\n5 класс/Математика/urok.pdf,math-6-1\n", encoding="utf-8")
    [told] = parta("ingest", "--manifest", manifest, "--json").lines

    assert {one["subject"] for one in done.values()} == {"russian"}
    assert done["луч-1"]["lessons"] == []
    assert told["lessons"] == ["math-6-1"]


def test_a_press_files_a_material_and_another_leaves_it_so(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk = school_disk(tmp_path / "диск")
    done = by_name(parta("ingest", disk, "--as", "methodologist", "--wait", "--json").lines)
    first, second = done["делители-2"]["item_id"], done["что-то-3"]["item_id"]
    methodologist = town.by("methodologist")
    likely = methodologist.get(
        f"/sorting/{first}/likely?page=1", headers={"HX-Request": "true"}
    ).text
    assert "Делители и кратные" in likely
    no_lesson = methodologist.post(f"/sorting/{first}", data={"lesson": ""})
    assert no_lesson.status_code == 303
    assert len(waiting(town)) == 2

    methodologist.post(f"/sorting/{first}", data={"lesson": "math-6-1"})
    methodologist.post(f"/sorting/{second}", data={"leave": "1"})
    with town.services.sessions() as session:
        assert [one.lesson.key for one in get_item(session, first).placements] == ["math-6-1"]
        assert get_item(session, second).placements == []
    empty = methodologist.get("/sorting", headers={"Accept": "text/html"}).text
    assert "Разбирать нечего" in empty
    again = by_name(parta("ingest", disk, "--as", "methodologist", "--wait", "--json").lines)
    assert {one["outcome"] for one in again.values()} == {"duplicate"}
    assert not any(one["to_sort"] or one["warnings"] for one in again.values()), again
    assert again["делители-2"]["lessons"] == ["math-6-1"]


def test_what_waits_for_review_is_shown_there_and_not_in_the_sorting_too(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    """One material has one place: first the review, which leads to its lesson, then the sorting."""
    a_picture(tmp_path / "Скачанное", 3, "что-то")
    [line] = parta("ingest", tmp_path / "Скачанное", "--as", "teacher", "--wait", "--json").lines
    item, methodologist = line["item_id"], town.by("methodologist")
    assert town.by("teacher").post(f"/api/v1/items/{item}/submit").status_code == 200

    def shown(path: str) -> bool:
        return "что-то-3" in methodologist.get(path, headers={"Accept": "text/html"}).text

    assert (shown("/review"), shown("/sorting")) == (True, False)
    review = methodologist.get("/review", headers={"Accept": "text/html"}).text
    assert f'href="/items/{item}/likely"' in review
    assert methodologist.post(f"/api/v1/items/{item}/publish").status_code == 200
    assert (shown("/review"), shown("/sorting")) == (False, True)


def test_a_load_that_was_killed_goes_on_and_takes_nothing_twice(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    disk, files = tmp_path / "диск", 120
    for mark in range(files):
        a_picture(disk / f"{mark % 5 + 1} папка", mark)
    report = tmp_path / "отчёт.jsonl"
    command = [PARTA, "ingest", disk, "--jobs", "1", "--report", report]
    environment = os.environ | {"PARTA_HOME": str(town.home)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        assert until(lambda: items(town) >= 10, 60) is not None
        os.kill(process.pid, signal.SIGKILL)
    before = items(town)
    assert 10 <= before < files
    assert 0 < len(report.read_text("utf-8").splitlines()) <= before

    lines = parta("ingest", disk, "--json", "--report", report).lines
    outcomes = [line["outcome"] for line in lines]
    assert (outcomes.count("duplicate"), outcomes.count("accepted")) == (before, files - before)
    assert items(town) == files
    assert len({line["item_id"] for line in lines}) == files
    assert len(waiting(town)) == files
    assert len(report.read_text("utf-8").splitlines()) == files
    kept = [one for one in (town.home / "storage" / "originals").rglob("*") if one.is_file()]
    assert len(kept) == files
    third = parta("ingest", disk, "--json")
    assert {line["outcome"] for line in third.lines} == {"duplicate"}
    assert items(town) == files


def test_what_the_operator_loads_waits_for_the_installation_s_methodologists(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    a_picture(tmp_path / "Скачанное", 3, "что-то")
    [line] = parta("ingest", tmp_path / "Скачанное", "--wait", "--json").lines
    item = line["item_id"]
    html = {"Accept": "text/html"}
    for login in ("methodologist", "strange-methodologist"):
        assert "что-то-3" in town.by(login).get("/sorting", headers=html).text
        assert town.by(login).get(f"/items/{item}", headers=html).status_code == 200
    assert town.by("administrator").get(f"/items/{item}", headers=html).status_code == 200
    assert town.by("teacher").get(f"/items/{item}", headers=html).status_code == 404
    assert town.by("pupil").get(f"/items/{item}", headers=html).status_code == 404

    filed = town.by("methodologist").post(f"/sorting/{item}", data={"lesson": "math-6-1"})
    assert filed.status_code == 303
    [again] = parta("ingest", tmp_path / "Скачанное", "--publish", "--wait", "--json").lines
    assert (again["lessons"], again["published"]) == (["math-6-1"], True)
    assert town.by("pupil").get(f"/items/{item}", headers=html).status_code == 200


def test_what_the_operator_has_published_without_a_lesson_is_filed_and_no_more(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    a_picture(tmp_path / "Скачанное", 3, "что-то")
    [line] = parta("ingest", tmp_path / "Скачанное", "--publish", "--wait", "--json").lines
    item, methodologist = line["item_id"], town.by("methodologist")
    html = {"Accept": "text/html"}
    assert "что-то-3" in methodologist.get("/sorting", headers=html).text
    assert methodologist.get(f"/sorting/{item}/likely", headers=html).status_code == 200
    assert methodologist.get(f"/items/{item}/edit", headers=html).status_code == 403
    assert town.by("teacher").post(f"/sorting/{item}", data={"lesson": "x"}).status_code == 403

    methodologist.post(f"/sorting/{item}", data={"lesson": "math-6-1"})
    assert "что-то-3" not in methodologist.get("/sorting", headers=html).text
    [again] = parta("ingest", tmp_path / "Скачанное", "--json").lines
    assert again["lessons"] == ["math-6-1"]
    one_school = ("--shelf", "school:rowan", "--publish", "--wait", "--json")
    parta("ingest", a_picture(tmp_path, 4, "школьное"), *one_school)
    assert "школьное-4" in methodologist.get("/sorting", headers=html).text
    strange = town.by("strange-methodologist").get("/sorting", headers=html)
    assert "школьное-4" not in strange.text


def items(town: Town) -> int:
    with town.services.sessions() as session:
        return session.scalar(select(func.count()).select_from(Item)) or 0


def waiting(town: Town) -> list[int]:
    """Row ids of the items in the queue."""
    with town.services.sessions() as session:
        return list(session.scalars(select(Unsorted.item_id)))
