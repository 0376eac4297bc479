"""Captions as the fragments of a film: each at its own second, its words said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.captions.cues import Cue
from ingest.processors.contract import MadeFragment

ROLLS = 500
"""Milliseconds: captions that roll up follow one another without a pause longer than that."""


def spoken(cues: Iterable[Cue]) -> tuple[MadeFragment, ...]:
    """Fragments of unit ``ms`` in the order of time, one a cue; its lines are one line.

    Cues that begin within one second are one fragment, a line each: an address names whole
    seconds. Captions that roll up say each line twice, the second time above the next: the
    fragment has what is new.
    """
    found: list[_Said] = []
    before: Cue | None = None
    stood: tuple[str, ...] = ()
    for cue in cues:
        lines = cue.lines
        rolls = before is not None and before.start < cue.start <= before.end + ROLLS
        fresh = _fresh(stood if rolls else (), lines)
        if found and (not fresh or found[-1].start // 1000 == cue.start // 1000):
            found[-1].add(cue, fresh)
        else:
            found.append(_Said(cue.start, cue.end, [fresh]))
        before, stood = cue, lines
    return tuple(
        MadeFragment(
            unit="ms",
            at=one.start,
            until=one.end,
            heading="",
            text="\n".join(one.lines),
            notes="",
            hidden=False,
            content_sha="",
        )
        for one in found
    )


@dataclass(slots=True)
class _Said:
    """What begins in one second, from ``start`` to ``end`` in milliseconds."""

    start: int
    end: int
    lines: list[str] = field(default_factory=list)

    def add(self, cue: Cue, fresh: str) -> None:
        self.end = max(self.end, cue.end)
        if fresh:
            self.lines.append(fresh)


def _fresh(stood: Sequence[str], lines: Sequence[str]) -> str:
    """The words of ``lines`` that did not stand on the screen already; empty where all did."""
    kept = _overlap(stood, lines)
    if kept:
        return " ".join(lines[kept:])
    plain, old = _one_line(lines), _one_line(stood)
    # A line that grows: «Сегодня», then «Сегодня урок».
    if old and f"{plain} ".startswith(f"{old} "):
        return plain[len(old) :].strip()
    return plain


def _one_line(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _overlap(stood: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines end ``stood`` and begin ``lines``, the most that do; in linear time.

    The failure function of Knuth, Morris and Pratt (SIAM J. Comput. 6, 1977).
    """
    back = [0] * len(lines)
    for at in range(1, len(lines)):
        back[at] = _longer(lines, back, back[at - 1], lines[at])
    kept = 0
    for line in stood[-len(lines) :]:
        kept = _longer(lines, back, kept, line)
    return kept


def _longer(lines: Sequence[str], back: Sequence[int], kept: int, line: str) -> int:
    """The length of the beginning of ``lines`` that ends in ``line``, where ``kept`` did before."""
    while kept and (kept == len(lines) or lines[kept] != line):
        kept = back[kept - 1]
    return kept + 1 if lines[kept] == line else 0
