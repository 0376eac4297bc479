"""The commands: what they print, in which shape, and how they end."""

import json
import re
import resource
import sys
from pathlib import Path
from typing import Any

import pytest

from app import cli
from seed_content.source import CURRICULUM, SCHOOL
from tests.town import GRID, SCHOOLS, Town, a_picture

Parta = Any

ENGLISH = re.compile(r"Usage|Error|Options|Commands|Missing|[Nn]o such|Try|OPTIONS|ARGS|TEXT|valid")


def test_an_empty_installation_is_made_once_and_not_changed_again(
    parta: Parta, tmp_path: Path
) -> None:
    home = tmp_path / "новый дом"
    assert parta("init", home=home).status == 0
    files = [path for path in home.rglob("*") if path.is_file() and path.suffix != ".sqlite3-shm"]
    before = {path: path.read_bytes() for path in files}
    again = parta("init", home=home)

    assert again.status == 0
    assert "уже есть" in again.err
    assert {path: path.read_bytes() for path in files} == before
    assert parta("upgrade", home=home).status == 0


@pytest.mark.parametrize(
    "command",
    [("curriculum", "load", "x.csv"), ("ingest", "x.pptx"), ("search", "x"), ("worker", "--once")],
)
def test_a_home_without_an_installation_is_told_what_to_do(
    parta: Parta, tmp_path: Path, command: tuple[str, ...]
) -> None:
    answer = parta(*command, home=tmp_path / "нет")

    assert answer.status == 1
    assert "parta init" in answer.err
    assert not (tmp_path / "нет").exists()


def test_a_database_that_cannot_be_opened_is_told_in_words(parta: Parta, tmp_path: Path) -> None:
    home = tmp_path / "дом"
    (home / "parta.sqlite3").mkdir(parents=True)
    answer = parta("init", home=home)

    assert answer.status == 1
    assert "Файл базы данных не открывается" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "command",
    [
        ("nothing",),
        ("curriculum", "load"),
        ("ingest",),
        ("ingest", "a", "b", "--manifest", "c"),
        ("ingest", "--jobs", "many", "a"),
        ("search",),
        ("search", "x", "--grade", "12"),
        ("search", "x", "--kind", "book"),
        ("user", "create", "x"),
        ("user", "create", "x", "--role", "king"),
        ("seed", "everything"),
        ("serve", "--port", "0"),
        ("--nothing",),
    ],
)
def test_wrong_use_of_a_command_ends_with_2(parta: Parta, command: tuple[str, ...]) -> None:
    answer = parta(*command)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
    assert len(answer.err.splitlines()) == 1
    assert not ENGLISH.search(answer.err)


@pytest.mark.parametrize("command", [(), ("ingest",), ("curriculum",), ("user", "create")])
def test_help_is_russian_on_a_machine_that_is_not(
    parta: Parta, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    answer = parta(*command, "--help")

    assert answer.status == 0
    assert answer.out.startswith("Вызов: parta")
    assert "Показать эту справку." in answer.out
    assert not ENGLISH.search(answer.out)


def test_the_grid_is_loaded_changed_and_retired(parta: Parta, town: Town, tmp_path: Path) -> None:
    file = tmp_path / "план.csv"
    file.write_text(GRID, encoding="utf-8")
    same = parta("curriculum", "load", file, "--json")
    assert (same.status, same.json["unchanged"], same.json["problems"]) == (0, 8, [])

    lines = GRID.replace("Сравнение дробей", "Сравнение обыкновенных дробей").splitlines()
    changed = [line for line in lines if not line.startswith("math-5-2,")]
    file.write_text(
        "\n".join([*changed, "broken,math,Математика,base,пять,1,1,,,Урок,1,"]), "utf-8"
    )
    tried = parta("curriculum", "load", file, "--dry-run", "--json")
    done = parta("curriculum", "load", file, "--json")

    assert tried.json == done.json
    assert done.status == 1
    counts = {name: done.json[name] for name in ("added", "changed", "retired", "unchanged")}
    assert counts == {"added": 0, "changed": 1, "retired": 1, "unchanged": 6}
    assert [(one["file"], one["row"]) for one in done.json["problems"]] == [(str(file), 9)]
    assert "grade" in done.json["problems"][0]["reason"]


def test_the_whole_grid_is_loaded_with_less_than_twenty_seconds_of_processor(
    parta: Parta, tmp_path: Path
) -> None:
    home = tmp_path / "дом"
    parta("init", home=home)
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    first = parta("curriculum", "load", CURRICULUM, "--json", home=home)
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    second = parta("curriculum", "load", CURRICULUM, "--json", home=home)

    rows = CURRICULUM.read_text("utf-8").count("\n") - 1
    assert (first.status, first.json["added"], first.json["problems"]) == (0, rows, [])
    assert took < 20
    assert second.json["unchanged"] == rows
    school = parta("people", "load", SCHOOL, "--json", home=home)
    assert school.status == 0, school.err


def test_people_are_loaded_from_a_file_and_a_bad_one_changes_nothing(
    parta: Parta, tmp_path: Path
) -> None:
    file = tmp_path / "школа.json"
    file.write_text(json.dumps(SCHOOLS[0]), encoding="utf-8")
    assert parta("people", "load", file, "--json").status == 0

    broken = json.loads(file.read_text("utf-8"))
    broken["pupils"][0]["class_id"] = "99Я"
    file.write_text(json.dumps(broken), encoding="utf-8")
    answer = parta("people", "load", file, "--json")
    assert answer.status == 1
    assert "99Я" in answer.out.encode().decode("unicode_escape")
    file.write_text("это не JSON", encoding="utf-8")
    assert parta("people", "load", file).status == 1
    assert parta("people", "load", tmp_path / "нет.json").status == 1


def test_a_user_and_a_key_are_made_and_the_key_opens_the_calls(parta: Parta, town: Town) -> None:
    made = parta("user", "create", "newcomer", "--role", "teacher", "--school", "rowan")
    assert (made.status, len(made.out.split())) == (0, 1)
    assert parta("user", "create", "newcomer", "--role", "teacher", "--school", "rowan").status == 1
    key = parta("token", "create", "--user", "newcomer", "--json")

    assert key.json.keys() == {"token", "expires_at"}
    assert key.json["expires_at"].endswith("Z")
    town.keys["newcomer"] = key.json["token"]
    try:
        assert town.by("newcomer").get("lessons").status_code == 200
    finally:
        del town.keys["newcomer"]
    assert parta("token", "create", "--user", "nobody", "--json").status == 1


def test_settings_and_the_doctor_speak_json(parta: Parta) -> None:
    rows = parta("settings", "--json").json
    assert {"name", "meaning", "default", "current"} == rows[0].keys()
    assert "PARTA_HOME" in {row["name"] for row in rows}
    found = parta("doctor", "--json")
    assert isinstance(found.json, list)


def test_the_doctor_says_which_installation_it_looks_at_and_why(
    parta: Parta,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    named = parta("doctor")
    assert named.err == f"Папка установки: {town.home} (её называет PARTA_HOME).\n"

    elsewhere = tmp_path / "не та папка"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.delenv("PARTA_HOME")
    monkeypatch.setattr(sys, "argv", ["parta", "doctor", "--json"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    told = capsys.readouterr().err

    assert end.value.code == 1
    assert f"{elsewhere / 'var'} (PARTA_HOME не задана" in told
    assert "Здесь «Парты» ещё нет." in told
    assert "parta init" in told
    assert not list(elsewhere.iterdir())


def test_search_prints_the_shape_that_others_rely_on(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    published = parta(
        *("ingest", a_picture(tmp_path, 1, "Кашалот"), "--lesson", "math-5-3"),
        *("--publish", "--wait", "--json"),
    )
    assert published.status == 0, published.err
    found = parta("search", "кашалоты", "--json").json

    assert found.keys() == {"query", "understood", "total", "took_ms", "hits", "facets"}
    assert found["understood"].keys() == {"text", "subject", "grade", "kind", "corrected"}
    hit = found["hits"][0]
    assert hit.keys() == {"item_id", "title", "kind", "lessons", "score", "fragment"}
    assert hit["item_id"] == published.lines[0]["item_id"]
    assert hit["lessons"] == ["math-5-3"]
    assert found["facets"].keys() >= {"subject", "grade", "kind", "licence"}
    for filters, total in (
        (("--subject", "math", "--grade", "5"), 1),
        (("--grade", "6"), 0),
        (("--kind", "video"), 0),
        (("--kind", "video", "--kind", "image"), 1),
        (("--lesson", "math-5-3"), 1),
        (("--limit", "0"), 1),
    ):
        assert parta("search", "кашалот", *filters, "--json").json["total"] == total, filters
    queries = tmp_path / "запросы.txt"
    odd = "кашалот\x0c и \u2028 ещё\x85 раз"
    queries.write_bytes(f"кашалот\r\n\nнеттакого\n{odd}\n\xff\n".encode() + b"\xff\xfe\n")
    batch = parta("search", "--batch", queries, "--json").lines
    assert [one["total"] for one in batch][:3] == [1, 1, 0]
    assert len(batch) == 6
    assert batch[0]["query"] == "кашалот"
    assert parta("suggest", "кашал", "--json").json[0].startswith("Кашалот")
    assert parta("explain", "кашалот", hit["item_id"]).status == 0
    assert parta("explain", "кашалот", "nothing").status == 1
    assert parta("reindex").status == 0
    state = parta("index", "status", "--json").json
    assert (state["documents"], state["lag"]) == (1, 0)
    assert "generation" in state
    told = parta("search", "кашалот 5 rkfcc").out
    assert "Показано по запросу «кашалот 5 класс»." in told
    assert "Понято: «кашалот», 5 класс" in told
    assert "(картинка, math-5-3, " in told
    assert "[image]" not in told
    told = parta("index", "status").out
    assert "Материалов: 1" in told
    assert "Готов к поиску: да" in told
    assert "documents" not in told
    assert parta("worker", "--once").status == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--subject", "матем"), "нет предмета «матем»"),
        (("--lesson", "math-5-999"), "нет урока «math-5-999»"),
    ],
)
def test_a_search_within_what_is_not_there_says_so(
    parta: Parta, given: tuple[str, str], said: str
) -> None:
    answer = parta("search", "дроби", *given)
    assert answer.status != 0
    assert said in answer.err
