"""Files that break off on purpose cost nothing to be told as such."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from media.tools import ToolPaths
from tests.hostile.attempt import attempt_apart

MIB = 1024 * 1024
LOCAL = struct.Struct("<4sHHHHHIIIHH")


def a_zip_that_unfolds_without_end() -> bytes:
    """Forty members of 100 MiB each, and no directory."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = stream.compress(bytes(100 * MIB)) + stream.flush()
    head = LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), 100 * MIB, 1, 0)
    return (head + b"a" + packed) * 40


def a_picture_that_unfolds_without_end() -> bytes:
    size = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(400 * MIB))[:-5]
    return (
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in ((b"IHDR", size), (b"IDAT", packed))
        )
        + b"\0\0\1\0IDAT"
    )


def an_animation_of_crumbs() -> bytes:
    return b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe" + b"\1a" * (30 * MIB)


def a_photograph_of_crumbs() -> bytes:
    return b"\xff\xd8" + b"\xff\xe1\0\2" * (20 * MIB)


def a_scan_whose_pages_name_the_same_strips() -> bytes:
    strips = struct.pack("<5000I", *([8] * 5000))
    page = struct.pack("<H", 90) + struct.pack("<HHII", 273, 4, 5000, 8) * 90
    first = 8 + len(strips)
    step = len(page) + 4
    pages = (page + struct.pack("<I", first + step * (n + 1)) for n in range(900))
    return b"II*\0" + struct.pack("<I", first) + strips + b"".join(pages)


def a_pdf_of_numbers() -> bytes:
    return b"%PDF-1.4\n" + b"1 " * (30 * MIB) + b"x"


def a_film_of_empty_boxes() -> bytes:
    return b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08free" * (4 * MIB)


@pytest.mark.parametrize(
    "make",
    [
        a_zip_that_unfolds_without_end,
        a_picture_that_unfolds_without_end,
        an_animation_of_crumbs,
        a_photograph_of_crumbs,
        a_scan_whose_pages_name_the_same_strips,
        a_pdf_of_numbers,
        a_film_of_empty_boxes,
    ],
    ids=lambda make: make.__name__,
)
def test_what_breaks_off_on_purpose_is_refused_cheaply(
    make: Callable[[], bytes], tmp_path: Path, tools: ToolPaths
) -> None:
    file = tmp_path / "файл"
    file.write_bytes(make())
    outcome, cost = attempt_apart(file, tmp_path / "made", tools)
    assert outcome.word == "refused", outcome
    assert cost.seconds < 30
    assert cost.own_mb < 96
