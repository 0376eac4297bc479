"""Pictures: a cover, a web size, the pages of a TIFF, a moving copy of an animation."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.parsing.fingerprint import content_sha
from ingest.processors.contract import (
    Context,
    MadeFragment,
    Step,
    StepFailed,
    StepResult,
)
from ingest.processors.made import pictures
from media.limits import PARSE, Limits

FORMATS = frozenset({"jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif"})
#: A scan of 500 pages takes minutes; a single picture a second.
LIMITS = Limits(
    wall_seconds=900,
    cpu_seconds=900,
    memory_bytes=PARSE.memory_bytes,
    file_bytes=PARSE.file_bytes,
)


def make_web(context: Context) -> StepResult:
    """``cover.webp``, ``web.webp`` and, where there is more than one frame, pages or motion."""
    try:
        found = parse(
            "make_picture",
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
        raise StepFailed(refusal.message) from refusal
    pages = found["pages"]
    made = [*found["made"], *(entry for page in pages for entry in page["made"])]
    return StepResult(
        renditions=pictures(context.scratch, made),
        fragments=tuple(
            MadeFragment(
                unit="page",
                at=number,
                until=None,
                heading="",
                text="",
                notes="",
                hidden=False,
                content_sha=content_sha("", page["print"]),
            )
            for number, page in enumerate(pages, start=1)
        ),
        pages=(len(pages) or 1) if context.format == "tiff" else None,
        width=found["width"],
        height=found["height"],
        warnings=tuple(found["warnings"]),
    )


class ImageProcessor:
    """One step: pictures are quick."""

    kind = "image"
    recipe = "image"
    recipe_version = 1
    steps: Sequence[Step] = (
        Step(name="web", title="Готовим картинку", makes_usable=True, run=make_web),
    )

    def can_process(self, format: str) -> bool:
        """Whether this is a picture's format."""
        return format in FORMATS
