"""Scenes, pictures, schemes and the figures of language lessons: inside their area, with texts."""

import functools
import importlib
import re
from typing import Any

import pytest
from pptx.util import Emu

from seed_content.decks.board import Area, Board
from seed_content.decks.master import new_presentation
from seed_content.decks.palette import PALETTES
from seed_content.measure import text_width

AREAS = {
    "split": Area(6.6, 1.6, 5.983, 5.05),
    "wide": Area(0.75, 1.55, 11.833, 4.0),
    "cover": Area(7.3, 1.0, 5.2, 5.5),
}
LONG = "первое летописное упоминание о городе"

SCENE = [
    {"rect": [0, 0, 100, 60], "fill": "second_soft"},
    {"rect": [5, 20, 30, 30], "fill": "white", "line": "first", "radius": 2, "text": "Дом"},
    {"poly": [[5, 20], [20, 5], [35, 20]], "fill": "first", "text": "крыша", "color": "white"},
    {"oval": [85, 15, 14, 14], "fill": "third", "text": "Солнце"},
    {"sector": [55, 45, 10, 90, 200], "fill": "second"},
    {"open": [[45, 20], [50, 30], [60, 25]], "arrow": True, "dash": True},
    {"line": [70, 30, 70, 50], "color": "0A0B0C", "arrow": True},
    {"text": "у самого края\nсправа", "at": [100, 60], "align": "left"},
    {"label": "труба", "at": [50, 5], "to": [28, 12]},
]
PARSED = [
    {"w": "Маленькие", "role": "attribute"},
    {"w": "дети", "role": "subject"},
    {"w": "весело", "role": "adverbial"},
    {"w": "кормят", "role": "predicate"},
    {"w": "голубей.", "role": "object"},
]
QUESTIONS = [
    {"from": 1, "to": 0, "text": "какие?"},
    {"from": 3, "to": 4, "text": "кого?"},
    {"from": 3, "to": 2, "text": "как?"},
    {"from": 1, "to": 3, "text": "что делают?"},
]
SNOWDROP = [
    {"t": "под", "m": "prefix"},
    {"t": "снеж", "m": "root"},
    {"t": "ник", "m": "suffix"},
    {"t": "", "m": "ending"},
]

GOOD: list[tuple[str, dict[str, Any], set[str]]] = [
    ("scene", {"height": 60, "shapes": SCENE}, {"Дом", "крыша", "Солнце", "труба"}),
    ("picture", {"picture": "pythagoras", "caption": "Теорема"}, {"Теорема"}),
    ("picture", {"picture": "spectrum"}, set()),
    ("steps", {"items": ["холм какой?", "определительное"] * 3}, {"определительное"}),
    (
        "timeline",
        {"points": [{"at": "1703", "text": "Основан город"}] * 3},
        {"1703", "Основан город"},
    ),
    ("timeline", {"points": [{"at": f"{n}00", "text": LONG} for n in range(8)]}, {"700", LONG}),
    ("tree", {"root": "Речь", "branches": [{"name": "а"}, {"name": "б"}]}, {"Речь", "а", "б"}),
    (
        "tree",
        {
            "root": "Царство животных",
            "branches": [{"name": "Пресмыкающиеся", "items": ["ящерица"] * 4}] * 5,
        },
        {"Царство животных", "Пресмыкающиеся"},
    ),
    ("cycle", {"items": ["а", "б", "в"]}, {"а", "б", "в"}),
    (
        "cycle",
        {"items": ["Образование облаков", "Осадки", "Сток", "Испарение"], "center": "Круговорот"},
        {"Образование облаков", "Круговорот"},
    ),
    ("cycle", {"items": [f"дело {n}" for n in range(8)]}, {"дело 7"}),
    ("cycle", {"items": [f"дело {n}" for n in range(5)], "center": "год"}, {"дело 4", "год"}),
    ("sentence", {"words": PARSED}, {"Маленькие", "голубей."}),
    (
        "sentence",
        {"words": PARSED, "arrows": QUESTIONS, "legend": True},
        {"дети", "какие?", "что делают?", "подлежащее", "обстоятельство"},
    ),
    ("sentence", {"words": PARSED * 4}, {"кормят"}),
    ("morphemes", {"words": [{"parts": SNOWDROP}]}, {"подснежник"}),
    (
        "morphemes",
        {"words": [{"parts": SNOWDROP}] * 4, "legend": True},
        {"подснежник", "приставка", "окончание"},
    ),
    ("letters", {"rows": ["М А М А", "_ А"]}, {"М", "А"}),
    ("letters", {"tiles": [[{"t": "МА", "color": "first"}, {"t": "ШИНА"}]]}, {"МА", "ШИНА"}),
    ("dialogue", {"lines": [{"who": "Ann", "text": "Hello"}]}, {"Ann", "Hello"}),
    (
        "dialogue",
        {"lines": [{"who": who, "text": f"{who}, {LONG}"} for who in ("Ann", "Bob", "Eve") * 2]},
        {"Bob", f"Bob, {LONG}"},
    ),
]


@functools.cache
def empty_deck() -> Any:
    """One presentation for all trials; each draws on a slide of its own."""
    return new_presentation(PALETTES["sky"], "Проба")


def drawn(kind: str, data: dict[str, Any], area: Area) -> Any:
    """The shapes that the figure draws on an empty slide."""
    deck = empty_deck()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    for holder in list(slide.placeholders):
        holder._element.getparent().remove(holder._element)
    module = importlib.import_module(f"seed_content.decks.figures.{kind}")
    module.draw(Board(slide.shapes, PALETTES["sky"]), area, data)
    return slide.shapes


@pytest.mark.parametrize("layout", AREAS)
@pytest.mark.parametrize(("kind", "data", "texts"), GOOD)
def test_a_figure_stays_in_its_area_and_its_texts_are_on_the_slide_and_large_enough(
    kind: str, data: dict[str, Any], texts: set[str], layout: str
) -> None:
    area, shapes = AREAS[layout], drawn(kind, data, AREAS[layout])
    for shape in shapes:
        left, top = Emu(shape.left).inches, Emu(shape.top).inches
        assert left >= area.x - 0.02
        assert top >= area.y - 0.02
        assert left + Emu(shape.width).inches <= area.x + area.w + 0.02
        assert top + Emu(shape.height).inches <= area.y + area.h + 0.02
        lines = shape.text_frame.paragraphs if shape.has_text_frame else ()
        assert all(run.font.size.pt >= 14 for line in lines for run in line.runs)
    written = {
        shape.text_frame.text.replace("\u00a0", " ") for shape in shapes if shape.has_text_frame
    }
    assert texts <= written


@pytest.mark.parametrize(
    ("kind", "data", "named"),
    [
        ("scene", {"height": 60, "shapes": [{"star": [1, 2]}]}, "star"),
        ("scene", {"height": 60, "shapes": [{"rect": [0, 0, 9, 9], "colour": "ink"}]}, "colour"),
        ("scene", {"height": 60, "shapes": [{"oval": [5, 5, 9, 9]}]}, "outside 100 × 60"),
        ("scene", {"height": 60, "shapes": [{"line": [0, 0, 9, 9], "color": "red"}]}, "red"),
        ("scene", {"height": 60}, "shapes"),
        ("picture", {"picture": "nothing"}, "picture: no source of nothing"),
        ("timeline", {"points": [{"at": "1", "text": "а"}] * 9}, "points"),
        ("timeline", {"points": [{"at": "1", "text": LONG * 20}] * 3}, "does not fit"),
        ("timeline", {"points": [{"text": "а"}] * 3}, "at"),
        ("tree", {"root": "а", "branches": [{"name": "б"}]}, "branches"),
        ("tree", {"root": "а", "branches": [{"name": "б", "items": ["в"] * 5}] * 2}, "items"),
        ("cycle", {"items": ["а", "б"]}, "items"),
        ("cycle", {"items": ["а" * 60, "б", "в"]}, "does not fit"),
        ("sentence", {"words": [{"w": "а", "role": "verb"}]}, "role 'verb'"),
        (
            "sentence",
            {"words": [{"w": "а", "role": ""}], "arrows": [{"from": 0, "to": 1}]},
            "to = 1",
        ),
        ("morphemes", {"words": [{"parts": [{"t": "а", "m": "tail"}]}]}, "m = 'tail'"),
        ("morphemes", {"words": [{"parts": [{"t": "а" * 99, "m": "root"}]}]}, "do not fit"),
        ("letters", {}, "rows"),
        ("letters", {"rows": ["а " * 90]}, "do not fit"),
        ("dialogue", {"lines": [{"who": "А", "text": LONG * 9}] * 9}, "do not fit"),
        ("dialogue", {"lines": [{"text": "а"}]}, "who"),
        ("table", {"columns": ["а", "б"], "rows": [["в" * 60, "г"]]}, "does not fit"),
        ("steps", {"items": ["существительного" * 6, "б"]}, "does not fit"),
    ],
)
def test_wrong_data_is_refused_by_its_name(kind: str, data: dict[str, Any], named: str) -> None:
    with pytest.raises((ValueError, KeyError), match=re.escape(named)):
        drawn(kind, data, AREAS["split"])


def test_a_parted_word_stands_whole_over_its_signs() -> None:
    shapes = drawn("morphemes", {"words": [{"parts": SNOWDROP}]}, AREAS["wide"])
    words = [shape for shape in shapes if shape.has_text_frame and shape.text_frame.text]
    assert [word.text_frame.text for word in words] == ["подснежник"]
    assert len(shapes) == 1 + len(SNOWDROP)


def test_a_table_s_letters_are_as_large_as_its_longest_word_allows() -> None:
    data = {"columns": ["Суффикс", "Глагол", "Деепричастие"], "rows": [["-а", "кричат", "крича"]]}
    frame = next(iter(drawn("table", data, AREAS["split"])))
    head = frame.table.cell(0, 2).text_frame.paragraphs[0].runs[0]
    room = (AREAS["split"].w / 3 - 0.24) * 72
    assert text_width("Деепричастие", head.font.size.pt, bold=True) <= room


def test_a_fraction_s_part_may_hold_a_power() -> None:
    shapes = drawn("formula", {"lines": ["A = {mv^{2}/2t_{0}}"]}, AREAS["wide"])
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert [text for text in texts if text] == ["A = ", "mv", "2", "2t", "0"]


def test_arrows_over_a_sentence_take_levels_of_their_own_where_they_would_meet() -> None:
    shapes = drawn("sentence", {"words": PARSED, "arrows": QUESTIONS}, AREAS["wide"])
    tops = {
        shape.text_frame.text: shape.top
        for shape in shapes
        if shape.has_text_frame and shape.text_frame.text.endswith("?")
    }
    assert tops["какие?"] == tops["кого?"]
    assert tops["что делают?"] < tops["как?"]
