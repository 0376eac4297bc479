"""Reading the school's classes."""

from collections.abc import Collection
from typing import Any

from accounts.load.fields import class_key, records
from accounts.load.plan import ClassPlan
from accounts.load.report import Problem

LARGEST = 100
"""Pupils in one class; the norm is 25, village and evening schools stray from it."""


def read_classes(
    data: dict[str, Any], teachers: Collection[str], problems: list[Problem]
) -> dict[str, ClassPlan]:
    """The classes by the key they are referred to; doubles and unknown heads are noted."""
    found: dict[str, ClassPlan] = {}
    names: set[tuple[int, str]] = set()
    for record in records(data, "classes", problems):
        key = class_key(record.text("id", 40))
        grade = record.number("grade", 1, 11)
        letter = class_key(record.text("parallel", 8, required=False))
        size = record.number("size", 0, LARGEST, required=False)
        head = record.text("head_teacher", 64, required=False)
        if head and head not in teachers:
            record.problem(f"классного руководителя «{head}» нет в разделе teachers")
        if not key or grade is None:
            continue
        if key in found:
            record.problem(f"класс «{key}» уже есть в файле")
        elif (grade, letter) in names:
            record.problem(f"класс {grade}{letter} уже есть в файле под другим id")
        names.add((grade, letter))
        found[key] = ClassPlan(key, grade, letter, size, head)
    return found
