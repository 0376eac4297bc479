"""The server and the worker as an installation runs them, in processes of their own."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.supervisor import answers
from tests.browser.home import PARTA, ROOT

HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 15.0


@dataclass
class Running:
    """A running installation; ``address`` has no slash at its end."""

    home: Path
    address: str
    worker: subprocess.Popen[bytes] | None = None
    server: subprocess.Popen[bytes] | None = None

    def start_server(self) -> None:
        """Start the server at its address and wait until it answers."""
        port = self.address.rsplit(":", 1)[-1]
        self.server = _start(self.home, "serve", "--host", HOST, "--port", port)
        _await(self.server, int(port))

    def kill_server(self) -> None:
        """End the server and its processes in the middle of whatever they do."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def start_worker(self) -> None:
        """Start the worker."""
        self.worker = _start(self.home, "worker")

    def stop_worker(self) -> None:
        """End the worker: what is uploaded from now on waits."""
        if self.worker is not None:
            _stop(self.worker)
            self.worker = None

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        """Nobody works in the block."""
        self.stop_worker()
        try:
            yield
        finally:
            self.start_worker()


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """Server and worker of ``home``; both end with the block."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    installation = Running(home, f"http://{HOST}:{port}")
    try:
        installation.start_server()
        installation.start_worker()
        yield installation
    finally:
        if installation.server is not None:
            installation.server.terminate()  # it ends while the worker does
        installation.stop_worker()
        if installation.server is not None:
            _stop(installation.server)


def _start(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    more = {"PARTA_HOME": str(home), "PARTA_DEMO": "true", "PARTA_WORKER_JOBS": "2"}
    return subprocess.Popen(
        _command(arguments),
        cwd=ROOT,
        env=os.environ | more,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _command(arguments: Sequence[str]) -> list[str]:
    return [str(PARTA), *arguments]


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    pause = threading.Event()
    for _ in range(int(START_SECONDS / 0.1)):
        assert server.poll() is None, "the server fell"
        if answers(HOST, port):
            return
        pause.wait(0.1)
    raise AssertionError(f"no answer in {START_SECONDS:.0f} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
