"""Decks whose container lies, bursts or leads out of itself."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile.attempt import attempt, attempt_apart
from tests.hostile.conftest import Bait
from tests.hostile.makers_zips import TYPES, Member, member, odd_deck, write_zip, zeros
from tests.ingest import makers

MIB = 1024 * 1024
SLIDE = "ppt/slides/slide1.xml"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ordinary deck, to be made odd."""
    return makers.make("pptx", tmp_path_factory.mktemp("plain"))


def one_huge_slide(plain: Path, path: Path) -> Path:
    return odd_deck(plain, path, [zeros(SLIDE, 100 * MIB)], without=SLIDE)


def a_slide_that_claims_to_be_small(plain: Path, path: Path) -> Path:
    big = zeros(SLIDE, 100 * MIB)
    big.size = 2000
    return odd_deck(plain, path, [big], without=SLIDE)


def parts_on_the_same_bytes(plain: Path, path: Path) -> Path:
    base = zeros("ppt/media/image1.bin", MIB)
    shadows = [
        Member(f"ppt/media/image{n}.bin", base.packed, base.size, base.crc, at=1)
        for n in range(2, 2050)
    ]
    return write_zip(path, [member("[Content_Types].xml", TYPES), base, *shadows])


def two_gigabytes_of_small_parts(plain: Path, path: Path) -> Path:
    rels = "".join(
        f'<Relationship Id="b{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/image" Target="/ppt/media/b{n}.png"/>'
        for n in range(260)
    )
    name = "ppt/_rels/presentation.xml.rels"
    old = makers.member(plain, name).replace(b"</Relationships>", rels.encode())
    types = makers.member(plain, "[Content_Types].xml").replace(
        b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1
    )
    step = odd_deck(
        plain, path.with_suffix(".1"), [member(name, old + b"</Relationships>")], without=name
    )
    base = zeros("ppt/media/b0.png", 8 * MIB - 1)
    parts = [Member(f"ppt/media/b{n}.png", base.packed, base.size, base.crc) for n in range(260)]
    return odd_deck(
        step, path, [member("[Content_Types].xml", types), *parts], without="[Content_Types].xml"
    )


BURSTING = (
    one_huge_slide,
    a_slide_that_claims_to_be_small,
    parts_on_the_same_bytes,
    two_gigabytes_of_small_parts,
)


@pytest.fixture(scope="module", params=BURSTING, ids=lambda make: make.__name__)
def bomb(
    request: pytest.FixtureRequest, plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Each of them, packed once."""
    made: Path = request.param(plain, tmp_path_factory.mktemp("bomb") / "bomb.pptx")
    return made


def test_a_deck_that_bursts_is_refused_before_it_fills_the_memory(
    bomb: Path, tmp_path: Path, tools: ToolPaths
) -> None:
    path = bomb
    assert path.stat().st_size < 4 * MIB
    outcome, cost = attempt_apart(path, tmp_path, tools)
    assert outcome.word in ("refused", "failed"), outcome
    assert cost.own_mb < 64
    assert cost.tool_mb < 400


def mentions(name: str, **claims: int) -> Callable[[], Member]:
    return lambda: member(name, b"chuzhoe", **claims)


ODD = {
    "up": mentions("../../../../tmp/parta-pwned"),
    "deep up": mentions("ppt/../../outside.xml"),
    "absolute": mentions("/tmp/parta-pwned"),
    "drive": mentions("C:/parta-pwned"),
    "backslash": mentions("ppt\\slides\\..\\..\\pwned"),
    "control": mentions("ppt/media/\x1bpicture.png"),
    "link": mentions("ppt/media/link.png", attributes=(stat.S_IFLNK | 0o777) << 16),
    "twice": mentions(SLIDE),
    "other case": mentions("ppt/slides/SLIDE1.xml"),
    "locked": mentions("ppt/media/a.png", flags=0x801),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_deck_with_an_odd_part_is_refused(
    kind: str, plain: Path, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    path = odd_deck(plain, tmp_path / "odd.pptx", [ODD[kind]()])
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "refused"
    assert "Откройте его у себя" in outcome.reason
    assert not Path("/tmp/parta-pwned").exists()


@pytest.mark.parametrize(
    ("form", "wide"), [("pptx", False), ("odp", True)], ids=["pptx-utf-8", "odp-utf-16"]
)
def test_entities_in_a_deck_are_refused(
    form: str, wide: bool, tmp_path: Path, tools: ToolPaths, bait: Bait
) -> None:
    """Those that unfold without end, and those that stand for a file or for an address."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    reads = f'<!ENTITY f SYSTEM "{bait.text.as_uri()}"><!ENTITY w SYSTEM "{bait.web[0]}">'
    declared = f'<!DOCTYPE x [<!ENTITY l0 "ха">{laughs}{reads}]>'

    def declare(content: bytes) -> bytes:
        text = content.decode()
        head = text.index("?>") + 2
        text = text[:head] + declared + text[head:].replace("<a:t>", "<a:t>&f;&w;&l9;", 1)
        text = text.replace("</text:p>", "&f;&w;&l9;</text:p>", 1)
        if not wide:
            return text.encode()
        return text.replace("UTF-8", "UTF-16", 1).encode("utf-16")

    source = makers.make("pptx", tmp_path / "plain") if form == "pptx" else odp(tmp_path)
    part = SLIDE if form == "pptx" else "content.xml"
    path = makers.rewrite(source, tmp_path / f"laughs.{form}", {part: declare})
    outcome, _ = attempt(path, tmp_path, tools)
    assert outcome.word == "failed"
    assert "сохраните заново" in outcome.reason


def odp(folder: Path) -> Path:
    return makers.make("odp", folder / "plain")
