"""The tests of this folder: a country of random materials, and the small town."""

import pytest
from sqlalchemy.orm import Session

from tests.coverage.random_country import RandomCountry
from tests.town import shared_town, town

__all__ = ["shared_town", "town"]


@pytest.fixture(params=range(3), ids=lambda seed: f"seed-{seed}")
def country(session: Session, request: pytest.FixtureRequest) -> RandomCountry:
    """Another random country for each seed."""
    return RandomCountry(session, seed=request.param)
