"""What was made of a file and got lost is made again by itself; so is what is out of date."""

from pathlib import Path

import pytest
from sqlalchemy import select

from accounts.models import User
from accounts.viewer import viewer_of
from app.work import ask_again
from catalog.cards import cards
from catalog.models import Fragment, Item
from catalog.waits_for_author import waits_for_author
from ingest.processors.presentation import PresentationProcessor
from ingest.queued import REMAKE, RENEW
from ingest.remake import ask_for
from jobs.models import Job
from media.models import Damage, Rendition
from media.orphans import orphans
from media.renditions import storage_name
from media.verify import longest_unread, read_back
from tests.town import Town, a_pdf, shared_town, town

__all__ = ["shared_town", "town"]


@pytest.fixture
def item_id(town: Town, tmp_path: Path) -> str:
    sent = town.by("teacher").send(a_pdf(tmp_path, "one", "two")).json["item_id"]
    town.work()
    return str(sent)


def renditions(town: Town) -> list[Rendition]:
    with town.services.sessions() as session:
        return list(session.scalars(select(Rendition).order_by(Rendition.id)))


def remade(town: Town) -> list[Job]:
    with town.services.sessions() as session:
        found = session.scalars(select(Job).where(Job.kind == REMAKE).order_by(Job.id)).all()
        for job in found:
            assert job.steps is not None
        return list(found)


def lose(town: Town, name: str) -> Rendition:
    lost = next(row for row in renditions(town) if row.name == name)
    town.services.storage.delete(storage_name(lost))
    return lost


def address(town: Town, item_id: str, name: str) -> str:
    found = town.by("teacher").json(f"items/{item_id}")
    return next(one["url"] for one in found["renditions"] if one["url"].endswith(name))


def verify(town: Town) -> None:
    services = town.services
    with services.sessions() as session:
        all_of_them = longest_unread(session)
    list(read_back(services.sessions, services.storage, all_of_them, services.clock))


@pytest.mark.usefixtures("item_id")
def test_a_lost_rendition_is_found_by_reading_and_only_its_step_runs_again(town: Town) -> None:
    lost = lose(town, "slide-0002-960.webp")
    verify(town)
    with town.services.sessions() as session:
        assert [one.reason for one in session.scalars(select(Damage))] == ["missing"]
        assert ask_again(session, town.services.clock) == 1
        assert ask_again(session, town.services.clock) == 0
    town.work()

    job = remade(town)[0]
    assert (job.state, [step.name for step in job.steps]) == ("done", [lost.step])
    assert town.services.storage.exists(storage_name(lost))
    with town.services.sessions() as session:
        assert session.scalar(select(Damage)) is None


def test_a_page_that_misses_a_rendition_asks_for_it_once(town: Town, item_id: str) -> None:
    lost = lose(town, "slide-0001-960.webp")
    place = address(town, item_id, lost.name)
    for _ in range(2):
        answer = town.by("teacher").get(place)
        assert (answer.status_code, "делаем её заново" in answer.text) == (404, True)
    assert len(remade(town)) == 1
    assert town.by("teacher").json(f"items/{item_id}/status")["outcome"] == "ready"
    town.work()

    assert town.by("teacher").get(place).status_code == 200


def test_an_older_recipe_serves_until_the_newer_is_done_and_is_removed_then(
    town: Town, item_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = renditions(town)
    newer = PresentationProcessor.recipe_version + 1
    monkeypatch.setattr(PresentationProcessor, "recipe_version", newer)
    with town.services.sessions() as session:
        assert ask_again(session, town.services.clock) == 1
    assert remade(town)[0].priority == RENEW
    place = address(town, item_id, "slide-0001-960.webp")
    assert town.by("teacher").get(place).status_code == 200
    town.work()

    assert [(job.state, job.error_text) for job in remade(town)] == [("done", None)]
    after = renditions(town)
    assert {row.recipe_version for row in after} == {newer}
    assert {row.name for row in after} == {row.name for row in before}
    storage = town.services.storage
    assert not any(storage.exists(storage_name(row)) for row in before)
    with town.services.sessions() as session:
        assert list(orphans(session, storage)) == []
        assert len(session.scalars(select(Fragment)).all()) == 2
        assert ask_again(session, town.services.clock) == 0
    assert town.by("teacher").get(place).status_code == 200


def test_a_material_whose_making_again_failed_is_as_ready_as_before(
    town: Town, item_id: str
) -> None:
    lost = lose(town, "slide-0001-960.webp")
    with town.services.sessions() as session:
        assert ask_for(session, lost, town.services.clock)
        job = session.scalars(select(Job).where(Job.kind == REMAKE)).one()
        job.state, job.error_text = "failed", "На сервере не хватило места."
        job.finished_at = town.services.clock()
        session.commit()
        row_id = session.scalars(select(Item.id)).one()
        assert [card.state for card in cards(session, [row_id])] == [""]
        author = session.scalars(select(User).where(User.login == "teacher")).one()
        assert waits_for_author(session, viewer_of(session, author)).failed == ()
