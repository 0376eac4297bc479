"""The words of a slide, a picture or a film in one line, as a passage shows them."""

import re
from collections.abc import Sequence

from language.lemmas import RUSSIAN

_ENDS = re.compile(r"[.!?…,;:—–-][»\"”')\]]*$")
_BEGINS_ANEW = re.compile(r"[«\"“(\[\s]*[A-ZА-ЯЁ\d—–]")

_SENTENCE = re.compile(r"[«\"“(\[\s]*[A-ZА-ЯЁ]")

_BROKEN = re.compile(r"([^\W\d_]+)[-‐‑¬\u00ad][ \t]*\n\s*([а-яёa-z]+)")
"""A word that a line's end cuts: «пита-» / «ние»."""

_ALONE = re.compile(r"(?:[^\w=+*/·<>≤≥√^]|_)*[^\W\d_]?(?:[^\w=+*/·<>≤≥√^]|_)*")
"""A letter by itself, or signs; what reckons is none: «a + b = c»."""

_TRASH = 3
"""So many letters one behind another say nothing: they name corners, or were no letters."""


def in_one_line(text: str, *, spoken: bool = False) -> str:
    """The lines in one: broken words whole, runs of single letters left out.

    A stroke stands where lines would run together, «Радиус / Хорда»; in what is ``spoken`` a full
    stop, and only where a sentence begins.
    """
    lines = (_said(line) for line in _BROKEN.sub(_whole, text).splitlines())
    return joined([line for line in lines if line], spoken=spoken)


def joined(texts: Sequence[str], *, spoken: bool = False) -> str:
    """The lines in one, kept apart where they would run together: «фокусов / II закон»."""
    anew, between = (_SENTENCE, ".") if spoken else (_BEGINS_ANEW, " /")
    said = texts[0] if texts else ""
    for text in texts[1:]:
        apart = not _ENDS.search(said) and anew.match(text)
        said = f"{said}{between} {text}" if apart else f"{said} {text}"
    return said


def _whole(broken: re.Match[str]) -> str:
    """The word without its hyphen; with it where only so the parts are words, «по-русски»."""
    first, second = broken[1], broken[2]
    if RUSSIAN.known((first + second).lower().replace("ё", "е")):
        return first + second
    kept = f"{first}-{second}"
    both = all(RUSSIAN.known(part.lower().replace("ё", "е")) for part in (first, second))
    return kept if both else first + second


def _said(line: str) -> str:
    """A line without runs of letters that stand alone."""
    kept: list[str] = []
    run: list[str] = []
    for piece in (*line.split(), ""):
        if piece and _ALONE.fullmatch(piece):
            run.append(piece)
            continue
        if len(run) < _TRASH:
            kept += run
        run = []
        if piece:
            kept.append(piece)
    return " ".join(kept)
