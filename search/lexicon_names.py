"""Sorts of rows and subjects as people call them in a table: by titles, or by codes."""

from collections.abc import Mapping

from language.lexicon import KINDS
from search.lexicon_kinds import KIND_TITLES


class Names:
    """Codes that have titles. ``read`` takes either, ``written`` gives what ``read`` takes."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._codes: dict[str, str] = {}
        for code, title in titles.items():
            self._codes.setdefault(_alike(title), code)
        self._codes |= {_alike(code): code for code in titles}

    def read(self, name: str) -> str:
        """The code; what is none is given back as it was written."""
        return self._codes.get(_alike(name), name.strip())

    def written(self, code: str) -> str:
        """The title, or the code itself where the title would be read as something else."""
        title = self._titles.get(code, code)
        return title if self.read(title) == code and ";" not in title else code


def _alike(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


KIND_NAMES = Names({kind: KIND_TITLES[kind] for kind in KINDS})
