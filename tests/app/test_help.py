"""The help of every command: Russian words, limits in words, and nothing cut short."""

import re
from collections.abc import Iterator

import click
import pytest

from accounts.models import ROLES
from app.cli import COMMANDS, parta
from app.commands.seed import PROFILES
from app.russian_help import speak_russian
from catalog.grid_file import COLUMNS
from catalog.kinds import KINDS
from ingest.sources import WORDS

FORMATS = {"CSV", "JSON", "UTF", "API", "ID", "CC", "BY"}
CODES = {*KINDS, *ROLES, *PROFILES, *COLUMNS, "hours", "keywords", "item_id", "math", "var"}
SHELVES = {"federal", "school", "region"}
MANIFEST = {"file", *WORDS}
LATIN = re.compile(r"[A-Za-z]\w*")
NOT_WORDS = re.compile(
    r"(?<!\w)--?[a-z-]+"  # an option
    r"|PARTA_\w+"  # a setting
    r"|\bparta( [a-z]+)*"  # a call
    r"|[\w/]*\.[a-z]+\b"  # a file
)


def every_command(
    command: click.Command = parta, above: click.Context | None = None, name: str = "parta"
) -> Iterator[click.Context]:
    """The command and all within it, each as it is when it is called."""
    settings = command.context_settings if above is None else {}
    context = click.Context(command, parent=above, info_name=name, **settings)
    yield context
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from every_command(found, context, inner)


speak_russian()  # the library keeps the words of its own option from when it first sees a command
CONTEXTS = {context.command_path: context for context in every_command()}


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The help of the command that the test names, on a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    speak_russian()
    context = CONTEXTS[request.param]
    return context.command.get_help(context)


def test_every_command_and_group_is_looked_at() -> None:
    assert {path.split()[1] for path in CONTEXTS if " " in path} == COMMANDS.keys()
    assert {"parta user invite", "parta people load", "parta index status"} <= CONTEXTS.keys()


@pytest.mark.parametrize("helped", CONTEXTS, indirect=True)
def test_help_has_no_foreign_words(helped: str) -> None:
    listed = re.sub(r"(?m)^  [a-z]+(?=  )", "", helped)  # the commands of a group
    words = set(LATIN.findall(NOT_WORDS.sub(" ", listed)))

    assert words <= FORMATS | CODES | SHELVES | MANIFEST
    assert helped.startswith("Вызов: parta")
    assert "Показать эту справку." in helped


@pytest.mark.parametrize("helped", CONTEXTS, indirect=True)
def test_help_tells_limits_in_words_and_cuts_nothing(helped: str) -> None:
    assert "<=" not in helped
    assert "..." not in helped


@pytest.mark.parametrize("path", CONTEXTS)
def test_every_command_and_option_says_what_it_is_for(path: str) -> None:
    command = CONTEXTS[path].command
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
