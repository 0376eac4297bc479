"""Decks and PDF: words of every slide, a cover, each slide as a picture."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.office import BROKEN, convert
from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.parsing.fingerprint import content_sha
from ingest.processors.contract import (
    Context,
    MadeFragment,
    MadeRendition,
    Step,
    StepFailed,
    StepResult,
)
from ingest.processors.made import pictures
from media.limits import PARSE, for_pages
from media.tools import ToolMissing

FORMATS = frozenset({"pptx", "ppt", "odp", "pdf"})
ZIPPED = frozenset({"pptx", "odp"})
DECK_PDF = "deck.pdf"
COVER = "cover.webp"
#: What LibreOffice's time limit is reckoned with before the slides are counted.
UNCOUNTED_SLIDES = 300
MAX_SLIDES = 1_000
NO_SLIDES = "В презентации нет слайдов. Добавьте хотя бы один и загрузите её снова."


def read_text(context: Context) -> StepResult:
    """Fragments, page count, ``cover.webp`` and, for what is not a PDF, ``deck.pdf``."""
    try:
        if context.format == "pdf":
            return _read_pdf(context)
        return _read_deck(context)
    except Unreadable as refusal:
        raise StepFailed(refusal.message) from refusal


def draw_pages(context: Context) -> StepResult:
    """Each slide as WebP, its longest side 320, 960 and 1920; a cover if there is none yet."""
    try:
        source = _pdf_to_draw(context)
        cover = 0 if COVER in context.made else _first_shown(context)
        drawn = parse(
            "draw_pages",
            {
                "path": str(source),
                "folder": str(context.scratch),
                "cover": cover,
            },
            workdir=context.scratch,
            tools=context.tools,
            inputs=[source],
            limits=for_pages(MAX_SLIDES),
            report=context.report,
        )
    except Unreadable as refusal:
        raise StepFailed(refusal.message) from refusal
    made = [entry for page in drawn["pages"] for entry in page]
    if drawn["cover"] is not None:
        made.append(drawn["cover"])
    return StepResult(renditions=pictures(context.scratch, made), pages=len(drawn["pages"]))


def _read_pdf(context: Context) -> StepResult:
    found = _look_at_pdf(context, context.original, cover=1, report_from=0)
    slides = []
    for page in found["pages"]:
        heading, _, rest = page["text"].partition("\n")
        if len(heading) > 120:
            heading, rest = "", page["text"]
        slides.append({"heading": heading, "text": rest, "notes": "", "hidden": False})
    return StepResult(
        renditions=pictures(context.scratch, [found["cover"]]),
        fragments=_fragments(slides, [page["print"] for page in found["pages"]]),
        pages=len(slides),
    )


def _read_deck(context: Context) -> StepResult:
    source, told = _safe_copy(context)
    slides = _slides(context, source, told)
    context.report(30)
    try:
        pdf = _deck_pdf(context, source, len(slides))
    except ToolMissing as missing:
        # The words are there and can be found; pictures come when LibreOffice does.
        return StepResult(
            fragments=_fragments(slides, [""] * len(slides)),
            pages=len(slides),
            warnings=(f"Обложки и картинок слайдов пока нет: {missing.message}",),
        )
    context.report(60)
    found = _look_at_pdf(context, pdf, cover=_shown(slides), report_from=60)
    if len(found["pages"]) != len(slides):
        raise StepFailed(
            f"Слайдов {len(slides)}, а показать удалось {len(found['pages'])}: часть презентации "
            "повреждена. Сохраните её в PowerPoint как PDF и загрузите PDF."
        )
    return StepResult(
        renditions=(
            *pictures(context.scratch, [found["cover"]]),
            MadeRendition(name=DECK_PDF, path=pdf, mime="application/pdf"),
        ),
        fragments=_fragments(slides, [page["print"] for page in found["pages"]]),
        pages=len(slides),
    )


def _first_shown(context: Context) -> int:
    """The slide for a cover that could not be made with the words, for want of LibreOffice."""
    if context.format == "pdf":
        return 1
    return _shown(_slides(context, *_safe_copy(context)))


def _shown(slides: list[dict[str, Any]]) -> int:
    """The first slide that is not hidden: the cover is for everybody."""
    return next((n for n, slide in enumerate(slides, start=1) if not slide["hidden"]), 1)


def _safe_copy(context: Context) -> tuple[Path, int | None]:
    """A copy for LibreOffice under a plain name, links cut; and the slides it says it has."""
    copy = context.scratch / f"deck.{context.format}"
    if context.format not in ZIPPED:
        shutil.copyfile(context.original, copy)
        return copy, None
    told = parse(
        "cut_links",
        {"path": str(context.original), "out": str(copy)},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[context.original],
    )
    if told["slides"] == 0:
        raise Unreadable(NO_SLIDES)
    if not told["cut"]:
        shutil.copyfile(context.original, copy)
    return copy, told["slides"]


def _slides(context: Context, source: Path, told: int | None) -> list[dict[str, Any]]:
    """Slides as ``read_deck`` gives them; through LibreOffice for what python-pptx cannot open."""
    if context.format == "pptx":
        try:
            return _read_words(context, source)
        except Unreadable:
            if not told:
                raise
    count = told or UNCOUNTED_SLIDES
    if count > MAX_SLIDES:
        raise Unreadable(
            f"В презентации {count} слайдов, а принимаем до {MAX_SLIDES}. Разделите её на части."
        )
    room = context.scratch / "words"
    room.mkdir(exist_ok=True)
    converted = convert(
        source, format=context.format, to="pptx", workdir=room, tools=context.tools, slides=count
    )
    slides = _read_words(context, converted)
    if told is not None and len(slides) != told:
        raise Unreadable(BROKEN)
    return slides


def _read_words(context: Context, deck: Path) -> list[dict[str, Any]]:
    slides: list[dict[str, Any]] = parse(
        "read_deck",
        {"path": str(deck)},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[deck],
        limits=PARSE,
        report=lambda percent: context.report(percent * 20 // 100),
    )["slides"]
    return slides


def _deck_pdf(context: Context, source: Path, slides: int) -> Path:
    return convert(
        source,
        format=context.format,
        to="pdf",
        workdir=context.scratch,
        tools=context.tools,
        slides=slides,
    )


def _look_at_pdf(context: Context, pdf: Path, *, cover: int, report_from: int) -> Any:
    span = 100 - report_from
    return parse(
        "read_pdf",
        {"path": str(pdf), "folder": str(context.scratch), "cover": cover},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[pdf],
        limits=for_pages(MAX_SLIDES),
        report=lambda percent: context.report(report_from + percent * span // 100),
    )


def _pdf_to_draw(context: Context) -> Path:
    if context.format == "pdf":
        return context.original
    kept = context.made.get(DECK_PDF)
    if kept is not None and kept.is_file():
        return kept
    source, told = _safe_copy(context)
    return _deck_pdf(context, source, told or UNCOUNTED_SLIDES)


def _fragments(slides: list[dict[str, Any]], prints: list[str]) -> tuple[MadeFragment, ...]:
    return tuple(
        MadeFragment(
            unit="slide",
            at=number,
            until=None,
            heading=slide["heading"],
            text=slide["text"],
            notes=slide["notes"],
            hidden=slide["hidden"],
            content_sha=content_sha(f"{slide['heading']}\n{slide['text']}", print_),
        )
        for number, (slide, print_) in enumerate(zip(slides, prints, strict=True), start=1)
    )


class PresentationProcessor:
    """Words first, so that the deck is found and may be published; then the pictures."""

    kind = "presentation"
    recipe = "presentation"
    recipe_version = 1
    steps: Sequence[Step] = (
        Step(name="text", title="Читаем слайды", makes_usable=True, run=read_text),
        Step(name="pages", title="Делаем картинки слайдов", makes_usable=False, run=draw_pages),
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a deck's format, PDF among them."""
        return format in FORMATS
