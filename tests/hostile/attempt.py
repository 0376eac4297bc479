"""A file sent and worked through as far as it goes, in this process or in one of its own."""

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from core.errors import PartaError
from ingest.formats import Refused
from ingest.processors.contract import StepFailed
from media.tools import ToolPaths, ToolTimeout
from tests.ingest.stepping import Processed, process

#: Steps that cost minutes and open the file no further.
FIRST = ("text", "web", "poster", "low", "sound")
RUSSIAN = re.compile(r"[а-яё]{3}", re.IGNORECASE)


@dataclass(frozen=True)
class Outcome:
    """``word``: ready, refused or failed; ``reason`` in Russian; ``made`` names of renditions."""

    word: str
    reason: str
    made: tuple[str, ...] = ()


def attempt(path: Path, folder: Path, tools: ToolPaths) -> tuple[Outcome, Processed | None]:
    """Send ``path`` through intake and the first steps of its kind."""
    try:
        done = process(path, folder, tools=tools, only=lambda step: step in FIRST)
    except Refused as refusal:
        return _checked(Outcome("refused", refusal.message)), None
    except (StepFailed, ToolTimeout) as failure:
        return _checked(Outcome("failed", failure.message)), None
    return Outcome("ready", "", tuple(sorted(done.made))), done


def _checked(outcome: Outcome) -> Outcome:
    assert RUSSIAN.search(outcome.reason), outcome
    assert "Traceback" not in outcome.reason
    return outcome


@dataclass(frozen=True)
class Cost:
    """What an attempt took: seconds, and the largest process of ours and of the tools, in MB."""

    seconds: float
    own_mb: int
    tool_mb: int


def attempt_apart(path: Path, folder: Path, tools: ToolPaths) -> tuple[Outcome, Cost]:
    """As ``attempt``, in a process of its own whose memory is told afterwards."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.attempt", str(path), str(folder), tools.sandbox],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told = json.loads(done.stdout)
    return Outcome(**told["outcome"]), Cost(**told["cost"])


def _main(path: Path, folder: Path, sandbox: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    try:
        outcome, _ = attempt(path, folder, ToolPaths(sandbox=sandbox, tmp=folder / "tmp"))
    except PartaError as error:
        outcome = Outcome("machine", error.message)
    cost = Cost(
        round(time.monotonic() - started, 2),
        (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    )
    print(json.dumps({"outcome": asdict(outcome), "cost": asdict(cost)}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
