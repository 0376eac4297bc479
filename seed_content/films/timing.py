"""How far a change has gone at a moment of a film, and colours between two colours."""

import math


def part(t: float, start: float, until: float) -> float:
    """What part of the time from ``start`` to ``until`` has passed at ``t``: 0 to 1."""
    return min(1.0, max(0.0, (t - start) / (until - start)))


def soft(p: float) -> float:
    """The same part with a gentle beginning and end: 3p² − 2p³."""
    return p * p * (3 - 2 * p)


def between(a: float, b: float, p: float) -> float:
    """The number that lies the part ``p`` of the way from ``a`` to ``b``."""
    return a + (b - a) * p


def blend(a: str, b: str, p: float) -> tuple[int, int, int]:
    """The colour the part ``p`` of the way from ``a`` to ``b``, both written as #RRGGBB."""
    red, green, blue = (
        round(between(int(a[i : i + 2], 16), int(b[i : i + 2], 16), p)) for i in (1, 3, 5)
    )
    return red, green, blue


def comma(value: float, digits: int = 1) -> str:
    """A number as Russian schools write it: a comma, a true minus, a half rounded upwards."""
    shown = math.floor(value * 10**digits + 0.5 + 1e-9) / 10**digits
    return f"{shown:.{digits}f}".replace(".", ",").replace("-", "−")
