"""Films that were joined end to end, each with a clock of its own, counted by one."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Containers that may be joined end to end, with a clock that jumps there, and by how many seconds:
#: what plays them goes on as if it had not.
JOINED, JUMP = frozenset({"mpegts", "mpeg", "ogg"}), 10.0


@dataclass(slots=True)
class Clock:
    """The clock of a film, or the clocks of several that were joined, as one.

    ``jumps``: whether it may be several. Then a packet more than JUMP seconds from where its track
    goes on tells that another film begins, whose clock is set by that.
    """

    jumps: bool = False
    jumped: bool = False
    _ahead: float = 0.0
    _next: dict[int, float] = field(default_factory=dict)

    def told(self, track: int, read: float | None, lasts: float) -> float:
        """What to add to the moments of a packet that is to be read at ``read``."""
        if not self.jumps or read is None:
            return 0.0
        expected = self._next.get(track)
        if expected is not None and abs(read + self._ahead - expected) > JUMP:
            self._ahead, self.jumped = expected - read, True
        self._next[track] = read + self._ahead + lasts
        return self._ahead
