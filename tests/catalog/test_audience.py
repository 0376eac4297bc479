"""Which shelf reaches whom: every shelf × every viewer, in Python and in SQL alike."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import audiences, item_audience, may_open, reaches, visible
from catalog.models import Item
from catalog.shelves import FEDERAL, Shelf
from tests.catalog.conftest import Country, HandClock, Make

REACHES = {
    "private": {"author"},
    "school": {"author", "colleague", "pupil", "guardian", "methodologist"},
    "district": {
        *("author", "colleague", "pupil", "guardian", "methodologist", "over the district"),
        "over the region",
    },
    "region": {
        *("author", "colleague", "pupil", "guardian", "methodologist", "over the district"),
        *("over the region", "foreign teacher", "over the other district"),
    },
    "federal": {
        *("author", "colleague", "pupil", "guardian", "methodologist", "over the district"),
        *("over the region", "foreign teacher", "over the other district"),
    },
}


def viewers(country: Country) -> dict[str, Viewer]:
    return {
        "author": country.at_school("teacher"),
        "colleague": country.at_school("teacher"),
        "pupil": country.at_school("pupil"),
        "guardian": country.at_school("guardian"),
        "methodologist": country.at_school("methodologist"),
        "foreign teacher": country.at_school("teacher", country.other_school),
        "over the district": country.over(country.district),
        "over the other district": country.over(country.other_district),
        "over the region": country.over(country.region),
    }


def put(item: Item, shelf: str, country: Country) -> None:
    """Publish the item where the name says."""
    target = {
        "private": Shelf("private"),
        "school": Shelf("school", school_id=country.school.id),
        "district": Shelf("region", territory_id=country.district.id),
        "region": Shelf("region", territory_id=country.region.id),
        "federal": FEDERAL,
    }[shelf]
    target.receive(item)
    item.versions[0].status = "published"
    item.published = item.versions[0]


def seen(session: Session, viewer: Viewer, item: Item) -> bool:
    return session.scalar(select(Item.id).where(Item.id == item.id, visible(viewer))) is not None


@pytest.mark.parametrize("shelf", REACHES)
def test_a_published_item_reaches_those_of_its_shelf(
    session: Session, country: Country, make_item: Make, shelf: str
) -> None:
    people = viewers(country)
    item = make_item(people["author"], country.school)
    put(item, shelf, country)
    session.flush()

    for name, viewer in people.items():
        expected = name in REACHES[shelf]
        assert reaches(viewer, item) == expected, name
        assert seen(session, viewer, item) == expected, name
        assert bool(item_audience(item) & audiences(viewer)) == expected, name
        if expected:
            assert may_open(session, viewer, item.versions[0]), name
    operator = Viewer.the_operator()
    assert reaches(operator, item)
    assert seen(session, operator, item)


def test_a_draft_reaches_its_author_alone(
    session: Session, country: Country, make_item: Make
) -> None:
    people = viewers(country)
    item = make_item(people["author"], country.school)

    for name, viewer in people.items():
        assert reaches(viewer, item) == (name == "author"), name
        assert seen(session, viewer, item) == (name == "author"), name
        assert may_open(session, viewer, item.versions[0]) == (name == "author"), name
    assert not reaches(Viewer.the_operator(), item)


def test_what_was_submitted_is_open_to_its_reviewers_and_found_by_none(
    session: Session, country: Country, make_item: Make
) -> None:
    people = viewers(country)
    item = make_item(people["author"], country.school)
    item.versions[0].status = "submitted"
    session.flush()

    reviewers = {"methodologist", "over the district", "over the region"}
    for name, viewer in people.items():
        expected = name in reviewers | {"author"}
        assert may_open(session, viewer, item.versions[0]) == expected, name
        assert seen(session, viewer, item) == (name == "author"), name


@pytest.mark.parametrize("shelf", REACHES)
def test_a_withdrawn_item_reaches_nobody(
    session: Session, country: Country, make_item: Make, clock: HandClock, shelf: str
) -> None:
    people = viewers(country)
    item = make_item(people["author"], country.school)
    put(item, shelf, country)
    item.withdrawn_at = clock()
    session.flush()

    assert item_audience(item) == frozenset()
    for name, viewer in people.items():
        assert not reaches(viewer, item), name
        assert not seen(session, viewer, item), name
        inside = name in {"author", "methodologist", "over the district", "over the region"}
        assert may_open(session, viewer, item.versions[0]) == inside, name
    assert not seen(session, Viewer.the_operator(), item)


def test_a_published_item_of_the_operator_is_nobodys_own(
    session: Session, country: Country, make_item: Make
) -> None:
    item = make_item(None, None)
    put(item, "federal", country)
    session.flush()

    assert item_audience(item) == {"all"}
    assert reaches(country.at_school("pupil"), item)


def test_somebody_without_a_person_owns_nothing(
    session: Session, country: Country, make_item: Make
) -> None:
    item = make_item(None, None)
    nobody = Viewer(person_id=None)

    assert not reaches(nobody, item)
    assert not seen(session, nobody, item)
    assert not may_open(session, nobody, item.versions[0])


def test_a_superseded_version_is_not_for_readers(
    session: Session, country: Country, make_item: Make
) -> None:
    author, reader = country.at_school("teacher"), country.at_school("pupil")
    item = make_item(author, country.school)
    put(item, "school", country)
    old = item.versions[0]
    old.status, item.published = "superseded", None
    session.flush()

    assert not may_open(session, reader, old)
    assert may_open(session, author, old)
