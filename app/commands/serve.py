"""``parta serve`` and ``parta worker``."""

import logging
import signal
import threading

import click

from app.russian_help import Between
from app.services import Services
from core.settings import load_settings


@click.command()
@click.option(
    "--host", metavar="АДРЕС", default="127.0.0.1", show_default=True, help="Какой адрес слушать."
)
@click.option(
    "--port", default=8000, show_default=True, type=Between(1, 65535), help="Какой порт слушать."
)
def serve(host: str, port: int) -> None:
    """Запустить веб-сервер."""
    from app.demo_start import prepare_demo
    from app.serve import run_server

    services = Services(load_settings())
    services.require_current()
    prepare_demo(services)
    services.database.dispose()  # no connection is carried into the server's own processes
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    run_server(services.settings, host, port, lambda: click.echo(f"Страницы открыты: {address}"))


@click.command()
@click.option("--once", is_flag=True, help="Обработать очередь и закончить.")
def worker(once: bool) -> None:
    """Обрабатывать файлы и обновлять поиск."""
    from app.work import run_worker

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    services = Services(load_settings())
    services.require_current()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_worker(services, stop, once=once)
