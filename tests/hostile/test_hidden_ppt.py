"""Drawings where a binary PowerPoint file keeps its pictures."""

import time
from pathlib import Path

import pytest

from ingest.parsing.ppt_pictures import cut_ppt
from media.tools import ToolPaths
from tests.hostile import makers_drawings, makers_hidden, makers_ppt
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait
from tests.hostile.makers_decks import drawing
from tests.hostile.test_hidden import check_shown

#: A player waits 20 s for a film, and two runs of LibreOffice ask it.
PATIENCE = 30


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


def test_a_film_that_a_ppt_links_is_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = tmp_path / "film.ppt"
    path.write_bytes(makers_hidden.ppt_with_film(tmp_path, bait.film.as_uri()))
    bait.untouched.opened()  # whoever made the deck has read it
    started = time.monotonic()
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    assert time.monotonic() - started < PATIENCE
    out = tmp_path / "out.ppt"
    assert cut_ppt({"path": str(path), "out": str(out)}) == {"cut": 0}
    again = tmp_path / "again.ppt"
    assert cut_ppt({"path": str(out), "out": str(again)}) == {"cut": 0}
    assert out.read_bytes() == again.read_bytes() != path.read_bytes()


def test_a_deck_embedded_in_a_ppt_is_not_opened(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    inner = makers_drawings.ppt(tmp_path, drawing(bait.picture.as_uri()), packed=False)
    path = tmp_path / "outer.ppt"
    path.write_bytes(makers_hidden.ppt_with_deck(tmp_path, inner.read_bytes()))
    bait.untouched.opened()  # whoever made the deck has read it
    assert attempt(path, tmp_path, tools)[0].word == "ready"


def test_a_ppt_with_pictures_of_dots_is_copied_as_it_is(tmp_path: Path) -> None:
    path, out = tmp_path / "deck.ppt", tmp_path / "out.ppt"
    path.write_bytes(makers_ppt._pictured())
    assert cut_ppt({"path": str(path), "out": str(out)}) == {"cut": 0}
    assert out.read_bytes() == path.read_bytes()
