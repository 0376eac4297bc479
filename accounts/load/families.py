"""Reading the pupils and those who answer for them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.load.fields import Record, class_key, records
from accounts.load.names import read_name
from accounts.load.plan import ClassPlan, PersonPlan
from accounts.load.report import LoadReport, Problem

EARLIEST = date(1900, 1, 1)


def read_pupils(
    data: dict[str, Any],
    people: dict[str, PersonPlan],
    classes: Mapping[str, ClassPlan],
    latest: date,
    report: LoadReport,
) -> dict[str, str]:
    """Pupil's id → key of the class; adds the pupils to ``people``.

    ``latest`` is the last birth date that a pupil may have.
    """
    found: dict[str, str] = {}
    for record in records(data, "pupils", report.problems):
        own_id = record.text("id", 64)
        name = read_name(record)
        key = class_key(record.text("class_id", 40))
        born = record.day("birth_date")
        if key and key not in classes:
            record.problem(f"класса «{key}» нет в разделе classes")
        if born is not None and not EARLIEST <= born <= latest:
            record.problem(f"дата рождения {born} невозможна")
        gender = _gender(record)
        email = record.email()
        if not own_id or name is None:
            continue
        if own_id in people:
            record.problem(f"id «{own_id}» уже занят")
            continue
        people[own_id] = PersonPlan(
            own_id, *name, gender=gender, birth_date=born, email=email, roles={"pupil"}
        )
        found[own_id] = key
    for key, listed in Counter(found.values()).items():
        size = classes[key].size if key in classes else None
        if size is not None and listed > size:
            report.warnings.append(
                Problem("classes", f"размер класса {key} — {size}, а учеников в списке {listed}")
            )
    return found


def read_parents(
    data: dict[str, Any],
    people: dict[str, PersonPlan],
    pupils: Mapping[str, str],
    problems: list[Problem],
) -> dict[tuple[str, str], str]:
    """(Guardian's id, child's id) → relation; adds the guardians to ``people``.

    The same id twice is one person with two children; a teacher's id is a teacher who is a
    parent here. The names must agree.
    """
    found: dict[tuple[str, str], str] = {}
    for record in records(data, "parents", problems):
        own_id = record.text("id", 64)
        child = record.text("child", 64)
        relation = record.text("relation", 40, required=False)
        name = read_name(record)
        email = record.email()
        if child and child not in pupils:
            record.problem(f"ученика «{child}» нет в разделе pupils")
        if not own_id or not child or name is None:
            continue
        person = people.get(own_id)
        if person is None:
            person = people[own_id] = PersonPlan(own_id, *name, email=email)
        elif own_id in pupils or person.name != name:
            record.problem(f"id «{own_id}» уже занят другим человеком")
            continue
        if (own_id, child) in found:
            record.problem(f"связь {own_id} и {child} уже есть в файле")
        person.roles.add("guardian")
        person.email = person.email or email
        found[own_id, child] = relation
    return found


def _gender(record: Record) -> str:
    found = record.text("gender", 20, required=False).lower()
    if found not in ("", "м", "ж"):
        record.problem(f"поле «gender» — «м» или «ж», а не «{found}»")
        return ""
    return found
