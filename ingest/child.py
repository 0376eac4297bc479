"""``main([TASK, REQUEST, RESULT])``: one parsing task in a process of its own.

REQUEST and RESULT are JSON files. The result is ``{"value": …}``, or ``{"unreadable": reason}`` for
a file that cannot be taken. Progress goes to standard output, a line ``percent N`` each. The parent
is ``ingest.parse``, which starts this under ``media.tools``' limits.
"""

from __future__ import annotations

import errno
import importlib
import json
from pathlib import Path
from typing import Any

from ingest.parsing.errors import DAMAGED, TOO_LARGE, Unreadable

#: Task names and the modules whose function of that name does it. Imported when asked for, since
#: each brings libraries that the others do without.
TASKS = {
    "cut_links": "ingest.parsing.links",
    "shrink_pictures": "ingest.parsing.deck_pictures",
    "cut_ppt": "ingest.parsing.ppt_pictures",
    "read_deck": "ingest.parsing.deck",
    "sniff_ole": "ingest.parsing.ole",
    "sniff_pdf": "ingest.parsing.pdf",
    "read_pdf": "ingest.parsing.pdf",
    "draw_pages": "ingest.parsing.pages",
    "sniff_picture": "ingest.parsing.picture",
    "make_picture": "ingest.parsing.picture",
    "sniff_svg": "ingest.parsing.svg",
    "make_svg": "ingest.parsing.svg",
    "draw_for_reading": "ingest.parsing.reading",
    "draw_page_for_reading": "ingest.parsing.reading_pdf",
    "choose_poster": "ingest.parsing.poster",
    "print_pictures": "ingest.parsing.prints",
    "print_frames": "ingest.parsing.prints",
    "draw_waveform": "ingest.parsing.waveform",
}

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
#: EX_TEMPFAIL of sysexits.h: the file is not to blame.
NO_ROOM_STATUS = 75


def perform(task: str, request: dict[str, Any]) -> dict[str, Any]:
    """Do one task and return its result document."""
    work = getattr(importlib.import_module(TASKS[task]), task)
    try:
        return {"value": work(request)}
    except Unreadable as refusal:
        return {"unreadable": refusal.message}
    except MemoryError:
        return {"unreadable": TOO_LARGE}
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise
        return {"unreadable": DAMAGED, "trace": _trace()}
    except Exception:  # the libraries raise whatever a damaged file leads them to
        return {"unreadable": DAMAGED, "trace": _trace()}


def _trace() -> str:
    import traceback  # a tenth of the start, for what is seldom asked

    return traceback.format_exc()


def main(arguments: list[str]) -> int:
    """The process: 0 with a result written, NO_ROOM_STATUS on a full disk, else a traceback."""
    task, request, result = arguments
    try:
        document = perform(task, json.loads(Path(request).read_text("utf-8")))
        Path(result).write_text(json.dumps(document), "utf-8")
    except OSError as problem:
        if problem.errno in NO_ROOM:
            return NO_ROOM_STATUS
        raise
    return 0
