"""Decks whose way out is hidden: what a thing is called does not tell what LibreOffice opens."""

import time
from pathlib import Path

import numpy as np
import pytest

from media.tools import ToolPaths
from tests.hostile import makers_hidden
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait
from tests.ingest.stepping import Processed

MAGENTA = (230, 40, 230)


@pytest.fixture
def drawn(bait: Bait, tmp_path: Path) -> Path:
    """A neighbour's drawing, in the colour of the picture."""
    path = tmp_path / "neighbour.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">'
        '<rect width="99" height="99" fill="#f0f"/></svg>'
    )
    return bait.untouched.add(path)


def test_what_a_pptx_hides_is_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait, drawn: Path
) -> None:
    films = [bait.film.as_uri(), *(f"{way}.mp4" for way in bait.web * 4)]
    path = makers_hidden.pptx_hidden(tmp_path, bait.picture, drawn, films)
    started = time.monotonic()
    outcome, done = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    # A player waits 20 s for each film that it is asked for.
    assert time.monotonic() - started < 20 * len(films)
    check_shown(done)


def test_what_an_odp_hides_is_left_alone(tmp_path: Path, tools: ToolPaths, bait: Bait) -> None:
    outcome, done = attempt(makers_hidden.odp_hidden(tmp_path, bait.picture), tmp_path, tools)
    assert outcome.word == "ready", outcome
    check_shown(done)


@pytest.mark.parametrize("shown", [True, False], ids=["picture", "nothing"])
def test_what_a_cut_link_would_have_shown_is_told(
    shown: bool, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = makers_hidden.pptx_with_link(tmp_path, bait.picture, shown=shown)
    outcome, done = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    assert done is not None
    told = [one for one in done.results["text"].warnings if "только ссылки" in one]
    assert len(told) == shown


def check_shown(done: Processed | None) -> None:
    """Nothing of the neighbours' colour, and it is told that something is missing."""
    assert done is not None
    red, green, blue = np.moveaxis(np.asarray(done.picture("cover.webp").convert("RGB")), 2, 0)
    assert not ((red > MAGENTA[0]) & (green < MAGENTA[1]) & (blue > MAGENTA[2])).any()
    assert any("только ссылки" in one for one in done.results["text"].warnings)
