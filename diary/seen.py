"""What a viewer says was seen: slides or whole seconds in several forms, cut to what there is."""

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from core.errors import Invalid

MOST_PIECES = 200
"""Pieces of one message: the viewer's page tells a few each four seconds."""

LONGEST_TEXT = 4000
"""Characters of one message."""

PIECE = re.compile(r"\s*(\d{1,9})\s*(?:[-–—]\s*(\d{1,9})\s*)?")


class WrongReach(Invalid):
    """What was seen is not said in a form that is understood."""

    code = "wrong_reach"

    def __init__(self) -> None:
        super().__init__("Что посмотрено, пишется так: слайды «4-7,9» или секунды «80-98».")


def seen(given: object, least: int, most: int) -> set[int]:
    """The numbers from ``least`` to ``most`` in «4-7,9», 5, [4, 5, 6] or [[4, 7], [9, 9]].

    Whatever is asked for, it makes no more numbers than there are between the two. Raises
    WrongReach.
    """
    found: set[int] = set()
    for begin, end in _pieces(given):
        found.update(range(max(begin, least), min(end, most) + 1))
    return found


def _pieces(given: object) -> Iterator[tuple[int, int]]:
    match given:
        case bool():
            raise WrongReach
        case int() | float():
            yield _span(given, given)
        case str() if len(given) <= LONGEST_TEXT:
            yield from _written(given)
        case list() if len(given) <= MOST_PIECES:
            for one in given:
                yield _listed(one)
        case _:
            raise WrongReach


def _written(text: str) -> Iterator[tuple[int, int]]:
    pieces = text.split(",")
    if len(pieces) > MOST_PIECES:
        raise WrongReach
    for piece in pieces:
        ends = PIECE.fullmatch(piece)
        if ends is None:
            raise WrongReach
        yield _span(int(ends[1]), int(ends[2] or ends[1]))


def _listed(one: Any) -> tuple[int, int]:
    match one:
        case bool():
            raise WrongReach
        case int():
            return _span(one, one)
        case [int() | float() as begin, int() | float() as end]:
            return _span(begin, end)
    raise WrongReach


def _span(begin: float, end: float) -> tuple[int, int]:
    if not (isfinite(begin) and isfinite(end)) or not 0 <= begin <= end:
        raise WrongReach
    return int(begin), int(end)
