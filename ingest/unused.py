"""What was said of a file that stands already: where it differs, the item keeps its own."""

from catalog.items import grades_of, newest, subjects_of
from catalog.models import Item
from ingest.details import Checked

NAMES = {
    "title": "название",
    "subject": "предмет",
    "grade": "класс",
    "licence": "лицензия",
    "author": "автор",
    "source": "источник",
    "language": "язык",
    "keywords": "ключевые слова",
    "description": "описание",
}


def unused(item: Item, checked: Checked) -> list[str]:
    """One warning that names the given details that the item does not take over, or none.

    A lesson is no such detail: it adds a placement. What was not given is not missed either.
    """
    different = [name for name in NAMES if name in checked.given and _differs(item, checked, name)]
    if not different:
        return []
    return [f"У материала осталось прежнее: {', '.join(NAMES[name] for name in different)}."]


def _differs(item: Item, checked: Checked, name: str) -> bool:
    match name:
        case "subject":
            return checked.subject is not None and checked.subject not in subjects_of(item)
        case "grade":
            return checked.grade is not None and checked.grade not in grades_of(item)
    given: object = getattr(checked, name)
    return bool(given != getattr(newest(item), name))
