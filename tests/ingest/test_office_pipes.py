"""The socket of a LibreOffice that was killed."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from ingest.office_pipes import DAY, forget_pipe, pipe_names, sweep_pipes

PIPES = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_"
SOFFICE = os.environ.get("PARTA_SOFFICE") or "soffice"


@pytest.mark.parametrize("name", ["profile", "ё!$&'()*+,-.:;=@_~ %41<>|"])
def test_the_socket_of_a_killed_office_is_found_by_its_profile(name: str, tmp_path: Path) -> None:
    profile = tmp_path / name
    office = subprocess.Popen(
        [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    pipe = Path("/tmp") / pipe_names(profile)[0]
    until = time.monotonic() + 60
    try:
        while not pipe.exists() and time.monotonic() < until:
            with pytest.raises(subprocess.TimeoutExpired):
                office.wait(0.05)
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    assert pipe.exists()
    forget_pipe(profile)
    assert not pipe.exists()


def test_sockets_that_nobody_holds_for_a_day_are_swept() -> None:
    names = [Path(f"/tmp/{PIPES}test{os.getpid()}{end}") for end in ("held", "old", "young")]
    held, old, young = names
    try:
        with socket.socket(socket.AF_UNIX) as living:
            living.bind(str(held))
            for name in (old, young):
                with socket.socket(socket.AF_UNIX) as dead:
                    dead.bind(str(name))
            for name in (held, old):
                os.utime(name, (time.time() - DAY - 60,) * 2)
            assert sweep_pipes() >= 1
            assert [name.exists() for name in names] == [True, False, True]
    finally:
        for name in names:
            name.unlink(missing_ok=True)
