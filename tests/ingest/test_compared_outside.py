"""Prints are compared before the step's end is written: meanwhile others write."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from media.near import keep
from media.near.likeness import Likeness, likeness
from media.near.models import Near
from media.near.prints import Prints
from tests.app.near_town import a_copy, a_drawing
from tests.town import Town, shared_town, town

__all__ = ["shared_town", "town"]


def test_while_a_picture_is_compared_with_others_the_database_can_be_written(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote: list[int] = []

    def compared(one: Mapping[str, Prints], other: Mapping[str, Prints]) -> Likeness | None:
        with town.services.database.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout = 5000"))
            connection.execute(text("UPDATE item SET grade = grade"))
            connection.commit()
            connection.execute(text("PRAGMA busy_timeout = 30000"))
        wrote.append(1)
        return likeness(one, other)

    monkeypatch.setattr(keep, "likeness", compared)
    drawing = a_drawing(tmp_path, 1)
    for file in (drawing, a_copy(drawing)):
        assert town.by("teacher").send(file).status_code == 202
    town.work()

    assert wrote == [1]
    with town.services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Near)) == 1
