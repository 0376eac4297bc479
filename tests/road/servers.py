"""A server in a process of its own, which a test may kill, and calls to it over the wire."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.test import EnvironBuilder

from app.supervisor import answers
from tests.road.workers import until
from tests.town import Town

ROOT = Path(__file__).resolve().parents[2]
PARTA = Path(sys.executable).parent / "parta"
HOST = "127.0.0.1"
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """``parta serve`` of a town."""

    town: Town
    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """SIGKILL to the server and its workers: nobody has time to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def send(self, login: str, path: str, file: Path, fields: dict[str, str]) -> int:
        """Post a form with this file as somebody's programme does; returns the status."""
        with file.open("rb") as stream:
            form = EnvironBuilder(method="POST", data=fields | {"file": (stream, file.name)})
            asked = form.get_environ()
            body = asked["wsgi.input"].read()
        return self._post(login, path, body, asked["CONTENT_TYPE"])[0]

    def post(self, login: str, path: str, body: Any) -> Any:
        """Post JSON; the answer must go well."""
        status, answer = self._post(login, path, json.dumps(body).encode(), "application/json")
        assert status < 300, answer
        return json.loads(answer)

    def _post(self, login: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            headers = {"Authorization": f"Bearer {self.town.keys[login]}", "Content-Type": kind}
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def server_process(town: Town) -> Iterator[Server]:
    """The town's server on a free port; what is left of it ends with the block."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [PARTA, "serve", "--host", HOST, "--port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PARTA_HOME": str(town.home)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Server(town, port, process)
    try:
        assert until(lambda: answers(HOST, port), START_SECONDS) is not None, "no answer"
        yield server
    finally:
        if process.poll() is None:
            server.kill()
