"""What was understood as filters, as it is shown: chips with a title, each to be taken away."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from search import lengths
from search.asked import SearchQuery
from search.chip import LEFT_OUT, LESSON_NO, NOT_GRADE, NOT_KIND, NOT_SUBJECT, Chip
from search.facets import title_of
from search.grid_words import GridWords
from search.port import AUTHOR, TITLE, TOPIC
from search.query_marks import UNWANTED
from search.results import ShownChip
from search.understand import Understood

PART_CHIPS = {
    AUTHOR: "автор",
    TITLE: "в названии",
    TOPIC: "в теме",
    UNWANTED: "без слов",
    **dict.fromkeys(LEFT_OUT, "кроме"),
}
"""What a chip of such a part of the query begins with."""


def understood_chips(
    query: SearchQuery, understood: Understood, grid: GridWords
) -> tuple[ShownChip, ...]:
    """The understood parts that are in force, in the query's order; a range of grades is one."""
    in_force = (chip for chip in understood.chips if not query.chosen(chip.facet.removeprefix("-")))
    return tuple(
        ShownChip(
            facet=chips[0].facet,
            value=chips[0].value,
            title=_title(chips, grid),
            without=understood.without_chip(chips[0]),
        )
        for chips in _together(in_force)
    )


def chip_titles(chips: Iterable[Chip], grid: GridWords) -> tuple[str, ...]:
    """How these parts are called, a range of grades once."""
    return tuple(_title(several, grid) for several in _together(chips))


def _together(chips: Iterable[Chip]) -> Iterator[list[Chip]]:
    """Each chip alone, but grades in a row, of one place in the query, together."""
    for _place, at_once in groupby(chips, lambda chip: (chip.facet, chip.start)):
        several = list(at_once)
        grades = [int(chip.value) for chip in several if chip.facet == "grade"]
        if len(grades) > 1 and grades == list(range(grades[0], grades[-1] + 1)):
            yield several
        else:
            yield from ([chip] for chip in several)


def _title(chips: Sequence[Chip], grid: GridWords) -> str:
    if len(chips) == 1:
        return chip_title(chips[0], grid)
    return range_title(int(chips[0].value), int(chips[-1].value))


def range_title(first: int, last: int) -> str:
    """«7–9 классы»."""
    return f"{first}–{last} классы"


def _left_out(chip: Chip, grid: GridWords) -> str:
    """What no hit may be of: «слайды, фильмы», «7–9 классы», «Физика»."""
    if chip.facet == NOT_GRADE and chip.also:
        grades = [int(value) for value in (chip.value, *chip.also)]
        if grades == list(range(grades[0], grades[-1] + 1)):
            return range_title(grades[0], grades[-1])
    # Of a subject its kin goes with it untold: with mathematics algebra.
    values = (chip.value, *(chip.also if chip.facet != NOT_SUBJECT else ()))
    titles = (title_of(chip.facet.removeprefix("-"), value, grid) for value in values)
    return ", ".join(titles).lower() if chip.facet == NOT_KIND else ", ".join(titles)


def chip_title(chip: Chip, grid: GridWords) -> str:
    """How an understood part is called on its chip."""
    if chip.facet in LEFT_OUT:
        return f"{PART_CHIPS[chip.facet]}: {_left_out(chip, grid)}"
    if chip.facet == LESSON_NO:
        return f"урок {chip.value}"
    if chip.facet == "lesson":
        lesson = grid.lesson(str(chip.value))
        return f"урок {lesson.lesson_no}" if lesson is not None else str(chip.value)
    if chip.facet in PART_CHIPS:
        return f"{PART_CHIPS[chip.facet]}: {chip.value}"
    if chip.facet == "length":
        return lengths.title_of_steps([str(chip.value), *map(str, chip.also)])
    title = title_of(chip.facet, chip.value, grid)
    return title.lower() if chip.facet == "kind" else title
