"""PDF files that would fill the memory, never end, or act by themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile import makers_pdf
from tests.hostile.attempt import attempt, attempt_apart
from tests.hostile.conftest import Bait
from tests.hostile.makers_pictures import two_in_one


@pytest.mark.parametrize(
    "make", [makers_pdf.huge_picture, makers_pdf.huge_page], ids=["picture", "page"]
)
def test_a_page_that_unfolds_stays_within_the_limits(
    make: Callable[[Path], Path], tmp_path: Path, tools: ToolPaths
) -> None:
    path = make(tmp_path / "small.pdf")
    assert path.stat().st_size < 64 * 1024
    outcome, cost = attempt_apart(path, tmp_path, tools)
    assert outcome.word in ("ready", "refused", "failed"), outcome
    assert cost.tool_mb < 1600
    assert cost.seconds < 60


def test_a_page_beyond_the_limits_is_not_called_damaged(tmp_path: Path, tools: ToolPaths) -> None:
    path = makers_pdf.endless_drawing(tmp_path / "whole.pdf")
    outcome, _done = attempt(path, tmp_path, tools)
    assert outcome.word == "failed", outcome
    assert "Страницы PDF слишком сложны" in outcome.reason


def test_twenty_thousand_pages_are_counted_and_not_drawn(tmp_path: Path, tools: ToolPaths) -> None:
    path = makers_pdf.many_pages(tmp_path / "many.pdf")
    assert path.stat().st_size < 8 * 1024
    outcome, cost = attempt_apart(path, tmp_path, tools)
    assert outcome.word == "refused", outcome
    assert "Страниц в PDF 20000," in outcome.reason
    assert cost.tool_mb < 200


def test_what_a_pdf_would_do_is_not_done(tmp_path: Path, tools: ToolPaths, bait: Bait) -> None:
    path = makers_pdf.reaching(tmp_path / "acts.pdf", bait.picture, bait.web[0])
    assert attempt(path, tmp_path, tools)[0].word == "ready"


def test_a_pdf_that_is_an_archive_too_is_a_pdf(tmp_path: Path, tools: ToolPaths) -> None:
    plain = makers_pdf.one_page(tmp_path / "plain.pdf", b"", b"0 0 9 9 re f", [], 99).read_bytes()
    outcome, done = attempt(two_in_one(tmp_path, plain, "zip"), tmp_path, tools)
    assert done is not None, outcome
    assert done.identified.format == "pdf"
