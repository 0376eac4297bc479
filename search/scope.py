"""What a request for a material belongs to, for ``accounts.allow``."""

from sqlalchemy.orm import object_session

from accounts.models import School
from accounts.places import territory_and_above
from accounts.school_scopes import WITH_TERRITORIES
from accounts.scopes import Belongs, register_scope
from search.models import MaterialRequest


def _request_belongs(asked: MaterialRequest) -> Belongs:
    """To the person who asks, and to their school with the territories above."""
    session = object_session(asked)
    school = None
    if session is not None and asked.school_id is not None:
        school = session.get(School, asked.school_id, options=[WITH_TERRITORIES])
    return Belongs(
        owner_ids=frozenset({asked.person_id}),
        school_ids=frozenset({school.id}) if school is not None else frozenset(),
        territory_ids=territory_and_above(school.territory if school is not None else None),
    )


register_scope("request", _request_belongs)
