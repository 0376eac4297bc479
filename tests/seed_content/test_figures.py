"""Figures fed with data: inside their area, their words in the slide, faults named by field."""

from typing import Any

import pytest
from pptx.util import Inches

from seed_content.decks.board import Area
from seed_content.decks.compose import _DIAGRAM
from tests.seed_content.figure_slide import drawn, texts_of

AREAS = [_DIAGRAM[name] for name in ("split", "over", "figure")]

DATA: dict[str, tuple[dict[str, Any], list[str]]] = {
    "table": (
        {"columns": ["Слово", "Часть речи"], "rows": [["бежать", "глагол"], ["бег", "имя"]]},
        ["Часть речи", "глагол"],
    ),
    "steps": (
        {"items": ["Посев", "Всходы", "Цветение"], "heads": ["Май", "Июнь", "Июль"]},
        ["Посев", "Июль"],
    ),
    "cards": (
        {"items": [{"head": f"Термин {n}", "text": "что он значит"} for n in range(1, 6)]},
        ["Термин 5", "что он значит"],
    ),
    "compare": (
        {
            "columns": [
                {"head": "Рожь", "items": ["колос", "узкий лист", "озимая"]},
                {"head": "Овёс", "items": ["метёлка", "широкий лист"]},
            ]
        },
        ["Овёс", "метёлка"],
    ),
    "definition": (
        {"term": "Доля", "text": "одна из равных частей целого", "example": "Половина яблока"},
        ["Доля", "Половина яблока"],
    ),
    "formula": (
        {
            "lines": ["S = {a · b/2}", "v_{0} = 5 м/с, x^{2}"],
            "captions": ["площадь", "скорость"],
            "legend": [["S", "площадь"], ["a", "сторона"]],
        },
        ["a · b", "0", "площадь", "— сторона"],
    ),
    "numberline": (
        {
            "from": 0,
            "to": 2,
            "step": 0.25,
            "labels": [0, 1, 2],
            "marks": [{"at": 0.75, "text": "{3/4}"}],
            "spans": [{"from": 0, "to": 0.75}],
            "jumps": [{"from": 1, "to": 1.5, "text": "+0,5"}],
        },
        ["3", "4", "+0,5"],
    ),
    "axes": (
        {
            "x": [-3, 3],
            "y": [-2, 6],
            "curves": [
                {"type": "poly", "c": [0, 0, 1], "text": "y = x²"},
                {"type": "hyperbola", "k": 2},
                {"type": "sqrt"},
            ],
            "lines": [{"points": [[-3, 1], [3, 1]], "dash": True, "text": "y = 1"}],
            "points": [{"x": 2, "y": 4, "text": "A"}],
        },
        ["y = x²", "A", "−3"],
    ),
    "chart": (
        {
            "type": "column",
            "categories": ["лён", "хлопок"],
            "series": [{"name": "Доля", "values": [1.5, 2]}],
        },
        [],
    ),
    "geometry": (
        {
            "points": {"A": [0, 0], "B": [4, 0], "C": [0, 3], "O": [2, 1.5]},
            "polygons": [{"p": "ABC"}],
            "circles": [{"c": "O", "through": "A"}],
            "right": ["BAC"],
            "angles": [{"p": "ABC", "text": "37°"}],
            "ticks": [["AO", 1]],
            "labels": [{"on": "AB", "text": "4 см"}],
            "rays": ["AO"],
            "lines": ["AB"],
        },
        ["A", "37°", "4 см"],
    ),
    "strips": (
        {
            "rows": [
                {"label": "Было", "parts": [{"n": 3, "text": "3 кг"}], "total": "7 кг"},
                {"label": "Стало", "parts": [{"n": 3, "text": "3 кг"}, {"n": 4, "text": "4 кг"}]},
            ]
        },
        ["Было", "7 кг"],
    ),
    "quiz": (
        {"items": [{"q": "Сколько углов?", "options": ["три", "четыре"]}] * 4},
        ["Сколько углов?", "Б)"],
    ),
}


@pytest.mark.parametrize("area", AREAS, ids=["split", "over", "figure"])
@pytest.mark.parametrize("kind", DATA)
def test_a_figure_stays_in_its_area_and_says_its_words(kind: str, area: Area) -> None:
    data, words = DATA[kind]
    slide = drawn(kind, area, data)
    spare = Inches(0.12)
    for shape in slide.shapes:
        assert shape.left >= Inches(area.x) - spare, shape.name
        assert shape.top >= Inches(area.y) - spare, shape.name
        assert shape.left + shape.width <= Inches(area.x + area.w) + spare, shape.name
        assert shape.top + shape.height <= Inches(area.y + area.h) + spare, shape.name
    said = texts_of(slide)
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    ("kind", "data", "named"),
    [
        ("cards", {"items": [{"head": "Один"}]}, "items"),
        ("compare", {"columns": [{"head": "Одна", "items": ["а"]}]}, "columns"),
        ("definition", {"text": "без термина"}, "term"),
        ("formula", {"lines": ["a", "b"], "captions": ["одна"]}, "captions"),
        ("numberline", {"from": 0, "to": 1, "step": 1, "marks": [{"at": 2}]}, "outside"),
        ("axes", {"x": [0, 1], "y": [0, 1], "curves": [{"type": "spiral"}]}, "spiral"),
        ("chart", {"type": "cake", "categories": [], "series": []}, "cake"),
        ("geometry", {"points": {"A": [0, 0]}, "segments": ["AB"]}, "B"),
        ("strips", {"rows": []}, "rows"),
        ("quiz", {"items": [{"q": "Какой?", "options": ["один"]}]}, "options"),
        ("definition", {"term": "Слово", "text": "много слов " * 200}, "does not fit"),
    ],
)
def test_faulty_data_is_refused_by_what_is_wrong(
    kind: str, data: dict[str, Any], named: str
) -> None:
    with pytest.raises((KeyError, ValueError), match=named):
        drawn(kind, AREAS[0], data)


def test_a_chart_writes_its_numbers_with_a_comma_and_their_unit() -> None:
    data = {
        "type": "column",
        "unit": "т",
        "categories": ["лён", "хлопок"],
        "series": [{"name": "Сбор", "values": [78, -21.5]}],
    }
    (shape,) = drawn("chart", AREAS[0], data).shapes
    shown = shape.chart.plots[0].data_labels.number_format
    assert shown == '[$-419]0.0" т";[$-419]−0.0" т"'
    assert list(shape.chart.plots[0].series[0].values) == [78, -21.5]


def test_a_pie_writes_its_numbers_beside_the_names() -> None:
    data = {
        "type": "pie",
        "unit": "%",
        "categories": ["азот", "кислород"],
        "series": [{"name": "Доля", "values": [78, 21.5]}],
    }
    (shape,) = drawn("chart", AREAS[0], data).shapes
    assert list(shape.chart.plots[0].categories) == ["азот: 78 %", "кислород: 21,5 %"]
    assert not shape.chart.plots[0].has_data_labels


def test_cards_stand_in_the_grid_that_lets_their_letters_be_largest() -> None:
    long = "вода соединяет океан, воздух, горные породы и живые организмы в одно целое"
    items = [{"head": f"Связь номер {n}", "text": long} for n in range(4)]
    slide = drawn("cards", Area(0.75, 1.55, 11.83, 5.15), {"items": items})
    texts = [shape for shape in slide.shapes if shape.has_text_frame and "океан" in shape.text]
    assert len({shape.left for shape in texts}) == 2
    assert all(shape.text_frame.paragraphs[0].runs[0].font.size.pt == 26 for shape in texts)
