"""One filled and running installation a process, one Chromium, and people who look at it.

With BROWSER_SHOTS=<folder> the tests leave pictures of the pages there, for people to look at.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.browser.home import filled_home
from tests.browser.running import Running, running
from tests.browser.watched import DESK, PHONE, REPORTS, Visitor

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
SECONDS = 15
"""How long a page may take to come to what is expected of it, on a machine that does much else."""

expect.set_options(timeout=SECONDS * 1000)

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def parta(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The product, filled and running."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = filled_home(shared, tmp_path_factory.mktemp("browser") / "дом парты")
    with running(home) as installation:
        yield installation


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where it is missing the tests fail.

    Where its build without windows is installed too, that one is taken: it opens a person's window
    with a sixth of the processor time (measured: 0.14 s for 0.8 s) and lays out pages the same.
    """
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program, "chromium is not installed: script/setup --test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """Cookies of those who have signed in once, by login."""
    return {}


@pytest.fixture
def visit(parta: Running, chromium: Browser, signed_in: dict[str, StorageState]) -> Iterator[Visit]:
    """Opens a window: ``visit(login, phone=…, script=…)``; an empty login is nobody yet.

    After the test no window may have told of a fault: a refused policy, an error in
    the console, an answer or a connection that failed.
    """
    visitors: list[Visitor] = []
    shots = os.environ.get("BROWSER_SHOTS")
    with ExitStack() as open_windows:

        def visit(login: str = "", *, phone: bool = False, script: bool = True) -> Visitor:
            more: dict[str, Any] = {}
            if phone:
                more |= {"has_touch": True, "is_mobile": True, "device_scale_factor": 1}
            context = chromium.new_context(
                viewport=cast(Any, PHONE if phone else DESK),
                locale="ru-RU",
                timezone_id="Asia/Yekaterinburg",
                reduced_motion="reduce",
                color_scheme="light",
                java_script_enabled=script,
                storage_state=signed_in.get(login) if login else None,
                **more,
            )
            open_windows.callback(context.close)
            context.set_default_timeout(SECONDS * 1000)
            context.add_init_script(REPORTS)
            visitor = Visitor(
                parta.address,
                context,
                context.new_page(),
                "phone" if phone else "desktop",
                Path(shots) if shots else None,
            )
            visitors.append(visitor)
            if login and login not in signed_in:
                visitor.sign_in(login)
                signed_in[login] = context.storage_state()
            return visitor

        yield visit
        faults = [fault for visitor in visitors for fault in visitor.faults]
        assert faults == []
