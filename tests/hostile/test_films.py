"""What a player would open instead of a film, and films that name other files."""

from functools import partial
from pathlib import Path

import pytest

from core.errors import PartaError
from ingest.processors import PROCESSORS
from ingest.processors.contract import Context
from media.tools import ToolPaths
from tests.hostile import makers_films
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait


def test_a_list_of_other_films_is_refused_under_any_name(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    for path in makers_films.lists(tmp_path, bait.film, bait.web):
        outcome, _ = attempt(path, tmp_path, tools)
        assert outcome.word == "refused", path.name
        bait.check()


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_no_step_opens_a_list_that_came_past_the_intake(
    kind: str, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    paths = makers_films.lists(folder, bait.film, bait.web)
    chosen = [path for path in paths if path.name in ("hls.mp4", "concat.avi")]
    processor = next(one for one in PROCESSORS if one.kind == kind)
    for path in chosen:
        for step in processor.steps:
            room = tmp_path / f"{path.stem}-{step.name}"
            room.mkdir()
            context = Context(path, "mp4", "", partial(Path, room), tools, lambda percent: None)
            try:
                made = step.run(context).renditions
            except PartaError:
                made = ()
            assert not [one for one in made if one.mime.startswith(("video/", "audio/"))]
            bait.check()


def test_data_that_lie_elsewhere_are_not_fetched(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = makers_films.mov_with_far_data(tmp_path, bait.film)
    attempt(path, tmp_path, tools)


def test_addresses_in_tags_and_subtitles_are_words(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = makers_films.told_in_tags(tmp_path, bait.film, bait.web)
    assert attempt(path, tmp_path, tools)[0].word == "ready"
