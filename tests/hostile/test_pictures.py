"""Pictures that are not what they say, or say more than they are."""

from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile import makers_pictures
from tests.hostile.attempt import attempt, attempt_apart
from tests.hostile.conftest import Bait
from tests.ingest import makers


@pytest.mark.parametrize("form", ["png", "gif", "bmp", "jpeg", "tiff", "webp"])
def test_a_picture_without_end_is_refused_by_its_header(
    form: str, tmp_path: Path, tools: ToolPaths
) -> None:
    path = makers_pictures.huge(tmp_path, form)
    if form in ("png", "tiff"):
        outcome, cost = attempt_apart(path, tmp_path, tools)
        assert cost.tool_mb < 200
    else:
        outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "refused", outcome
    assert "мегапикселей" in outcome.reason


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "film.mp4", "deck.pptx"])
def test_postscript_is_refused_under_any_name(name: str, tmp_path: Path, tools: ToolPaths) -> None:
    path = tmp_path / name
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n")
    outcome, _ = attempt(path, tmp_path, tools)
    assert (outcome.word, "PostScript" in outcome.reason) == ("refused", True)


def test_a_drawing_runs_nothing_and_reads_nothing(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = makers_pictures.scripted_svg(tmp_path, bait.picture, bait.web[0])
    outcome, done = attempt(path, tmp_path, tools)
    if done is None:
        assert outcome.word in ("refused", "failed")
        return
    assert all(name.endswith(".webp") for name in done.made)
    shown = done.picture("cover.webp").convert("RGB")
    assert (255, 0, 255) not in {colour for _, colour in shown.getcolors(1 << 24) or []}


@pytest.mark.parametrize("ending", ["gif", "zip", "html", "pptx"])
def test_a_picture_that_is_an_archive_too_is_a_picture(
    ending: str, tmp_path: Path, tools: ToolPaths
) -> None:
    """And what is served of it is made anew, pixels alone."""
    path = makers_pictures.two_in_one(tmp_path, makers_pictures.gif(tmp_path), ending)
    _, done = attempt(path, tmp_path, tools)
    assert done is not None
    assert (done.identified.kind, done.identified.format) == ("image", "gif")
    for made in done.made.values():
        assert b"script" not in made.read_bytes()


@pytest.mark.parametrize("form", ["jpg", "pptx", "mp4"])
def test_empty_and_cut_files_are_told_from_whole_ones(
    form: str, tmp_path: Path, tools: ToolPaths
) -> None:
    whole = makers.make(form, tmp_path / "whole").read_bytes()
    for size in (0, 30, len(whole) // 2):
        path = tmp_path / f"cut-{size}.{form}"
        path.write_bytes(whole[:size])
        outcome, _ = attempt(path, tmp_path, tools)
        # Half a film may still be a film.
        assert outcome.word in ("refused", "failed") or size > 30, (size, outcome)
