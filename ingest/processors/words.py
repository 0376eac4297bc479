"""The step that reads what stands on pictures and scans, later than all that makes them seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.ocr import NoReader, read_words, version
from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.parsing.fingerprint import content_sha
from ingest.processors.contract import Context, MadeFragment, Step, StepResult
from media.tools import ToolFailed, ToolTimeout

#: A page takes a second or two: a scanned book of so many an evening of one processor, at worst.
MOST_PAGES = 500
NO_READER = (
    "Слова на картинках не прочитаны: на сервере нет программы Tesseract с русским языком. "
    "Поиск найдёт материал по названию."
)
UNREAD = "Слова на картинке прочитать не удалось. Поиск найдёт материал по названию."


def read_picture(context: Context) -> StepResult:
    """The words of a picture, or of each page of a TIFF, as fragments.

    It never fails for want of them: warnings say what was not read, and why. A drawing that says
    something in letters of its own has been heard already.
    """
    source, packed = context.original, context.format
    if packed == "svg":
        if any(one.text for one in context.fragments) or "w2560.webp" not in context.made:
            return StepResult()
        source, packed = context.made["w2560.webp"], "webp"
    if len(context.fragments) > 1:
        return _read_pages(context, context.fragments, "draw_for_reading", source, format=packed)
    reading = _Reading(context)
    try:
        drawn = reading.draw("draw_for_reading", source, 1, format=packed)
        text = reading.text_of(1, drawn)
    except NoReader:
        return StepResult(warnings=(NO_READER,))
    # The words are a guess; what makes a picture the same stays the picture.
    found = page_of(1, text, content_sha("", drawn["print"])) if text else None
    return StepResult(
        fragments=(found,) if found else None,
        warnings=(UNREAD,) if reading.unread else (),
        tool=reading.tool,
    )


def read_scans(context: Context) -> StepResult:
    """The words of the slides and pages of a deck or PDF that hold none: scans, mostly."""
    silent = [one for one in context.fragments if not (one.text.strip() or one.heading.strip())]
    pdf = context.original if context.format == "pdf" else context.made.get("deck.pdf")
    if not silent or pdf is None:
        return StepResult()
    return _read_pages(context, silent, "draw_page_for_reading", pdf)


def page_of(number: int, text: str, sha: str) -> MadeFragment:
    """Page ``number``, from 1, with its text."""
    return MadeFragment(
        unit="page",
        at=number,
        until=None,
        heading="",
        text=text,
        notes="",
        hidden=False,
        content_sha=sha,
    )


class _Reading:
    """What a step reads: ``unread`` are the pages that could not be, ``tool`` what read them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.unread: list[int] = []
        self.tool = ""

    def draw(self, task: str, source: Path, number: int, **more: Any) -> dict[str, Any]:
        """Page ``number`` of ``source`` drawn by ``task`` of the child."""
        try:
            drawn: dict[str, Any] = parse(
                task,
                {
                    "path": str(source),
                    "folder": str(self.context.scratch),
                    "page": number,
                    **more,
                },
                workdir=self.context.scratch,
                tools=self.context.tools,
                inputs=[source],
            )
        except (Unreadable, ToolTimeout):
            self.unread.append(number)
            return {"file": "", "print": ""}
        return drawn

    def text_of(self, number: int, drawn: dict[str, Any]) -> str:
        """The words of a page that was drawn. Raises NoReader."""
        if not drawn["file"]:
            return ""
        scratch, tools = self.context.scratch, self.context.tools
        picture = scratch / drawn["file"]
        try:
            text = read_words(picture, workdir=scratch, tools=tools)
            self.tool = self.tool or version(workdir=scratch, tools=tools)
        except (ToolFailed, ToolTimeout):
            self.unread.append(number)
            return ""
        finally:
            picture.unlink(missing_ok=True)
        return text


def _read_pages(
    context: Context, pages: Iterable[MadeFragment], task: str, source: Path, **more: Any
) -> StepResult:
    """All fragments of the version, those of ``pages`` with what was read on them."""
    asked = [one.at for one in pages]
    reading = _Reading(context)
    texts: dict[int, str] = {}
    for done, number in enumerate(asked[:MOST_PAGES], start=1):
        try:
            texts[number] = reading.text_of(number, reading.draw(task, source, number, **more))
        except NoReader:
            return StepResult(warnings=(NO_READER,))
        context.report(done * 100 // len(asked))
    warnings = []
    if reading.unread:
        which = ", ".join(str(number) for number in reading.unread[:10])
        others = " и других" if len(reading.unread) > 10 else ""
        warnings.append(f"Слова на страницах {which}{others} прочитать не удалось.")
    if len(asked) > MOST_PAGES:
        warnings.append(f"Слова прочитаны на первых {MOST_PAGES} страницах без текста.")
    read = any(texts.values())
    return StepResult(
        fragments=tuple(
            replace(one, text=texts[one.at]) if texts.get(one.at) else one
            for one in context.fragments
        )
        if read
        else None,
        warnings=tuple(warnings),
        tool=reading.tool,
    )


WORDS = Step(
    name="words",
    title="Читаем слова на картинке",
    makes_usable=False,
    run=read_picture,
    later=True,
)
SCANS = Step(
    name="words",
    title="Читаем слова на сканах",
    makes_usable=False,
    run=read_scans,
    later=True,
)
"""Stands before the prints, which are of words too."""
