"""What was made of the same bytes before is looked for among their own versions."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from ingest.reuse import _looking
from tests.explained import explained


def test_a_donor_is_looked_for_among_the_versions_of_the_original(
    engine: Engine, session: Session
) -> None:
    with explained(engine) as plans:
        session.execute(_looking(), {"of": "a", "not_this": 1}).first()
    ways = [one for one in plans if one.startswith(("SEARCH", "SCAN"))]
    assert ["original_sha=?" in ways[0], "version_id=? AND state=?" in ways[1]] == [True, True], (
        ways
    )
