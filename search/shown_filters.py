"""The filters of the results page: their boxes, and which of them are folded."""

from dataclasses import dataclass

from flask_babel import gettext as _

from search import lengths
from search.results import Results

RARE = frozenset({"author", "language", "year"})
"""Filters that are folded under «Ещё фильтры»."""

MANY = 8
"""Authors beyond which the list can be narrowed by typing."""


@dataclass(frozen=True)
class Choice:
    """A box of a filter."""

    code: str
    title: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its boxes. ``rare``: folded; ``many``: narrowed by typing."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    rare: bool
    many: bool

    @property
    def chosen(self) -> bool:
        """Whether any box is ticked."""
        return any(choice.chosen for choice in self.choices)


def shown_filters(found: Results) -> list[Filter]:
    """The filters that would change something, or that are in force.

    None at all where none of them would find anything.
    """
    if not any(count.count for counts in found.facets.values() for count in counts):
        return []
    titles = {
        "kind": _("Вид"),
        "grade": _("Класс"),
        "subject": _("Предмет"),
        "section": _("Раздел"),
        "lesson": _("Урок"),
        "length": _("Длина"),
        "licence": _("Лицензия"),
        "author": _("Автор"),
        "language": _("Язык"),
        "year": _("Год"),
    }
    shown = []
    for name, title in titles.items():
        choices = _choices(found, name)
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            many = name == "author" and len(choices) > MANY
            shown.append(Filter(name, title, tuple(choices), name in RARE, many))
    return shown


def _choices(found: Results, name: str) -> list[Choice]:
    chosen = {str(value) for value in found.filters.chosen(name)}
    choices = [
        Choice(c.code, _(c.title) if name == "length" else c.title, c.count, c.code in chosen)
        for c in found.facets.get(name, [])
        if c.count or not found.understood.every(f"-{name}")  # all but one are in force
    ]
    if name == "grade":
        choices.sort(key=lambda choice: int(choice.code))
    elif name == "year":
        choices.sort(key=lambda choice: -int(choice.code))
    elif name == "length":
        steps = {code: at for at, code in enumerate(lengths.ORDER)}
        choices.sort(key=lambda choice: steps.get(choice.code, len(steps)))
    return choices
