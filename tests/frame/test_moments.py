"""Moments as people read them."""

import pytest

from app.words import clock as length
from core.moments import clock


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "0:00"), (999.9, "0:00"), (84_000, "1:24"), (3_729_999, "1:02:09")],
)
def test_a_moment_is_told_to_the_second_that_has_begun(milliseconds: float, said: str) -> None:
    assert clock(milliseconds) == said


def test_a_length_is_told_to_the_nearest_second() -> None:
    assert [length(ms) for ms in (59_600, 59_400, 3_599_700)] == ["1:00", "0:59", "1:00:00"]
