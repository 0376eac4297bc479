"""A share of covered lessons, for the eye and for a spreadsheet."""


def percent(covered: int, lessons: int) -> int:
    """Whole percent, rounded down, but 0 means none and 100 all: 1 of 900 lessons is 1.

    For steps and comparisons; ``figure`` is what is written.
    """
    return max(1, covered * 100 // lessons) if covered else 0


def figure(covered: int, lessons: int) -> str:
    """The percent as every page and the command line write it: «<1» for a few of very many."""
    return "<1" if 0 < covered * 100 < lessons else str(percent(covered, lessons))


def table_percent(covered: int, lessons: int) -> str:
    """The percent to two decimals, for a cell of a table: «0,11» for 1 lesson of 900.

    Written with a comma, which is what a spreadsheet takes for a number where Russian is set.
    """
    exact = covered * 100 / lessons if lessons else 0.0
    return f"{exact:.2f}".rstrip("0").rstrip(".").replace(".", ",")
