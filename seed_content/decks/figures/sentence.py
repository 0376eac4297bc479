"""A parsed sentence: ``words`` with the marks of their roles, ``arrows`` with questions above."""

from dataclasses import dataclass, field
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, extent
from seed_content.decks.fit import LEAST, LINE
from seed_content.decks.underlines import MEMBERS, underline
from seed_content.measure import text_width

_ASK = 16  # points of a question over an arrow
_LEVEL = 0.4  # inches from an arrow to the next one above it
_MARK = 0.2  # inches below the letters for the mark
_EDGE = " .,!?;:…«»—()"  # not underlined at a word's ends


@dataclass
class _Line:
    """One line of words: their numbers, where each begins and ends, and its arrows by level."""

    words: list[int] = field(default_factory=list)
    width: float = 0.0
    arrows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    @property
    def levels(self) -> int:
        return max((level + 1 for level, _ in self.arrows), default=0)


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Words in one or several lines, as large as they fit, from ``size`` points down.

    ``words`` have ``w`` and ``role`` (subject, predicate, object, attribute, adverbial or
    empty); ``arrows`` go ``from`` a word ``to`` another by number, from 0, with ``text``;
    ``legend = true`` names the marks below. Raises ``ValueError`` for an unknown role, a number
    of no word, and where the words, or two that an arrow joins in one line, do not fit.
    """
    words: list[dict[str, str]] = data["words"]
    arrows: list[dict[str, Any]] = data.get("arrows", [])
    for arrow in arrows:
        for end in ("from", "to"):
            if not 0 <= arrow[end] < len(words):
                raise ValueError(f"sentence: arrows: {end} = {arrow[end]} is no word's number")
    roles = [name for name in MEMBERS if any(word.get("role") == name for word in words)]
    legend = _legend_rows(roles, a.w) if data.get("legend") else []
    room = a.h - len(legend) * 0.4 - (0.2 if legend else 0)
    size = float(data.get("size", 36))
    while (lines := _set(words, arrows, a.w, room, size)) is None:
        if size <= LEAST:
            raise ValueError("sentence: words do not fit, or an arrow's two are not in one line")
        size = max(LEAST, size - 1)
    high = [line.levels * _LEVEL + size * LINE / 72 + _MARK + 0.15 for line in lines]
    y = a.y + (room - min(room, sum(high))) / 2
    for line, h in zip(lines, high, strict=True):
        _write(b, a, words, line, y, size)
        y += h
    for i, row in enumerate(legend):
        _legend(b, a, row, y + 0.2 + i * 0.4)


def _widths(words: list[dict[str, str]], size: float) -> list[float]:
    return [extent(word["w"], size)[0] for word in words]


def _set(
    words: list[dict[str, str]], arrows: list[dict[str, Any]], w: float, h: float, size: float
) -> list[_Line] | None:
    """The words in lines at this size, or None where they or their arrows do not fit."""
    space, lines = size * 0.38 / 72, [_Line()]
    for number, wide in enumerate(_widths(words, size)):
        line = lines[-1]
        if line.words and line.width + space + wide > w - 0.2:
            lines.append(line := _Line())
        line.width += wide + (space if line.words else 0)
        line.words.append(number)
        if wide > w - 0.2:
            return None
    for arrow in sorted(arrows, key=lambda arrow: abs(arrow["to"] - arrow["from"])):
        home = [ln for ln in lines if arrow["from"] in ln.words and arrow["to"] in ln.words]
        if not home:
            return None
        spans = _spans(words, home[0], size)
        taken = {lv for lv, other in home[0].arrows if _meet(spans, arrow, other)}
        level = min(lv for lv in range(len(arrows) + 1) if lv not in taken)
        home[0].arrows.append((max([level, *(lv + 1 for lv in taken)]), arrow))
    total = sum(ln.levels * _LEVEL + size * LINE / 72 + _MARK + 0.15 for ln in lines)
    return lines if total <= h else None


def _spans(words: list[dict[str, str]], line: _Line, size: float) -> dict[int, tuple[float, float]]:
    """Word → where it begins and ends, in inches from the line's beginning."""
    spans, x, widths = {}, 0.0, _widths(words, size)
    for number in line.words:
        spans[number] = (x, x + widths[number])
        x += widths[number] + size * 0.38 / 72
    return spans


def _reach(spans: dict[int, tuple[float, float]], arrow: dict[str, Any]) -> tuple[float, float]:
    """What an arrow and its question take, from left to right."""
    ends = sorted(sum(spans[arrow[end]]) / 2 for end in ("from", "to"))
    middle, half = sum(ends) / 2, text_width(arrow.get("text", ""), _ASK) / 144 + 0.08
    return min(ends[0], middle - half), max(ends[1], middle + half)


def _meet(spans: dict[int, tuple[float, float]], one: dict[str, Any], two: dict[str, Any]) -> bool:
    first, second = _reach(spans, one), _reach(spans, two)
    return first[0] < second[1] + 0.05 and second[0] < first[1] + 0.05


def _write(
    b: Board, a: Area, words: list[dict[str, str]], line: _Line, y: float, size: float
) -> None:
    left = a.cx - line.width / 2
    top = y + line.levels * _LEVEL
    spans = _spans(words, line, size)
    for number in line.words:
        begin, end = spans[number]
        word = words[number]["w"]
        b.label(left + begin - 0.1, top, end - begin + 0.2, size * LINE / 72, word, size)
        if role := words[number].get("role"):
            bare = word.rstrip(_EDGE)
            x2 = begin + extent(bare, size)[0]
            x1 = x2 - extent(bare.lstrip(_EDGE), size)[0]
            underline(b, role, left + x1, left + x2, top + size * 1.18 / 72)
    for level, arrow in line.arrows:
        x1 = left + _end(spans, line, arrow, "from")
        x2 = left + _end(spans, line, arrow, "to")
        foot, height = top + 0.02, top - 0.12 - level * _LEVEL
        b.polygon(
            [(x1, foot), (x1, height), (x2, height), (x2, foot - 0.05)],
            None,
            line=b.c.ink,
            width=1.5,
            close=False,
        )
        b.line(x2, height, x2, foot - 0.06, b.c.ink, 1.5, arrow=True)
        if text := arrow.get("text"):
            w, h = box_of(text, _ASK)
            x = min(max((x1 + x2 - w) / 2, a.x), a.x + a.w - w)
            b.label(x, height - h, w, h, text, _ASK, color=b.c.first)


def _end(
    spans: dict[int, tuple[float, float]], line: _Line, arrow: dict[str, Any], end: str
) -> float:
    """Where an arrow leaves or meets a word: side by side with its others, never crossing them."""
    word = arrow[end]
    mine = [
        (one, one["to" if one["from"] == word else "from"] - word)
        for _, one in line.arrows
        if word in (one["from"], one["to"])
    ]
    mine.sort(key=lambda pair: (pair[1] > 0, -pair[1]))
    place = next(i for i, (one, _) in enumerate(mine) if one is arrow)
    begin, stop = spans[word]
    step = min(0.2, (stop - begin) / (len(mine) + 1))
    return (begin + stop) / 2 + (place - (len(mine) - 1) / 2) * step


def _legend_rows(roles: list[str], w: float) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for role in roles:
        if rows[-1] and _legend_width([*rows[-1], role]) > w:
            rows.append([])
        rows[-1].append(role)
    return [row for row in rows if row]


def _legend_width(row: list[str]) -> float:
    return sum(box_of(MEMBERS[role], _ASK)[0] + 1.0 for role in row) - 0.3


def _legend(b: Board, a: Area, row: list[str], y: float) -> None:
    x = a.cx - _legend_width(row) / 2
    for role in row:
        w = box_of(MEMBERS[role], _ASK)[0]
        underline(b, role, x, x + 0.6, y + 0.14)
        b.label(x + 0.65, y, w, 0.35, MEMBERS[role], _ASK, color=b.c.quiet)
        x += w + 1.0
