"""A photograph of a phone: a HEIC whose picture is put together of tiles."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from ingest.formats import Refused
from tests.ingest.stepping import Processed
from tests.ingest.stepping import process as all_steps

COLOURS = ("red", "green", "blue", "yellow")
TILE, SIDE = 512, 1000


def process(path: Path, folder: Path) -> Processed:
    return all_steps(path, folder, only="web".__eq__)


def boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the boxes of ISO/IEC 14496-12."""
    while at < end:
        size, name = struct.unpack(">I4s", content[at : at + 8])
        yield name, content[at + 8 : at + size]
        at += size


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def full(name: bytes, flags: int, content: bytes) -> bytes:
    return box(name, struct.pack(">I", flags) + content)


def grid(path: Path, claimed: int = SIDE) -> Path:
    """Four tiles as one picture of ``claimed`` × ``claimed`` (ISO/IEC 23008-12, 6.6.2.3)."""
    tiles = pillow_heif.HeifFile()
    for colour in COLOURS:
        tiles.add_from_pillow(Image.new("RGB", (TILE, TILE), colour))
    saved = io.BytesIO()
    tiles.save(saved, quality=60)
    content = saved.getvalue()
    outer = dict(boxes(content, 0, len(content)))
    meta = dict(boxes(outer[b"meta"], 4, len(outer[b"meta"])))
    old = dict(boxes(meta[b"iprp"], 0, len(meta[b"iprp"])))
    # Four entries of 18 bytes each: item, file, base, one extent's offset and length.
    sizes = [struct.unpack_from(">I", meta[b"iloc"], 8 + 18 * n + 14)[0] for n in range(4)]
    description = struct.pack(">BBBBHH", 0, 0, 1, 1, claimed, claimed)
    data = outer[b"mdat"][: sum(sizes)] + description
    sizes.append(len(description))
    kinds = [(n, b"hvc1", 1) for n in range(1, 5)] + [(5, b"grid", 0)]
    size_box = full(b"ispe", 0, struct.pack(">II", claimed, claimed))

    def described(begin: int) -> bytes:
        places, at = b"", begin
        for number, size in enumerate(sizes, start=1):
            places += struct.pack(">HHHII", number, 0, 1, at, size)
            at += size
        items = b"".join(
            struct.pack(">I4sIHH4sB", 21, b"infe", 2 << 24 | hidden, number, 0, kind, 0)
            for number, kind, hidden in kinds
        )
        properties = b"".join(struct.pack(">HB4B", n, 4, 0x81, 2, 3, 4) for n in range(1, 5))
        properties += struct.pack(">HB3B", 5, 3, 5, 2, 4)
        return full(
            b"meta",
            0,
            box(b"hdlr", meta[b"hdlr"])
            + full(b"pitm", 0, struct.pack(">H", 5))
            + full(b"iloc", 0, struct.pack(">BBH", 0x44, 0, 5) + places)
            + full(b"iinf", 0, struct.pack(">H", 5) + items)
            + full(b"iref", 0, box(b"dimg", struct.pack(">HHHHHH", 5, 4, 1, 2, 3, 4)))
            + box(
                b"iprp",
                box(b"ipco", old[b"ipco"] + size_box)
                + full(b"ipma", 0, struct.pack(">I", 5) + properties),
            ),
        )

    head = box(b"ftyp", outer[b"ftyp"])
    begin = len(head) + len(described(0)) + 8
    path.write_bytes(head + described(begin) + box(b"mdat", data))
    return path


def test_tiles_become_one_picture_without_a_word_of_others(tmp_path: Path) -> None:
    done = process(grid(tmp_path / "снимок.heic"), tmp_path)
    assert (done.results["web"].width, done.results["web"].height) == (SIDE, SIDE)
    assert done.results["web"].warnings == ()
    shown = done.picture("w1280.webp").convert("RGB")
    assert shown.size == (SIDE, SIDE)
    corners = [shown.getpixel(at) for at in ((100, 100), (900, 100), (100, 900), (900, 900))]
    wanted = [Image.new("RGB", (1, 1), colour).getpixel((0, 0)) for colour in COLOURS]
    for found, colour in zip(corners, wanted, strict=True):
        assert found == pytest.approx(colour, abs=12)


def test_a_grid_that_claims_more_than_it_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="мегапикселей"):
        process(grid(tmp_path / "снимок.heic", 60_000), tmp_path)
