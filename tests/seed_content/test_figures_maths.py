"""Drawings for mathematics: letters, labels and numbers stand clear of lines and each other."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Emu

from seed_content.decks.board import Area
from seed_content.decks.compose import _DIAGRAM
from seed_content.decks.curves import Plane, curve_runs
from seed_content.decks.steady import steady_zip
from tests.seed_content.figure_slide import drawn

SPLIT, WIDE = _DIAGRAM["split"], _DIAGRAM["wide"]


def boxes(kind: str, data: dict[str, Any], area: Area = WIDE) -> dict[str, Area]:
    """The box of each text on the slide, in inches."""
    return {
        shape.text_frame.text.replace("\u00a0", " "): Area(
            *(Emu(side).inches for side in (shape.left, shape.top, shape.width, shape.height))
        )
        for shape in drawn(kind, area, data).shapes
        if shape.has_text_frame and shape.text_frame.text
    }


def apart(one: Area, other: Area) -> bool:
    """Whether the middles of two texts' lines do not run over each other."""
    across = abs(one.cx - other.cx) >= (one.w + other.w) / 2 - 0.1
    return across or abs(one.cy - other.cy) >= (one.h + other.h) / 2 * 0.7


def test_the_letter_of_a_crossing_stands_outside_the_marked_angle() -> None:
    crossing = {
        "points": {"A": [0, 0], "B": [10, 0], "C": [3, 3], "D": [6, -2], "M": [4.8, 0]},
        "lines": ["AB"],
        "segments": ["CD"],
        "angles": [{"p": "CMB", "text": "120°"}],
    }
    found = boxes("geometry", crossing)
    assert found["M"].cy > found["A"].cy  # the line is below A, the marked angle above the line
    assert apart(found["M"], found["120°"])


def test_the_letter_of_a_point_on_a_circle_stands_outside_it() -> None:
    circle = {
        "points": {"O": [0, 0], "A": [3, 0], "B": [-3, 0]},
        "circles": [{"c": "O", "through": "A"}],
        "segments": ["OA"],
    }
    found = boxes("geometry", circle, SPLIT)
    radius = (SPLIT.h - 1.2) / 2
    assert found["B"].cx < SPLIT.cx - radius
    assert found["A"].cx > SPLIT.cx + radius
    assert abs(found["A"].cy - found["B"].cy) < 0.05


def test_a_long_label_beside_an_upright_segment_leaves_the_segment_free() -> None:
    touching = {
        "points": {"A": [0, 0], "B": [0, 4], "O": [2, 2]},
        "segments": ["AB"],
        "circles": [{"c": "O", "r": 2}],
        "labels": [{"on": "AB", "text": "касательная"}],
    }
    found = boxes("geometry", touching, SPLIT)
    label = found["касательная"]
    assert label.x >= SPLIT.x - 0.01
    assert label.x + label.w <= found["A"].cx


@pytest.mark.parametrize("field", ["segments", "dashed", "rays", "lines"])
def test_a_stroke_through_another_number_of_points_is_refused_by_its_field(field: str) -> None:
    with pytest.raises(ValueError, match=f"geometry: {field}: 'ABC' is not two points"):
        drawn("geometry", WIDE, {"points": {"A": [0, 0], "B": [1, 0], "C": [0, 1]}, field: ["ABC"]})


def test_texts_of_near_marks_stand_above_each_other_inside_the_area() -> None:
    marks = [
        {"at": 400, "text": "привал"},
        {"at": 450, "text": "мост"},
        {"at": 1000, "text": "дом"},
    ]
    line = {"from": 0, "to": 1000, "step": 50, "marks": marks}
    found = boxes("numberline", line, SPLIT)
    assert apart(found["привал"], found["мост"])
    assert found["мост"].y + found["мост"].h <= found["привал"].y + 0.02
    assert found["дом"].cy == pytest.approx(found["привал"].cy)


def test_a_line_of_many_steps_numbers_as_many_as_have_room() -> None:
    found = boxes("numberline", {"from": -1, "to": 1, "step": 0.1}, SPLIT)
    assert set(found) == {"−1", "−0,5", "0", "0,5", "1"}


def test_a_jump_under_a_longer_one_has_its_text_under_its_own_arc() -> None:
    jumps = [{"from": 7, "to": 5, "text": "а"}, {"from": 7, "to": 2, "text": "весь путь"}]
    found = boxes("numberline", {"from": 0, "to": 9, "step": 1, "jumps": jumps})
    assert found["а"].y > found["весь путь"].y + found["весь путь"].h + 0.4


def test_a_number_line_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="step 0 from 0 to 1 leads nowhere"):
        drawn("numberline", WIDE, {"from": 0, "to": 1, "step": 0})


def test_texts_of_curves_and_points_stand_apart_where_curves_meet() -> None:
    plane = {
        "x": [-5, 5],
        "y": [-3, 8],
        "curves": [
            {"type": "hyperbola", "k": 4, "text": "первая"},
            {"type": "poly", "c": [1], "text": "вторая"},
            {"type": "sin", "a": 0.7, "text": "третья"},
        ],
        "points": [{"x": 4, "y": 1, "text": "встреча"}],
    }
    found = boxes("axes", plane)
    texts = [found[text] for text in ("первая", "вторая", "третья", "встреча")]
    assert all(apart(one, other) for one in texts for other in texts if one is not other)


def test_numbers_of_an_axis_at_the_left_edge_stand_beside_it() -> None:
    found = boxes("axes", {"x": [0, 10], "y": [0, 1000], "ystep": 200}, SPLIT)
    assert found["1000"].x >= SPLIT.x - 0.01
    assert found["1000"].x + found["1000"].w <= found["1"].cx - 0.2


def test_a_curve_that_leaves_the_plane_is_drawn_to_its_edge_and_not_across_it() -> None:
    plane = Plane(Area(0, 0, 10, 10), (-2, 2), (-2, 2))
    steep = list(curve_runs(plane, {"type": "poly", "c": [0, 40]}))
    assert len(steep) == 1
    assert [steep[0][0][1], steep[0][-1][1]] == pytest.approx([10, 0])
    assert len(list(curve_runs(plane, {"type": "hyperbola", "k": 0.5}))) == 2


def test_a_step_that_was_forgotten_is_refused_by_its_field() -> None:
    with pytest.raises(ValueError, match="axes: ystep 1 from 0 to 1000"):
        drawn("axes", WIDE, {"x": [0, 10], "y": [0, 1000]})


def test_a_point_outside_the_plane_is_refused() -> None:
    with pytest.raises(ValueError, match=r"axes: \(3, 9\) is outside the plane"):
        drawn("axes", WIDE, {"x": [0, 5], "y": [0, 5], "points": [{"x": 3, "y": 9}]})


def test_what_a_short_strip_comes_to_stays_in_the_area() -> None:
    rows = [{"parts": [{"n": 9}]}, {"parts": [{"n": 1}], "total": "в девять раз меньше"}]
    total = boxes("strips", {"rows": rows}, SPLIT)["в девять раз меньше"]
    assert total.x >= SPLIT.x - 0.01


def test_a_part_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="strips: n = 0 of 'пусто'"):
        drawn("strips", WIDE, {"rows": [{"parts": [{"n": 2}, {"n": 0, "text": "пусто"}]}]})


def test_a_charts_workbook_forgets_when_it_was_made(tmp_path: Path) -> None:
    data = {"type": "bar", "categories": ["а"], "series": [{"name": "б", "values": [1]}]}
    chart = drawn("chart", WIDE, data).shapes[0].chart
    chart.part.package.save(str(tmp_path / "raw"))
    steady_zip(tmp_path / "raw", tmp_path / "deck.pptx")
    with zipfile.ZipFile(tmp_path / "deck.pptx") as deck:
        (book,) = [deck.read(name) for name in deck.namelist() if name.endswith(".xlsx")]
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 9, 1, 9, 0, 0)}
        said = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", said)) == {"2026-09-01T09:00:00Z"}
