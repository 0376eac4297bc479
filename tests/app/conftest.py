"""The tests of this folder live in a small town and call its command line."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli
from tests.town import Town, shared_town, town

__all__ = ["parta", "shared_town", "town"]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one JSON document in ASCII."""
        assert self.out.isascii()
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output, a JSON document in each line."""
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]


Parta = Callable[..., Ran]


@pytest.fixture
def parta(town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Parta:
    """Runs ``parta`` with these arguments on the town's installation, or on ``home``."""

    def run(*arguments: str | Path, home: Path | None = None) -> Ran:
        monkeypatch.setenv("PARTA_HOME", str(home or town.home))
        monkeypatch.setattr(sys, "argv", ["parta", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        status = end.value.code
        assert isinstance(status, int)
        return Ran(status, said.out, said.err)

    return run
