"""What a deck must not be: thin, too long, or another deck once more."""

from pathlib import Path

from seed_content.check_decks import check_decks, sentences_of, shared
from seed_content.source import HOME, Source, read_source, source_paths

CARD = """
lesson = "math-5-001"
title = "{key}"
format = "pptx"
palette = "sky"
footer = "Математика"
licence = "CC0"
author = "Редакция"
source = "Проверка"
keywords = ["проверка"]
description = "Проверка"
"""
TWELVE = "Двенадцать простых слов стоят на этом слайде и хватает их как раз {}."


def deck(folder: Path, key: str, *slides: str) -> Source:
    path = folder / "decks" / f"{key}.toml"
    path.parent.mkdir(exist_ok=True)
    body = "".join(f'[[slide]]\ntitle = "Слайд"\ntext = ["{text}"]\n' for text in slides)
    path.write_text(CARD.format(key=key) + body, encoding="utf-8")
    return read_source(path)


def test_the_library_s_decks_are_sound() -> None:
    paths = [path for path in source_paths("demo") if path.parent.name == "decks"]
    assert check_decks([read_source(path) for path in paths]) == []


def test_a_slide_without_a_figure_needs_twelve_words(tmp_path: Path) -> None:
    slides = [TWELVE.format(number) for number in range(6)]
    assert check_decks([deck(tmp_path, "full", *slides)]) == []
    slides[2] = "Мало слов."
    assert check_decks([deck(tmp_path, "thin", *slides)]) == [
        "thin.toml: слайд 3 без рисунка и короче 12 слов"
    ]


def test_a_deck_of_five_slides_is_too_short(tmp_path: Path) -> None:
    (problem,) = check_decks([deck(tmp_path, "short", *(TWELVE.format(n) for n in range(5)))])
    assert problem == "short.toml: слайдов 5, нужно от 6 до 15"


def test_two_decks_that_share_a_third_of_their_sentences_are_named(tmp_path: Path) -> None:
    one = deck(tmp_path, "one", *(TWELVE.format(n) for n in range(6)))
    other = deck(tmp_path, "other", *(TWELVE.format(n) for n in range(4, 10)))
    assert check_decks([one, other]) == ["one.toml и other.toml: общих предложений 33%"]


def test_marks_and_case_do_not_make_another_sentence(tmp_path: Path) -> None:
    one = deck(tmp_path, "one", "- **Доля** — часть целого.")
    other = deck(tmp_path, "other", "доля – часть целого")
    assert shared(sentences_of(one), sentences_of(other)) == 1.0


def test_words_of_a_figure_count_as_the_deck_s() -> None:
    source = read_source(HOME / "sources" / "decks" / "fractions.toml")
    changed = {**source.data["slide"][0], "figure": {"kind": "cards", "items": [{"text": "А Б В"}]}}
    source.data["slide"][0] = changed
    assert "а б в" in sentences_of(source)
