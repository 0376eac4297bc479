"""The command line: ``parta``. A command is a file in app/commands, imported when it is called."""

import importlib
import sys
from typing import NoReturn

import click

from app.russian_help import speak_russian, with_russian_signs, wrong_use
from core.errors import PartaError

COMMANDS: dict[str, str] = {
    "coverage": "app.commands.coverage:coverage",
    "curriculum": "app.commands.curriculum:curriculum",
    "doctor": "app.commands.doctor:doctor",
    "explain": "app.commands.search:explain",
    "index": "app.commands.search:index",
    "ingest": "app.commands.ingest:ingest",
    "init": "app.commands.init:init",
    "people": "app.commands.people:people",
    "reindex": "app.commands.search:reindex",
    "search": "app.commands.search:search",
    "seed": "app.commands.seed:seed",
    "serve": "app.commands.serve:serve",
    "settings": "app.commands.settings:settings",
    "suggest": "app.commands.search:suggest",
    "token": "app.commands.user:token",
    "upgrade": "app.commands.init:upgrade",
    "user": "app.commands.user:user",
    "verify": "app.commands.verify:verify",
    "worker": "app.commands.serve:worker",
}


class Lazy(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return with_russian_signs(command)


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[ПАРАМЕТРЫ]",
    subcommand_metavar="КОМАНДА …",
)
def parta() -> None:
    """«Парта»: библиотека учебных материалов, каталог уроков и дневник."""


def main() -> NoReturn:
    """Run the command line; 0 done, 1 not done for the input's sake, 2 wrong use."""
    speak_russian()
    try:
        result = parta.main(prog_name="parta", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Прервано.", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        click.echo(wrong_use(error), err=True)
        sys.exit(error.exit_code)
    except PartaError as error:
        click.echo(error.message, err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        from app.database_away import why_away  # most commands never need it, nor all it loads

        said = why_away(error)
        if said is None:
            raise
        click.echo(said, err=True)
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)
