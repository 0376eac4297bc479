"""The search of a whole installation, over HTTP: ``bench/search --http``.

A home is filled with synthetic items by ``parta seed`` (or one that is filled already is taken),
``parta serve`` serves it on a free port of this machine, a teacher of the demo school is signed in
and asks for the page of results with everything on it, and for suggestions. Queries are of the
words of the grid's lessons, typed as people type.
"""

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter
from urllib.parse import urlencode

from sqlalchemy import select

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 120.0
TEACHER = "teacher"

VISIT = 10
"""Pages over one connection, as many people come and go: a connection stays with one process of
the server, and two that happen to be with the same one would wait for each other all the time."""

SORTS = ("rare", "common", "three", "title", "filter", "listing", "phrase", "typo", "suggest")

_WORD = re.compile("[а-яё]{4,}")
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Ask:
    """One address and what sort of query it is."""

    sort: str
    path: str


def parta(home: Path, url: str, *words: str) -> str:
    """What a command of the installation prints; it must go well."""
    run = [sys.executable, "-c", "from app.cli import main; main()", *words]
    done = subprocess.run(
        run, cwd=ROOT, env=_settings(home, url), stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def _settings(home: Path, url: str) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return os.environ | {"PARTA_HOME": str(home), "PARTA_SEARCH_URL": url, "PYTHONPATH": paths}


def fill(home: Path, url: str, items: int) -> float:
    """Bring a home up to so many synthetic items, all of them searchable; seconds it took."""
    began = monotonic()
    if not (home / "parta.sqlite3").exists():
        parta(home, url, "init")
    if not _is_filled(home, url, items):
        parta(home, url, "seed", "synthetic", "--items", str(items))
        if not _is_filled(home, url, items):
            raise SystemExit("the index is not filled")
    return monotonic() - began


def _is_filled(home: Path, url: str, items: int) -> bool:
    state = json.loads(parta(home, url, "index", "status", "--json"))
    return bool(state["ready"] and not state["lag"] and state["documents"] >= items)


def asks(home: Path, url: str, each: int, seed: int = 1) -> list[Ask]:
    """``each`` addresses of every sort, mixed; the same for the same home."""
    os.environ.update(_settings(home, url))
    from app.services import Services
    from catalog.grid import Lesson
    from core.settings import load_settings

    services = Services(load_settings())
    with services.sessions() as session:
        lessons = session.execute(
            select(Lesson.title, Lesson.subject_code, Lesson.grade).order_by(Lesson.id)
        ).all()
    services.database.dispose()
    counted = Counter(word for one in lessons for word in set(_WORD.findall(one.title.lower())))
    by_rarity = sorted(counted, key=lambda word: (counted[word], word))
    rare, common = by_rarity[: len(by_rarity) // 2], by_rarity[-100:]
    chance = random.Random(seed)
    made: list[Ask] = []
    for sort in SORTS:
        done = 0
        while done < each:
            title, subject, grade = chance.choice(lessons)
            words = _WORD.findall(title.lower())
            more = (
                {"subject": subject, "grade": str(grade)} if sort in ("filter", "listing") else {}
            )
            typed = _typed(sort, title, words, rare, common, chance)
            if typed is None:
                continue
            page = "/search/suggest" if sort == "suggest" else "/search"
            made.append(Ask(sort, f"{page}?{urlencode({'q': typed, **more})}"))
            done += 1
    chance.shuffle(made)
    return made


def _typed(
    sort: str,
    title: str,
    words: Sequence[str],
    rare: Sequence[str],
    common: Sequence[str],
    chance: random.Random,
) -> str | None:
    if sort == "rare":
        return chance.choice(rare)
    if sort in ("common", "filter"):
        return chance.choice(common)
    if sort == "listing":
        return ""
    if sort == "title":
        return title
    if not words:
        return None
    if sort == "suggest":
        return words[0][: chance.randint(2, 6)]
    if sort == "typo":
        word = max(words, key=len)
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if len(word) > 6 else None
    if sort == "phrase":
        pair = re.search("[а-яё]{4,} [а-яё]{4,}", title.lower())
        return f'"{pair[0]}"' if pair else None
    return " ".join(chance.sample(sorted(set(words)), 3)) if len(set(words)) >= 3 else None


@contextmanager
def serving(home: Path, url: str) -> Iterator[tuple[int, float]]:
    """The server of a home: its port, and the seconds until it answered."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    run = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)]
    began = monotonic()
    process = subprocess.Popen(
        run, cwd=ROOT, env=_settings(home, url), stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not _answers(port):
            if process.poll() is not None or monotonic() - began > START_SECONDS:
                raise SystemExit("the server does not start")
            threading.Event().wait(0.05)
        yield port, monotonic() - began
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


class Browser:
    """One signed-in teacher with a connection that stays open."""

    def __init__(self, port: int, password: str) -> None:
        self._line = http.client.HTTPConnection(HOST, port, timeout=60)
        self._cookies: dict[str, str] = {}
        found = TOKEN.search(self._read("GET", "/"))
        form = {"login": TEACHER, "password": password, "csrf_token": found[1] if found else ""}
        self._read("POST", "/signin", urlencode(form))
        if "/signout" not in self._read("GET", "/me"):
            raise SystemExit("nobody could be signed in")

    def get(self, path: str) -> tuple[float, str]:
        """Milliseconds until the last byte, and the page."""
        began = perf_counter()
        page = self._read("GET", path)
        return 1000 * (perf_counter() - began), page

    def leave(self) -> None:
        """Close the connection; the next page opens another."""
        self._line.close()

    def _read(self, method: str, path: str, body: str | None = None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 400:
            raise SystemExit(f"{path}: {answer.status}")
        return page


def password_of(home: Path) -> str:
    """What the demo's people sign in with."""
    told = (home / "demo-sign-ins.txt").read_text(encoding="utf-8")
    return told.strip().rpartition(" ")[2]


def measured(
    port: int, password: str, asked: Sequence[Ask], clients: int, runs: int, seconds: float
) -> dict[str, list[tuple[str, float]]]:
    """Heat → (sort, ms): one client asks each once, then several all of them, up to so long."""
    first = Browser(port, password)
    cold = [(one.sort, first.get(one.path)[0]) for one in asked]
    warm: list[tuple[str, float]] = []
    until = monotonic() + seconds

    def ask(number: int) -> None:
        browser, chance = Browser(port, password), random.Random(number)
        for _ in range(runs):
            for n, one in enumerate(chance.sample(list(asked), len(asked))):
                if monotonic() > until:
                    return
                if n % VISIT == 0:
                    browser.leave()
                warm.append((one.sort, browser.get(one.path)[0]))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"cold, one client": cold, f"warm, {clients} clients": warm}
