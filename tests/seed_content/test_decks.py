"""The decks: enough slides, titles and notes on each, nothing outside the sheet."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.text.text import TextFrame

from seed_content.decks.compose import compose
from seed_content.make import make
from seed_content.source import HOME, Source, read_source

DECKS = [read_source(path) for path in sorted((HOME / "sources" / "decks").glob("*.toml"))]


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Each deck, composed once and read back: key → presentation."""
    folder = tmp_path_factory.mktemp("decks")
    for source in DECKS:
        compose(source, folder / f"{source.key}.pptx")
    return {source.key: Presentation(str(folder / f"{source.key}.pptx")) for source in DECKS}


@pytest.mark.parametrize("source", DECKS, ids=lambda source: source.key)
def test_a_deck_is_whole(source: Source, composed: dict[str, Any]) -> None:
    deck = composed[source.key]
    assert 8 <= len(deck.slides) <= 12
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert len(slide.shapes) > 1
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_slide_seven_of_the_fractions_says_what_a_numerator_shows(composed: dict[str, Any]) -> None:
    slide = composed["fractions"].slides[6]
    assert slide.shapes.title.text_frame.text == "Числитель"
    body = slide.placeholders[1].text_frame.text
    assert "Числитель показывает, сколько долей взяли" in body


def test_a_word_with_a_marked_letter_is_one_word_for_the_search(composed: dict[str, Any]) -> None:
    texts = {
        frame.text
        for slide in composed["cases"].slides
        for frame in (TextFrame(body, slide) for body in slide.shapes._spTree.xpath(".//p:txBody"))
    }
    assert {"Иван", "Родил", "Девчонку,", "Велел", "Тащить", "Пелёнку"} <= texts


def test_one_deck_keeps_a_hidden_slide(composed: dict[str, Any]) -> None:
    hidden = {
        key: [
            number
            for number, slide in enumerate(deck.slides, 1)
            if slide._element.get("show") == "0"
        ]
        for key, deck in composed.items()
    }
    assert {key: slides for key, slides in hidden.items() if slides} == {"cases": [10]}


def test_the_same_source_gives_the_same_deck_byte_for_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        compose(DECKS[0], tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("key", "begins"), [("photosynthesis", b"PK\x03\x04"), ("binary", b"%PDF-")]
)
def test_a_converted_deck_is_the_same_byte_for_byte(
    key: str, begins: bytes, tmp_path: Path
) -> None:
    source = read_source(HOME / "sources" / "decks" / f"{key}.toml")
    made = []
    for name in ("one", "two"):
        make(source, tmp_path / name / source.filename)
        made.append((tmp_path / name / source.filename).read_bytes())
    assert made[0].startswith(begins)
    assert made[0] == made[1]
