"""Installations in folders whose names mean something to the tools or to Python."""

from pathlib import Path

import pytest

from ingest.office import convert
from ingest.office_pipes import FOLDERS, pipe_names
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import process

NAMES = ("кол:он", "pct%41x", "semi;colon|bar", "a+b&c=d,e", "'q'\"$(x)\\#?[1]{2}`^<>!~@")


@pytest.fixture(params=["", "none", "off"], ids=["best", "none", "off"])
def sandbox(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_shown(name: str, sandbox: str, tmp_path: Path) -> None:
    home = tmp_path / name
    tools = ToolPaths(sandbox=sandbox, tmp=home / "tmp")
    done = process(
        makers.make("pptx", home / "made"), home, tools=tools, only=lambda step: step == "text"
    )
    assert [fragment.heading for fragment in done.fragments] == list(makers.WORDS)
    assert "cover.webp" in done.made


@pytest.mark.parametrize("name", ["a%d %05d", "кол:он"])
def test_a_large_animation_is_a_film(name: str, tmp_path: Path) -> None:
    home = tmp_path / name
    home.mkdir()
    shots = [makers.picture((40, 30)).rotate(n) for n in range(110)]
    file = home / "long.gif"
    shots[0].save(file, save_all=True, append_images=shots[1:], duration=40)
    assert "anim.mp4" in process(file, home).made


@pytest.mark.parametrize("name", ["link", "a+b&c"])
def test_no_socket_is_left(name: str, sandbox: str, tmp_path: Path) -> None:
    """Not in a home behind a link either, nor where an address may be written in several ways."""
    home = tmp_path / name
    if name == "link":
        (tmp_path / "real").mkdir()
        home.symlink_to(tmp_path / "real")
    else:
        home.mkdir()
    deck = makers.make("pptx", home / "made")
    tools = ToolPaths(sandbox=sandbox)
    made = convert(deck, format="pptx", to="pdf", workdir=home, tools=tools, slides=2)
    assert made == home / "deck.pdf"
    profile = home / "office-pdf" / "profile"
    left = [folder / one for folder in FOLDERS for one in pipe_names(profile)]
    assert not any(one.exists() for one in left)
