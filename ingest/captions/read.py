"""SubRip and WebVTT files as people have them, read strictly: a mistake is told with its line.

The kept libraries (pysubs2 1.8, webvtt-py 0.6) were tried: both drop what they cannot read without
a word, or take it for words, and neither knows the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import Invalid
from core.moments import clock
from ingest.captions.cues import Cue
from ingest.captions.entities import unescaped
from ingest.captions.markup import cleaned

LARGEST = 2_000_000
"""Bytes of a file with captions: ten times those of a film of three hours."""

MOST_LINES = 40
MOST_LETTERS = 2000
"""Of one cue: a screen has room for three lines; a page of words is no longer one."""
MOST_MARKED = 20_000
"""Letters of one cue with its marks."""

ARROW = re.compile(r"\s-{1,2}>\s|\s[—–]>\s|\s→\s")
"""What stands between two times, also where it is written wrongly."""

_TIME = (
    r"(?:(?P<{0}h>\d{{1,2}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{1,2}})(?:[.,](?P<{0}f>\d{{1,3}}))?"
)
TIMES = re.compile(
    r"\s*" + _TIME.format("a") + r"\s+-->\s+" + _TIME.format("b") + r"(?P<rest>\s.*)?"
)
TIME_LIKE = re.compile(r"\s*\d{1,3}:\d{1,2}")
_NUMBERED = re.compile(r"\s*\d+\s*$|\s*\d{1,3}[:.]\d{1,2}\D")
"""How a cue begins, by its number or by a time that is not one."""

OTHER_BLOCKS = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")


class WrongCaptions(Invalid):
    """A file that cannot be taken for captions; the message names the line where it can."""

    code = "wrong_captions"


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand together; ``first`` is the number of the first in the file, from 1."""

    first: int
    lines: tuple[str, ...]


def read_captions(content: bytes, duration_ms: int | None = None) -> tuple[Cue, ...]:
    """The cues of an SRT or VTT file in the order of time; at least one.

    UTF-8, UTF-16 and Windows-1251 are told apart. ``duration_ms`` is the film's length where it is
    known: captions that begin after it are those of another film. Raises WrongCaptions.
    """
    if len(content) > LARGEST:
        raise WrongCaptions("Файл с субтитрами больше 2 МБ. Проверьте, тот ли это файл.")
    cues: list[Cue] = []
    for block in _blocks(_text(content)):
        cues += _cues(block, after_another=bool(cues))
    if not cues:
        raise WrongCaptions(
            "В файле нет ни одной реплики со временем. Пришлите субтитры в формате SRT или VTT."
        )
    cues.sort(key=lambda cue: (cue.start, cue.end))
    if duration_ms is None:
        return tuple(cues)
    within = [cue for cue in cues if cue.start < duration_ms]
    if len(within) < 0.9 * len(cues):
        raise WrongCaptions(
            f"Субтитры длиннее записи: она кончается на {clock(duration_ms)}, "
            f"а последняя реплика — на {clock(cues[-1].start)}. Проверьте, тот ли это файл."
        )
    return tuple(within)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _decoded(content, "utf-8-sig")
    # Spaces and digits of UTF-16 leave every second byte zero.
    for parity, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = content[parity:4096:2]
        if half and half.count(0) > 0.3 * len(half):
            return _decoded(content, name)
    if b"\0" in content:
        raise WrongCaptions("Это не текстовый файл. Пришлите субтитры в формате SRT или VTT.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1251")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise WrongCaptions(
            f"Строка {line}: буквы не читаются. Сохраните файл в кодировке UTF-8."
        ) from error


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    first = 1
    every = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    vtt = every[0].lstrip("\ufeff").startswith("WEBVTT")
    for number, line in enumerate([*every, ""], start=1):
        if line.strip():
            if not lines:
                first = number
            lines.append(line)
        elif lines:
            block, lines = _Block(first, tuple(lines)), []
            if not (vtt and (block.first == 1 or OTHER_BLOCKS.match(block.lines[0]))):
                yield block


def _cues(block: _Block, *, after_another: bool) -> Iterator[Cue]:
    """The cues of a block: one, as a rule; more where blank lines were left out."""
    starts = [n for n, line in enumerate(block.lines) if "-->" in line or _spoilt(line)]
    if not starts and after_another and not _NUMBERED.match(block.lines[0]):
        return  # a blank line within a cue: what follows it is not shown by any player
    if not starts or starts[0] > 1:
        raise WrongCaptions(
            f"Строка {block.first}: нет времени. Перед словами должно стоять, когда их "
            "показывать: 00:00:05,000 --> 00:00:08,000."
        )
    for n, at in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(block.lines)
        words = block.lines[at + 1 : last]
        if n + 1 < len(starts) and words and words[-1].strip().isdigit():
            words = words[:-1]  # the next cue's number
        start, end = _times(block.lines[at], block.first + at)
        if len(words) > MOST_LINES or sum(map(len, words)) > MOST_MARKED:
            raise _too_long(block.first + at)
        text = cleaned("\n".join(words))
        if len(text) > MOST_LETTERS and len(unescaped(text)) > MOST_LETTERS:
            raise _too_long(block.first + at)
        if text and end > start:
            yield Cue(start, end, text)


def _too_long(number: int) -> WrongCaptions:
    return WrongCaptions(
        f"Строка {number}: в одной реплике больше {MOST_LINES} строк или {MOST_LETTERS} букв. "
        "Разделите её на несколько, каждую со своим временем."
    )


def _spoilt(line: str) -> bool:
    return bool(TIME_LIKE.match(line) and ARROW.search(line))


def _times(line: str, number: int) -> tuple[int, int]:
    found = TIMES.fullmatch(line)
    if found is None:
        raise WrongCaptions(
            f"Строка {number}: «{line.strip()[:60]}» не читается. "
            "Время пишут так: 00:00:05,000 --> 00:00:08,000."
        )
    start, end = _ms(found, "a", number), _ms(found, "b", number)
    if end < start:
        raise WrongCaptions(f"Строка {number}: реплика кончается раньше, чем начинается.")
    return start, end


def _ms(found: re.Match[str], side: str, number: int) -> int:
    hours, minutes, seconds = (int(found[side + part] or 0) for part in "hms")
    if minutes > 59 or seconds > 59:
        raise WrongCaptions(f"Строка {number}: минут и секунд не бывает больше 59.")
    fraction = int((found[side + "f"] or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
