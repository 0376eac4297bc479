"""Decks and PDF: words of every slide, a cover, each slide as a picture, films inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.decks import media, remarks
from ingest.decks.fonts import of_fonts
from ingest.decks.fragments import fragments_of, slides_of_pdf
from ingest.decks.source import (
    UNCOUNTED_SLIDES,
    ZIPPED,
    Source,
    deck_pdf,
    keynote_pdf,
    read_words,
    safe_copy,
)
from ingest.parse import parse
from ingest.parsing.deck_bounds import MAX_SLIDES
from ingest.parsing.errors import Unreadable
from ingest.processors.contract import (
    Context,
    FileAtFault,
    MadeRendition,
    Step,
    StepFailed,
    StepResult,
    refused,
)
from ingest.processors.made import pictures
from ingest.processors.prints import PRINTS
from ingest.processors.words import SCANS
from media.limits import for_pages
from media.tools import ToolMissing

FORMATS = frozenset({*ZIPPED, "ppt", "pdf", "key"})
DECK_PDF = "deck.pdf"
COVER = "cover.webp"


def read_text(context: Context) -> StepResult:
    """Fragments, page count, ``cover.webp`` and, for what is not a PDF, ``deck.pdf``."""
    try:
        if context.format == "pdf":
            return _read_pdf(context, context.original)
        if context.format == "key":
            return _read_keynote(context)
        return _read_deck(context)
    except Unreadable as refusal:
        raise refused(refusal) from refusal


def draw_pages(context: Context) -> StepResult:
    """Each slide as WebP, its longest side 480, 960 and 1920, with what lies over it.

    And a cover, if there is none yet.
    """
    try:
        source = _pdf_to_draw(context)
        cover = 0 if COVER in context.made else _first_shown(context)
        drawn = parse(
            "draw_pages",
            {"path": str(source), "folder": str(context.scratch), "cover": cover},
            workdir=context.scratch,
            tools=context.tools,
            inputs=[source],
            limits=for_pages(MAX_SLIDES),
            report=context.report,
        )
    except Unreadable as refusal:
        raise refused(refusal) from refusal
    made = [entry for page in drawn["pages"] for entry in page]
    if drawn["cover"] is not None:
        made.append(drawn["cover"])
    layers = (
        MadeRendition(name=name, path=context.scratch / name, mime="application/json")
        for name in drawn["layers"]
    )
    return StepResult(
        renditions=(*pictures(context.scratch, made), *layers), pages=len(drawn["pages"])
    )


def _read_pdf(context: Context, pdf: Path) -> StepResult:
    found = _look_at_pdf(context, pdf, cover=1, report_from=0)
    slides = slides_of_pdf(found["pages"])
    return StepResult(
        renditions=pictures(context.scratch, [found["cover"]]),
        fragments=fragments_of(slides, [page["print"] for page in found["pages"]]),
        pages=len(slides),
    )


def _read_keynote(context: Context) -> StepResult:
    pdf, slides = keynote_pdf(context)
    read = _read_pdf(context, pdf)
    return StepResult(
        renditions=(*read.renditions, _kept_pdf(pdf)),
        fragments=read.fragments,
        pages=read.pages,
        warnings=remarks.of_keynote(slides, read.pages or 0),
    )


def _read_deck(context: Context) -> StepResult:
    source, words = read_words(context, safe_copy(context))
    slides = words.slides
    told = remarks.of_deck(source, words)
    context.report(30)
    try:
        pdf = deck_pdf(context, source, len(slides))
    except ToolMissing as missing:
        # The words are there and can be found; pictures come when LibreOffice does.
        return StepResult(
            renditions=_listed_media(context, source, slides),
            fragments=fragments_of(slides, [""] * len(slides)),
            pages=len(slides),
            warnings=(f"Обложки и картинок слайдов пока нет: {missing.message}", *told),
        )
    except StepFailed as failure:
        if reason := remarks.of_too_many(source.pictures):
            raise FileAtFault(reason) from failure
        raise
    context.report(60)
    found = _look_at_pdf(context, pdf, cover=words.shown, report_from=60)
    if len(found["pages"]) != len(slides):
        raise StepFailed(
            f"Слайдов {len(slides)}, а показать удалось {len(found['pages'])}: часть презентации "
            "повреждена. Сохраните её в PowerPoint как PDF и загрузите PDF."
        )
    if reason := remarks.of_what_ran_out(source.pictures, slides, found["pages"]):
        raise FileAtFault(reason)
    return StepResult(
        renditions=(
            *pictures(context.scratch, [found["cover"]]),
            _kept_pdf(pdf),
            *_listed_media(context, source, slides),
        ),
        fragments=fragments_of(slides, [page["print"] for page in found["pages"]]),
        pages=len(slides),
        warnings=(
            *told,
            *of_fonts(words.fonts, found["fonts"], workdir=context.scratch, tools=context.tools),
            *remarks.of_pages(slides, found["pages"]),
        ),
    )


def _kept_pdf(pdf: Path) -> MadeRendition:
    return MadeRendition(name=DECK_PDF, path=pdf, mime="application/pdf")


def _listed_media(
    context: Context, source: Source, slides: list[dict[str, Any]]
) -> tuple[MadeRendition, ...]:
    if not any(one["member"] for one in source.media):
        return ()
    path = media.listed(source.media, slides, context.scratch)
    return (MadeRendition(name=path.name, path=path, mime="application/json"),)


def _first_shown(context: Context) -> int:
    """The slide for a cover that could not be made with the words, for want of LibreOffice."""
    if context.format in ("pdf", "key"):
        return 1
    return read_words(context, safe_copy(context))[1].shown


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
    if context.format == "key":
        return keynote_pdf(context)[0]
    source = safe_copy(context)
    return deck_pdf(context, source, source.slides or UNCOUNTED_SLIDES)


class PresentationProcessor:
    """Words first, so that the deck is found and may be published; then the pictures."""

    kind = "presentation"
    recipe = "presentation"
    recipe_version = 2
    steps: Sequence[Step] = (
        Step(name="text", title="Читаем слайды", makes_usable=True, run=read_text),
        Step(name="pages", title="Делаем картинки слайдов", makes_usable=False, run=draw_pages),
        Step(
            name="media",
            title="Готовим фильмы и звук внутри слайдов",
            makes_usable=False,
            run=media.make_media,
            later=True,
        ),
        SCANS,
        PRINTS,
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a deck's format, PDF among them."""
        return format in FORMATS
