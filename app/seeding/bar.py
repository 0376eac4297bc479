"""Progress on a terminal."""

import sys

from app.commands.output import say


class Bar:
    """Progress on a terminal in one line that moves, elsewhere a line a step."""

    WIDTH = 30

    def __init__(self) -> None:
        self.moves = sys.stderr.isatty()
        self.stage = ""

    def show(self, stage: str, done: int, of: int, what: str) -> None:
        """``done`` of ``of`` in this stage; ``what`` was the last."""
        if not self.moves:
            say(f"{stage}: {done} из {of}, {what}")
            return
        if self.stage and self.stage != stage:
            sys.stderr.write("\n")
        self.stage = stage
        filled = self.WIDTH * done // max(of, 1)
        line = f"{stage} [{'█' * filled}{'·' * (self.WIDTH - filled)}] {done} из {of}"
        sys.stderr.write("\r" + line)
        sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        if self.moves and self.stage:
            sys.stderr.write("\n")
