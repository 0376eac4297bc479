"""Which shelf reaches whom: the one place that says it, for search, pages and coverage.

An audience is a word: ``all`` (every signed-in person), ``s:<school>``, ``t:<territory>``,
``u:<person>`` (row ids). An item carries those that it reaches, a viewer those that they
belong to, and the two must meet.
"""

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import Session

from accounts.models import School
from accounts.viewer import Viewer
from catalog.models import Item, Version

EVERYONE = "all"

STAFF = frozenset({"teacher", "methodologist", "administrator"})
"""Who prepares lessons."""

KEEPERS = frozenset({"methodologist", "administrator"})
"""Who opens what the operator loaded before anybody has filed and published it."""


def audiences(viewer: Viewer) -> frozenset[str]:
    """The audiences that a viewer belongs to. The operator's is not asked: see ``sees_all``."""
    own = {f"u:{viewer.person_id}"} if viewer.person_id is not None else set()
    schools = {f"s:{school}" for school in viewer.school_ids}
    territories = {f"t:{territory}" for territory in viewer.territory_ids | viewer.governed_ids}
    return frozenset({EVERYONE} | own | schools | territories)


def sees_all(viewer: Viewer) -> bool:
    """Whether every published item reaches this viewer: the operator of the installation."""
    return viewer.operator


def item_audience(item: Item) -> frozenset[str]:
    """The audiences that an item reaches: its shelf's once published, else its author alone."""
    if item.withdrawn_at is not None:
        return frozenset()
    author = {f"u:{item.owner_id}"} if item.owner_id is not None else set()
    if item.published_version_id is None:
        return frozenset(author)
    shelf = {
        "private": set[str](),
        "school": {f"s:{item.school_id}"},
        "region": {f"t:{item.territory_id}"},
        "federal": {EVERYONE},
    }[item.shelf]
    return frozenset(author | shelf)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The same as an SQL condition over ``Item``: what a search or a page may show this viewer."""
    published = Item.published_version_id.is_not(None)
    if sees_all(viewer):
        return and_(Item.withdrawn_at.is_(None), published)
    return and_(
        Item.withdrawn_at.is_(None),
        or_(_owned(viewer), and_(published, _shelved(viewer))),
    )


def on_shelves(viewer: Viewer) -> ColumnElement[bool]:
    """Published items whose shelf reaches this viewer, as an SQL condition over ``Item``.

    What coverage counts: unlike ``visible``, the viewer's own drafts are not in it, nor what
    they published on a shelf that no longer reaches them.
    """
    published = and_(Item.withdrawn_at.is_(None), Item.published_version_id.is_not(None))
    return published if sees_all(viewer) else and_(published, _shelved(viewer))


def _owned(viewer: Viewer) -> ColumnElement[bool]:
    return false() if viewer.person_id is None else Item.owner_id == viewer.person_id


def _shelved(viewer: Viewer) -> ColumnElement[bool]:
    territories = viewer.territory_ids | viewer.governed_ids
    return or_(
        Item.shelf == "federal",
        and_(Item.shelf == "school", Item.school_id.in_(viewer.school_ids)),
        and_(Item.shelf == "region", Item.territory_id.in_(territories)),
    )


def reaches(viewer: Viewer, item: Item) -> bool:
    """Whether the item's shelf, or being its author, brings it to this viewer."""
    if item.withdrawn_at is not None:
        return False
    if sees_all(viewer):
        return item.published_version_id is not None
    return bool(item_audience(item) & audiences(viewer))


def is_author(viewer: Viewer, item: Item) -> bool:
    """Whether this viewer sent the item in; the operator owns what came by the command line."""
    if viewer.operator:
        return item.owner_id is None
    return viewer.person_id is not None and item.owner_id == viewer.person_id


def of_the_installation(item: Item) -> bool:
    """Whether the operator loaded the item and no shelf has it yet: it is nobody's own.

    Somebody has to file it, so the methodologists of the installation answer for it. Once it is
    published, its shelf says whom it reaches.
    """
    return loaded_by_operator(item) and item.published_version_id is None


def loaded_by_operator(item: Item) -> bool:
    """Whether the item came by the command line in nobody's name."""
    return item.owner_id is None and item.home_school_id is None


def operators_for(viewer: Viewer) -> ColumnElement[bool]:
    """What came in nobody's name and this viewer may file, as a condition over ``Item``.

    Methodologists file it: what is not published yet, and what its shelf brings to them.
    """
    if "methodologist" not in viewer.role_names:
        return false()
    unpublished = Item.published_version_id.is_(None)
    return and_(
        Item.owner_id.is_(None),
        Item.home_school_id.is_(None),
        or_(unpublished, _shelved(viewer)),
    )


def reviews(session: Session, viewer: Viewer, item: Item) -> bool:
    """Whether this viewer judges the item: a methodologist of its school or a territory above.

    What is the installation's own waits for any methodologist.
    """
    if viewer.operator:
        return True
    if item.home_school_id is None:
        return of_the_installation(item) and "methodologist" in viewer.role_names
    if viewer.has_role("methodologist", item.home_school_id):
        return True
    governing = {
        at.territory_id for at in viewer.roles if at.role == "methodologist" and at.territory_id
    }
    if not governing:
        return False
    school = session.get(School, item.home_school_id)
    return school is not None and school.territory_id in viewer.governed_ids


def answers_for(session: Session, viewer: Viewer, item: Item) -> bool:
    """Whether the item is this viewer's to change: they sent it in, or they judge it."""
    return is_author(viewer, item) or reviews(session, viewer, item)


def files(session: Session, viewer: Viewer, item: Item) -> bool:
    """Whether this viewer puts the item into lessons.

    Beside who answers for it: what came in nobody's name and is published has no reviewer, and
    whichever methodologist it reaches files it.
    """
    if answers_for(session, viewer, item):
        return True
    here = reaches(viewer, item) and "methodologist" in viewer.role_names
    return loaded_by_operator(item) and here


def sent_by_reviewer(version: Version) -> bool:
    """Whether somebody else than the item's author sent this version: one who judges the item."""
    sender = version.created_by_id
    return sender is not None and sender != version.item.owner_id


def may_open(session: Session, viewer: Viewer, version: Version) -> bool:
    """Whether the catalogue lets this viewer open this version.

    Its author and reviewers open every version, also of a withdrawn item; those whom the
    shelf reaches open the published one. An author's draft is the author's alone, one that a
    reviewer sent is all reviewers'; one that the operator loaded has no author, so methodologists
    and administrators open it.
    """
    item = version.item
    if viewer.operator or is_author(viewer, item):
        return True
    if of_the_installation(item) and viewer.role_names & KEEPERS:
        return True
    if reaches(viewer, item) and version.id == item.published_version_id:
        return True
    told = version.status != "draft" or sent_by_reviewer(version)
    return told and reviews(session, viewer, item)


def sees_hidden(viewer: Viewer) -> bool:
    """Whether this viewer sees hidden slides and the notes under slides: they may hold answers.

    Those who prepare lessons do, wherever the material stands and however it reached them; pupils
    and guardians do not. What it means for files, ``catalog.kept_back`` says; for a search, the
    request that an engine is given.
    """
    return viewer.operator or bool(viewer.role_names & STAFF)
