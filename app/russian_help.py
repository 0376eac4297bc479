"""The command line's library speaks Russian: its own words, and the signs in its help.

It asks gettext for its words, in the process's own domain and language; both are set here. The
catalogue is ``translations/ru/LC_MESSAGES/click.po``, compiled by ``script/setup``.
"""

import gettext
import inspect
import os
from pathlib import Path

import click

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"

VALUES = {
    "text": "ТЕКСТ",
    "integer": "ЧИСЛО",
    "integer range": "ЧИСЛО",
    "path": "ПУТЬ",
    "file": "ФАЙЛ",
    "directory": "ПАПКА",
}
"""What stands for an option's value in the help, by the library's name of its type."""


class Between(click.IntRange):
    """A whole number from ``least`` to ``most``, both allowed; its limits are told in words.

    The library writes «1<=x<=11» in the help and in its complaint.
    """

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self._limits = f"от {least} до {most}"

    def _describe_range(self) -> str:
        return self._limits


def speak_russian() -> None:
    """Let the library's words be Russian, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "ru"  # the first that gettext looks at
    gettext.bindtextdomain("click", str(TRANSLATIONS))
    gettext.textdomain("click")


def with_russian_signs(command: click.Command) -> click.Command:
    """The command, and those inside it, with Russian signs in its line of use."""
    command.options_metavar = "[ПАРАМЕТРЫ]"
    if command.help:
        # In a list of commands the library cuts what it shortens itself; what it is given it wraps.
        first, _blank, _rest = inspect.cleandoc(command.help).partition("\n\n")
        command.short_help = " ".join(first.split())
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.is_flag:
            parameter.metavar = parameter.metavar or VALUES.get(parameter.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "КОМАНДА …"
        for inner in command.commands.values():
            with_russian_signs(inner)
    return command


def wrong_use(error: click.ClickException) -> str:
    """One line of what is wrong, and for a command used wrongly where its help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    line = " ".join(error.format_message().split())
    line += "" if line.endswith((".", "?")) else "."
    return f"{line} Справка: {context.command_path} --help" if context is not None else line
