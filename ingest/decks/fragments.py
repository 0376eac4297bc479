"""From slides and pages to what is searched and shown as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.parsing.fingerprint import content_sha
from ingest.processors.contract import MadeFragment

MAX_HEADING = 120


def slides_of_pdf(pages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pages as ``read_pdf`` gives them, as slides: a short first line is taken for the heading."""
    slides = []
    for page in pages:
        heading, _, rest = page["text"].partition("\n")
        if len(heading) > MAX_HEADING:
            heading, rest = "", page["text"]
        slides.append(
            {
                "heading": heading,
                "text": rest,
                "links": page["links"],
                "notes": "",
                "hidden": False,
            }
        )
    return slides


def fragments_of(
    slides: Sequence[dict[str, Any]], prints: Sequence[str]
) -> tuple[MadeFragment, ...]:
    """A fragment a slide; ``prints`` are their pictures', empty where there is no picture.

    Addresses of links stand at the end of the text, a line each, unless the text has them. They
    count for what is found and read, and not for whether two slides are the same.
    """
    return tuple(
        MadeFragment(
            unit="slide",
            at=number,
            until=None,
            heading=slide["heading"],
            text=_with_links(slide),
            notes=slide["notes"],
            hidden=slide["hidden"],
            content_sha=content_sha(f"{slide['heading']}\n{slide['text']}", print_),
        )
        for number, (slide, print_) in enumerate(zip(slides, prints, strict=True), start=1)
    )


def _with_links(slide: dict[str, Any]) -> str:
    told = f"{slide['heading']}\n{slide['text']}"
    new = [address for address in slide["links"] if address.removeprefix("mailto:") not in told]
    return "\n".join([slide["text"], *new]) if slide["text"] or new else ""
