"""The server and the supervisor as they are run: real processes on a free port."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from app.gunicorn_conf import options
from app.serve import AddressRefused, PortBusy, check_address
from core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PARTA = str(Path(sys.executable).parent / "parta")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@contextmanager
def running(arguments: list[str], home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env={**os.environ, "PARTA_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline, "the server does not answer"
            try:
                if get(port, "/live")[0] == 200:
                    break
            except OSError:
                Event().wait(0.05)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def made(home: Path) -> Path:
    subprocess.run(
        [PARTA, "init"],
        cwd=ROOT,
        env={**os.environ, "PARTA_HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return home


def test_the_demo_pair_starts_answers_and_stops(made: Path) -> None:
    port = free_port()
    (made / "входы.txt").write_text("teacher  учитель\n", encoding="utf-8")
    pair = [sys.executable, "-m", "app.supervisor", "--port", str(port)]
    pair += ["--sign-ins", str(made / "входы.txt")]
    with running(pair, made, port) as process:
        assert process.stdout is not None
        told = ""
        while "Ctrl-C" not in told:
            told += process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in told
        assert "teacher  учитель" in told
        with ThreadPoolExecutor(20) as pool:
            pages = list(pool.map(lambda _: get(port, "/"), range(40)))
        assert {status for status, _ in pages} == {200}
        assert get(port, "/ready")[0] == 200
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
    with pytest.raises(OSError, match="refused"):
        get(port, "/live")


def test_everything_the_server_writes_lies_in_its_home(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "чужой дом"
    elsewhere.mkdir()
    monkeypatch.setenv("HOME", str(elsewhere))
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    port = free_port()
    with running([PARTA, "serve", "--port", str(port)], made, port) as process:
        assert get(port, "/")[0] == 200
        assert list(elsewhere.iterdir()) == []
        process.terminate()
        process.communicate(timeout=30)
        assert process.returncode == 0


def test_a_busy_port_is_told_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy) as caught:
            check_address("127.0.0.1", port)
    assert f"Порт {port} занят" in caught.value.message
    assert "--port" in caught.value.message


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(AddressRefused):
        check_address("192.0.2.1", 8000)


def test_processes_and_threads_come_from_the_settings(settings: Settings) -> None:
    chosen = settings.model_copy(update={"web_workers": 3, "web_threads": 5})
    told = options(chosen, "::1", 8000)
    assert (told["workers"], told["threads"]) == (3, 5)
    assert told["bind"] == "[::1]:8000"
    assert options(settings, "127.0.0.1", 8000)["worker_class"] == "app.web_worker.WebWorker"


def sent(port: int, request: bytes) -> bytes:
    """All that is answered to these bytes; the connection is closed by the server."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(request)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    return answer


def test_a_request_that_is_not_read_is_answered_in_russian(made: Path) -> None:
    port = free_port()
    letters = b"%D1%8F" * 100_000
    host = b"Host: parta\r\n"
    refused = {
        b"GET /search?q=" + letters + b" HTTP/1.1\r\n" + host + b"\r\n": (
            414,
            "Запрос слишком длинный",
        ),
        b"GET / HTTP/1.1\r\n" + host + b"Cookie: " + b"a" * 100_000 + b"\r\n\r\n": (
            431,
            "удалить в браузере файлы cookie",
        ),
        b"GET / HTTP/1.1\r\n" + host + b"X-A: b\r\n" * 500 + b"\r\n": (
            431,
            "удалить в браузере файлы cookie",
        ),
        "ПРИВЕТ\r\n\r\n".encode(): (400, "Запрос непонятен"),
    }
    with running([PARTA, "serve", "--port", str(port)], made, port):
        for request, (status, words) in refused.items():
            head, _, body = sent(port, request).partition(b"\r\n\r\n")
            assert head.startswith(f"HTTP/1.1 {status} ".encode())
            assert b"charset=utf-8" in head
            assert words in " ".join(body.decode().split())
        # A query of the longest length that the form takes is answered by the page itself.
        assert get(port, "/search?q=" + "%D1%8F" * 500)[0] in (200, 303)
        assert get(port, "/live")[0] == 200


HURRIED = """
import sys
from app import gunicorn_conf
from app.serve import run_server
from core.settings import load_settings
gunicorn_conf.IDLE_CLIENT_SECONDS = 1
run_server(load_settings(), "127.0.0.1", int(sys.argv[1]), lambda: None)
"""


def test_the_server_alone_says_where_it_answers(made: Path) -> None:
    port = free_port()
    with running([PARTA, "serve", "--port", str(port)], made, port) as process:
        process.send_signal(signal.SIGTERM)
        told, errors = process.communicate(timeout=30)
        assert (told, errors) == (f"Страницы открыты: http://127.0.0.1:{port}\n", "")


def test_clients_that_fall_silent_do_not_hold_the_server(home: Path) -> None:
    port = free_port()
    with running([sys.executable, "-c", HURRIED, str(port)], home, port):
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
        try:
            for one in silent:
                one.sendall(b"POST /signin HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n")
            assert get(port, "/live")[0] == 200
        finally:
            for one in silent:
                one.close()
