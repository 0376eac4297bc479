"""Lines that break, against the server as it is run."""

import os
import socket
import sys

import pytest

from tests.frame.test_serve import free_port, running
from tests.ingest.tus_client import PIECE_TYPE, Sender
from tests.town import Town, town

__all__ = ["town"]

SERVE = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port"]


@pytest.mark.parametrize("counted", [True, False])
def test_what_came_before_the_line_broke_is_kept(town: Town, counted: bool) -> None:
    sender, body = Sender(town), os.urandom(300_000)
    path = sender.begin(len(body), filename="урок.mp4")
    cut, port = 109_000, free_port()
    size = f"Content-Length: {len(body)}" if counted else "Transfer-Encoding: chunked"
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: Bearer {town.keys[sender.login]}\r\nTus-Resumable: 1.0.0\r\n"
        f"Upload-Offset: 0\r\nContent-Type: {PIECE_TYPE}\r\n{size}\r\n\r\n"
    )
    with running([*SERVE, str(port)], town.home, port):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            line.sendall(head.encode())
            for at in range(0, cut, 4096):
                piece = body[at : min(at + 4096, cut)]
                line.sendall(piece if counted else b"%x\r\n%s\r\n" % (len(piece), piece))
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass
        kept = sender.offset(path)
    assert cut - 8192 < kept <= cut
    assert sender.send(path, kept, body[kept:]).status_code in (204, 422)
