"""Decks in which LibreOffice finds what our own reader does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile import makers_decks
from tests.hostile import makers_readers as readers
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait
from tests.ingest import makers


@pytest.fixture
def drawn(bait: Bait, tmp_path: Path) -> Path:
    """A neighbour's drawing."""
    path = tmp_path / "neighbour.svg"
    path.write_bytes(makers_decks.drawing("#a"))
    return bait.untouched.add(path)


@pytest.mark.parametrize(
    "make",
    [readers.pptx_in_utf7, readers.pptx_slide_in_utf7, readers.pptx_by_default],
    ids=lambda make: make.__name__,
)
def test_what_a_pptx_says_to_libreoffice_alone_is_not_said(
    make: Callable[[Path, Path, Path], Path],
    tmp_path: Path,
    tools: ToolPaths,
    bait: Bait,
    drawn: Path,
) -> None:
    outcome, _ = attempt(make(tmp_path, bait.picture, drawn), tmp_path, tools)
    assert outcome.word == "ready", outcome


@pytest.mark.parametrize(
    "make", [readers.odp_in_utf7, readers.odp_by_default], ids=lambda make: make.__name__
)
def test_what_an_odp_says_to_libreoffice_alone_is_not_said(
    make: Callable[[Path, Path], Path], tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    outcome, _ = attempt(make(tmp_path, bait.picture), tmp_path, tools)
    assert outcome.word == "ready", outcome


@pytest.mark.parametrize("deep", [False, True], ids=["broken", "deep"])
def test_an_object_that_we_cannot_read_is_not_read_by_libreoffice(
    deep: bool, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = readers.odp_with_object(tmp_path, bait.picture, deep=deep)
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "failed"
    assert "повреждён" in outcome.reason


@pytest.mark.parametrize("form", ["pptx", "odp"])
def test_a_container_with_two_directories_is_refused(
    form: str, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    made = {
        "pptx": makers_decks.pptx_with_links,
        "odp": makers_decks.odp_with_links,
    }[form](tmp_path, bait.picture, bait.web)
    path = readers.two_decks(tmp_path / f"two.{form}", makers.make(form, tmp_path), made)
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "refused"
    assert "лишние или чужие части" in outcome.reason
