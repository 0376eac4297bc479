"""Reading the school's own part of the file, and who runs it."""

import re
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from accounts.load.calendar import first_day
from accounts.load.fields import Record, section
from accounts.load.names import split_name
from accounts.load.plan import PersonPlan, SchoolPlan
from accounts.load.report import Problem

POSTS = {"director": "administrator", "deputy": "methodologist", "librarian": "teacher"}
"""The role that goes with a post. A librarian sends materials in, as a teacher does."""

PUBLIC_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


def read_school(data: dict[str, Any], problems: list[Problem]) -> SchoolPlan | None:
    """The school, or None when something about it is wrong. Raises Invalid when it is missing."""
    record = Record(section(data, "school", dict), "school", problems)
    before = len(problems)
    public_id = record.text("id", 32)
    if public_id and not PUBLIC_ID.fullmatch(public_id):
        record.problem("поле «id» — латинские буквы, цифры, «-» и «_», не длиннее 32")
    zone = record.text("timezone", 64)
    if zone and not is_timezone(zone):
        record.problem(f"часового пояса «{zone}» нет. Пишите так: «Europe/Moscow»")
    year = record.text("year", 20)
    if year and not _is_school_year(year):
        record.problem(f"поле «year» — учебный год вида 2026/2027, а не «{year}»")
    name = record.text("name", 300)
    short_name = record.text("short_name", 120, required=False) or name[:120]
    territory = record.text("territory", 200)
    town = record.text("town", 200, required=False)
    if len(problems) > before:
        return None
    return SchoolPlan(
        public_id=public_id,
        territory=territory,
        timezone=zone,
        name=name,
        short_name=short_name,
        town=town,
        year=year,
        begins=first_day(data, year),
    )


def read_posts(
    data: dict[str, Any], teachers: dict[str, PersonPlan], problems: list[Problem]
) -> list[PersonPlan]:
    """Director, deputy, librarian: a teacher of the same name gets the role, others are added.

    They have no id in the file, so one is made from the name: when the post passes to
    somebody else, that is a new person, and nobody inherits an account.
    """
    record = Record(section(data, "school", dict), "school", problems)
    by_name = {teacher.name: teacher for teacher in teachers.values()}
    added: list[PersonPlan] = []
    for post, role in POSTS.items():
        written = record.text(post, 300, required=False)
        if not written:
            continue
        name = split_name(written)
        if name is None:
            record.problem(f"в поле «{post}» нужны фамилия и имя, а написано «{written}»")
            continue
        person = by_name.get(name)
        if person is None:
            digest = sha256(" ".join(name).casefold().encode()).hexdigest()[:16]
            person = PersonPlan(f"staff:{digest}", *name)
            by_name[name] = person
            added.append(person)
        person.roles.add(role)
    return added


def is_timezone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone that this machine knows."""
    if name not in available_timezones():
        return False
    ZoneInfo(name)
    return True


def _is_school_year(text: str) -> bool:
    found = re.fullmatch(r"(20[0-9]{2})/(20[0-9]{2})", text)
    return found is not None and int(found[2]) == int(found[1]) + 1
