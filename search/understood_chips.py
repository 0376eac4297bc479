"""What was understood as filters, as it is shown: chips with a title, each to be taken away."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from search import lengths
from search.asked import SearchQuery
from search.facets import title_of
from search.grid_words import GridWords
from search.port import AUTHOR, TITLE, TOPIC
from search.query_marks import UNWANTED
from search.query_parts import LESSON_NO, NOT_KIND, Chip
from search.results import ShownChip
from search.understand import Understood

PART_CHIPS = {
    AUTHOR: "автор",
    TITLE: "в названии",
    TOPIC: "в теме",
    UNWANTED: "без слов",
    NOT_KIND: "кроме",
}
"""What a chip of such a part of the query begins with."""


def understood_chips(
    query: SearchQuery, understood: Understood, grid: GridWords
) -> tuple[ShownChip, ...]:
    """The understood parts that are in force, in the query's order; a range of grades is one."""
    in_force = (
        chip
        for chip in understood.chips
        if not query.chosen("kind" if chip.facet == NOT_KIND else chip.facet)
    )
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
    return f"{chips[0].value}–{chips[-1].value} классы"


def chip_title(chip: Chip, grid: GridWords) -> str:
    """How an understood part is called on its chip."""
    if chip.facet == NOT_KIND:
        kinds = (title_of("kind", kind, grid).lower() for kind in (chip.value, *chip.also))
        return f"{PART_CHIPS[NOT_KIND]}: {', '.join(kinds)}"
    if chip.facet == LESSON_NO:
        return f"урок {chip.value}"
    if chip.facet == "lesson":
        lesson = grid.lesson(str(chip.value))
        return f"урок {lesson.lesson_no}" if lesson is not None else str(chip.value)
    if chip.facet in PART_CHIPS:
        return f"{PART_CHIPS[chip.facet]}: {chip.value}"
    if chip.facet == "length":
        return lengths.title_of_steps([str(chip.value), *chip.also])
    title = title_of(chip.facet, chip.value, grid)
    return title.lower() if chip.facet == "kind" else title
