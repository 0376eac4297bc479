"""Pictures: a cover, the served sizes, the pages of a TIFF, a moving copy of an animation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from ingest.motion import film_of_frames
from ingest.parse import parse
from ingest.parsing.errors import TOO_COMPLEX, Unreadable
from ingest.parsing.fingerprint import content_sha
from ingest.processors.contract import (
    Context,
    FileAtFault,
    MadeFragment,
    MadeRendition,
    Step,
    StepResult,
    refused,
)
from ingest.processors.made import pictures
from ingest.processors.prints import PRINTS
from ingest.processors.words import WORDS, page_of
from media.limits import PARSE, Limits
from media.tools import ToolMissing, ToolTimeout

FORMATS = frozenset({"jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif", "jp2", "svg"})
#: A scan of 500 pages takes minutes; a single picture a second.
LIMITS = Limits(
    wall_seconds=900,
    cpu_seconds=900,
    memory_bytes=PARSE.memory_bytes,
    file_bytes=PARSE.file_bytes,
)


def make_web(context: Context) -> StepResult:
    """The cover, the served sizes and, where there is more than one frame, pages or motion."""
    try:
        found = parse(
            "make_svg" if context.format == "svg" else "make_picture",
            {
                "path": str(context.original),
                "format": context.format,
                "folder": str(context.scratch),
            },
            workdir=context.scratch,
            tools=context.tools,
            inputs=[context.original],
            limits=LIMITS,
            report=context.report,
        )
    except Unreadable as refusal:
        raise refused(refusal) from refusal
    except ToolTimeout as slow:
        if context.format != "svg":
            raise
        raise FileAtFault(TOO_COMPLEX) from slow
    pages = found["pages"]
    warnings = list(found["warnings"])
    made = [*found["made"], *(entry for page in pages for entry in page["made"])]
    return StepResult(
        renditions=(
            *pictures(context.scratch, made),
            *_moving(context, found["motion"], warnings),
        ),
        fragments=_fragments(found),
        pages=(len(pages) or 1) if context.format == "tiff" else None,
        width=found["width"],
        height=found["height"],
        warnings=tuple(warnings),
        tool=f"Pillow {version('pillow')}",
    )


def _fragments(found: Mapping[str, Any]) -> tuple[MadeFragment, ...]:
    """The pages of a TIFF, whose words are read later, or the words that a drawing holds."""
    if found.get("text"):
        return (page_of(1, found["text"], content_sha(found["text"], found["print"])),)
    return tuple(
        page_of(number, "", content_sha("", page["print"]))
        for number, page in enumerate(found["pages"], start=1)
    )


def _moving(
    context: Context, motion: Mapping[str, Any] | None, warnings: list[str]
) -> tuple[MadeRendition, ...]:
    """The animation that the child has left; its first frame is shown where no film came out."""
    if motion is None:
        return ()
    if motion["name"].endswith(".webp"):
        return pictures(context.scratch, [motion])
    try:
        film = film_of_frames(
            context.scratch / motion["name"],
            motion["milliseconds"] / 1000,
            workdir=context.scratch,
            tools=context.tools,
            report=context.report,
        )
    except ToolMissing:
        film = None
    if film is None:
        warnings.append("Анимация не превращается в фильм, показываем только первый кадр.")
        return ()
    return (film,)


class ImageProcessor:
    """Quick to be seen; its words are read when nothing else waits."""

    kind = "image"
    recipe = "image"
    recipe_version = 2
    steps: Sequence[Step] = (
        Step(name="web", title="Готовим картинку", makes_usable=True, run=make_web),
        WORDS,
        PRINTS,
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a picture's format."""
        return format in FORMATS
