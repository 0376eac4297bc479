"""Tables for a spreadsheet: CSV as Excel opens it by a double click where Russian is set.

UTF-8 with a byte order mark, «;» between columns (the comma is the decimal sign there), lines
ended by CR LF.
"""

import csv
from collections.abc import Sequence
from typing import TextIO

ENCODING = "utf-8-sig"
"""UTF-8 with the mark by which a spreadsheet knows it; a file is opened with ``newline=""``."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, «CSV Injection»)."""


def write_row(file: TextIO, row: Sequence[object]) -> None:
    """Write one line of a table, in one piece.

    A text that begins like a formula gets a space before it: «-тся и -ться» is a lesson.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(value) for value in row])


def _plain(value: object) -> object:
    return f" {value}" if isinstance(value, str) and value.startswith(FORMULA) else value
