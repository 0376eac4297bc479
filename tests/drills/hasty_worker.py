"""``parta worker`` that waits for no program longer than a few seconds, and is else the same.

The limits grow with the file, so a program that hangs is ended after ten minutes at the least. No
drill waits that long: here the runner itself is given shorter ones, before anything imports it.
"""

import dataclasses
from typing import Any

import media.tools

WALL_SECONDS = 4.0

_run = media.tools.run


def _hasty(*arguments: Any, limits: media.tools.Limits, **named: Any) -> media.tools.Completed:
    bound = dataclasses.replace(limits, wall_seconds=min(limits.wall_seconds, WALL_SECONDS))
    return _run(*arguments, limits=bound, **named)


media.tools.run = _hasty

if __name__ == "__main__":
    from app.commands.serve import worker

    worker()
