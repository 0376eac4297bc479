"""What the queue and the steps themselves cost, and how busy a bulk load keeps the machine.

    .venv/bin/python bench/pipeline.py [--items N] [--load N] [--skip-load]

First N items go through the real queue, worker and pipeline with a processor that does nothing; the
peer, in the same run, is the queue alone: the same jobs claimed and finished with no step between.
Then a folder of real files (decks, photographs, films, sounds; N of each) is taken in by ``parta
ingest`` and worked off by ``parta worker --once`` in a process of its own. While jobs wait, four
times a second, /proc tells how busy the processors are, and the memory (PSS) of the worker with its
Python children on the one side, of the tools that it runs on the other. An otherwise idle machine
is assumed. Ends with status 1 where a bound below is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

import ingest.plan  # noqa: E402
from app.migrate import upgrade  # noqa: E402
from app.services import Services  # noqa: E402
from catalog.models import Item, Version  # noqa: E402
from core.database import writing  # noqa: E402
from core.settings import Settings  # noqa: E402
from ingest.pipeline import Pipeline  # noqa: E402
from ingest.processors.contract import Step, StepResult  # noqa: E402
from ingest.queued import BULK, PROCESS  # noqa: E402
from jobs import queue  # noqa: E402
from jobs.models import Job  # noqa: E402
from jobs.queue import Claim  # noqa: E402
from jobs.worker import Handler, Worker  # noqa: E402
from media.models import Original  # noqa: E402
from media.storage import original_name, sha256_of  # noqa: E402
from tests.ingest.makers import deck, film, sound  # noqa: E402

PARTA = ROOT / ".venv" / "bin" / "parta"
PER_SECOND = 200.0
BUSY = 0.85
MEMORY_GIB = 1.5
LOOK_SECONDS = 0.25


class Nothing:
    """A processor with one step in which nothing is done."""

    kind = "image"
    recipe = "nothing"
    recipe_version = 1
    steps = (Step("nothing", "Ничего", makes_usable=True, run=lambda _context: StepResult()),)

    def can_process(self, format: str) -> bool:
        """Whatever it is."""
        return bool(format)


@dataclass(frozen=True)
class Looked:
    """One look at /proc: shares of all processors, bytes."""

    busy: float
    python: int
    tools: int


def no_op(services: Services, items: int) -> tuple[float, float]:
    """Items a second with a step that does nothing, and with no step at all."""
    _fill(services, items)
    means = (
        services.sessions,
        services.storage,
        services.tools,
        services.settings.temporary,
        services.clock,
    )
    ingest.plan.processor_for = lambda _format: Nothing()
    rates = []
    for handler in (Pipeline(*means), _finisher(services)):
        _enqueue(services)
        rates.append(items / _timed(lambda handler=handler: _work_off(services, handler)))
    return rates[0], rates[1]


def _fill(services: Services, items: int) -> None:
    """Items with a file of their own each."""
    services.settings.temporary.mkdir(parents=True, exist_ok=True)
    now = services.clock()
    with services.sessions() as session:
        for number in range(items):
            file = services.settings.temporary / f"{number}"
            file.write_text(str(number))
            sha256, size = sha256_of(file), file.stat().st_size
            services.storage.put(file, original_name(sha256))
            session.add(
                Original(sha256=sha256, bytes=size, kind="image", format="png", stored_at=now)
            )
            item = Item(kind="image", created_at=now)
            item.versions = [
                Version(
                    no=1,
                    original_sha=sha256,
                    file_name=f"{number}.png",
                    title=f"Рисунок {number}",
                    licence="CC0",
                    language="ru",
                    keywords=[],
                    created_at=now,
                )
            ]
            session.add(item)
        session.commit()


def _enqueue(services: Services) -> None:
    with services.sessions() as session:
        for version in session.scalars(select(Version.id)).all():
            queue.enqueue(session, PROCESS, version_id=version, priority=BULK, clock=services.clock)
        session.commit()


def _finisher(services: Services) -> Handler:
    def finish(held: Claim, still_ours: Callable[[], None]) -> None:
        still_ours()
        with writing(services.sessions) as session:
            queue.finish(session, held, services.clock)
            session.commit()

    return finish


def _work_off(services: Services, handler: Handler) -> None:
    worker = Worker(
        services.sessions,
        {PROCESS: handler},
        parallel=os.cpu_count() or 1,
        clock=services.clock,
        stop=threading.Event(),
    )
    worker.run(until_empty=True)
    with services.sessions() as session:
        left = session.scalar(select(func.count(Job.id)).where(Job.state != "done"))
    assert left == 0, f"{left} jobs did not end well"


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def make_files(folder: Path, each: int) -> None:
    """``each`` decks, photographs, films and sounds."""
    folder.mkdir()
    for n in range(each):
        deck(folder / f"доли-{n}.pptx", [f"Доля {n}, слайд {s}" for s in range(1, 13)])
        noise = Image.effect_noise((1500, 1125), 60 + n).resize((4000, 3000)).convert("RGB")
        noise.save(folder / f"снимок-{n}.jpg", quality=88)
        picture = f"testsrc2=size=1280x720:rate=30:duration=12,drawbox=w={9 + n}:h=9:t=fill"
        film(folder / f"опыт-{n}.avi", ["-c:v", "mpeg4", "-q:v", "5"], source=picture, sound=False)
        sound(folder / f"запись-{n}.wav", source=f"sine=frequency={300 + n}:duration=60")


def load(home: Path, each: int) -> tuple[list[Looked], float]:
    """Take the files in and work them off; the looks while jobs waited, and seconds in all."""
    make_files(home.parent / "files", each)
    environment = os.environ | {"PARTA_HOME": str(home)}
    subprocess.run([PARTA, "init"], env=environment, check=True, stderr=subprocess.DEVNULL)
    subprocess.run(
        [PARTA, "ingest", home.parent / "files"],
        env=environment,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    services = Services(Settings(home=home))
    looks: list[Looked] = []
    began = time.perf_counter()
    with subprocess.Popen(
        [PARTA, "worker", "--once"], env=environment, stderr=subprocess.DEVNULL
    ) as worker:
        pause = threading.Event()
        before = ticks()
        while worker.poll() is None:
            pause.wait(LOOK_SECONDS)
            now = ticks()
            if _waiting(services):
                python, tools = memory_of(worker.pid)
                total = max(1, now[1] - before[1])
                looks.append(Looked((now[0] - before[0]) / total, python, tools))
            before = now
    with services.sessions() as session:
        failed = session.scalars(select(Job.error_text).where(Job.state == "failed")).all()
    assert not failed, failed
    return looks, time.perf_counter() - began


def _waiting(services: Services) -> bool:
    with services.sessions() as session:
        running = select(Job.id).where(Job.state == "running")
        waiting = select(Job.id).where(Job.state == "waiting", Job.kind == PROCESS)
        return bool(session.scalar(running.limit(1)) and session.scalar(waiting.limit(1)))


def ticks() -> tuple[int, int]:
    """Busy and all ticks of all processors since the machine began, proc(5)."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return sum(fields) - fields[3] - fields[4], sum(fields)


def memory_of(root: int) -> tuple[int, int]:
    """PSS of the worker with its Python children, and of all the tools below it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("latin-1").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    python = tools = 0
    left = [root]
    while left:
        process = left.pop()
        left += children.get(process, [])
        try:
            told = Path(f"/proc/{process}/smaps_rollup").read_text()
            name = Path(f"/proc/{process}/comm").read_text()
        except OSError:
            continue
        pss = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
        if name.startswith(("python", "parta")):
            python += pss * 1024
        else:
            tools += pss * 1024
    return python, tools


def main() -> int:
    """Print both parts; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--load", type=int, default=6)
    parser.add_argument("--skip-load", action="store_true")
    asked = parser.parse_args()
    missed = False
    folder = Path(tempfile.mkdtemp(prefix="bench-pipeline-"))
    try:
        services = Services(Settings(home=folder / "noop"))
        services.settings.home.mkdir()
        upgrade(services.database)
        steps, bare = no_op(services, asked.items)
        services.database.dispose()
        missed |= steps < PER_SECOND
        print(f"no-op steps: {steps:.0f} items/s (at least {PER_SECOND:.0f})")
        print(f"queue alone: {bare:.0f} items/s")
        if not asked.skip_load:
            looks, seconds = load(folder / "load", asked.load)
            assert looks, "too little material to look at"
            busy = sum(look.busy for look in looks) / len(looks)
            python = max(look.python for look in looks) / 2**30
            tools = max(look.tools for look in looks) / 2**30
            missed |= busy < BUSY or python > MEMORY_GIB
            print(f"bulk load of {4 * asked.load} files: {seconds:.0f} s, {len(looks)} looks")
            print(f"processors busy: {busy:.0%} (at least {BUSY:.0%})")
            print(f"worker and its Python: {python:.2f} GiB at most (bound {MEMORY_GIB} GiB)")
            print(f"tools beside: {tools:.2f} GiB at most")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
