"""Items are read for an index batch by batch: a batch costs the same in a library of any size."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog.models import ItemEvent
from search.documents import read
from tests.search.library import NOW, Library


def asked(session: Session, ids: list[int]) -> list[tuple[str, Any]]:
    """The statements with which items are read."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        said.append((statement, given))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    read(session, ids)
    event.remove(engine, "before_cursor_execute", note)
    return said


def test_a_batch_is_found_by_its_items_alone(library: Library, session: Session) -> None:
    items = [library.add(f"Вулканы {n}", lessons=["geography-5-1"]) for n in range(3)]
    ids = [item.id for item in items]
    statements = asked(session, ids)
    assert statements
    connection = session.connection()
    for statement, given in statements:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
        steps = [str(step[-1]) for step in plan]
        assert not [step for step in steps if step.startswith("SCAN")], statement
        assert not [step for step in steps if "what" in step], statement


def test_an_item_stands_since_its_last_publication(library: Library, session: Session) -> None:
    item = library.add("Гейзеры", lessons=["geography-5-1"])
    version = item.published_version_id
    for what in ("created", "published"):
        session.add(ItemEvent(item_id=item.id, version_id=version, what=what, at=NOW))
    session.commit()
    (document,), _ = read(session, [item.id])
    assert document.since == round(NOW.timestamp() * 1000)
