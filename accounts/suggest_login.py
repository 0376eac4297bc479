"""Proposing a login that is free: «artem.m5a» for a pupil, «i.rybina» for an adult."""

import re
import unicodedata
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.models import Person, SchoolClass, User

SOUNDS = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
LETTERS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", SOUNDS.split(), strict=True))
"""As in passports, near enough for a login; the signs without a sound are left out."""

LONGEST = 40
NOBODY = "user"


def suggest_logins(
    session: Session, people: Mapping[int, tuple[Person, SchoolClass | None]]
) -> dict[int, str]:
    """Key → a login that nobody has, for each person with the class of a pupil; one query."""
    bases = {key: _base(person, of) for key, (person, of) in people.items()}
    if not bases:
        return {}
    like = [User.login.startswith(base, autoescape=True) for base in sorted(set(bases.values()))]
    taken = {login for login in session.scalars(select(User.login).where(or_(*like))) if login}
    found = {}
    for key, base in bases.items():
        number, login = 1, base
        while login in taken:
            number += 1
            login = f"{base}{'.' if base[-1].isdigit() else ''}{number}"
        taken.add(login)
        found[key] = login
    return found


def in_latin(text: str) -> str:
    """The text in small Latin letters and digits, all else left out."""
    plain = unicodedata.normalize("NFC", text).casefold()
    letters = "".join(LETTERS.get(sign, sign) for sign in plain)
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", letters))


def _base(person: Person, school_class: SchoolClass | None) -> str:
    first, last = in_latin(person.first_name), in_latin(person.last_name)
    if school_class is not None:
        of = f"{school_class.grade}{in_latin(school_class.letter)}"
        return f"{(first or last or NOBODY)[:LONGEST]}.{last[:1]}{of}"
    login = ".".join(filter(None, (first[:1], last)))[:LONGEST].rstrip(".")
    return login if len(login) > 1 else NOBODY
