"""A deck made safe to open, and what it says: its slides, fonts, films, macros."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.containers import preview_of
from ingest.office import BROKEN, OPENXML, convert
from ingest.parse import parse
from ingest.parsing.deck_bounds import MAX_PICTURES, MAX_SLIDES, NO_SLIDES
from ingest.parsing.errors import Unreadable
from ingest.processors.contract import Context
from ingest.zips import MAX_TOTAL_BYTES, read_member
from media.limits import GIB, MIB, PARSE

ODF = ("odp", "otp")
ZIPPED = frozenset({*OPENXML, *ODF})
#: What LibreOffice's time limit is reckoned with before the slides are counted.
UNCOUNTED_SLIDES = 300
#: The copy may be as large as all that ``ingest.zips`` lets in.
COPYING = replace(PARSE, file_bytes=MAX_TOTAL_BYTES + GIB)
#: A deck of fewer bytes has not the pictures that LibreOffice chokes on.
HEAVY_BYTES = 8 * MIB
#: 0.3 s for a picture of 20 megapixels; many times that on a busy machine.
SHRINKING = replace(COPYING, wall_seconds=1800, cpu_seconds=1200)
MAX_PREVIEW_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pictures:
    """A heavy deck's pictures: how many, their pixels, and the slides that have some.

    ``lighter``: whether the copy has smaller ones.
    """

    count: int
    pixels: int
    slides: frozenset[int]
    lighter: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A copy for LibreOffice under a plain name, links cut, and what was seen on the way.

    ``slides`` is the number that the deck itself tells, None where it does not; ``media`` are
    ``ingest.parsing.deck_media.Medium``; ``linked``: whether it links to pictures outside of it;
    ``pictures`` what ``ingest.parsing.deck_pictures`` tells of a heavy one.
    """

    path: Path
    slides: int | None = None
    media: list[dict[str, Any]] = field(default_factory=list)
    macros: bool = False
    linked: bool = False
    pictures: Pictures | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Slides as ``ingest.parsing.deck.read_deck`` gives them, and the fonts that they name."""

    slides: list[dict[str, Any]]
    fonts: list[str]

    @property
    def shown(self) -> int:
        """The first slide that is not hidden, from 1: the cover is for everybody."""
        return next((n for n, one in enumerate(self.slides, start=1) if not one["hidden"]), 1)


def safe_copy(context: Context) -> Source:
    """The copy in ``context.scratch``. Raises Unreadable."""
    copy = context.scratch / f"deck.{context.format}"
    if context.format not in ZIPPED:
        told = _copied("cut_ppt", context, copy)
        return Source(copy, linked=told["cut"] > 0)
    told = _copied("cut_links", context, copy)
    if told["slides"] == 0:
        raise Unreadable(NO_SLIDES)
    if told["slides"] > MAX_SLIDES:
        raise Unreadable(
            f"Слайдов в презентации {told['slides']}, а принимаем до {MAX_SLIDES}. "
            "Разделите её на части."
        )
    heavy = context.original.stat().st_size >= HEAVY_BYTES
    pictures = _shrunk(context, copy) if heavy else None
    return Source(copy, told["slides"], told["media"], told["macros"], told["linked"], pictures)


def _copied(task: str, context: Context, copy: Path) -> dict[str, Any]:
    told: dict[str, Any] = parse(
        task,
        {"path": str(context.original), "out": str(copy)},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[context.original],
        limits=COPYING,
    )
    return told


def read_words(context: Context, source: Source) -> tuple[Source, Words]:
    """The deck's words, and what is to be drawn of it: of a heavy PPT a lighter PPTX.

    Through LibreOffice for what python-pptx cannot open. Raises Unreadable, StepFailed and what
    ``ingest.office.convert`` raises.
    """
    if context.format in OPENXML:
        try:
            return source, _read(context, source.path)
        except Unreadable:
            if not source.slides:
                raise
    room = context.scratch / "words"
    room.mkdir(exist_ok=True)
    converted = convert(
        source.path,
        format=context.format,
        to="pptx",
        workdir=room,
        tools=context.tools,
        slides=source.slides or UNCOUNTED_SLIDES,
    )
    words = _read(context, converted)
    if source.slides is not None and len(words.slides) != source.slides:
        raise Unreadable(BROKEN)
    if context.format not in ZIPPED and source.path.stat().st_size >= HEAVY_BYTES:
        pictures = _shrunk(context, converted)
        lighter = converted if pictures.lighter else source.path
        source = replace(source, path=lighter, pictures=pictures)
    return source, words


def deck_pdf(context: Context, source: Source, slides: int | None) -> Path:
    """The deck as PDF by LibreOffice, in ``context.scratch``."""
    return convert(
        source.path,
        format=source.path.suffix[1:],
        to="pdf",
        workdir=context.scratch,
        tools=context.tools,
        slides=slides or UNCOUNTED_SLIDES,
    )


def keynote_pdf(context: Context) -> tuple[Path, int]:
    """Keynote's own PDF of its slides, and how many slides the container holds (0: untold).

    Raises Unreadable for one that is damaged or bursts.
    """
    copy = context.scratch / "preview.pdf"
    with zipfile.ZipFile(context.original) as container:
        names = set(container.namelist())
        preview = preview_of(names)
        assert preview is not None  # ``identify`` takes no other
        copy.write_bytes(read_member(container, preview, MAX_PREVIEW_BYTES))
    return copy, sum(1 for name in names if name.startswith("Index/Slide"))


def _shrunk(context: Context, copy: Path) -> Pictures:
    """Make the copy's pictures smaller, if they are too large all together."""
    smaller = copy.with_name(f"small-{copy.name}")
    told = parse(
        "shrink_pictures",
        {"path": str(copy), "out": str(smaller), "most": MAX_PICTURES},
        workdir=context.scratch,
        tools=context.tools,
        limits=SHRINKING,
        report=lambda percent: context.report(percent * 10 // 100),
    )
    if told["shrunk"]:
        smaller.replace(copy)
    slides = frozenset(told["slides"])
    return Pictures(told["pictures"], told["pixels"], slides, lighter=told["shrunk"] > 0)


def _read(context: Context, deck: Path) -> Words:
    read = parse(
        "read_deck",
        {"path": str(deck)},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[deck],
        limits=PARSE,
        report=lambda percent: context.report(percent * 20 // 100),
    )
    return Words(read["slides"], read["fonts"])
