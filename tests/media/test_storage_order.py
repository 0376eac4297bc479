"""What is kept survives a power cut: bytes before their name, both before the row that names them.

The order is read from a trace of what was really called: from the kernel's side where the tracer
is installed, and always from the interpreter's own events.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import event

from media.storage import FolderStorage, original_name
from tests.town import Town, a_picture, town

__all__ = ["town"]

Step = tuple[str, str]
"""``("sync", path)`` or ``("rename", path it has now)``."""

NAME = original_name("ab" * 32)

RENAMES: list[list[Step]] = []
"""Where renames are noted while somebody listens; an audit hook cannot be taken away again."""


def _note_rename(name: str, said: tuple[Any, ...]) -> None:
    if name == "os.rename":
        for steps in RENAMES:
            steps.append(("rename", os.fsdecode(said[1])))


sys.addaudithook(_note_rename)


@contextmanager
def listening() -> Iterator[list[Step]]:
    """The calls of this thread that sync and rename, in their order."""
    steps: list[Step] = []

    def note(frame: FrameType, what: str, called: Any) -> None:
        if what == "c_call" and called is os.fsync:
            [handle] = [one for one in frame.f_locals.values() if isinstance(one, int)]
            steps.append(("sync", os.readlink(f"/proc/self/fd/{handle}")))

    RENAMES.append(steps)
    sys.setprofile(note)
    try:
        yield steps
    finally:
        sys.setprofile(None)
        RENAMES.remove(steps)


def by_interpreter(root: Path, source: Path) -> list[Step]:
    """Put ``source`` away and say in which order it was done."""
    with listening() as steps:
        FolderStorage(root).put(source, NAME)
    return steps


def by_kernel(root: Path, source: Path) -> list[Step]:
    """The same in a process whose system calls are traced."""
    trace = root.parent / "trace"
    code = (
        "import sys; from pathlib import Path; from media.storage import FolderStorage; "
        "FolderStorage(Path(sys.argv[1])).put(Path(sys.argv[2]), sys.argv[3])"
    )
    calls = "trace=fsync,fdatasync,rename,renameat,renameat2"
    traced = [sys.executable, "-c", code, str(root), str(source), NAME]
    subprocess.run(
        ["strace", "-f", "-y", "-s", "4096", "-e", calls, "-o", trace, *traced],
        check=True,
    )
    steps: list[Step] = []
    for line in trace.read_text().splitlines():
        if found := re.search(r"f(?:data)?sync\(\d+<(.*)>\)\s+= 0", line):
            steps.append(("sync", found[1]))
        elif found := re.search(r'rename.*"([^"]*)"(?:, \w+)?\)\s+= 0', line):
            steps.append(("rename", found[1]))
    return steps


def traces() -> bool:
    """Whether the kernel's tracer is here and allowed to work."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    )


TRACERS = [by_interpreter, *([by_kernel] if traces() else [])]


@pytest.mark.parametrize("traced", TRACERS)
def test_bytes_are_synced_before_they_get_their_name_and_the_name_after_it(
    tmp_path: Path, traced: Callable[[Path, Path], list[Step]]
) -> None:
    root, source = tmp_path / "storage", tmp_path / "came"
    root.mkdir()
    source.write_bytes(b"bytes")
    steps = traced(root, source)

    final = root / NAME
    assert final.read_bytes() == b"bytes"
    *folders, (first, arriving), synced, named, listed = steps
    assert first == "rename"
    assert Path(arriving).parent == final.parent
    assert re.fullmatch(re.escape(final.name) + r"\.[0-9a-f]{8}\.part", Path(arriving).name)
    assert synced == ("sync", arriving)
    assert named == ("rename", str(final))
    assert listed == ("sync", str(final.parent))
    fresh = [root, root / "originals", root / "originals" / "ab"]
    assert folders == [("sync", str(folder)) for folder in fresh]


def test_the_row_is_committed_after_its_bytes_are_safe(town: Town, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 7)
    database = town.app.extensions["parta"]["services"].database
    with listening() as steps:

        def note(_connection: object) -> None:
            steps.append(("commit", ""))

        event.listen(database, "commit", note)
        try:
            assert town.by("teacher").send(file).status_code == 202
        finally:
            event.remove(database, "commit", note)

    named = next(n for n, (what, path) in enumerate(steps) if what == "rename" and kept(path))
    assert steps[named - 1][0] == "sync"
    assert steps[named + 1] == ("sync", str(Path(steps[named][1]).parent))
    assert steps[named + 2][0] == "commit"


def kept(path: str) -> bool:
    """Whether this is an original's final name."""
    return "/originals/" in path and not path.endswith(".part")
