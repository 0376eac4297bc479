"""OLE objects in a deck: LibreOffice draws the picture that stands in one when it has no other."""

from __future__ import annotations

import io

import olefile

from ingest.parsing.metafiles import DRAWINGS, holds_drawing
from ingest.parsing.postscript import DOS

#: Before the picture stand some dozens of bytes about it ([MS-OLEDS] 2.3.4).
PICTURE = "olepres"
PICTURE_HEAD = 4096
#: Where the header tells below which size streams stand elsewhere, and what it must tell: others
#: believe it, olefile does not ([MS-CFB] 2.2).
BOUND_AT, BOUND = 56, (4096).to_bytes(4, "little")


def ole_holds_drawing(content: bytes) -> bool:
    """Whether a stream of the container holds a drawing.

    Also for one that cannot be read, or that others may read otherwise.
    """
    if content[BOUND_AT : BOUND_AT + len(BOUND)] != BOUND:
        return True
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            paths = container.listdir()
            if len({"/".join(path).upper() for path in paths}) < len(paths):
                return True
            return any(
                _suspect("/".join(path), container.openstream(path).read()) for path in paths
            )
    except (OSError, ValueError, IndexError, TypeError, OverflowError):
        return True


def _suspect(name: str, content: bytes) -> bool:
    if holds_drawing(content):
        return True
    if PICTURE not in name.lower():
        return False
    head = content[:PICTURE_HEAD].replace(b"\0", b"")
    return DRAWINGS.search(head) is not None or DOS in head or b"%!PS" in head
