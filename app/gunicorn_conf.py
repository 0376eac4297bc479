"""How gunicorn is run: threads in few processes, files by sendfile, a clean end."""

import gc
import logging
import os
import socket
import struct
import threading
from pathlib import Path
from typing import Any

from core.settings import Settings

log = logging.getLogger("parta")

GRACEFUL_SECONDS = 8
"""Requests in flight may end; below the supervisor's ten seconds before it kills."""

SILENT_SECONDS = 60
"""A process that does not beat for so long is replaced (a slow request does not stop the beat)."""

KEEPALIVE_SECONDS = 5
"""Longer than a browser's pause between a page and its pictures."""

IDLE_CLIENT_SECONDS = 20
"""A client that sends or takes nothing for so long gives its thread back. One that is only slow
stays; many slow ones want a buffering proxy in front."""

LONGEST_LINE = 8190
"""Bytes of a request's first line, gunicorn's most: some 1,300 Russian letters of a query."""

_SHM = Path("/dev/shm")


def options(settings: Settings, host: str, port: int) -> dict[str, Any]:
    """The options of gunicorn for this installation, by their names in its documentation."""
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": "app.web_worker.WebWorker",
        "workers": settings.web_workers,
        "threads": settings.web_threads,
        # One import for all processes: a quicker start and shared memory. `post_fork` gives each
        # process database connections of its own.
        "preload_app": True,
        "post_fork": after_fork,
        "when_ready": hurry_clients,
        "limit_request_line": LONGEST_LINE,
        "sendfile": True,
        "timeout": SILENT_SECONDS,
        "graceful_timeout": GRACEFUL_SECONDS,
        "keepalive": KEEPALIVE_SECONDS,
        # The heartbeat is a file: on a disk that is busy it would stop the process.
        "worker_tmp_dir": str(_heartbeats(settings)),
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        # Everything that the product writes lies in its home.
        "control_socket_disable": True,
        "proc_name": "parta",
    }


def _heartbeats(settings: Settings) -> Path:
    if _SHM.is_dir() and os.access(_SHM, os.W_OK | os.X_OK):
        return _SHM
    settings.temporary.mkdir(parents=True, exist_ok=True)
    return settings.temporary


def after_fork(_server: Any, worker: Any) -> None:
    """Leave the parent's database connections to the parent; load ahead for the first search."""
    parts = worker.app.wsgi().extensions["parta"]
    parts["sessions"].kw["bind"].dispose(close=False)
    threading.Thread(target=_warm, args=(parts,), name="warm", daemon=True).start()


def hurry_clients(server: Any) -> None:
    """Set the patience with clients on the listening sockets; connections inherit it on Linux."""
    patience = struct.pack("ll", IDLE_CLIENT_SECONDS, 0)
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, patience)


def _warm(parts: dict[str, Any]) -> None:
    from search.warm import warm

    try:
        with parts["sessions"]() as session:
            warm(session, parts["engine"], parts["item_meanings"])
    except Exception:  # a first search will be slower, and says what is wrong
        log.exception("could not load ahead")
    # What was loaded stays: looking through it for garbage would hold all requests for 0.2 s.
    gc.collect()
    gc.freeze()
