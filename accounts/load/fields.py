"""Taking fields out of the file's records; what is wrong is noted and reading goes on."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from accounts.load.report import Problem
from core.errors import Invalid

LOOK_ALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
"""Latin capitals typed for the Cyrillic ones that look the same: «5A» for «5А»."""

NOT_TEXT = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode categories of what is no letter and cannot be seen: control, format, half a pair…"""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def clean(value: str) -> str:
    """One line of text: composed letters, single spaces, no control or half characters."""
    kept = "".join(
        character
        for character in value
        if character.isspace() or unicodedata.category(character) not in NOT_TEXT
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def class_key(value: str) -> str:
    """A class as it is referred to, whatever keyboard layout and case it was typed in."""
    return clean(value).upper().replace(" ", "").translate(LOOK_ALIKES)


class Record:
    """One record of a section; each ``take`` notes what is wrong and returns an empty value."""

    def __init__(self, values: dict[str, Any], where: str, problems: list[Problem]) -> None:
        self.values = values
        self.where = where
        self._problems = problems

    def problem(self, reason: str) -> None:
        """Note that something about this record is wrong."""
        self._problems.append(Problem(self.where, reason))

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self.values.get(key) is not None

    def text(self, key: str, most: int, *, required: bool = True) -> str:
        """A line of at most ``most`` characters; empty where it is absent or wrong."""
        value = self.values.get(key)
        if value is None or value == "":
            if required:
                self.problem(f"нет поля «{key}»")
            return ""
        if not isinstance(value, str):
            self.problem(f"поле «{key}» должно быть строкой")
            return ""
        cleaned = clean(value)
        if not cleaned and required:
            self.problem(f"поле «{key}» пустое")
        elif len(cleaned) > most:
            self.problem(f"поле «{key}» длиннее {most} знаков")
            return ""
        return cleaned

    def number(self, key: str, least: int, most: int, *, required: bool = True) -> int | None:
        """A whole number from ``least`` to ``most``; None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.problem(f"нет поля «{key}»")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.problem(f"поле «{key}» должно быть целым числом от {least} до {most}")
            return None
        return value

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A date written 2026-09-01; None where it is absent or wrong."""
        text = self.text(key, 40, required=required)
        if not text:
            return None
        try:
            if len(text) != 10:  # Python also reads 20260901 and 2026-W36-2
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.problem(f"поле «{key}» — не дата вида 2026-09-01: «{text}»")
            return None

    def texts(self, key: str) -> list[str]:
        """A list of lines; empty where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(f"поле «{key}» должно быть списком строк")
            return []
        return [line for line in map(clean, value) if line]

    def email(self, key: str = "email") -> str:
        """An address of the form ``name@host.zone``, or empty."""
        found = self.text(key, 254, required=False)
        if found and not EMAIL.fullmatch(found):
            self.problem(f"поле «{key}» — не адрес почты: «{found}»")
            return ""
        return found


def section(data: dict[str, Any], key: str, kind: type, *, required: bool = True) -> Any:
    """A part of the file by its key, empty when absent. Raises Invalid for another ``kind``."""
    value = data.get(key)
    if value is None:
        if required:
            raise Invalid(f"В файле нет раздела «{key}». Без него школу загрузить нельзя.")
        return kind()
    if not isinstance(value, kind):
        word = "списком" if kind is list else "объектом"
        raise Invalid(f"Раздел «{key}» должен быть {word} JSON.")
    return value


def records(
    data: dict[str, Any], key: str, problems: list[Problem], *, required: bool = True
) -> Iterator[Record]:
    """The records of a list section. Raises Invalid when the section is missing or no list."""
    for number, values in enumerate(section(data, key, list, required=required), start=1):
        where = f"{key}, запись {number}"
        if not isinstance(values, dict):
            problems.append(Problem(where, "должна быть объектом JSON"))
            continue
        name = values.get("id")
        if isinstance(name, str) and clean(name):
            where = f"{where} ({clean(name)[:40]})"
        yield Record(values, where, problems)
