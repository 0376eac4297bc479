"""The page about the school's file: what it says is what the command takes."""

import json
import re
from pathlib import Path
from typing import Any

from app.russian_help import TRANSLATIONS
from seed_content.source import SCHOOL
from tests.town import Town

Parta = Any

PAGE = TRANSLATIONS.parent / "docs" / "people.md"


def example() -> str:
    """The example that the page ends with."""
    found = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_is_loaded_without_a_remark_and_once(
    parta: Parta, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "школа.json"
    file.write_text(example(), encoding="utf-8")
    first = parta("people", "load", file, "--json")
    second = parta("people", "load", file)

    assert first.status == 0, first.err
    assert (first.json["problems"], first.json["warnings"]) == ([], [])
    assert second.err == "school-7: всё уже так, ничего не изменилось.\n"
    assert len(json.loads(example())["classes"]) == 2


def test_every_section_of_the_demo_school_is_described() -> None:
    page = PAGE.read_text("utf-8")
    sections = json.loads(SCHOOL.read_text("utf-8")).keys() - {"note"}

    assert set(re.findall(r"(?m)^## `(\w+)`", page)) == sections


def test_the_help_and_both_front_pages_name_the_page(parta: Parta) -> None:
    assert "docs/people.md" in parta("people", "load", "--help").out
    for name in ("README.md", "README.ru.md"):
        assert "(docs/people.md)" in (PAGE.parent.parent / name).read_text("utf-8")
