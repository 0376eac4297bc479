"""The builder: parallel, kept, exact about what changed, honest about what failed."""

import shutil
from pathlib import Path

import pytest

from seed_content.build import NotBuilt, build
from seed_content.source import HOME, PROFILES
from seed_content.verify import verify


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile «tiny» of one deck and two pictures, its sources in a folder of its own."""
    folder = tmp_path / "sources"
    for name in ("decks/fractions", "pictures/compass", "pictures/pythagoras"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOME / "sources" / f"{name}.toml", folder / f"{name}.toml")
    monkeypatch.setitem(PROFILES, "tiny", (str(folder),))
    return folder


def test_items_are_built_with_their_cards_and_progress_is_told(tiny: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    items = build("tiny", tmp_path / "out", lambda done, total, title: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [item.path.name for item in items] == [
        "fractions.pptx",
        "compass.webp",
        "pythagoras.png",
    ]
    assert all(item.path.stat().st_size > 1000 for item in items)
    deck = items[0]
    assert (deck.kind, deck.lessons[0], deck.subject, deck.grade, deck.language) == (
        "presentation",
        "math-5-056",
        "math",
        5,
        "ru",
    )


def test_a_second_build_touches_nothing_and_a_changed_source_only_its_own_file(
    tiny: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = build("tiny", out)
    before = {item.path.name: item.path.stat().st_mtime_ns for item in first}
    assert build("tiny", out) == first
    assert {item.path.name: item.path.stat().st_mtime_ns for item in first} == before

    source = tiny / "pictures" / "compass.toml"
    source.write_text(source.read_text(encoding="utf-8").replace("#EAF4FB", "#FFFFFF"), "utf-8")
    (out / "pythagoras.png").write_bytes(b"spoiled")
    build("tiny", out)
    after = {item.path.name: item.path.stat().st_mtime_ns for item in first}
    assert {name for name in before if before[name] != after[name]} == {
        "compass.webp",
        "pythagoras.png",
    }
    assert (out / "pythagoras.png").read_bytes().startswith(b"\x89PNG")


def test_one_faulty_source_is_named_and_the_others_are_built(tiny: Path, tmp_path: Path) -> None:
    source = tiny / "decks" / "fractions.toml"
    text = source.read_text(encoding="utf-8").replace('diagram = "ray"', 'diagram = "rey"')
    source.write_text(text, encoding="utf-8")
    with pytest.raises(NotBuilt) as caught:
        build("tiny", tmp_path / "out")
    assert list(caught.value.reasons) == ["fractions.pptx"]
    assert "rey" in caught.value.reasons["fractions.pptx"]
    assert [item.path.name for item in caught.value.built] == ["compass.webp", "pythagoras.png"]
    assert "fractions.pptx" in caught.value.message
    (problem,) = verify("tiny")
    assert problem.startswith("fractions.pptx: не собирается")


def test_a_missing_program_costs_only_what_needs_it(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HOME / "sources" / "decks" / "binary.toml", tiny / "decks" / "binary.toml")
    monkeypatch.setenv("PARTA_SOFFICE", str(tmp_path / "no-such-program"))
    with pytest.raises(NotBuilt) as caught:
        build("tiny", tmp_path / "out")
    assert list(caught.value.reasons) == ["binary.pdf"]
    assert len(caught.value.built) == 3
