"""The installation that the browser visits: filled by the product's own commands, then copied."""

import csv
import fcntl
import shutil
import sys
from pathlib import Path

from click.testing import CliRunner

from accounts.create import create_user
from accounts.demo import demo_users
from app.cli import parta as command_line
from app.services import Services
from core.settings import Settings
from seed_content.make import make
from seed_content.source import CURRICULUM, SCHOOL, read_source, source_paths

ROOT = Path(__file__).resolve().parents[2]
PARTA = Path(sys.executable).parent / "parta"
PASSWORD = "берёзовая кора"

DECK, PICTURE, FILM = "fractions.pptx", "compass.webp", "kepler.mp4"
"""The demo's own materials that stand on the federal shelf from the beginning."""

COLLEAGUE = "colleague"
"""Another teacher of the school; the demo's sign-ins are teacher, pupil, methodologist…"""


def parta(home: Path, *arguments: str | Path) -> str:
    """Run a command of the product in ``home``; it must end well. Returns its output.

    It runs in this process: to start Python anew takes longer than what most commands do.
    """
    done = CliRunner().invoke(
        command_line,
        [str(one) for one in arguments],
        env={"PARTA_HOME": str(home)},
        standalone_mode=False,
    )
    if done.exception is not None:
        raise done.exception
    assert not done.return_value, done.stderr
    return done.stdout


def filled_home(shared: Path, own: Path) -> Path:
    """A copy at ``own`` of a home that is filled once, in ``shared``.

    Processes that test side by side share one folder and wait for each other by a lock.
    """
    template = shared / "browser-home"
    with (shared / "browser-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template / "filled").exists():
            _fill(template)
            (template / "filled").touch()
        shutil.copytree(template, own)
    return own


def _fill(home: Path) -> None:
    parta(home, "init")
    parta(home, "curriculum", "load", CURRICULUM)
    parta(home, "people", "load", SCHOOL)
    manifest = _materials(home / "sources")
    parta(home, "ingest", "--manifest", manifest, "--publish", "--wait")
    services = Services(Settings(home=home))
    with services.sessions() as session:
        demo_users(session, PASSWORD, services.clock)
        create_user(
            session,
            COLLEAGUE,
            "teacher",
            school_public_id="demo",
            person_public_id="T01",
            password=PASSWORD,
            clock=services.clock,
        )
    services.database.dispose()


def _materials(folder: Path) -> Path:
    """The three materials' files and a manifest that names them."""
    folder.mkdir()
    manifest = folder / "manifest.csv"
    columns = ("file", "title", "lesson", "licence", "author", "description")
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, columns)
        table.writeheader()
        for path in source_paths("small"):
            source = read_source(path)
            if source.filename not in (DECK, PICTURE, FILM):
                continue
            make(source, folder / source.filename)
            table.writerow(
                {
                    "file": source.filename,
                    "title": source.title,
                    "lesson": source.lesson_key,
                    "licence": source.licence,
                    "author": source.author,
                    "description": source.description,
                }
            )
    return manifest
