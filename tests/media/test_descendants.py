"""A tool's processes are found from the tool down, those of threads and of strayed ones too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from media.follow import Overgrown, _measure
from media.guard import descendants, descendants_soon, end_all
from media.limits import PARSE

OPENED: list[list[str]] = []
"""Where opened files are noted while somebody listens; an audit hook cannot be taken away again."""


def _note(name: str, said: tuple[Any, ...]) -> None:
    if name == "open" and isinstance(said[0], str):
        for opened in OPENED:
            opened.append(said[0])


sys.addaudithook(_note)

TREE = """
import os, subprocess, sys, threading, time
def begin(*words, **more):
    return subprocess.Popen([sys.executable, "-c", *words], stdout=subprocess.PIPE, **more)
SLEEPS = "import sys, time; print(flush=True); time.sleep(600)"
PARENT = f'''
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", {SLEEPS!r}], stdout=subprocess.PIPE).stdout.readline()
print(flush=True)
time.sleep(600)
'''
strayed = begin(PARENT, start_new_session=True)
strayed.stdout.readline()
def of_thread():
    global inner
    inner = begin(SLEEPS)
    inner.stdout.readline()
    print(flush=True)
    time.sleep(600)
os.fork() or os._exit(0)  # ended, not reaped
threading.Thread(target=of_thread).start()
time.sleep(600)
"""


@contextmanager
def opened() -> Iterator[list[str]]:
    files: list[str] = []
    OPENED.append(files)
    try:
        yield files
    finally:
        OPENED.remove(files)


@pytest.fixture
def tree() -> Iterator[int]:
    """A process with three below it, and one that has ended."""
    process = subprocess.Popen([sys.executable, "-c", TREE], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"\n"
    yield process.pid
    end_all(descendants(process.pid) | {process.pid})
    process.wait()
    process.stdout.close()


def test_both_ways_find_the_same_processes(tree: int) -> None:
    found = descendants_soon(tree)
    assert found == descendants(tree)
    assert len(found) == 3


def test_a_look_at_a_tool_opens_nothing_of_other_processes(tree: int) -> None:
    if not os.path.exists(f"/proc/{tree}/task/{tree}/children"):
        pytest.skip("this kernel lists no children")
    family = {str(pid) for pid in descendants(tree) | {tree}}
    with opened() as files:
        _measure(tree, PARSE)
    whose = {one.split("/")[2] for one in files if one.startswith("/proc/")}
    ended = whose - family
    assert len(ended) == 1, "but for the child that waits to be reaped"
    assert f"/proc/{ended.pop()}/stat" in files


def test_too_many_processes_are_noticed(tree: int) -> None:
    with pytest.raises(Overgrown):
        _measure(tree, replace(PARSE, processes=2))
