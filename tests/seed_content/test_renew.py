"""A home that was filled from older sources is brought up to the new ones."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from app.services import Services
from catalog.models import Item, Version
from tests.ingest.makers import picture
from tests.seed_content.taking_in import built, fill


def test_a_changed_source_becomes_a_new_published_version_of_the_same_item(
    services: Services, tmp_path: Path
) -> None:
    first = built(tmp_path / "circle.png")
    picture((64, 48)).save(first.path)
    fill(services, first)
    (tmp_path / "newer").mkdir()
    second = replace(first, path=tmp_path / "newer" / "circle.png")
    picture((96, 48)).save(second.path)

    fill(services, second)
    fill(services, second)

    with services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 1
        statuses = session.scalars(select(Version.status).order_by(Version.no)).all()
        assert statuses == ["superseded", "published"]
