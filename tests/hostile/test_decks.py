"""Decks that link what is not theirs, and decks without end."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile import makers_decks, makers_ppt
from tests.hostile.attempt import attempt, attempt_apart
from tests.hostile.conftest import Bait


@pytest.fixture
def near(bait: Bait) -> Iterator[Path]:
    """A picture with a path short enough for a place of 32 characters."""
    handle, name = tempfile.mkstemp(prefix="p", suffix=".png", dir="/tmp")
    os.close(handle)
    path = Path(name)
    shutil.copyfile(bait.picture, path)
    bait.untouched.opened()  # the copy has read it
    yield path
    path.unlink()


def test_what_an_odp_links_is_left_alone(tmp_path: Path, tools: ToolPaths, bait: Bait) -> None:
    path = makers_decks.odp_with_links(tmp_path, bait.picture, bait.web)
    outcome, done = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    assert done is not None
    assert done.fragments[0].heading


def test_what_a_pptx_links_is_left_alone(tmp_path: Path, tools: ToolPaths, bait: Bait) -> None:
    path = makers_decks.pptx_with_links(tmp_path, bait.picture, bait.web)
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word in ("ready", "failed"), outcome


@pytest.mark.parametrize("where", ["disk", "web"])
def test_a_picture_that_a_ppt_links_is_left_alone(
    where: str, tmp_path: Path, tools: ToolPaths, bait: Bait, near: Path
) -> None:
    address = str(bait.untouched.add(near)) if where == "disk" else bait.web[0][:-7]
    path = makers_ppt.ppt_with_link(tmp_path, address)
    assert attempt(path, tmp_path, tools)[0].word == "ready"


@pytest.mark.parametrize("name", ["flat.ppt", "flat.odp", "flat.fodp", "flat.pptx"])
def test_a_flat_document_is_refused(
    name: str, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = makers_decks.flat_odp(tmp_path, bait.picture, bait.web, name)
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "refused"
    assert "FODP" in outcome.reason


@pytest.mark.parametrize("form", ["pptx", "odp"])
def test_five_thousand_slides_are_counted_and_not_drawn(
    form: str, tmp_path: Path, tools: ToolPaths
) -> None:
    path = makers_decks.many_slides(tmp_path, form, 5000)
    outcome, cost = attempt_apart(path, tmp_path, tools)
    assert outcome.word == "failed", outcome
    assert "Слайдов в презентации 5000," in outcome.reason
    assert cost.tool_mb < 700
    assert not list(tmp_path.rglob("deck.pdf"))
