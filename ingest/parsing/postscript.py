"""PostScript and EPS: LibreOffice hands such a picture to other programs (Ghostscript among them).

They are whole languages, so what they are given may read files and run for ever.
"""

from __future__ import annotations

#: A header of DOS with the places of the PostScript and of its preview (Adobe TN 5002, 5.2).
DOS = b"\xc5\xd0\xd3\xc6"
PLAIN = b"%!PS"
#: What a printer's driver or a careless program leaves before it: marks of order, line ends, ^D.
BEFORE = b"\xef\xbb\xbf\x00\x04\t\n\f\r "
#: So much is looked at.
HEAD_BYTES = 64


def is_postscript(head: bytes) -> bool:
    """Whether it is EPS or PostScript; ``head`` may be cut after HEAD_BYTES."""
    return head.startswith(DOS) or head[:HEAD_BYTES].lstrip(BEFORE).startswith(PLAIN)
