"""What the tests of the diary share: a town with a timetable."""

from tests.town import shared_town, town

__all__ = ["shared_town", "town"]
