"""The demo items' sources: true lessons of the grid, one item a lesson, complete cards."""

from pathlib import Path

import pytest

from seed_content.fingerprint import fingerprint
from seed_content.source import (
    SCHOOL,
    SUBJECTS,
    earlier_paths,
    lessons,
    read_source,
    source_paths,
)
from seed_content.verify import check_sources

SMALL = [read_source(path) for path in source_paths("small")]

CARD = """
lesson = "{lesson}"
title = "{title}"
format = "png"
size = [64, 36]
sheet = "#FFFFFF"
licence = "CC0"
author = "Редакция"
source = "Проверка"
keywords = ["проверка"]
description = "Проверка"
"""


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / "pictures" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_small_profile_is_sound() -> None:
    assert check_sources(source_paths("small")) == []


def test_the_small_profile_has_five_decks_four_pictures_and_three_films() -> None:
    kinds = [source.kind for source in SMALL]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "presentation": 5,
        "image": 4,
        "video": 3,
    }


def test_items_are_spread_over_subjects_and_all_grades() -> None:
    assert len({source.subject for source in SMALL}) >= 7
    assert {source.grade for source in SMALL} == set(range(1, 12))


def test_each_item_has_a_lesson_of_its_own_and_a_full_card() -> None:
    assert len({source.lesson_key for source in SMALL}) == len(SMALL)
    for source in SMALL:
        assert lessons()[source.lesson_key]["programme"] == "base"
        assert source.title
        assert source.licence
        assert source.author
        assert source.source
        assert len(source.keywords) >= 5
        assert len(source.description) > 60


def test_the_grid_the_subjects_and_the_school_lie_beside_the_code() -> None:
    assert len(lessons()) == 10_010
    assert SUBJECTS.is_file()
    assert SCHOOL.is_file()


def test_an_unknown_lesson_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path, "lost", CARD.format(lesson="math-5-999", title="Потерянный"))
    assert check_sources([path]) == ["lost.toml: урока math-5-999 нет в сетке"]


def test_a_title_taken_twice_is_named(tmp_path: Path) -> None:
    paths = [
        _write(tmp_path, name, CARD.format(lesson="math-5-001", title="Картинка"))
        for name in ("one", "two")
    ]
    assert check_sources(paths) == ["Картинка: название у нескольких материалов (2)"]


def test_a_further_lesson_must_exist_too(tmp_path: Path) -> None:
    card = CARD.format(lesson="math-5-001", title="Картинка") + 'also = ["math-5-998"]\n'
    path = _write(tmp_path, "wide", card)
    assert check_sources([path]) == ["wide.toml: уроков math-5-998 нет в сетке"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lesson = ", "не читается"),
        ('lesson = "math-5-001"\n', "не заполнено поле title"),
    ],
)
def test_a_faulty_source_is_named(tmp_path: Path, text: str, said: str) -> None:
    (problem,) = check_sources([_write(tmp_path, "faulty", text)])
    assert problem.startswith("faulty.toml")
    assert said in problem


def test_a_first_version_is_the_newer_source_without_what_came_later(tmp_path: Path) -> None:
    newer = tmp_path / "decks" / "deck.toml"
    newer.parent.mkdir()
    slides = "".join(f'[[slide]]\ntitle = "{no}"\n' for no in range(1, 5))
    newer.write_text(CARD.format(lesson="math-5-001", title="Нынешняя") + slides, "utf-8")
    path = tmp_path / "earlier" / "decks" / "deck.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'newer = "../../decks/deck.toml"\nwithout = [2, 4]\ntitle = "Прежняя"\n', "utf-8"
    )
    first = read_source(path)
    assert (first.key, first.title, first.lesson_key) == ("deck", "Прежняя", "math-5-001")
    assert [slide["title"] for slide in first.data["slide"]] == ["1", "3"]
    before = fingerprint(first)
    newer.write_text(newer.read_text("utf-8").replace('"1"', '"один"'), "utf-8")
    assert fingerprint(read_source(path)) != before


def test_each_first_version_has_its_newer_one_in_the_library() -> None:
    now = {path.name for path in source_paths("demo")}
    earlier = earlier_paths("demo")
    assert len(earlier) >= 2
    assert {path.name for path in earlier} <= now
    assert check_sources(earlier) == []
