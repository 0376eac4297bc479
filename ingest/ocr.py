"""Words on a picture, read by tesseract in Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from media.limits import GIB, MIB, PROBE, Limits
from media.tools import ToolFailed, ToolMissing, ToolPaths, run

LANGUAGES = "rus+eng"
NO_LANGUAGE = "Failed loading language"
#: A page of 12 million pixels full of small print took 14 s of one processor.
LIMITS = Limits(
    wall_seconds=240,
    cpu_seconds=200,
    memory_bytes=3 * GIB // 2,
    file_bytes=64 * MIB,
)
#: Tesseract's own confidence in a word, of 100: below, shapes of a photograph become words.
SURE, SURE_OF_SHORT = 60.0, 80.0
#: A word of fewer letters is short: leaves and bricks are read as «о», «11» and «ил».
SHORT = 3
_VERSIONS: dict[str, str] = {}
_WORDLIKE = re.compile(r"[^\W_]")
_MIXED = re.compile(r"(?=.*[а-яё])(?=.*[a-z])", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[а-яёa-z])[-‐¬]\n(?=[а-яёa-z])")


class NoReader(Exception):
    """No tesseract on this machine, or none that knows Russian."""


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[int, int, int]
    text: str
    sure: float


def read_words(picture: Path, *, workdir: Path, tools: ToolPaths) -> str:
    """The words of ``picture`` (PNG, upright, letters of 20 px or more), a line for each line.

    Words that tesseract is not sure of are left out; a word broken at a line's end is joined.
    Raises NoReader where tesseract or one of its languages is not installed, ToolTimeout and
    ToolFailed.
    """
    out = workdir / f"{picture.stem}-words"
    command = [tools.tesseract, str(picture), str(out), "-l", LANGUAGES, "--psm", "3", "tsv"]
    try:
        done = run(
            command,
            workdir=workdir,
            limits=LIMITS,
            inputs=[picture],
            wall=tools.wall,
            # Its own threads share out small pieces of work and take twice the time in all.
            env={"OMP_THREAD_LIMIT": "1"},
        )
    except ToolMissing as missing:
        raise NoReader from missing
    except ToolFailed as failure:
        if NO_LANGUAGE in failure.completed.stderr_tail:
            raise NoReader from failure
        raise
    written = out.with_name(out.name + ".tsv")
    if NO_LANGUAGE in done.stderr_tail:  # one of the two is enough for it, not for us
        raise NoReader
    if not written.is_file():
        raise ToolFailed(Path(tools.tesseract).name, done)
    return joined(written.read_text("utf-8", "replace"))


def version(*, workdir: Path, tools: ToolPaths) -> str:
    """«tesseract 5.3.0», asked once in a process. Raises ToolMissing, ToolTimeout."""
    if tools.tesseract not in _VERSIONS:
        done = run(
            [tools.tesseract, "--version"],
            workdir=workdir,
            limits=PROBE,
            wall=tools.wall,
            check=False,
        )
        said = (done.stdout_tail + done.stderr_tail).split()
        _VERSIONS[tools.tesseract] = " ".join(said[:2]) if said[:1] == ["tesseract"] else ""
    return _VERSIONS[tools.tesseract]


def joined(table: str) -> str:
    """Text of tesseract's TSV (its manual, «TSV output»): sure words, joined line by line."""
    lines = [
        " ".join(word.text for word in line)
        for _at, line in groupby(_sure(table), key=lambda word: word.line)
    ]
    return _BROKEN.sub("", "\n".join(lines))


def _sure(table: str) -> Iterator[_Word]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if len(cells) != 12 or cells[0] != "5":
            continue
        text = cells[11].strip()
        word = _Word((int(cells[2]), int(cells[3]), int(cells[4])), text, float(cells[10]))
        if _is_word(word):
            yield word


def _is_word(word: _Word) -> bool:
    letters = len(_WORDLIKE.findall(word.text))
    if 2 * letters <= len(word.text) or _MIXED.search(word.text):
        return False
    return word.sure >= (SURE_OF_SHORT if letters < SHORT else SURE)
