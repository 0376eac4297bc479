"""Finding the class that somebody names: «5А», whatever layout and case it was typed in."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.load.fields import class_key
from accounts.models import School, SchoolClass
from core.errors import NotFound

MOST_NAMED = 40


def find_class(session: Session, school: School, name: str) -> SchoolClass:
    """The school's class of this name in its newest school year. Raises NotFound, naming others."""
    classes = session.scalars(
        select(SchoolClass)
        .where(SchoolClass.school_id == school.id)
        .options(joinedload(SchoolClass.school))
        .order_by(SchoolClass.year.desc(), SchoolClass.grade, SchoolClass.letter)
    ).all()
    newest = [one for one in classes if one.year == classes[0].year]
    asked = class_key(name).strip("«»\"'")
    for one in newest:
        if class_key(one.name) == asked:
            return one
    there = ", ".join(one.name for one in newest[:MOST_NAMED])
    more = "…" if len(newest) > MOST_NAMED else ""
    rest = f"Есть: {there}{more}." if there else "Классов ещё нет."
    raise NotFound(f"Класса «{' '.join(name.split())}» нет. {rest}")
