"""Draft → submitted → published → withdrawn: who may, from where, and what it leaves behind."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.ask_changes import ask_changes, asked_of
from catalog.describe import describe
from catalog.errors import BadShelf, NoReason, NotReady, NotYours, OwnItem, WrongStatus
from catalog.models import Item, ItemEvent, Version
from catalog.publish import publish
from catalog.queues import submitted_at, waiting_for_review
from catalog.shelves import FEDERAL, Shelf, parse_shelf
from catalog.submit import submit
from catalog.withdraw import withdraw
from core.errors import Invalid
from jobs.outbox import waiting
from tests.catalog.conftest import Country, HandClock, Make


@pytest.fixture
def author(country: Country) -> Viewer:
    return country.at_school("teacher")


@pytest.fixture
def item(country: Country, make_item: Make, author: Viewer) -> Item:
    return make_item(author, country.school)


def test_the_road_leaves_a_history_and_tells_the_index(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    submit(session, author, item, clock=clock)
    publish(session, methodologist, item, clock=clock)
    withdraw(session, author, item, "  нашлась ошибка  ", clock=clock)
    session.flush()

    events = session.scalars(select(ItemEvent).order_by(ItemEvent.id)).all()
    assert [(one.what, one.who_id, one.why) for one in events] == [
        ("submitted", author.person_id, ""),
        ("published", methodologist.person_id, ""),
        ("withdrawn", author.person_id, "нашлась ошибка"),
    ]
    assert waiting(session, "search") == 3
    assert (item.shelf, item.school_id) == ("school", country.school.id)


def test_only_its_author_submits(
    session: Session, country: Country, item: Item, clock: HandClock
) -> None:
    for viewer in (country.at_school("teacher"), country.at_school("methodologist")):
        with pytest.raises(NotYours):
            submit(session, viewer, item, clock=clock)


def test_what_is_not_processed_is_neither_submitted_nor_published(
    session: Session, country: Country, make_item: Make, author: Viewer, clock: HandClock
) -> None:
    item = make_item(author, country.school, processed=False)
    with pytest.raises(NotReady):
        submit(session, author, item, clock=clock)
    with pytest.raises(NotReady):
        publish(session, Viewer.the_operator(), item, clock=clock)


def test_a_draft_is_published_by_the_operator_alone(
    session: Session, country: Country, item: Item, clock: HandClock
) -> None:
    with pytest.raises(WrongStatus):
        publish(session, country.at_school("methodologist"), item, clock=clock)
    publish(session, Viewer.the_operator(), item, clock=clock)
    assert item.shelf == "federal"


def test_nobody_but_the_operator_publishes_their_own(
    session: Session, country: Country, make_item: Make, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    own = make_item(methodologist, country.school)
    submit(session, methodologist, own, clock=clock)
    with pytest.raises(OwnItem):
        publish(session, methodologist, own, clock=clock)
    publish(session, country.at_school("methodologist"), own, clock=clock)

    operators = make_item(None, None)
    publish(session, Viewer.the_operator(), operators, clock=clock)
    assert operators.published is not None


def test_others_publish_nothing(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    submit(session, author, item, clock=clock)
    for viewer in (
        country.at_school("teacher"),
        country.at_school("administrator"),
        country.at_school("pupil"),
        country.at_school("methodologist", country.other_school),
        country.over(country.other_district),
    ):
        with pytest.raises(NotYours):
            publish(session, viewer, item, clock=clock)
    assert item.published is None


def test_each_publishes_to_their_own_shelf(
    session: Session, country: Country, author: Viewer, make_item: Make, clock: HandClock
) -> None:
    expected = {
        country.at_school("methodologist"): ("school", country.school.id, None),
        country.over(country.district): ("region", None, country.district.id),
        country.over(country.region): ("region", None, country.region.id),
        Viewer.the_operator(): ("federal", None, None),
    }
    for viewer, shelf in expected.items():
        item = make_item(author, country.school)
        submit(session, author, item, clock=clock)
        if not viewer.operator and shelf[0] == "school":
            with pytest.raises(BadShelf):
                publish(session, viewer, item, shelf=FEDERAL, clock=clock)
        publish(session, viewer, item, clock=clock)
        assert (item.shelf, item.school_id, item.territory_id) == shelf


def test_the_operator_may_name_another_shelf(
    session: Session, country: Country, item: Item, clock: HandClock
) -> None:
    shelf = parse_shelf(session, f"region:{country.district.public_id}")
    publish(session, Viewer.the_operator(), item, shelf=shelf, clock=clock)

    assert (item.shelf, item.territory_id) == ("region", country.district.id)
    assert parse_shelf(session, "school:near") == Shelf("school", school_id=country.school.id)
    assert parse_shelf(session, "federal") == FEDERAL
    for text in ("", "school", "school:none", "region:", "federal:x", "private", "полка"):
        with pytest.raises(BadShelf):
            parse_shelf(session, text)


def test_a_new_version_takes_the_place_of_the_old_one(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    submit(session, author, item, clock=clock)
    first = publish(session, methodologist, item, clock=clock)
    with pytest.raises(WrongStatus):
        publish(session, methodologist, item, clock=clock)
    item.versions.append(
        Version(
            no=2,
            original_sha=first.original_sha,
            file_name="другой.png",
            title="Рисунок",
            licence="CC0",
            created_at=clock(),
            processed_at=clock(),
        )
    )
    session.flush()
    assert item.published is first
    submit(session, author, item, clock=clock)
    second = publish(session, methodologist, item, clock=clock)
    session.flush()

    assert (first.status, second.status) == ("superseded", "published")
    assert item.published is second


def test_what_is_withdrawn_goes_nowhere(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    stranger = country.at_school("methodologist", country.other_school)
    for viewer in (country.at_school("teacher"), stranger):
        with pytest.raises(NotYours):
            withdraw(session, viewer, item, "", clock=clock)
    withdraw(session, country.at_school("methodologist"), item, "", clock=clock)
    with pytest.raises(WrongStatus):
        withdraw(session, author, item, "", clock=clock)
    with pytest.raises(WrongStatus):
        submit(session, author, item, clock=clock)
    with pytest.raises(WrongStatus):
        publish(session, Viewer.the_operator(), item, clock=clock)


def test_the_table_itself_refuses_what_makes_no_sense(
    session: Session, country: Country, item: Item
) -> None:
    for change in (
        {"shelf": "school"},
        {"territory_id": country.district.id},
        {"kind": "book"},
        {"grade": 12},
    ):
        with session.begin_nested() as savepoint:
            for name, value in change.items():
                setattr(item, name, value)
            with pytest.raises(IntegrityError):
                session.flush()
            savepoint.rollback()


def test_a_description_is_changed_by_its_author_until_it_is_published(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    words = {"title": "  Новое \n имя ", "licence": "cc by-sa 4.0"}
    describe(session, author, item, words, keywords=["луч;точка", "луч"], clock=clock)
    version = item.versions[0]
    assert (version.title, version.licence) == ("Новое имя", "CC BY-SA 4.0")
    assert version.keywords == ["луч", "точка"]
    with pytest.raises(Invalid):
        describe(session, author, item, {"title": " "}, clock=clock)
    with pytest.raises(NotYours):
        describe(session, country.at_school("teacher"), item, {"title": "Моё"}, clock=clock)

    publish(session, Viewer.the_operator(), item, clock=clock)
    with pytest.raises(NotYours):
        describe(session, author, item, {"title": "Позже"}, clock=clock)
    methodologist = country.at_school("methodologist")
    describe(session, methodologist, item, {"title": "Правка"}, clock=clock)
    assert version.title == "Правка"


def test_what_is_asked_for_is_told_to_the_author_who_sends_it_again(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    submit(session, author, item, clock=clock)
    ask_changes(session, methodologist, item, "  Опечатка на слайде 3 ", clock=clock)
    session.flush()

    assert item.versions[0].status == "changes_asked"
    assert asked_of(session, [item.id]) == {item.id: "Опечатка на слайде 3"}
    with pytest.raises(WrongStatus):
        publish(session, methodologist, item, clock=clock)
    submit(session, author, item, clock=clock)
    session.flush()
    assert asked_of(session, [item.id]) == {}
    publish(session, methodologist, item, clock=clock)


def test_only_what_waits_is_given_back_and_never_without_a_reason(
    session: Session, country: Country, author: Viewer, item: Item, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    with pytest.raises(WrongStatus):
        ask_changes(session, methodologist, item, "Рано", clock=clock)
    submit(session, author, item, clock=clock)
    for why in ("", " \n "):
        with pytest.raises(NoReason):
            ask_changes(session, methodologist, item, why, clock=clock)
    for viewer, refusal in (
        (author, OwnItem),
        (country.at_school("teacher"), NotYours),
        (country.at_school("methodologist", country.other_school), NotYours),
    ):
        with pytest.raises(refusal):
            ask_changes(session, viewer, item, "Так", clock=clock)
    assert item.versions[0].status == "submitted"


def test_the_queue_goes_by_when_each_was_submitted(
    session: Session, country: Country, author: Viewer, make_item: Make, clock: HandClock
) -> None:
    methodologist = country.at_school("methodologist")
    older, newer = (make_item(author, country.school) for _ in range(2))
    submit(session, author, newer, clock=clock)
    submit(session, author, older, clock=clock)
    session.flush()

    waiting_now = [card.row_id for card in waiting_for_review(session, methodologist).cards]
    assert waiting_now == [newer.id, older.id]
    since = submitted_at(session, waiting_now)
    assert since[newer.id] < since[older.id]

    newer.versions.append(
        Version(
            no=2,
            original_sha=newer.versions[0].original_sha,
            file_name="другой.png",
            title="Рисунок",
            licence="CC0",
            created_at=clock(),
            processed_at=clock(),
        )
    )
    session.flush()
    left = waiting_for_review(session, methodologist).cards
    assert [card.row_id for card in left] == [older.id]
