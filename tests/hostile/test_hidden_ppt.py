"""Drawings where a binary PowerPoint file keeps its pictures."""

from pathlib import Path

import pytest

from ingest.parsing.ppt_pictures import blank_drawings
from media.tools import ToolPaths
from tests.hostile import makers_drawings, makers_ppt
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait
from tests.hostile.makers_decks import drawing
from tests.hostile.test_hidden import check_shown


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("form", ["svg", "emf"])
def test_a_drawing_in_a_ppt_is_left_alone(
    form: str, packed: bool, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    content = drawing(bait.picture.as_uri())
    if form == "emf":
        content = makers_drawings.emf(content)
    path = makers_drawings.ppt(tmp_path, content, packed=packed)
    outcome, done = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    check_shown(done)


def test_a_ppt_with_pictures_of_dots_is_copied_as_it_is(tmp_path: Path) -> None:
    path, out = tmp_path / "deck.ppt", tmp_path / "out.ppt"
    path.write_bytes(makers_ppt._pictured())
    assert blank_drawings({"path": str(path), "out": str(out)}) == {"cut": 0}
    assert out.read_bytes() == path.read_bytes()
