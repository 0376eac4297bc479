"""Text as people write it: without the characters that no database, page or report should meet."""

import unicodedata


def plain(text: str) -> str:
    """``text`` without control characters (line ends and tabs stay) and halves of characters.

    PostgreSQL keeps no NUL in a text, and a lone surrogate has no UTF-8 (Unicode's Cc and Cs).
    """
    if text.isprintable():
        return text
    return "".join(_kept(c) for c in text)


def _kept(c: str) -> str:
    if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cs"):
        return c
    return "\n" if c.isspace() else ""  # a vertical tab is a line end within a paragraph
