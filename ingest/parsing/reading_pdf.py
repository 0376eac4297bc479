"""A page of a PDF made ready for reading."""

from __future__ import annotations

from typing import Any

from ingest.parsing.pdf import draw, opened
from ingest.parsing.reading import write_for_reading

#: Pixels of the longest side: 257 dpi of A4, and a slide's small print 40 px high.
SIDE = 3000


def draw_page_for_reading(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "folder", "page"}`` → ``{"print": "", "file": name}``, a grey PNG of the page.

    Raises Unreadable.
    """
    with opened(request["path"]) as document:
        page = document[request["page"] - 1]
        drawn = draw(page, SIDE).convert("L")
        page.close()
    return {"print": "", "file": write_for_reading(drawn, request)}
