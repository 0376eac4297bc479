"""A PostgreSQL cluster for one run: in a folder of its own, on a socket there, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
OPTIONS = "-c listen_addresses= -c shared_buffers=256MB -c work_mem=64MB -c jit=off"


def is_there() -> bool:
    """Whether this machine has a server."""
    return bool(PLACES)


@contextmanager
def cluster() -> Iterator[str]:
    """The DSN of a running cluster."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        # The server runs as no root: where this is root, as the user whom the package made.
        other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if other:
            shutil.chown(folder, "postgres")
        programs, data = PLACES[0], str(folder / "data")
        made = [*other, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "bench"]
        made += ["-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(made, check=True, cwd="/", stdout=subprocess.DEVNULL)
        control = [*other, str(programs / "pg_ctl"), "-D", data, "-w", "-s"]
        log = ["-o", f"{OPTIONS} -k {folder}", "-l", str(folder / "log")]
        subprocess.run([*control, *log, "start"], check=True, cwd="/")
        try:
            yield f"host={folder} user=bench dbname=postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd="/")


def memory_mb(dsn: str) -> float:
    """What the server's processes hold, shared pages once: the sum of their proportional sizes."""
    folder = Path(dsn.split()[0].removeprefix("host="))
    first = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    total = 0
    for pid in (first, *map(int, children)):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:")
    return total / 1024
