"""How commands print: one JSON document in ASCII for machines, Russian lines for people."""

import json
from typing import Any

import click


def print_json(document: Any) -> None:
    """One JSON document on standard output; a name that is not UTF-8 as surrogate escapes."""
    click.echo(json.dumps(document, ensure_ascii=True))


def say(line: str) -> None:
    """A line for people, on standard error."""
    click.echo(line.encode("utf-8", "replace").decode("utf-8"), err=True)
