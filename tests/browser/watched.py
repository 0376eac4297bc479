"""A person at a browser, with everything noted that a page must not do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.browser.home import PASSWORD

DESK = {"width": 1366, "height": 850}
PHONE = {"width": 360, "height": 740}

REPORTS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > wide + 1)
    .map((each) => `${each.tagName}.${each.className}`).slice(0, 8);
}"""
VIOLATIONS = "(options) => axe.run(document, options).then((found) => found.violations)"
STATUS = re.compile(r"status of (\d{3})")


@dataclass
class Visitor:
    """One window of one person; ``faults`` grows with whatever went wrong in it."""

    address: str
    context: BrowserContext
    page: Page
    name: str
    shots: Path | None = None
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    offline: bool = False

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self.offline and "net::ERR_" in message.text:
            return
        status = STATUS.search(message.text)
        if status is None or int(status.group(1)) not in self.expected:
            self.faults.append(f"console: {message.text} ({self.page.url})")

    def _failed(self, request: Request) -> None:
        # A page that is left, or a film that is sought, gives up what it no longer needs.
        if request.failure != "net::ERR_ABORTED" and not self.offline:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"answer: {response.status} {response.url}")

    @contextmanager
    def may_answer(self, *statuses: int) -> Iterator[None]:
        """In the block these answers are what is wanted."""
        self.expected |= set(statuses)
        yield
        self.expected -= set(statuses)

    @contextmanager
    def may_lose_the_line(self) -> Iterator[None]:
        """In the block a connection may fail."""
        self.offline = True
        yield
        self.offline = False

    def go(self, path: str) -> Response:
        """Open a page of the product and look it over."""
        response = self.page.goto(self.address + path)
        assert response is not None
        self.fits()
        return response

    def fits(self) -> None:
        """The page does not scroll sideways."""
        self.page.wait_for_load_state()
        beyond = self.page.evaluate(OVERFLOW)
        assert beyond == [], f"{self.page.url} is wider than its window: {beyond}"

    def reads_well(self, *, rules: str = "all") -> None:
        """axe finds nothing on the page as it stands."""
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules == "contrast":
            options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(VIOLATIONS, options)
        told = [
            f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for one in found
            for node in one["nodes"][:4]
        ]
        assert told == [], f"{self.page.url}\n" + "\n".join(told)

    def look(self, scheme: Literal["light", "dark"]) -> None:
        """What the system asks for: a light or a dark look."""
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def keep(self, title: str) -> None:
        """A picture of the page for people, where they asked for one."""
        if self.shots is not None:
            self.shots.mkdir(parents=True, exist_ok=True)
            # Hiding the caret would write a style of the tool's own into the page.
            self.page.screenshot(
                path=self.shots / f"{title}-{self.name}.png", full_page=True, caret="initial"
            )

    def sign_in(self, login: str) -> None:
        """By the form on the front page."""
        self.go("/")
        self.page.get_by_label("Логин").fill(login)
        self.page.get_by_label("Пароль").fill(PASSWORD)
        self.page.get_by_role("button", name="Войти", exact=True).click()
        expect(self.page.locator(".nav")).to_be_visible()
        self.fits()

    def ask(self, words: str) -> None:
        """Type into the search of the page's head and press Enter."""
        if self.page.url == "about:blank":
            self.go("/library")
        field = self.page.get_by_role("combobox", name="Найти материал")
        field.fill(words)
        field.press("Enter")
        expect(self.page).to_have_url(re.compile(r"/search\?"))
        self.page.wait_for_load_state()
        self.fits()
