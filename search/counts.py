"""The counts of an answer, made when somebody looks at them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from search.port import FACETS

Counted = Mapping[str, Mapping[str | int, int]]


class Counts(Mapping[str, Mapping[str | int, int]]):
    """Facet → value → items, for all of ``FACETS``.

    A search that only asks how many items there are, or which come first, pays for none of them:
    they cost as much as the rest of an answer. ``count`` is called at the first look, once.
    """

    def __init__(self, count: Callable[[], Counted]) -> None:
        self._count = count

    @cached_property
    def _counted(self) -> Counted:
        return self._count()

    def __getitem__(self, facet: str) -> Mapping[str | int, int]:
        return self._counted[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)
