"""Ages that the law asks about."""

from datetime import date

from accounts.models import Person

OF_AGE_TO_CONSENT = 14
"""From 14 a child signs for themselves; until then a parent does (152-ФЗ, ст. 9; ГК, ст. 28)."""


def years_old(born: date, today: date) -> int:
    """Full years on ``today``; whoever was born on 29 February turns on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def needs_guardian(person: Person, today: date) -> bool:
    """Whether a parent must act for this person: a child under 14. ``today`` is the school's date.

    Schools give every pupil's birth date; a person without one is an adult.
    """
    return person.birth_date is not None and years_old(person.birth_date, today) < OF_AGE_TO_CONSENT
