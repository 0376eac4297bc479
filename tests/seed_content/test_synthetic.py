"""Synthetic items: the same from the same seed, complete, and honest about what they are."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.services import Services
from catalog.models import Item, Placement, Version
from jobs.models import Outbox
from seed_content.synthetic import write
from seed_content.synthetic.compose import SAID
from seed_content.synthetic.words import Lesson, Vocabulary, words_of
from tests.ingest.makers import picture
from tests.seed_content.taking_in import built, fill


@pytest.fixture
def filled(services: Services, tmp_path: Path) -> Services:
    item = built(tmp_path / "circle.png")
    picture((64, 48)).save(item.path)
    fill(services, item)
    return services


def made(session: Session) -> list[Item]:
    of = select(Item).join(Version, Item.published_version_id == Version.id)
    return list(session.scalars(of.where(Version.description == SAID).order_by(Item.public_id)))


def test_items_are_published_placed_and_queued_for_the_search(
    filled: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 4)
    assert write.write_synthetic(filled.sessions, 10, 7, filled.clock) == 10
    with filled.sessions() as session:
        items = made(session)
        assert len(items) == 10
        for item in items:
            (version,) = item.versions
            assert (item.published_version_id, version.status) == (version.id, "published")
            assert [place.lesson.key for place in item.placements] == ["math-5-056"]
            assert version.original.kind == item.kind == "image"
            assert version.title
            assert [fragment.unit for fragment in version.fragments] == ["page"]
            assert len(version.fragments[0].text.split()) > 15
        waiting = set(session.scalars(select(Outbox.item_id)))
        assert {item.id for item in items} <= waiting


def test_a_second_run_adds_only_what_is_missing(filled: Services) -> None:
    assert write.write_synthetic(filled.sessions, 5, 7, filled.clock) == 5
    assert write.write_synthetic(filled.sessions, 8, 7, filled.clock) == 3
    assert write.write_synthetic(filled.sessions, 8, 7, filled.clock) == 0
    with filled.sessions() as session:
        assert len(made(session)) == 8
        assert session.scalar(select(func.count()).select_from(Placement)) == 9  # and the circle


def test_the_seed_decides_what_is_written(filled: Services) -> None:
    write.write_synthetic(filled.sessions, 3, 7, filled.clock)
    with filled.sessions() as session:
        first = [(one.public_id, one.versions[0].fragments[0].text) for one in made(session)]
    write.write_synthetic(filled.sessions, 3, 8, filled.clock)
    with filled.sessions() as session:
        both = [(one.public_id, one.versions[0].fragments[0].text) for one in made(session)]
    assert set(first) < set(both)
    assert len({text for _, text in both}) == 6


def test_a_home_without_files_to_share_is_told(services: Services) -> None:
    with pytest.raises(LookupError):
        write.write_synthetic(services.sessions, 3, 7, services.clock)


def test_few_words_come_often_and_many_seldom() -> None:
    letters = "абвгдежзиклмнопр"
    named = [f"слово{one}{other}" for one in letters for other in letters]
    titles = [f"{word} " * (1 + 200 // number) for number, word in enumerate(named, start=1)]
    lessons = [Lesson(1, "math", 5, title, words_of(title)) for title in titles]
    drawn = Counter(Vocabulary(lessons).draw(np.random.default_rng(3), 20_000))
    ranked = [count for _, count in drawn.most_common()]
    assert ranked[0] > 4 * ranked[20] > 8 * ranked[120]
