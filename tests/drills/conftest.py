"""The drills live in a small town."""

from tests.town import shared_town, town

__all__ = ["shared_town", "town"]
