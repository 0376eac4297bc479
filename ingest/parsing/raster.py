"""Which content LibreOffice takes for a picture of dots, by its first bytes alone.

It asks no name and no claimed type, so what is not proven here may be a drawing that leads out.
"""

from __future__ import annotations

import re

#: As ``GraphicFormatDetector`` of LibreOffice tells them.
HEADS = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|II\x2a\x00|MM\x00\x2a"
    rb"|BM.{4}\x00{4}|BM.{12}[\x0c\x28]|RIFF.{4}WEBP",
    re.DOTALL,
)
#: A head is told by so many bytes.
HEAD_BYTES = 16


def is_raster(content: bytes) -> bool:
    """Whether these are dots; ``content`` may be cut after HEAD_BYTES."""
    return HEADS.match(content) is not None
