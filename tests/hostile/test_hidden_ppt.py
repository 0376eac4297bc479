"""Drawings where a binary PowerPoint file keeps its pictures."""

import io
import time
from pathlib import Path

import olefile
import pytest

from ingest.parsing.ole import DUAL
from ingest.parsing.ppt_pictures import cut_ppt
from media.tools import ToolPaths
from tests.hostile import makers_drawings, makers_hidden, makers_ppt
from tests.hostile.attempt import attempt
from tests.hostile.conftest import Bait
from tests.hostile.makers_compound import compound
from tests.hostile.makers_decks import drawing
from tests.hostile.test_hidden import check_shown
from tests.ingest import makers

#: A player waits 20 s for a film, and two runs of LibreOffice ask it.
PATIENCE = 30


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("form", ["svg", "emf", "unknown", "ended", "eps", "dos"])
def test_a_drawing_in_a_ppt_is_left_alone(
    form: str, packed: bool, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    drawn = drawing(bait.picture.as_uri())
    made = {
        "svg": drawn,
        "emf": makers_drawings.emf(drawn),
        "unknown": makers_drawings.emf(drawn, first=makers_drawings.UNKNOWN),
        "ended": makers_drawings.emf(drawn, first=makers_drawings.ENDED),
        "eps": makers_drawings.eps(bait.text),
        "dos": makers_drawings.eps_for_dos(bait.text),
    }
    check_drawn(makers_drawings.ppt(tmp_path, made[form], packed=packed), tmp_path, tools)


def test_a_drawing_that_begins_late_in_its_packing_is_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    drawn = drawing(bait.picture.as_uri())
    zipped = makers_drawings.starved(drawn)
    path = makers_drawings.ppt(tmp_path, drawn, packed=True, zipped=zipped)
    check_drawn(path, tmp_path, tools)


def test_a_drawing_in_a_storage_within_is_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    """What PowerPoint saved as «95 и 97» has a presentation within a presentation."""
    good = _streams(makers_ppt._pictured())
    drawn = makers_drawings.drawn_streams(drawing(bait.picture.as_uri()), packed=False)
    path = tmp_path / "dual.ppt"
    path.write_bytes(compound([*good, (DUAL, drawn)]))
    check_drawn(path, tmp_path, tools)


def test_the_drawing_of_two_of_one_name_is_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    good = _streams(makers_ppt._pictured())
    drawn = dict(makers_drawings.drawn_streams(drawing(bait.picture.as_uri()), packed=False))
    path = tmp_path / "twins.ppt"
    for twins in (
        [*good, ("Pictures", drawn["Pictures"])],
        [("Pictures", drawn["Pictures"]), *good],
    ):
        path.write_bytes(compound(twins))
        assert attempt(path, tmp_path, tools)[0].word == "ready"


def test_a_presentation_within_is_shown_and_its_films_are_left_alone(
    tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    outer = _streams(makers.make("ppt", tmp_path / "outer", ["Снаружи"]).read_bytes())
    inner = _streams(makers_hidden.ppt_with_film(tmp_path, bait.film.as_uri()))
    path = tmp_path / "dual.ppt"
    path.write_bytes(compound([*outer, (DUAL, inner)]))
    bait.untouched.opened()  # whoever made the deck has read it
    outcome, done = attempt(path, tmp_path, tools)
    assert outcome.word == "ready", outcome
    assert done is not None
    assert [one.heading for one in done.fragments] == list(makers.WORDS)


def test_a_locked_presentation_within_is_told(tmp_path: Path, tools: ToolPaths) -> None:
    outer = _streams(makers.make("ppt", tmp_path / "outer").read_bytes())
    inner = [*outer, ("EncryptedSummary", bytes(80))]
    path = tmp_path / "locked.ppt"
    path.write_bytes(compound([*outer, (DUAL, inner)]))
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "refused"
    assert "парол" in outcome.reason


def check_drawn(path: Path, folder: Path, tools: ToolPaths) -> None:
    outcome, done = attempt(path, folder, tools)
    assert outcome.word == "ready", outcome
    check_shown(done)


def _streams(container: bytes) -> list[tuple[str, bytes]]:
    with olefile.OleFileIO(io.BytesIO(container)) as opened:
        return [
            (name[0], opened.openstream(name).read()) for name in opened.listdir() if name[1:] == []
        ]


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


def test_of_a_ppt_with_pictures_of_dots_every_byte_stays(tmp_path: Path) -> None:
    path, out = tmp_path / "deck.ppt", tmp_path / "out.ppt"
    path.write_bytes(makers_ppt._pictured())
    assert cut_ppt({"path": str(path), "out": str(out)}) == {"cut": 0}
    kept = dict(_streams(out.read_bytes()))
    there = dict(_streams(path.read_bytes()))
    assert {"Current User", "Pictures", "PowerPoint Document"} <= kept.keys()
    for name, content in kept.items():
        assert content.rstrip(b"\0") == there[name].rstrip(b"\0")
