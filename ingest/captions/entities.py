"""Character references of foreign text, read without a failure."""

from __future__ import annotations

import html
import re

#: Unicode ends at 1114111, seven digits; Python refuses to read a number of 4301.
_BEYOND = re.compile(r"&#[0-9]{8,};?")


def unescaped(text: str) -> str:
    """``text`` with ``&amp;`` and its kin read; a number that is no letter is U+FFFD."""
    return html.unescape(_BEYOND.sub("\ufffd", text)) if "&" in text else text
