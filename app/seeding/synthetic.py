"""Synthetic items for benchmarks: into the catalogue at bulk speed, then into the index."""

import threading
import time

from app.commands.output import say
from app.seeding.bar import Bar
from app.services import Services
from app.work import settle, working_unless_alive
from seed_content.synthetic.write import write_synthetic


def fill_synthetic(services: Services, count: int, seed: int) -> None:
    """Bring the synthetic items of ``seed`` up to ``count``; returns when all are searchable."""
    bar = Bar()
    started = time.monotonic()
    written = write_synthetic(
        services.sessions,
        count,
        seed,
        services.clock,
        lambda done, of: bar.show("Примеры", done, of, "записаны"),
    )
    bar.close()
    took = time.monotonic() - started
    say(f"В каталог записано новых: {written} за {took:.0f} с. Вносим в поиск.")
    with working_unless_alive(services):
        settle(services, threading.Event())
