"""``parta serve``: the web process. gunicorn, never the framework's own server."""

import errno
import socket
from collections.abc import Callable
from typing import Any

from core.errors import PartaError
from core.settings import Settings


class PortBusy(PartaError):
    """Another program listens there."""

    code = "port_busy"


class AddressRefused(PartaError):
    """The system does not let this address be used."""

    code = "address_refused"


def check_address(host: str, port: int) -> None:
    """Find out early whether the address is free.

    Raises PortBusy or AddressRefused with a message that tells the way out.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRINUSE:
                raise PortBusy(
                    f"Порт {port} занят другой программой. "
                    f"Остановите её или выберите другой порт: --port {port + 1}"
                ) from error
            raise AddressRefused(
                f"Адрес {host}:{port} недоступен: {error}. Выберите другой: --host и --port"
            ) from error


def run_server(settings: Settings, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until a signal comes; does not return. Raises PortBusy and AddressRefused.

    ``ready`` is called once it answers. SIGTERM and SIGINT end it after the requests in flight.
    """
    check_address(host, port)
    from gunicorn.app.base import BaseApplication

    from app.gunicorn_conf import options

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            given = options(settings, host, port)
            prepare = given["when_ready"]

            def begun(server: Any) -> None:
                prepare(server)
                ready()

            for name, value in (given | {"when_ready": begun}).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from app.factory import create_app

            return create_app(settings)

    Server().run()
